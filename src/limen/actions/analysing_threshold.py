"""Analysing what was noticed, at amounts already taken."""

from limen.inference.estimates import NotEstimable
from limen.inference.felt_estimates import FeltRow
from limen.reports.analysed import Analysed
from limen.reports.felt_answer import (
    NoticedAnswer,
    NoticedDays,
    NoticedRow,
    NotShownYet,
    felt_fields,
    felt_page,
)
from limen.studies.plan import Plan
from limen.studies.practice_rows import FeltColumns, felt_columns, new_batches
from limen.studies.rows_file import RowsFile
from limen.studies.trial_rows import Remark


def answer(rows: RowsFile, plan: Plan) -> Analysed:
    """What was noticed at each amount already taken, beside placebo days.

    Args:
        rows: with amounts and felt answers.
        plan: a blinded one keeps its rows closed until its arms are known.

    Raises:
        BadInput: a column is missing, or a placebo day has an amount.
        SealClosed: a blinded protocol of which neither an arm nor an amount is known.
    """
    from limen.inference.threshold import threshold_posterior

    columns = felt_columns(rows, plan)
    found = threshold_posterior(
        columns.multiples, columns.felt, columns.batches, columns.gaps_days, 1.0
    )
    if isinstance(found, NotEstimable):
        not_yet = NotShownYet()
        return Analysed(
            felt_fields(not_yet), felt_page(not_yet), (Remark(found.reason, found.says),)
        )
    told = NoticedAnswer(
        rows=tuple(_row(columns, row) for row in found.rows),
        usual=found.rows.index(found.usual),
        placebo=_days(found.placebo),
        statement=found.more_than_placebo,
        new_batches=new_batches(rows),
    )
    return Analysed(felt_fields(told), felt_page(told))


def _row(columns: FeltColumns, row: FeltRow) -> NoticedRow:
    smallest, largest = columns.smallest_and_largest(row.places)
    return NoticedRow(
        batch=columns.rows[row.places[0]].batch,
        amount=smallest,
        up_to=largest,
        counted=_days(row),
    )


def _days(row: FeltRow) -> NoticedDays:
    return NoticedDays(row.days, row.noticed, row.unsure, row.rate)
