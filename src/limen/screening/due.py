"""What a release must not go out with, and what falls due next, in the tables of this room."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from limen.screening.crisis import CrisisTable
from limen.screening.law import LawTable

NEAR = timedelta(days=90)
"""So long before a release a number has been read, and so long after it a law row holds."""


class FaultKind(Enum):
    """Why a release is held back."""

    NO_SOURCE = "it names no source"
    NOT_FIT_TO_SHIP = "its source may not ship"
    PAST_REVIEW = "its day has passed"
    READ_LONG_AGO = "it was read more than 90 days ago"
    EXPIRES_SOON = "its day comes within 90 days"
    NO_LINE = "the country is offered by name, and no line is there for it"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that holds a release back.

    Args:
        table: crisis, law or screening.
        row: its name in the table, or the code of a country.
        kind: why.
        day: the day that this is about, or None.
    """

    table: str
    row: str
    kind: FaultKind
    day: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A row with the last day on which it still counts as known."""

    review_by: date
    table: str
    row: str


class Reviewed(Protocol):
    """A row of any table: where it was read, and until when it counts as known."""

    @property
    def id(self) -> str:
        """Its name in the table."""
        ...

    @property
    def source(self) -> Sequence[str]:
        """Where it was read."""
        ...

    @property
    def review_by(self) -> date:
        """The last day on which it counts as known."""
        ...


class Ruled(Reviewed, Protocol):
    """A row whose kind of source decides whether it may ship."""

    @property
    def source_kind(self) -> str:
        """What kind of source it was read in."""
        ...


def faults(
    on: date,
    *,
    crisis: CrisisTable,
    offered: Collection[str],
    law: LawTable,
    screening: Sequence[Ruled],
) -> tuple[Fault, ...]:
    """Everything in these tables that holds a release of a day back.

    A law row that is past its day holds nothing back, for it is shown as unknown.

    Args:
        on: the day of the release.
        crisis: the lines that ship.
        offered: codes of the countries that a person can choose by name.
        law: the rows that ship.
        screening: the rules that ship.

    Source: safety.md sections 2.4 and 7.
    """
    found = (*_of_crisis(on, crisis, offered), *_of_law(on, law), *_of_screening(on, screening))
    return tuple(found)


def due(
    on: date, *, crisis: CrisisTable, law: LawTable, screening: Sequence[Ruled]
) -> tuple[Due, ...]:
    """Every row that falls due within 90 days of a day, or has before it; the earliest first."""
    rows: dict[str, Sequence[Reviewed]] = {
        "crisis": crisis.lines,
        "law": law.rows,
        "screening": screening,
    }
    return tuple(
        sorted(
            Due(row.review_by, table, row.id)
            for table, each in rows.items()
            for row in each
            if row.review_by <= on + NEAR
        )
    )


def _of_crisis(on: date, crisis: CrisisTable, offered: Collection[str]) -> Iterator[Fault]:
    for line in crisis.lines:
        if line.review_by < on:
            yield Fault("crisis", line.id, FaultKind.PAST_REVIEW, line.review_by)
        if line.checked_on < on - NEAR:
            yield Fault("crisis", line.id, FaultKind.READ_LONG_AGO, line.checked_on)
    reached = {code for line in crisis.lines for code in line.countries}
    for code in sorted({*offered} - reached):
        yield Fault("crisis", code, FaultKind.NO_LINE)


def _of_law(on: date, law: LawTable) -> Iterator[Fault]:
    for row in law.rows:
        if on <= row.review_by <= on + NEAR:
            yield Fault("law", row.id, FaultKind.EXPIRES_SOON, row.review_by)


def _of_screening(on: date, rules: Sequence[Ruled]) -> Iterator[Fault]:
    for rule in rules:
        if not rule.source:
            yield Fault("screening", rule.id, FaultKind.NO_SOURCE)
        if rule.source_kind == "unverified":
            yield Fault("screening", rule.id, FaultKind.NOT_FIT_TO_SHIP)
        if rule.review_by < on:
            yield Fault("screening", rule.id, FaultKind.PAST_REVIEW, rule.review_by)
