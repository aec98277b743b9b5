"""A work refuses to exist without source, band or a way to find it, and carries only its band."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.evidence.citations import Outcome, Provenance
from limen.evidence.kinds import Kind, Scope, SourceKind

LAST = date(2027, 11, 20)
BANDS = (Scope.MICRODOSE, Scope.LOW, Scope.FULL)


@pytest.mark.parametrize("source", [(), ("",), ("a page", "")])
def test_nothing_ships_without_its_source(source):
    with pytest.raises(ValueError, match="names its source"):
        Provenance(source, SourceKind.PRIMARY, None, LAST)


def test_a_source_needs_a_kind_that_there_is():
    with pytest.raises(ValueError, match="unverified"):
        SourceKind("unverified")


@pytest.mark.parametrize("range95", [(1.0, 2.0), (0.5, -0.5), (-2.0, -1.0)])
def test_an_interval_holds_its_effect(range95):
    with pytest.raises(ValueError, match="does not hold its effect"):
        Outcome("mood", "", 0.0, range95)


def test_an_interval_without_an_effect_is_refused():
    with pytest.raises(ValueError, match="does not hold its effect"):
        Outcome("mood", "", None, (0.0, 1.0))


@pytest.mark.parametrize("scopes", [(), (Scope.NONE,), (Scope.FULL, Scope.NONE)])
def test_a_work_speaks_of_a_band(work, scopes):
    with pytest.raises(ValueError, match="speaks of no band"):
        work(scopes=scopes)


def test_a_work_without_title_needs_its_doi(work):
    assert work(title=None).doi == "10.1/x"
    with pytest.raises(ValueError, match="how to find"):
        work(title=None, doi=None)


@pytest.mark.parametrize("band", BANDS)
def test_a_work_carries_its_band_alone(work, band):
    carried = [asked for asked in Scope if work(scopes=(band,)).carries(asked, LAST)]

    assert carried == [band]


def test_ketamine_carries_ketamine_alone(work):
    carried = [asked for asked in Scope if work(scopes=(Scope.KETAMINE,)).carries(asked, LAST)]

    assert carried == [Scope.KETAMINE]


def test_what_holds_for_any_band_never_carries_ketamine(work):
    of_any = work(scopes=(Scope.ANY,))

    assert all(of_any.carries(band, LAST) for band in BANDS)
    assert not of_any.carries(Scope.KETAMINE, LAST)


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.PRACTITIONER, Kind.PENDING])
def test_an_opinion_a_practice_and_a_plan_carry_nothing(work, kind):
    assert work().carries(Scope.MICRODOSE, LAST)
    assert not work(kind=kind).carries(Scope.MICRODOSE, LAST)


def test_a_work_between_two_bands_carries_nothing(work):
    assert not work(is_unmatched=True).carries(Scope.MICRODOSE, LAST)


def test_a_work_past_its_review_carries_nothing(work):
    read = replace(work().provenance, review_by=LAST - timedelta(days=1))

    assert not work(provenance=read).carries(Scope.MICRODOSE, LAST)
