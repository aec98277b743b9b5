"""The section about completeness: which evenings were written down, and which are missing."""

from collections import Counter

from limen.protocols.occasions import OccasionState
from limen.reports.figures import Figure, Sentence, Table, counted
from limen.reports.figures_drawing import Shape, day_grid
from limen.reports.practice_days import Practice, weekday_names


def build(practice: Practice) -> tuple[Figure, ...]:
    """How many of the days that passed were written down, and which.

    Source: safety.md section 5.4.
    """
    states = Counter(practice.days.values())
    passed, missed = len(practice.days), states[OccasionState.MISSED]
    rows = (
        (Sentence("written down"), practice.written),
        (Sentence("of these, written late"), states[OccasionState.LATE]),
        (Sentence("of these, recalled on the next day"), states[OccasionState.RECALLED]),
        (Sentence("left out on purpose"), states[OccasionState.SKIPPED]),
        (Sentence("missing"), missed),
        (Sentence("all days that have passed"), passed),
    )
    says = Sentence(
        "You wrote down %(written)d of %(passed)d days.",
        {"written": practice.written, "passed": passed},
    )
    figure = Figure(
        id="days",
        title=Sentence("Your days"),
        says=says,
        table=Table((Sentence("Evenings"), Sentence("days")), rows),
        drawing=day_grid(
            {day: _SHAPES[state] for day, state in practice.days.items()},
            [Sentence(name) for name in weekday_names(practice)],
            [(_SHAPES[state], words) for state, words in _LEGEND if states[state]],
        ),
        notes=_notes(practice, missed),
    )
    return (figure,)


_SHAPES = {
    OccasionState.DONE: Shape.DISC,
    OccasionState.LATE: Shape.HALF,
    OccasionState.RECALLED: Shape.DOTTED,
    OccasionState.SKIPPED: Shape.DASH,
    OccasionState.MISSED: Shape.RING,
}
_LEGEND = (
    (OccasionState.DONE, Sentence("written down on the day")),
    (OccasionState.LATE, Sentence("written late")),
    (OccasionState.RECALLED, Sentence("recalled on the next day")),
    (OccasionState.SKIPPED, Sentence("left out on purpose")),
    (OccasionState.MISSED, Sentence("missing")),
)


def _notes(practice: Practice, missed: int) -> tuple[Sentence, ...]:
    notes: list[Sentence] = []
    if missed:
        notes.append(Sentence("A missing day is not known. It is not a day without a dose."))
    if practice.corrections:
        one = "You corrected %(count)d entry of these days."
        many = "You corrected %(count)d entries of these days."
        notes.append(counted(practice.corrections, one, many))
    return tuple(notes)
