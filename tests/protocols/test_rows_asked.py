"""Which rows an evening asks."""

from datetime import date

from limen.instruments.rows import DAILY_ROWS, Better, Row
from limen.journal.kinds.protocols import Measure
from limen.protocols.fold import Protocols
from limen.protocols.rows_asked import daily_rows, holding_plan


def test_without_a_plan_the_four_rows_of_every_day_are_asked():
    assert daily_rows(Protocols(), date(2026, 3, 2)) == DAILY_ROWS


def test_a_plan_asks_its_measures_own_words_included(make):
    own = Measure(
        id="own_1", higher_is_better=False, label="Worry", low_words="none", high_words="much"
    )
    bare = Measure(id="own_2", higher_is_better=True)
    calm = Measure(id="calm", higher_is_better=True)
    plan = make.protocol(measures=(calm, own, bare), main_measure="calm")
    known = Protocols(each=(plan,))

    rows = daily_rows(known, plan.dates.starts)

    assert rows[0] in DAILY_ROWS
    assert rows[1:] == (
        Row("own_1", "Worry", "none", "much", Better.LOW),
        Row("own_2", "own_2", "low", "high", Better.HIGH),
    )


def test_a_plan_holds_up_to_the_end_of_its_rest(make):
    plan = make.protocol()
    known = Protocols(each=(plan,))

    assert holding_plan(known, plan.rest_ends) is plan
    assert holding_plan(known, date.fromordinal(plan.rest_ends.toordinal() + 1)) is None
