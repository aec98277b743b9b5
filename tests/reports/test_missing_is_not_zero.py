"""SAF-11: deleting what was said on a day never equals saying nothing, none or 0 on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random  # noqa: TID251 -- which answers were given: seeded, and no secret

import pytest

from limen.diary.fold import diary
from limen.journal.kinds.doses import DoseSkipped, DoseTaken, FeltAnswered, SkippedWhy
from limen.journal.kinds.measures import CheckInSaved, QuestionnaireAnswered
from limen.journal.standing import Standing
from limen.protocols.fold import protocols
from limen.reports.diary_tables import Contents, diary_tables
from limen.reports.practice import practice_report
from limen.reports.practice_days import practice_of_all_days
from limen.terms.felt import Felt

DAYS, TODAY = 28, 40
NOTHING = DoseSkipped(why=SkippedWhy.CHOSE)
# What says zero, none or nothing in the place of an entry of each kind.
ZERO: Mapping[type, Callable] = {
    CheckInSaved: lambda said: replace(said, scales=dict.fromkeys(said.scales, 1), effects=()),
    QuestionnaireAnswered: lambda said: replace(said, answers=dict.fromkeys(said.answers, 0)),
    DoseTaken: lambda _: NOTHING,
    FeltAnswered: lambda said: replace(said, felt=Felt.NO),
}

# What counts doses alone has no place for a day on which nothing was taken, said or not.
OF_DOSES_ALONE = {(DoseTaken, "figure What you noticed")}


@pytest.fixture(params=[1, 2, 3])
def practice(request: pytest.FixtureRequest, notes: object) -> list[Standing]:
    """Four weeks with an evening a day, a dose on every third and a questionnaire a week."""
    dice = Random(request.param)  # noqa: S311 -- no secret
    batch = notes.batch("B")
    for day in range(DAYS):
        scales = {row: dice.randint(2, 7) for row in ("mood", "energy", "calm", "focus")}
        notes.evening(day, scales=scales, effects=("nausea",) if dice.random() < 0.5 else ())
        if day % 3 == 0:
            notes.dose(
                day, f"0.{dice.randint(10, 19)}", batch, dice.choice([Felt.YES, Felt.UNSURE])
            )
        if day % 7 == 6:
            notes.state(day, _questionnaire("phq9", 9, dice))
            notes.state(day, _questionnaire("habits", 0, dice))
    return notes.events


@pytest.mark.parametrize("kind", ZERO, ids=lambda kind: kind.KIND)
def test_a_day_without_an_entry_is_no_day_of_zeros(practice: list[Standing], kind: type) -> None:
    read = everything(practice)
    none = everything([one for one in practice if not isinstance(one.payload, kind)])
    changed = [name for name in read if none.get(name) != read[name]]
    reading = [name for name in changed if (kind, name) not in OF_DOSES_ALONE]

    alike = []
    for day in sorted({one.day for one in practice if isinstance(one.payload, kind)}):
        deleted = everything(_deleted(practice, kind, day))
        zeros = everything(_zeroed(practice, kind, day))
        alike += [(name, day) for name in reading if deleted.get(name) == zeros.get(name)]

    assert alike == []
    assert len(reading) > 1


def everything(events: list[Standing]) -> dict[str, object]:
    """Every figure of the report and every table of the export, by name."""
    known, plans = diary(events), protocols(events)
    first = min(one.day for one in events)
    today = first + timedelta(days=TODAY)
    practice = practice_of_all_days(known, plans, today, ())
    report = practice_report(practice)
    figures = {f"figure {figure.title}": figure for figure in report.figures}
    tables = diary_tables(Contents(tuple(events), known, plans, today))
    return {**figures, **{f"table {table.name}": table for table in tables}}


def _deleted(events: list[Standing], kind: type, day: object) -> list[Standing]:
    return [one for one in events if not (one.day == day and isinstance(one.payload, kind))]


def _zeroed(events: list[Standing], kind: type, day: object) -> list[Standing]:
    return [
        replace(one, payload=ZERO[kind](one.payload))
        if one.day == day and isinstance(one.payload, kind)
        else one
        for one in events
    ]


def _questionnaire(name: str, items: int, dice: Random) -> QuestionnaireAnswered:
    asked = [str(n) for n in range(1, items + 1)] or ["outside_plan", "pull", "more_than_planned"]
    answers = {item: dice.randint(1, 3 if items else 1) for item in asked}
    return replace(
        QuestionnaireAnswered.example(), instrument=name, instrument_version=1, answers=answers
    )
