"""The section about questionnaires: scores over time with the names of their severity bands."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from limen.instruments.catalogue import INSTRUMENTS
from limen.instruments.gad7 import GAD7
from limen.instruments.instrument import Instrument
from limen.instruments.phq4 import PHQ4, phq4_answers
from limen.instruments.phq9 import PHQ9
from limen.instruments.scoring import NoScore, Score, score
from limen.reports.figures import NOT_THERE, Figure, InEnglish, Sentence, Table, Value
from limen.reports.figures_drawing import Drawing, series
from limen.reports.practice_days import Practice
from limen.terms.errors import BadInput

_Answers = Mapping[str, int | None]
_Asked = dict[date, tuple[datetime, _Answers]]
"""For each day when it was recorded, and what was answered; the first of a day counts."""


def build(practice: Practice) -> tuple[Figure, ...]:
    """One figure for each questionnaire that was answered in these days.

    A questionnaire with an item left out has no score, and is listed as such. PHQ-4 is worked out
    from the two longer ones where both were recorded within two days.

    Source: experience.md section 1.3.
    """
    asked = {one.id: _asked(practice, one.id) for one in INSTRUMENTS}
    worked_out = _worked_out(asked[PHQ9.id], asked[GAD7.id])
    asked[PHQ4.id] = dict(sorted({**worked_out, **asked[PHQ4.id]}.items()))
    return tuple(
        _figure(practice, one, asked[one.id], is_worked_out=one is PHQ4 and bool(worked_out))
        for one in sorted(INSTRUMENTS, key=_place)
        if asked[one.id]
    )


_FIRST = (PHQ9, GAD7, PHQ4)
_BOTH_WITHIN = timedelta(hours=48)


def _place(instrument: Instrument) -> int:
    return _FIRST.index(instrument) if instrument in _FIRST else len(_FIRST)


def _asked(practice: Practice, name: str) -> _Asked:
    found: _Asked = {}
    for one in practice.of_days(practice.diary.questionnaires):
        if one.stated.instrument == name:
            found.setdefault(one.day, (one.at, one.stated.answers))
    return dict(sorted(found.items()))


def _worked_out(phq9: _Asked, gad7: _Asked) -> _Asked:
    return {
        max(day1, day2): (max(at1, at2), phq4_answers(answers1, answers2))
        for day1, (at1, answers1) in phq9.items()
        for day2, (at2, answers2) in gad7.items()
        if abs(at1 - at2) <= _BOTH_WITHIN
    }


def _figure(
    practice: Practice, instrument: Instrument, asked: _Asked, *, is_worked_out: bool
) -> Figure:
    scored = {day: _score(instrument, answers) for day, (_, answers) in asked.items()}
    totals = {day: one.total for day, one in scored.items() if one}
    head = (Sentence("No."), Sentence("day"), Sentence("score"), Sentence("band"))
    rows: list[tuple[Value, ...]] = []
    number = 0
    for day, one in scored.items():
        number += one is not None
        rows.append((number, day, *_said(one)) if one else (NOT_THERE, day, *_said(None)))
    return Figure(
        id=instrument.id,
        title=Sentence(instrument.name),
        says=_says(totals),
        table=Table(head, tuple(rows)),
        drawing=_drawn(practice, instrument, totals),
        notes=_notes(is_worked_out=is_worked_out),
    )


def _score(instrument: Instrument, answers: _Answers) -> Score | None:
    try:
        found = score(instrument, answers)
    except BadInput:
        return None  # an answer of another program outside the range of its item
    return None if isinstance(found, NoScore) else found


def _said(one: Score | None) -> tuple[Value, Value]:
    if one is None:
        return Sentence("no score"), NOT_THERE
    return one.total, InEnglish(one.band.name) if one.band else NOT_THERE


def _says(totals: Mapping[date, int]) -> Sentence:
    if not totals:
        return Sentence("There is no score, for an item was left out each time.")
    numbers: dict[str, Value] = {
        "scores": len(totals),
        "lowest": min(totals.values()),
        "highest": max(totals.values()),
    }
    one, many = (
        "There is one score: %(lowest)d.",
        "There are %(scores)d scores, from %(lowest)d to %(highest)d.",
    )
    return Sentence(one, numbers, many, len(totals))


def _drawn(
    practice: Practice, instrument: Instrument, totals: Mapping[date, int]
) -> Drawing | None:
    if not totals:
        return None
    ends = (instrument.lowest, instrument.highest)
    return series(totals, (practice.first, practice.last), ends)


def _notes(*, is_worked_out: bool) -> tuple[Sentence, ...]:
    notes = (Sentence("No comparison group."), Sentence("Each score looks back two weeks."))
    if not is_worked_out:
        return notes
    return (
        *notes,
        Sentence("In some weeks it is worked out from the first items of PHQ-9 and GAD-7."),
    )
