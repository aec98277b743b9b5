"""What holds a release back is found where it is planted, and only there."""

from datetime import date, timedelta

import pytest

from limen.evidence.kinds import ClaimType, Kind, Scope, Verdict
from limen.evidence.release import Fault, FaultKind, band_faults, falls_due, past_review, row_faults
from limen.evidence.tables import claims, compiled_on, references

WHOLE = {
    "id": "row",
    "source": ["the paper"],
    "source_kind": "primary",
    "review_by": "2027-11-20",
}
LAST = date(2027, 11, 20)
DAY = timedelta(days=1)


def kinds_of(table: str = "claims", **changed: object) -> list[FaultKind]:
    return [one.kind for one in row_faults(table, [WHOLE | changed])]


@pytest.mark.parametrize("table", ["claims", "evidence", "potency", "crisis", "law", "screening"])
def test_a_whole_row_holds_nothing_back(table):
    assert kinds_of(table) == []


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"source": []}, FaultKind.NO_SOURCE),
        ({"source": [""]}, FaultKind.NO_SOURCE),
        ({"source": None}, FaultKind.NO_SOURCE),
        ({"source_kind": None}, FaultKind.NO_KIND),
        ({"source_kind": ""}, FaultKind.NO_KIND),
        ({"source_kind": "unverified"}, FaultKind.NOT_FIT_TO_SHIP),
        ({"ship": False}, FaultKind.NOT_SHIPPED),
        ({"flag": "recalled"}, FaultKind.NOT_SHIPPED),
        ({"to_verify": ["doi"]}, FaultKind.TO_VERIFY),
        ({"review_by": None}, FaultKind.NO_REVIEW),
    ],
)
def test_each_fault_of_a_row_is_found(changed, kind):
    assert kinds_of(**changed) == [kind]


def test_a_row_that_lacks_everything_is_named_as_far_as_can_be():
    found = [*row_faults("law", [{}])]

    assert found == [
        Fault("law", "a row without a name", kind)
        for kind in (FaultKind.NO_SOURCE, FaultKind.NO_KIND, FaultKind.NO_REVIEW)
    ]


def test_what_a_list_says_ships_in_no_table_of_lines_or_laws():
    assert kinds_of("potency", source_kind="list") == []
    for table in ("crisis", "law"):
        assert kinds_of(table, source_kind="list") == [FaultKind.NOT_FIT_TO_SHIP]


def test_a_row_is_past_its_review_the_day_after():
    assert [*past_review("claims", [WHOLE], LAST)] == []
    assert [*past_review("claims", [WHOLE], LAST + DAY)] == [
        Fault("claims", "row", FaultKind.PAST_REVIEW, LAST)
    ]


def test_a_row_falls_due_ninety_days_before_its_day():
    assert [*falls_due([WHOLE], LAST - 91 * DAY)] == []
    assert [*falls_due([WHOLE], LAST - 90 * DAY)] == [(LAST, "row")]
    assert [*falls_due([WHOLE], LAST + DAY)] == [(LAST, "row")]


def test_a_row_without_a_day_is_no_question_of_age():
    assert [*past_review("claims", [{"id": "row"}], LAST)] == []


def test_no_claim_that_ships_crosses_bands():
    assert [*band_faults(claims().values(), references(), compiled_on())] == []


@pytest.mark.parametrize("verdict", [Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED])
@pytest.mark.parametrize("of", [ClaimType.EFFECT, ClaimType.PRACTICE])
def test_a_claim_that_crosses_bands_is_found(claim, work, verdict, of):
    crossing = claim(verdict=verdict, claim_type=of)
    full = {"work": work(scopes=(Scope.FULL,))}

    assert [*band_faults([crossing], {"work": work()}, LAST)] == []
    assert [*band_faults([crossing], full, LAST)] == [
        Fault("claims", "claim", FaultKind.CROSSES_BANDS)
    ]


@pytest.mark.parametrize("kind", [Kind.EXPERT, Kind.PRACTITIONER, Kind.PENDING, Kind.OBSERVATIONAL])
def test_a_claim_that_is_called_better_than_it_is_carried_is_found(claim, work, kind):
    assert [*band_faults([claim()], {"work": work(kind=kind)}, LAST)] == [
        Fault("claims", "claim", FaultKind.NOT_CARRIED)
    ]


def test_a_claim_without_any_work_is_not_carried(claim):
    assert [one.kind for one in band_faults([claim(references=())], {}, LAST)] == [
        FaultKind.NOT_CARRIED
    ]


def test_claims_that_are_not_called_supported_are_left_alone(claim, work):
    full = {"work": work(scopes=(Scope.FULL,))}
    against = [claim(verdict=one) for one in Verdict if not one.name.endswith("SUPPORTED")]
    law = claim(claim_type=ClaimType.LAW)

    assert [*band_faults([*against, law], full, LAST)] == []
    assert [*band_faults([claim()], full, LAST + DAY)] == []
