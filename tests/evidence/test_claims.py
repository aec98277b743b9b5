"""A claim says something, names its band, and stands nowhere else."""

import pytest

from limen.evidence.kinds import ClaimType, Scope


@pytest.mark.parametrize("empty", ["words", "finding"])
def test_a_claim_says_something(claim, empty):
    with pytest.raises(ValueError, match="says nothing"):
        claim(**{empty: ""})


@pytest.mark.parametrize("of", [ClaimType.EFFECT, ClaimType.SAFETY])
def test_a_claim_about_an_effect_or_safety_names_its_band(claim, of):
    with pytest.raises(ValueError, match="names no band"):
        claim(claim_type=of, scope=Scope.NONE)


def test_a_claim_about_the_law_names_none(claim):
    assert not claim(claim_type=ClaimType.LAW, scope=Scope.NONE).needs_carrying


@pytest.mark.parametrize("asked", [Scope.LOW, Scope.FULL, Scope.KETAMINE])
def test_a_claim_about_microdoses_stands_on_no_other_page(claim, asked):
    assert claim().is_shown_for(Scope.MICRODOSE)
    assert not claim().is_shown_for(asked)
