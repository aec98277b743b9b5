"""Whether screening says stop, by what was decided and by what was answered in a hard moment."""

from collections.abc import Iterable

from limen.journal.kinds.screening import CrisisTriaged, ScreeningDecided, StatedVerdict
from limen.journal.standing import Standing
from limen.screening.triage import NextStep, next_step


def says_stop(standing: Iterable[Standing]) -> bool:
    """Whether the latest verdict is stop; three answers that led to NOW are one as well.

    Nothing that was ever decided is no verdict, and stops nothing.

    Source: safety.md section 2.3.
    """
    is_stop = False
    for event in standing:
        match event.payload:
            case ScreeningDecided() as decided:
                is_stop = decided.verdict is StatedVerdict.STOP
            case CrisisTriaged() as triaged if next_step(triaged.answers) is NextStep.NOW:
                is_stop = True
            case _:
                pass
    return is_stop
