"""Every schedule by its id, and the presets of the plan page, none of them better than another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from limen.protocols.schedules.cycle import Cycle
from limen.protocols.schedules.fixed_weekdays import FixedWeekdays
from limen.protocols.schedules.schedule import Schedule
from limen.terms.errors import BadInput

SCHEDULES: tuple[type[Cycle | FixedWeekdays], ...] = (Cycle, FixedWeekdays)


@dataclass(frozen=True, slots=True)
class Preset:
    """A schedule with its parameters filled in, as people and trials use it.

    `fact` is the id of the row of the table of schedules that the pattern was read in.
    """

    id: str
    title: str
    fact: str
    schedule: Schedule


PRESETS = (
    Preset("one_on_two_off", "One day on, two days off", "fadiman", Cycle((1, 0, 0))),
    Preset("every_other_day", "Every other day", "every_other", Cycle((1, 0))),
    Preset("every_third_day", "Every third day, as in trials", "trial_murphy", Cycle((1, 0, 0))),
    Preset("two_fixed_weekdays", "Two fixed weekdays", "two_fixed", FixedWeekdays((1, 4))),
    Preset(
        "four_on_three_off",
        "Four days on, three days off",
        "stamets43",
        Cycle((1, 1, 1, 1, 0, 0, 0)),
    ),
    Preset(
        "five_on_two_off", "Five days on, two days off", "stamets52", Cycle((1, 1, 1, 1, 1, 0, 0))
    ),
)


def parse_schedule(name: str, version: int, parameters: Mapping[str, Sequence[int]]) -> Schedule:
    """Return the schedule that an event states.

    Raises:
        BadInput: there is no such schedule, it is of another version, or its parameters are wrong.
    """
    for schedule in SCHEDULES:
        if (schedule.id, schedule.version) == (name, version):
            return _built(schedule, parameters)
    raise BadInput(
        "Limen does not know this schedule.",
        fix=f"One of: {', '.join(f'{known.id} version {known.version}' for known in SCHEDULES)}.",
        at="schedule",
    )


def _built(
    schedule: type[Cycle | FixedWeekdays], parameters: Mapping[str, Sequence[int]]
) -> Schedule:
    if set(parameters) != {schedule.parameter}:
        raise BadInput(
            f"This schedule has exactly one parameter: {schedule.parameter}.", at="schedule"
        )
    return schedule(tuple(parameters[schedule.parameter]))
