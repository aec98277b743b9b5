"""What was noticed at amounts already taken, beside placebo days, and nothing beyond them.

No threshold, no curve, no amount that was not recorded, no order by what was noticed: the records
here have no place for them.

Source: experience.md section 2.4; methods.md section 4.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from limen.inference.felt_estimates import FeltRate, MoreThanPlacebo
from limen.reports.analysed import Page, PageTable
from limen.terms.amount import Amount, amount_json

TOO_FEW = "We show this after 8 answered days with one batch."
FOOTER = "This describes what you noticed. It is not an amount to aim for."
_NO_PLACEBO = (
    "You have no placebo days, so we cannot know how often you would have noticed something anyway."
)
_MORE = (
    "At this amount you noticed it more often than on placebo days. By definition that is no "
    "longer a microdose."
)
_HEADINGS = ("amount", "days", "noticed", "not sure", "range")
_NUMERIC = ("days", "noticed", "not sure")
_PLACEBO = "placebo days"


@dataclass(frozen=True, slots=True)
class NoticedDays:
    """Days alike: how many, how many of them noticed and unsure, and how often to expect a YES.

    `rate` is None where fewer than 4 days were answered.
    """

    days: int
    noticed: int
    unsure: int
    rate: FeltRate | None


@dataclass(frozen=True, slots=True)
class NoticedRow:
    """Days with one amount of one batch; amounts within 10 % of each other share them.

    `amount` is the smallest of them and `up_to` the largest, None where they are alike; both as
    the person wrote them down. `batch` is None where it has no name.
    """

    batch: str | None
    amount: Amount
    up_to: Amount | None
    counted: NoticedDays


@dataclass(frozen=True, slots=True)
class NoticedAnswer:
    """Rows in the order of first use, the row with the most days, and the placebo days.

    `usual` is a place in `rows`. `new_batches` are those without an answered day.
    """

    rows: tuple[NoticedRow, ...]
    usual: int
    placebo: NoticedDays
    statement: MoreThanPlacebo
    new_batches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotShownYet:
    """Too few answered days to show anything."""

    says: str = TOO_FEW


def felt_fields(answer: NoticedAnswer | NotShownYet) -> dict[str, object]:
    """The `data` of `analyse` on a threshold."""
    if isinstance(answer, NotShownYet):
        return {"rows": (), "placebo": None, "statement": MoreThanPlacebo.CANNOT_TELL}
    return {
        "rows": [
            {
                "batch": row.batch,
                "amount": amount_json(row.amount),
                "up_to": row.up_to and amount_json(row.up_to),
                **_counted(row.counted),
            }
            for row in answer.rows
        ],
        "placebo": _counted(answer.placebo),
        "statement": answer.statement,
    }


def felt_page(answer: NoticedAnswer | NotShownYet) -> Page:
    """What the person reads about what they noticed."""
    if isinstance(answer, NotShownYet):
        return ("What you noticed", "", answer.says)
    return ("What you noticed", "", *_parts(answer), "", FOOTER)


def _parts(answer: NoticedAnswer) -> Iterator[str | PageTable]:
    usual = answer.rows[answer.usual]
    batch = f" from batch {usual.batch}" if usual.batch else ""
    counted = usual.counted
    yield (f"You noticed {counted.noticed} of {counted.days} capsules at {_amount(usual)}{batch}.")
    if answer.statement is MoreThanPlacebo.YES:
        yield _MORE
    if not answer.placebo.days:
        yield _NO_PLACEBO
    for name in answer.new_batches:
        yield (
            f"Batch {name}: unknown strength. Your earlier numbers do not apply until you have "
            "days with this batch."
        )
    yield ""
    yield _table(answer)


def _table(answer: NoticedAnswer) -> PageTable:
    by_batch = len({row.batch for row in answer.rows}) > 1
    rows = [((row.batch or "",), (_amount(row), *_cells(row.counted))) for row in answer.rows]
    if answer.placebo.days:
        rows.append((("",), (_PLACEBO, *_cells(answer.placebo))))
    return PageTable(
        (*(("batch",) if by_batch else ()), *_HEADINGS),
        tuple((*(batch if by_batch else ()), *cells) for batch, cells in rows),
        numeric=_NUMERIC,
    )


def _counted(days: NoticedDays) -> dict[str, object]:
    return {
        "days": days.days,
        "noticed": days.noticed,
        "unsure": days.unsure,
        "low": days.rate and days.rate.low,
        "high": days.rate and days.rate.high,
    }


def _cells(days: NoticedDays) -> tuple[str, ...]:
    return (str(days.days), str(days.noticed), str(days.unsure), _range(days.rate))


def _range(rate: FeltRate | None) -> str:
    if rate is None:
        return "too few days for a range"
    low, high = round(10 * rate.low), round(10 * rate.high)
    return f"between {low} and {high} times in 10" if low < high else f"about {low} times in 10"


def _amount(row: NoticedRow) -> str:
    if row.up_to is None:
        return str(row.amount)
    if row.up_to.unit is row.amount.unit:
        return f"{str(row.amount).partition(' ')[0]} to {row.up_to}"
    return f"{row.amount} to {row.up_to}"
