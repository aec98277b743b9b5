"""Analysing a practice for drift: counted facts, and a detector that looks at every week."""

from limen.protocols.drift import drift_facts
from limen.protocols.drift_weeks import feature_counts, week_counts
from limen.reports.analysed import Analysed
from limen.reports.drift_answer import DriftAnswer, drift_fields, drift_page
from limen.studies.plan import Plan
from limen.studies.practice_rows import badness, dose_days, planned_practice
from limen.studies.rows_file import RowsFile


def answer(rows: RowsFile, plan: Plan) -> Analysed:
    """What was taken against the plan, with days, and in which week it stood out.

    Args:
        rows: of the practice, with amounts; felt answers and scores where there are any.
        plan: with what was planned.

    Raises:
        BadInput: the plan does not say what was planned, or the rows hold no practice.
    """
    from limen.inference.drift_alarm import drift_detector

    planned = planned_practice(plan)
    taken, through = dose_days(rows, plan)
    weeks, settings = week_counts(taken, planned, badness(rows, plan), through=through)
    watch = drift_detector(weeks, settings)
    counts = feature_counts(weeks)
    told = DriftAnswer(
        facts=drift_facts(taken, planned, through=through),
        watch=watch,
        counts=tuple((feature, counts[feature]) for feature in watch.features),
        through=through,
    )
    return Analysed(drift_fields(told), drift_page(told))
