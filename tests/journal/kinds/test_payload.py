"""A payload refuses to exist when it is wrong, in words and with the field."""

from typing import Any

import pytest

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSkipped, NoteWritten
from limen.journal.kinds.meta import EventWithdrawn, ImportApplied
from limen.journal.kinds.payload import Payload
from limen.terms.errors import BadInput


@pytest.mark.parametrize(
    ("made", "fields", "at"),
    [
        (NoteWritten, {"words": 1}, "words"),
        (NoteWritten, {"words": "a" * 4001}, "words"),
        (NoteWritten, {"words": "\ud800"}, "words"),
        (NoteWritten, {}, "words"),
        (NoteWritten, {"words": "", "mood": 5}, "mood"),
        (CheckInSkipped, {"sitting": "evening"}, "sitting"),
        (EventWithdrawn, {"target": "7", "why": None, "reason": ""}, "target"),
        (ImportApplied, {"import_": 7}, "import"),
    ],
)
def test_a_wrong_field_is_named(made: type[Payload], fields: dict[str, Any], at: str) -> None:
    with pytest.raises(BadInput) as refused:
        made(**fields)

    assert refused.value.at == at
    assert refused.value.says.startswith("This cannot be saved: ")


def test_a_payload_has_its_own_words_for_none() -> None:
    said = CheckInSkipped(sitting=Sitting.EVENING)

    assert said == CheckInSkipped(sitting=Sitting.EVENING, why=None)


def test_a_payload_without_an_example_is_none() -> None:
    with pytest.raises(NotImplementedError):
        Payload.example()
