import re
from datetime import date, timedelta

import pytest

from limen.inference.drift_estimates import DriftFeature, DriftWatch, Share
from limen.journal.kinds.protocols import DriftLevel
from limen.protocols.drift import DriftFact, DriftFactId
from limen.reports.analysed import PageTable
from limen.reports.drift_answer import CHOICES, NOTHING, DriftAnswer, drift_fields, drift_page

LAST = date(2026, 5, 31)
CALM = DriftWatch((0.4, 1.2), None, None, ())
NEVER_SAID = re.compile(
    r"\b(addict\w*|abuse|relapse|streak|in a row|should|failed|unfortunately|well done|great"
    r"|congratulations|keep it up|on track|probably|risk)\b",
    re.IGNORECASE,
)


def ago(*days):
    return tuple(LAST - timedelta(days=day) for day in days)


def answer(*facts, watch=CALM, counts=()):
    return DriftAnswer(facts, watch, counts, LAST)


UNPLANNED = DriftFact(DriftFactId.UNPLANNED_DAYS, ago(40, 27, 20, 12, 9, 4, 0))
MORE = DriftFact(DriftFactId.ABOVE_HIGHEST, ago(20, 4))


def test_nothing_counted_is_said_plainly():
    assert drift_page(answer()) == (NOTHING,)
    assert drift_fields(answer())["level"] is None


def test_facts_come_first_counted_against_the_protocol():
    page = drift_page(answer(UNPLANNED, MORE))

    assert page[:3] == (
        (
            "In the last 4 weeks: 6 unplanned days (protocol: 0). "
            "2 days with more than you had set down."
        ),
        CHOICES,
        "",
    )
    assert page[3] == PageTable(
        ("what", "days", "when"),
        (
            (
                "on days that the protocol leaves free",
                "7",
                "…, 2026-05-11, 2026-05-19, 2026-05-22, 2026-05-27, 2026-05-31",
            ),
            ("with more than you had set down", "2", "2026-05-11, 2026-05-27"),
        ),
        numeric=("days",),
    )


def test_one_day_is_one_day():
    page = drift_page(answer(DriftFact(DriftFactId.UNPLANNED_DAYS, ago(3))))

    assert page[0] == "In the last 4 weeks: 1 unplanned day (protocol: 0)."


def test_a_card_names_where_to_look_with_raw_counts():
    watch = DriftWatch(
        (3.0, 40.0), 2, None, (DriftFeature.UNPLANNED_DAY, DriftFeature.LARGER_AMOUNT)
    )
    counts = (
        (DriftFeature.UNPLANNED_DAY, Share(6, 40)),
        (DriftFeature.LARGER_AMOUNT, Share(3, 12)),
    )

    page = drift_page(answer(UNPLANNED, watch=watch, counts=counts))

    assert page[1] == (
        "Have a look: unplanned days (6 of 40 free days); larger amounts than planned (3 of 12)."
    )


def test_a_card_without_a_fact_has_no_table():
    watch = DriftWatch((30.0,), 1, None, (DriftFeature.FELT_MORE_OFTEN,))
    counts = ((DriftFeature.FELT_MORE_OFTEN, Share(4, 5)),)

    page = drift_page(answer(watch=watch, counts=counts))

    assert page == (
        "In the last 4 weeks: 0 unplanned days (protocol: 0).",
        "Have a look: noticed more often (4 of 5 answers).",
        CHOICES,
    )


@pytest.mark.parametrize(
    ("alarm", "clinician", "facts", "level"),
    [
        (None, None, (), None),
        (None, None, (UNPLANNED,), DriftLevel.NOTE),
        (2, None, (UNPLANNED,), DriftLevel.CARD),
        (2, 3, (UNPLANNED,), DriftLevel.CLINICIAN),
    ],
)
def test_the_level_is_the_highest_that_was_reached(alarm, clinician, facts, level):
    watch = DriftWatch((1.0, 2.0, 3.0), alarm, clinician, ())

    assert answer(*facts, watch=watch).level is level


def test_the_fields_hold_facts_weeks_and_features():
    watch = DriftWatch((3.0, 40.0), 2, None, (DriftFeature.AFTER_BAD_DAYS,))

    data = drift_fields(
        answer(MORE, watch=watch, counts=((DriftFeature.AFTER_BAD_DAYS, Share(3, 4)),))
    )

    assert data == {
        "facts": [{"id": "above_highest", "count": 2, "last_4_weeks": 2, "days": ago(20, 4)}],
        "weeks": (3.0, 40.0),
        "alarm_week": 2,
        "level": DriftLevel.CARD,
        "features": [{"id": "after_bad_days", "count": 3, "of": 4}],
    }


def test_no_page_judges_praises_or_diagnoses():
    everything = answer(
        *(DriftFact(fact, ago(5, 1)) for fact in DriftFactId),
        watch=DriftWatch((60.0,), 1, 1, tuple(DriftFeature)),
        counts=tuple((feature, Share(1, 2)) for feature in DriftFeature),
    )

    text = " ".join(map(str, drift_page(everything)))

    assert NEVER_SAID.findall(text) == []
    assert NEVER_SAID.findall("You should stop.") == ["should"]
