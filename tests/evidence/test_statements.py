"""A statement has its ground, of its own band, or it does not come into being."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.evidence.chapters import statements
from limen.evidence.kinds import ClaimType, Kind, Scope, SourceKind
from limen.evidence.statements import Statement, kinds_of_claim
from limen.evidence.tables import claims, references

WORKS, CLAIMS = references(), claims()


def said(**changes):
    """A statement about an effect, carried by a controlled study of microdoses."""
    plain = Statement(
        "a", "It is so.", ClaimType.EFFECT, Scope.MICRODOSE, works=(WORKS["szigeti2021"],)
    )
    return replace(plain, **changes)


def test_one_that_is_carried_in_its_band_is_there():
    assert said().kinds == (Kind.CONTROLLED,)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"words": ""}, "a says nothing, or rests on nothing"),
        ({"works": ()}, "a says nothing, or rests on nothing"),
        ({"works": (WORKS["raison2023"],)}, "a rests on a work about another band"),
        ({"scope": Scope.KETAMINE}, "a rests on a work about another band"),
        ({"claims": (CLAIMS["C12"],)}, "a rests on a claim about another band"),
        ({"works": (WORKS["rouaud2024"],)}, "nothing carries a in its band"),
        ({"works": (WORKS["mindbio2b"],)}, "nothing carries a in its band"),
        ({"works": (WORKS["fadiman2011"],)}, "nothing carries a in its band"),
    ],
)
def test_without_ground_or_with_that_of_another_band_there_is_none(changes, says):
    with pytest.raises(ValueError, match=f"^{says}$"):
        said(**changes)


def test_no_work_about_full_doses_carries_anything_about_microdoses():
    full = [one for one in WORKS.values() if Scope.FULL in one.scopes]
    alone = [one for one in full if not one.speaks_of(Scope.MICRODOSE)]

    assert alone
    for work in alone:
        with pytest.raises(ValueError, match="another band"):
            said(works=(work,))


def test_what_concerns_any_amount_may_rest_on_works_of_single_bands():
    wide = said(claim_type=ClaimType.MECHANISM, scope=Scope.ANY, works=(WORKS["hirschfeld2021"],))

    assert wide.kinds == (Kind.SYNTHESIS,)


def test_kinds_stand_with_the_strongest_first_and_each_once():
    assert statements()["s01"].kinds == (Kind.CONTROLLED, Kind.SYNTHESIS)
    assert statements()["m12"].kinds == (SourceKind.OWN,)
    assert statements()["m06"].kinds == (Kind.OBSERVATIONAL,)
    assert statements()["k01"].kinds == ()
    assert statements()["f14"].kinds == (Kind.CONTROLLED, Kind.EXPERT, Kind.PENDING)


@pytest.mark.parametrize(("name", "needs"), [("s20", True), ("s17", True), ("m02", False)])
def test_what_tells_of_an_effect_or_of_a_benefit_needs_the_worst_result(name, needs):
    assert statements()[name].needs_worst is needs


def test_a_claim_without_works_has_the_kind_of_its_tables():
    assert kinds_of_claim(CLAIMS["C04"], WORKS) == (Kind.OBSERVATIONAL,)
    assert kinds_of_claim(CLAIMS["B07"], WORKS) == ()
    assert kinds_of_claim(CLAIMS["A01"], WORKS) == (SourceKind.REPORTED,)
    assert kinds_of_claim(CLAIMS["C09"], WORKS) == (Kind.CONTROLLED,)


def test_a_work_of_another_band_lends_a_claim_no_kind():
    full = replace(CLAIMS["A04"], references=("goodwin2022", "mindbio2b"))

    assert kinds_of_claim(full, WORKS) == (Kind.PENDING,)


def test_it_is_known_until_the_first_of_its_grounds_is_past_review():
    one = statements()["m15"]
    first = min(read.review_by for read in one.provenances())

    assert (one.is_known(first), one.is_known(first + timedelta(days=1))) == (True, False)
    assert first < date(2028, 1, 1)
