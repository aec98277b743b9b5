"""Planned moments of self-observation, each in exactly one state, and none answered by silence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved, CheckInSkipped
from limen.journal.standing import Standing
from limen.protocols.protocol import Protocol
from limen.terms.calendar import DayStart, Zone, days_from, end_of_day
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId


class OccasionState(Enum):
    """What became of a planned occasion.

    PLANNED until its day, OPEN on it, MISSED once it has passed without an entry. DONE was answered
    before its day was over, LATE afterwards and so left out of same-day analysis; RECALLED is what
    the person remembered of the day before, SKIPPED was left out by choice.
    """

    PLANNED = "planned"
    OPEN = "open"
    DONE = "done"
    LATE = "late"
    RECALLED = "recalled"
    SKIPPED = "skipped"
    MISSED = "missed"


Place = tuple[date, Sitting]
"""Where an answer belongs: a day as stated, and the part of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The entry that counts for a place: DONE, LATE, RECALLED or SKIPPED."""

    event: EventId
    state: OccasionState


@dataclass(frozen=True, slots=True)
class Occasion:
    """One planned moment with its state on the day that was asked about.

    `event` is the entry behind the state, or None where there is none.
    """

    day: date
    sitting: Sitting
    state: OccasionState
    event: EventId | None


def occasions(
    protocol: Protocol, answers: Mapping[Place, Answer], *, today: date
) -> tuple[Occasion, ...]:
    """Return every planned occasion of a protocol, in order, as it stands today.

    Which occasions there are follows from the protocol alone, never from what was answered. A
    pause ends no self-observation. `today` is the person's local date.

    Every evening is planned, and a look back at each week on its last day.

    Source: experience.md section 1.3.
    """
    return tuple(_occasion(place, answers.get(place), today) for place in _places(protocol))


def answered(answers: dict[Place, Answer], event: Standing, *, day_start: DayStart) -> None:
    """Add what an event answers, if it answers anything.

    The first check-in of a place counts; leaving it out counts only while nothing was saved.
    """
    place, answer = _read(event, day_start)
    if place is None or answer is None:
        return
    before = answers.get(place)
    if before is None or (
        before.state is OccasionState.SKIPPED and answer.state is not OccasionState.SKIPPED
    ):
        answers[place] = answer


_WEEK = 7


def _places(protocol: Protocol) -> list[Place]:
    places: list[Place] = []
    for number, day in enumerate(days_from(protocol.dates.starts, protocol.last_day), start=1):
        places.append((day, Sitting.EVENING))
        if number % _WEEK == 0:
            places.append((day, Sitting.WEEK))
    return places


def _occasion(place: Place, answer: Answer | None, today: date) -> Occasion:
    day, sitting = place
    if answer is not None:
        return Occasion(day, sitting, answer.state, answer.event)
    return Occasion(day, sitting, _state_without_answer(day, today), None)


def _state_without_answer(day: date, today: date) -> OccasionState:
    if day > today:
        return OccasionState.PLANNED
    return OccasionState.OPEN if day == today else OccasionState.MISSED


def _read(event: Standing, day_start: DayStart) -> tuple[Place, Answer] | tuple[None, None]:
    match event.payload:
        case CheckInSkipped(sitting=sitting):
            return (event.day, sitting), Answer(event.id, OccasionState.SKIPPED)
        case CheckInSaved(sitting=sitting, recalled=True):
            return (event.day, sitting), Answer(event.id, OccasionState.RECALLED)
        case CheckInSaved(sitting=sitting):
            is_late = _is_late(event, day_start)
            state = OccasionState.LATE if is_late else OccasionState.DONE
            return (event.day, sitting), Answer(event.id, state)
        case _:
            return None, None


def _is_late(event: Standing, day_start: DayStart) -> bool:
    try:
        return event.at >= end_of_day(event.day, Zone(event.zone), day_start)
    except BadInput:
        # A zone that this computer does not know, or the last day of the calendar.
        return False
