"""Three plain questions after a hard answer, and which page comes next; they measure nothing."""

from enum import Enum

from limen.journal.kinds.screening import TriageAnswer, TriageAnswers


class NextStep(Enum):
    """Which page comes next: the emergency step first, or the help page again."""

    NOW = "now"
    WATCH = "watch"


def next_step(answers: TriageAnswers | None) -> NextStep:
    """NOW unless all three questions were answered with no; None is an unanswered set.

    Source: safety.md section 2.3.
    """
    if answers is None:
        return NextStep.NOW
    each = (answers.plan, answers.intent, answers.recent_act)
    return NextStep.WATCH if all(one is TriageAnswer.NO for one in each) else NextStep.NOW
