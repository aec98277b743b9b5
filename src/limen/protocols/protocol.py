"""A protocol: a plan with a question, a schedule, a start, an end, a rest and a day of review."""

from dataclasses import dataclass
from datetime import date

from limen.journal.kinds.protocols import (
    EndedWhy,
    ExpectancyStated,
    PausedWhy,
    ProtocolExtended,
    ProtocolPlanned,
)
from limen.protocols.schedules.schedule import Schedule
from limen.protocols.states import State
from limen.terms.calendar import days_between, later_day
from limen.terms.errors import BadInput, ProtocolRefused
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase


@dataclass(frozen=True, slots=True)
class PlannedDates:
    """The first and the last day, the last day of the rest, and the day of the review.

    Raises:
        BadInput: they are out of order, or the rest is shorter than two weeks.
        ProtocolRefused: the last day comes later than 24 weeks after the first.

    Source: experience.md sections 2.2 and 2.5.
    """

    starts: date
    ends: date
    rests_until: date
    reviews_on: date

    def __post_init__(self) -> None:
        length = days_between(self.starts, self.ends)
        if length < 0:
            raise BadInput("The end date lies before the start.", fix=_LATER, at="ends")
        if length > _MOST_WEEKS * 7:
            raise ProtocolRefused(
                "Choose an end date within %(weeks)d weeks.",
                at="ends",
                values={"weeks": _MOST_WEEKS},
            )
        if days_between(self.ends, self.rests_until) < _FEWEST_REST_WEEKS * 7:
            raise _no_rest()
        if not self.starts <= self.reviews_on <= self.ends:
            raise BadInput(
                "The review lies between the start and the end date.",
                fix="The latest day for it is the end date.",
                at="reviews_on",
            )


def planned_dates(
    starts: date, *, ends: date | None, rests_until: date | None, reviews_on: date | None = None
) -> PlannedDates:
    """Return the dates of a plan as chosen; None is what was not chosen.

    An end and a rest must be chosen; without a day of its own the review is on the last day.

    Raises:
        BadInput: the end or the rest is missing, or the dates do not fit together.
        ProtocolRefused: the last day comes later than 24 weeks after the first.
    """
    if ends is None:
        raise BadInput(
            "Choose an end date. A protocol without an end is a habit.", fix=_LATER, at="ends"
        )
    if rests_until is None:
        raise _no_rest()
    return PlannedDates(starts, ends, rests_until, reviews_on or ends)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a protocol was paused: from `begins` up to, not including, `resumed_on`."""

    begins: date
    why: PausedWhy
    resumed_on: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.begins <= day and (self.resumed_on is None or day < self.resumed_on)


@dataclass(frozen=True, slots=True)
class Extension:
    """A later end, stated with the answers of the review."""

    stated_on: date
    stated: ProtocolExtended


@dataclass(frozen=True, slots=True)
class Ending:
    """The day on which the person ended a protocol, or said why it had ended."""

    day: date
    why: EndedWhy


@dataclass(frozen=True, slots=True)
class Protocol:
    """One plan as it stands: what was stated, its schedule, and what became of it.

    `dates` are those that hold now; `stated` keeps those of the plan. None stands for what was not
    stated. Which state it is in depends on the day that is asked about.
    """

    id: EventId
    stated: ProtocolPlanned
    schedule: Schedule
    dates: PlannedDates
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    expectancy: ExpectancyStated | None = None
    ending: Ending | None = None

    @property
    def last_day(self) -> date:
        """The last day of the plan, earlier than planned where the person ended it."""
        return min(self.dates.ends, self.ending.day) if self.ending else self.dates.ends

    @property
    def has_begun(self) -> bool:
        """Whether it lived to see its first day; a plan that was given up before needs no rest."""
        return self.last_day >= self.dates.starts

    @property
    def rest_ends(self) -> date:
        """The last day of the rest, which is as long after an early end as it was planned."""
        rest = days_between(self.dates.ends, self.dates.rests_until)
        return later_day(self.last_day, rest)

    @property
    def dose_days(self) -> tuple[date, ...]:
        """The days on which the plan expects a dose; those of a pause fall out and move nothing."""
        planned = self.schedule.days(self.dates.starts, self.last_day)
        return tuple(day for day in planned if not self._is_paused_on(day))

    def state_on(self, day: date) -> State:
        """Return the one state in which the protocol is on a day."""
        if day > self.last_day or (self.ending is not None and day >= self.ending.day):
            return State.ENDED
        if day < self.dates.starts:
            return State.PLANNED
        return State.PAUSED if self._is_paused_on(day) else State.RUNNING

    def _is_paused_on(self, day: date) -> bool:
        return any(day in pause for pause in self.pauses)


_MOST_WEEKS = 24
_FEWEST_REST_WEEKS = 2
_LATER = phrase("Choose a day after the start.")


def _no_rest() -> BadInput:
    return BadInput(
        "Choose a rest of at least %(weeks)d weeks.",
        fix="It begins on the day after the end date.",
        at="rests_until",
        values={"weeks": _FEWEST_REST_WEEKS},
    )
