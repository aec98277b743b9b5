"""What a rule weighs, and what it refuses to be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.screening.rules import Scope, Tier, weight
from limen.screening.tables import screening_table

TABLE = screening_table()
LITHIUM, CAFFEINE = TABLE.find("lithium"), TABLE.find("caffeine")
LAST = date(2027, 11, 20)


def test_tiers_are_ordered_by_their_weight():
    assert sorted(Tier, key=weight) == [Tier.INFO, Tier.CAUTION, Tier.CLINICIAN, Tier.STOP]


@pytest.mark.parametrize(
    ("rule", "after", "tier"),
    [
        (CAFFEINE, 0, Tier.INFO),
        (CAFFEINE, 1, Tier.CLINICIAN),
        (LITHIUM, 0, Tier.STOP),
        (LITHIUM, 1, Tier.STOP),
    ],
)
def test_past_its_day_a_rule_counts_as_unknown_and_a_stop_stays(rule, after, tier):
    assert rule.weighs_on(LAST + timedelta(days=after)) is tier


def test_three_scopes_hold_on_some_days_alone():
    assert {scope for scope in Scope if scope.is_of_days} == {
        Scope.DOSE_DAY,
        Scope.SAME_DAY,
        Scope.WITHIN_PROTOCOL,
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"source": ()},
        {"why": ""},
        {"say": ""},
        {"label": ""},
        {"review_by": date(2026, 11, 20)},
        {"never_stop_note": False},
    ],
)
def test_a_rule_without_a_source_words_dates_or_its_note_is_refused(changed):
    with pytest.raises(ValueError, match="lithium"):
        replace(LITHIUM, **changed)


@pytest.mark.parametrize("changed", [{"source": ()}, {"review_by": date(2026, 11, 20)}])
def test_a_sign_without_a_source_or_with_reversed_dates_is_refused(changed):
    with pytest.raises(ValueError, match="sign_st"):
        replace(TABLE.signs[0], **changed)


def test_a_table_with_an_id_twice_is_refused():
    with pytest.raises(ValueError, match="same id"):
        replace(TABLE, rules=(LITHIUM, LITHIUM))


def test_a_table_is_named_by_its_day_and_finds_its_rules():
    assert (TABLE.version, TABLE.find("nothing")) == ("2026-11-20", None)
