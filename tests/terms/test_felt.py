"""Felt answers."""

import pytest

from limen.terms.errors import BadInput
from limen.terms.felt import Felt, FeltAnswer, Strength


def test_there_are_three_answers_and_two_strengths() -> None:
    assert [felt.value for felt in Felt] == ["no", "unsure", "yes"]
    assert [strength.value for strength in Strength] == ["faint", "clear"]


@pytest.mark.parametrize("strength", [None, *Strength])
def test_a_yes_may_say_how_strong_it_was(strength: Strength | None) -> None:
    assert FeltAnswer(Felt.YES, strength).strength is strength


@pytest.mark.parametrize("felt", [Felt.NO, Felt.UNSURE])
def test_another_answer_has_no_strength(felt: Felt) -> None:
    assert FeltAnswer(felt).strength is None


@pytest.mark.parametrize("felt", [Felt.NO, Felt.UNSURE])
@pytest.mark.parametrize("strength", Strength)
def test_a_strength_of_nothing_is_refused(felt: Felt, strength: Strength) -> None:
    with pytest.raises(BadInput) as refused:
        FeltAnswer(felt, strength)

    assert refused.value.says == "Say how strong it was only if you felt something."
    assert refused.value.at == "strength"
