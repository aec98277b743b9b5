"""What cannot be stated of batches, doses and felt answers."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from limen.journal.kinds import doses
from limen.journal.kinds.doses import BatchAdded, DoseSkipped, DoseTaken, FeltAnswered, Sitting
from limen.terms.errors import BadInput
from limen.terms.felt import Felt, Strength


@pytest.mark.parametrize(
    ("said", "fields", "at"),
    [
        (DoseTaken, {"amount": None}, "batch"),
        (DoseTaken, {"batch": None}, "batch"),
        (DoseTaken, {"slot": 1}, "slot"),
        (DoseSkipped, {"slot": 1}, "slot"),
        (FeltAnswered, {"sitting": Sitting.WEEK}, "sitting"),
        (FeltAnswered, {"felt": Felt.NO}, "strength"),
        (BatchAdded, {"tested": doses.Tested.UNKNOWN}, "content"),
    ],
)
def test_what_contradicts_itself_is_refused(said: Any, fields: dict[str, Any], at: str) -> None:
    with pytest.raises(BadInput) as refused:
        replace(said.example(), **fields)

    assert refused.value.at == at


def test_in_a_sealed_trial_the_slot_stands_for_amount_and_batch() -> None:
    said = replace(DoseTaken.example(), amount=None, batch=None, trial=UUID(int=1), slot=4)

    assert (said.trial, said.slot) == (UUID(int=1), 4)


def test_a_felt_answer_may_have_a_strength() -> None:
    assert FeltAnswered.example().strength is Strength.FAINT


@pytest.mark.parametrize("lower", [Decimal("-0.1"), Decimal("6.4")])
def test_a_content_rises(lower: Decimal) -> None:
    content = BatchAdded.example().content

    with pytest.raises(BadInput, match="rises from lower to middle"):
        replace(content, lower=lower)  # type: ignore[type-var]  # -- the example has one
