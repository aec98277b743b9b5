"""Looking up what is known: claims with their labels, works, and what holds a release back."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from itertools import chain

from limen.evidence.card import Card, card, worst_in
from limen.evidence.citations import Reference
from limen.evidence.csl import csl_json
from limen.evidence.kinds import Kind, Scope, Verdict
from limen.evidence.release import (
    Fault,
    PackagedRow,
    band_faults,
    falls_due,
    past_review,
    row_faults,
)
from limen.evidence.tables import claims, compiled_on, references
from limen.reports.evidence_rows import Row, claim_lines, claim_row, work_lines, work_row
from limen.screening import due as screening_due
from limen.screening.due import Due
from limen.screening.law_table import law_table
from limen.screening.tables import crisis_table, screening_table

TABLES = {
    "limen.evidence": ("claims", "evidence", "potency", "dose_spectrum", "schedules", "articles"),
    "limen.screening": ("screening", "crisis", "law"),
}
"""The tables of facts that ship, by the room that holds them."""

Packaged = Mapping[str, Sequence[PackagedRow]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; None: whatever it is."""

    scope: Scope | None = None
    kind: Kind | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, as rows of plain values.

    Args:
        claims: claims with their labels.
        references: works.
        worst: the works with the worst result in the bands of what was looked up.
        csl: the works as CSL-JSON.
        lines: the whole for people, a sentence each.
    """

    claims: tuple[Row, ...]
    references: tuple[Row, ...]
    worst: tuple[Row, ...] = ()
    csl: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Held:
    """One thing that holds a release back: table, row, why, and the day that it is about."""

    table: str
    row: str
    says: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ReleaseCheck:
    """What holds a release of a day back, and what falls due within 90 days of it."""

    on: date
    held: tuple[Held, ...]
    due: tuple[Due, ...]

    def lines(self) -> Iterator[str]:
        """The same for people."""
        for one in self.held:
            day = "" if one.day is None else f" ({one.day})"
            yield f"FAULT {one.table}/{one.row}: {one.says}{day}"
        for row in self.due:
            says = "past its day, shown as unknown" if row.review_by < self.on else "falls due"
            yield f"DUE   {row.table}/{row.row}: {says} ({row.review_by})"
        yield f"{len(self.held)} faults, {len(self.due)} rows due within 90 days of {self.on}."


def evidence_day(today: date) -> date:
    """The day by which rows are judged: a clock that is set back makes no row new."""
    return max(today, compiled_on())


def wanted(band: str | None, kind: str | None, verdict: str | None) -> Wanted:
    """What is looked for, from the words of a command."""
    return Wanted(
        scope=None if band is None else Scope(band),
        kind=None if kind is None else Kind(kind),
        verdict=None if verdict is None else Verdict(verdict),
    )


def find(wanted: Wanted, today: date) -> Found:
    """Claims and works of a kind in a band.

    A claim counts by the strongest kind behind it. A verdict is of a claim, so that works are left
    out where one is wanted.
    """
    cards = (card(claim, references(), evidence_day(today)) for claim in claims().values())
    works = (
        one
        for one in references().values()
        if wanted.verdict is None
        and wanted.kind in (None, one.kind)
        and (wanted.scope is None or one.speaks_of(wanted.scope))
    )
    return Found(
        claims=tuple(claim_row(one) for one in cards if _is_wanted(one, wanted)),
        references=tuple(work_row(one) for one in works),
    )


def names() -> tuple[str, ...]:
    """The name of every claim and every work."""
    return (*claims(), *references())


def look_up(name: str, today: date) -> Found:
    """A claim with its works, or a work with the claims that name it, and the worst result beside.

    Raises:
        KeyError: there is neither; `names` are those there are.
    """
    on = evidence_day(today)
    if name in claims():
        one = card(claims()[name], references(), on)
        works, worst = (*one.references, *one.of_another_band), _worst((one.claim.scope,))
        return _found((one,), works, worst, claim_lines(one, worst))
    work = references()[name]
    naming = (claim for claim in claims().values() if name in claim.references)
    cards = tuple(card(claim, references(), on) for claim in naming)
    worst = _worst(work.scopes)
    return _found(cards, (work,), worst, work_lines(work, cards, worst))


def check_release(on: date) -> ReleaseCheck:
    """Everything that holds a release of a day back, in the tables that ship.

    A day before that of the tables is judged as theirs: a clock that is set back opens no gate.

    Source: safety.md section 7; facts.md section 2.
    """
    return check_tables(packaged(), evidence_day(on))


def check_tables(tables: Packaged, on: date) -> ReleaseCheck:
    """The same for rows as they stand in files.

    What the rules make of the tables that ship is looked at only where every row is whole.
    """
    held, due = set(held_by_rows(tables)), set(_due_by_age(tables, on))
    if not held:
        held |= {*_held_by_rules(on)}
        due |= {*_due_of_screening(on)}
    held |= {*_held_by_age(tables, on)}
    return ReleaseCheck(on, tuple(sorted(held, key=_place)), tuple(sorted(due)))


def packaged() -> Packaged:
    """The rows of every table that ships, as they stand in their files."""
    return {table: [*_rows(room, table)] for room, tables in TABLES.items() for table in tables}


def held_by_rows(tables: Packaged) -> Iterator[Held]:
    """What is wrong with single rows of any table, whatever the day."""
    for table, rows in tables.items():
        yield from (_held(one) for one in row_faults(table, rows))


def _held_by_age(tables: Packaged, on: date) -> Iterator[Held]:
    for table in _BY_AGE:
        yield from (_held(one) for one in past_review(table, tables[table], on))


def _held_by_rules(on: date) -> Iterator[Held]:
    crisis = crisis_table()
    yield from (_held(one) for one in band_faults(claims().values(), references(), on))
    of_screening = screening_due.faults(
        on,
        crisis=crisis,
        offered=crisis.countries,
        law=law_table(),
        screening=screening_table().rules,
    )
    yield from (_held(one) for one in of_screening)


def _due_by_age(tables: Packaged, on: date) -> Iterator[Due]:
    for table in _BY_AGE:
        yield from (Due(day, table, row) for day, row in falls_due(tables[table], on))


def _due_of_screening(on: date) -> tuple[Due, ...]:
    rules = screening_table().rules
    return screening_due.due(on, crisis=crisis_table(), law=law_table(), screening=rules)


def _held(fault: Fault | screening_due.Fault) -> Held:
    return Held(fault.table, fault.row, fault.kind.value, fault.day)


def _place(held: Held) -> tuple[str, str, str]:
    return held.table, held.row, held.says


def _rows(room: str, table: str) -> Iterator[PackagedRow]:
    text = (resources.files(room) / "tables" / f"{table}.json").read_text(encoding="utf-8")
    held = json.loads(text)
    yield from chain.from_iterable(held[part] for part in _PARTS.get(table, ("rows",)))


def _is_wanted(one: Card, wanted: Wanted) -> bool:
    return (
        wanted.kind in (None, one.label.kind)
        and wanted.verdict in (None, one.claim.verdict)
        and (wanted.scope is None or one.claim.is_shown_for(wanted.scope))
    )


def _found(
    cards: Sequence[Card],
    works: Sequence[Reference],
    worst: Sequence[Reference],
    lines: Iterable[str],
) -> Found:
    return Found(
        claims=tuple(claim_row(one) for one in cards),
        references=tuple(work_row(one) for one in works),
        worst=tuple(work_row(one) for one in worst),
        csl=tuple(csl_json(one) for one in works),
        lines=tuple(lines),
    )


def _worst(scopes: Sequence[Scope]) -> tuple[Reference, ...]:
    found = (worst_in(scope, references().values()) for scope in scopes)
    return tuple({one.id: one for one in found if one is not None}.values())


_BY_AGE = (*TABLES["limen.evidence"], "screening")
"""Tables in which age alone decides; lines and laws have rules of their own."""
_PARTS = {
    "articles": ("sources",),
    "potency": ("rows", "priors"),
    "screening": ("rules", "signs"),
}
"""Where the rows of a table stand in its file, unless it is under one name."""
