"""Analysing the rows of an open diary: a change, and what to expect of it by itself."""

from limen.inference.diary_estimates import scored_days
from limen.reports.analysed import Analysed
from limen.reports.open_answer import OpenAnswer, open_fields, open_page
from limen.studies.plan import Plan
from limen.studies.practice_rows import diary_scores
from limen.studies.rows_file import RowsFile
from limen.studies.trial_rows import Remark


def answer(rows: RowsFile, plan: Plan) -> Analysed:
    """How scores changed from before the start to after it, without a reason.

    Args:
        rows: of baseline and practice.
        plan: its start and its weeks are read.

    Raises:
        BadInput: there is no column with scores.
    """
    from limen.inference.open_diary import diary_change

    diary = diary_scores(rows, plan)
    found = diary_change(diary.scores, diary.first_practice_day, diary.usual)
    told = OpenAnswer(found, *scored_days(diary.scores, diary.first_practice_day), plan.weeks)
    remarks: tuple[Remark, ...] = ()
    if diary.late:
        days = "1 day" if diary.late == 1 else f"{diary.late} days"
        remarks = (Remark("after-the-end", f"{days} after the end of the protocol left out."),)
    return Analysed(open_fields(told), open_page(told), remarks)
