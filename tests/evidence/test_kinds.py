"""What may stand in for what."""

import pytest

from limen.evidence.kinds import Direction, Kind, Scope, holds_for

BANDS = (Scope.MICRODOSE, Scope.LOW, Scope.FULL)


def test_expert_practitioner_and_pending_never_carry():
    assert {kind for kind in Kind if not kind.carries} == {
        Kind.EXPERT,
        Kind.PRACTITIONER,
        Kind.PENDING,
    }


def test_only_what_compares_tests():
    assert {kind for kind in Kind if kind.tests} == {Kind.CONTROLLED, Kind.SYNTHESIS}


def test_every_benefit_is_one():
    assert {one.value for one in Direction if one.is_benefit} == {
        "benefit",
        "benefit_acute",
        "benefit_lagged",
        "benefit_uncontrolled",
    }


@pytest.mark.parametrize("studied", BANDS)
def test_no_band_holds_for_another(studied):
    assert [asked for asked in BANDS if holds_for(studied, asked)] == [studied]


@pytest.mark.parametrize("band", [*BANDS, Scope.ANY])
def test_ketamine_and_psychedelics_never_stand_in_for_each_other(band):
    assert not holds_for(Scope.KETAMINE, band)
    assert not holds_for(band, Scope.KETAMINE)


@pytest.mark.parametrize("band", BANDS)
def test_what_holds_for_any_band_holds_for_each(band):
    assert holds_for(Scope.ANY, band)
    assert holds_for(band, Scope.ANY)


@pytest.mark.parametrize("band", Scope)
def test_what_concerns_no_band_stands_anywhere(band):
    assert holds_for(Scope.NONE, band)
