"""Adverse events: which of them go on, and how one ends."""

from dataclasses import replace

import pytest

from limen.diary.fold import diary
from limen.diary.harms import end_harm, ongoing_harms
from limen.journal.kinds.harms import AdverseEnded, AdverseReported
from limen.terms.errors import RuleBroken

OVER = replace(AdverseReported.example(), dose=None)
GOES_ON = replace(OVER, ongoing=True)


@pytest.fixture
def known(make):
    """One that goes on, one that was over when reported, one that ended later."""
    return diary(
        [
            make.event(1, 2, GOES_ON),
            make.event(2, 2, OVER),
            make.event(3, 2, GOES_ON),
            make.event(4, 5, AdverseEnded(report=make.id(3))),
        ]
    )


def test_what_was_not_said_to_be_over_goes_on(make, known) -> None:
    assert [harm.id for harm in ongoing_harms(known)] == [make.id(1)]


def test_a_harm_ends_on_a_day_from_its_report_on(make, known) -> None:
    ended = AdverseEnded(report=make.id(1))

    assert end_harm(known, ended, day=make.day(2)) == (ended,)
    with pytest.raises(RuleBroken, match=r"^This day lies before the report\.$"):
        end_harm(known, ended, day=make.day(1))


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (2, "This was already over."),
        (3, "This was already over."),
        (9, "This report is not in your notes."),
    ],
)
def test_what_does_not_go_on_does_not_end(make, known, number: int, says: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        end_harm(known, AdverseEnded(report=make.id(number)), day=make.day(9))

    assert refused.value.says == says
