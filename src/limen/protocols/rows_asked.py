"""Which rows an evening asks: those of the protocol that holds, or the four of every day."""

from datetime import date

from limen.instruments.rows import DAILY_ROWS, SLEEP_ROW, Better, Row
from limen.journal.kinds.protocols import Measure
from limen.protocols.fold import Protocols
from limen.protocols.protocol import Protocol

_KNOWN = {row.id: row for row in (*DAILY_ROWS, SLEEP_ROW)}


def daily_rows(protocols: Protocols, day: date) -> tuple[Row, ...]:
    """The rows of a day: the measures of the latest plan up to the end of its rest, else the four.

    Source: experience.md section 1.3.
    """
    plan = holding_plan(protocols, day)
    return tuple(_row(one) for one in plan.stated.measures) if plan else DAILY_ROWS


def holding_plan(protocols: Protocols, day: date) -> Protocol | None:
    """The latest plan whose rest has not ended on a day, or None; before its start it holds too."""
    holding = (plan for plan in reversed(protocols.each) if day <= plan.rest_ends)
    return next(holding, None)


def _row(measure: Measure) -> Row:
    """A known row, or one in the person's own words."""
    known = _KNOWN.get(measure.id)
    if known is not None and measure.label is None:
        return known
    return Row(
        id=measure.id,
        label=measure.label or measure.id,
        low_words=measure.low_words or "low",
        high_words=measure.high_words or "high",
        better=Better.HIGH if measure.higher_is_better else Better.LOW,
    )
