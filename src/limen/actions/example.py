"""The example report: twelve invented weeks, folded and reported by the code of every report."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from uuid import UUID

from limen.diary.fold import diary
from limen.instruments.gad7 import GAD7
from limen.instruments.instrument import Instrument
from limen.instruments.phq4 import PHQ4
from limen.instruments.phq9 import PHQ9
from limen.instruments.rows import (
    DAILY_ROWS,
    DAILY_SET,
    DAILY_VERSION,
    HABIT_QUESTIONS,
    HABITS_ID,
    HABITS_VERSION,
    WEEKLY_ROWS,
    WEEKLY_SET,
    WEEKLY_VERSION,
)
from limen.journal.kinds.doses import (
    AsPlanned,
    DoseSkipped,
    DoseTaken,
    FeltAnswered,
    Sitting,
    SkippedWhy,
)
from limen.journal.kinds.measures import CheckInSaved, CheckInSkipped, QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import Acts, Measure, ProtocolPlanned
from limen.journal.standing import Standing
from limen.protocols.fold import protocols
from limen.protocols.sittings import INSTRUMENT_OF, LongerPage, falling_on
from limen.reports.figures import Sentence
from limen.reports.practice import PracticeReport, practice_report
from limen.reports.practice_days import practice_of_plan
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.phrases import phrase

FIRST, LAST = date(2026, 3, 2), date(2026, 5, 24)
"""The invented weeks."""

_QUESTION = phrase("Are my evenings calmer?")


@cache
def example_report() -> PracticeReport:
    """The report of twelve invented weeks; nothing is read, and nothing is kept.

    Its doses have no amount, for no page names one that its reader did not write down.
    """
    events = tuple(example_events())
    plans = protocols(events)
    practice = practice_of_plan(diary(events), plans, plans.each[0], LAST + timedelta(days=1))
    if practice is None:
        raise RuntimeError("the example has no day that has passed")
    return replace(practice_report(practice), question=Sentence(_QUESTION))


def example_events() -> Iterator[Standing]:
    """What an invented person stated, always the same."""
    planned_on = FIRST - timedelta(days=_EVENINGS_BEFORE)
    stated: list[tuple[date, Payload]] = [(planned_on, _plan())]
    for number in range(-_EVENINGS_BEFORE, (LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        stated += [(day, one) for one in _of_day(day)]
    for number, (day, payload) in enumerate(stated, start=1):
        yield _standing(number, day, payload)


_EVENINGS_BEFORE, _DOSE_EVERY, _HOUR = 6, 3, 19
_MISSING, _LEFT_OUT, _UNWANTED, _NOTICED, _UNSURE = 10, 30, 9, 15, 25
"""In a hundred: evenings that are missing, and of these left out; evenings with something unwanted;
doses that are noticed, and those up to which the answer is not sure."""

_INSTRUMENTS = {one.id: one for one in (PHQ4, PHQ9, GAD7)}
_WITH_ROWS = {LongerPage.WEEK, LongerPage.FORTNIGHT}
_WITH_HABITS = {LongerPage.WEEK, LongerPage.FORTNIGHT_SECOND}


def _of_day(day: date) -> Iterator[Payload]:
    is_written = _hundredth(day, "written") >= _MISSING
    if day >= FIRST and (day - FIRST).days % _DOSE_EVERY == 0:
        yield from _dose_day(day, is_answered=is_written)
    if is_written:
        yield _evening(day)
    elif _hundredth(day, "why") < _LEFT_OUT:
        yield CheckInSkipped(sitting=Sitting.EVENING)
    page = falling_on(FIRST, day) if day >= FIRST else None
    if page is not None:
        yield from _longer_page(day, page)


def _dose_day(day: date, *, is_answered: bool) -> Iterator[Payload]:
    if _hundredth(day, "dose") < _MISSING:
        yield DoseSkipped(why=SkippedWhy.CHOSE)
        return
    yield DoseTaken(as_planned=AsPlanned.YES, slip_checked=False)
    if is_answered:
        number = _hundredth(day, "felt")
        felt = Felt.YES if number < _NOTICED else Felt.UNSURE if number < _UNSURE else Felt.NO
        yield FeltAnswered(dose=_dose_of(day), sitting=Sitting.EVENING, felt=felt)


def _evening(day: date) -> CheckInSaved:
    is_unwanted = _hundredth(day, "unwanted") < _UNWANTED
    return CheckInSaved(
        sitting=Sitting.EVENING,
        scales={row.id: _rating(day, row.id) for row in DAILY_ROWS},
        set=DAILY_SET,
        set_version=DAILY_VERSION,
        effects_shown=True,
        effects=(("headache", "nausea", "bad_sleep")[_hundredth(day, "which") % 3],)
        if is_unwanted
        else (),
        recalled=_hundredth(day, "recalled") < _MISSING // 2,
    )


def _longer_page(day: date, page: LongerPage) -> Iterator[Payload]:
    yield _answered(day, _INSTRUMENTS[INSTRUMENT_OF[page]])
    if page in _WITH_ROWS:
        yield CheckInSaved(
            sitting=Sitting.WEEK,
            scales={row.id: _rating(day, row.id) for row in WEEKLY_ROWS},
            set=WEEKLY_SET,
            set_version=WEEKLY_VERSION,
            effects_shown=False,
            recalled=False,
        )
    if page in _WITH_HABITS:
        yield QuestionnaireAnswered(
            instrument=HABITS_ID,
            instrument_version=HABITS_VERSION,
            language="en",
            answers={one.id: int(_hundredth(day, one.id) < _MISSING) for one in HABIT_QUESTIONS},
            opened_at=_evening_of(day),
        )


def _answered(day: date, instrument: Instrument) -> QuestionnaireAnswered:
    answers = {
        item.id: 0 if item.is_risk else _hundredth(day, f"{instrument.id} {item.id}") // 45
        for item in instrument.items
    }
    return QuestionnaireAnswered(
        instrument=instrument.id,
        instrument_version=instrument.version,
        language="en",
        answers=answers,
        opened_at=_evening_of(day),
    )


def _plan() -> ProtocolPlanned:
    return ProtocolPlanned(
        question=_QUESTION,
        acts=Acts.SAME_DAY,
        schedule="cycle",
        schedule_version=1,
        schedule_parameters={"pattern": (1, *(0 for _ in range(_DOSE_EVERY - 1)))},
        starts=FIRST,
        ends=LAST,
        rests_until=LAST + timedelta(weeks=4),
        reviews_on=LAST,
        measures=tuple(Measure(id=row.id, higher_is_better=True) for row in DAILY_ROWS),
        main_measure="calm",
        smallest_change=Decimal("0.5"),
    )


def _standing(number: int, day: date, payload: Payload) -> Standing:
    is_dose = isinstance(payload, DoseTaken)
    return Standing(
        n=number,
        id=_dose_of(day) if is_dose else EventId(_identifier(f"entry {number}")),
        day=day,
        at=_evening_of(day),
        zone="UTC",
        by="participant",
        via="web",
        jump=None,
        payload=payload,
    )


def _rating(day: date, name: str) -> int:
    """Between 2 and 6, mostly in the middle; it moves from day to day and goes nowhere."""
    return 2 + sum(_hundredth(day, f"{name} {part}") for part in range(4)) // 80


def _hundredth(day: date, word: str) -> int:
    """A number from 0 to 99 that a day and a word always give."""
    return int.from_bytes(hashlib.sha256(f"{day} {word}".encode()).digest()[:4]) % 100


def _evening_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, _HOUR, 40, tzinfo=UTC)


def _dose_of(day: date) -> EventId:
    return EventId(_identifier(f"dose of {day}"))


def _identifier(words: str) -> UUID:
    return UUID(bytes=hashlib.sha256(words.encode()).digest()[:16], version=4)
