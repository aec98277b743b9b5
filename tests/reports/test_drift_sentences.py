"""What the card about drift says: counts in plain words, singular and plural, and no judgement."""

from datetime import date

import pytest

from limen.protocols.drift import DriftFact, DriftFactId
from limen.protocols.drift_card import DriftCard
from limen.reports.drift_sentences import FACT_WORDS, card_sentences
from limen.reports.reading_grade import grade

DAYS = (date(2026, 3, 3), date(2026, 3, 4))


def said(days, after_worse=0):
    facts = tuple(DriftFact(one, days) for one in DriftFactId)
    return [str(one) for one in card_sentences(DriftCard(facts, after_worse))]


def test_every_fact_has_its_words_and_near_days_are_told_once():
    assert set(FACT_WORDS) == set(DriftFactId)
    assert said(DAYS, 2) == [
        "In the last 4 weeks: 2 unplanned days (protocol: 0).",
        "In the last 4 weeks: 2 days after the planned end.",
        "2 days right after another one, against the protocol.",
        "2 days more than planned so far.",
        "2 days with more than you had set down.",
        "2 of them came after days that were worse than usual.",
    ]


def test_one_day_is_told_as_one():
    assert said(DAYS[:1], 1)[2:] == [
        "1 day right after another one, against the protocol.",
        "1 day more than planned so far.",
        "1 day with more than you had set down.",
        "1 of them came after a day that was worse than usual.",
    ]


@pytest.mark.parametrize("after_worse", [0, 3])
def test_it_reads_easily(after_worse):
    assert grade(said(DAYS, after_worse)) <= 6
