"""What a release must not go out with in any table of facts, and claims that cross bands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import TypedDict

from limen.evidence.citations import Reference
from limen.evidence.claims import Claim
from limen.evidence.kinds import SourceKind, Verdict, holds_for
from limen.evidence.label import LabelWords, label

NEAR = timedelta(days=90)
"""So long before its day a row is named as falling due."""


class PackagedRow(TypedDict, total=False):
    """A row as it stands in a file, before anything was made of it; any part may be missing."""

    id: str
    source: list[str]
    source_kind: str
    review_by: str
    ship: bool
    flag: str
    to_verify: list[str]


class FaultKind(Enum):
    """Why a row holds a release back, in words."""

    NO_SOURCE = "it names no source"
    NO_KIND = "it does not say what kind of source it was read in"
    NOT_FIT_TO_SHIP = "its source may not ship"
    NOT_SHIPPED = "it is marked as not to ship"
    TO_VERIFY = "it holds parts that were not checked"
    NO_REVIEW = "it does not say until when it counts as checked"
    PAST_REVIEW = "its day has passed"
    CROSSES_BANDS = "it is called supported, and nothing behind it speaks of its band"
    NOT_CARRIED = "it is called better than the works behind it carry"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that holds a release back.

    Args:
        table: the name of the table.
        row: its name in the table.
        kind: why.
        day: the day that this is about, or None.
    """

    table: str
    row: str
    kind: FaultKind
    day: date | None = None


def row_faults(table: str, rows: Iterable[PackagedRow]) -> Iterator[Fault]:
    """What is wrong with the rows of a file, whatever they are about.

    Args:
        table: the name of the table.
        rows: as they stand in the file.
    """
    for row in rows:
        name = row.get("id") or "a row without a name"
        yield from (Fault(table, name, kind) for kind in _wrong_with(row, table))


def past_review(table: str, rows: Iterable[PackagedRow], on: date) -> Iterator[Fault]:
    """The rows of a file whose day of review has passed."""
    for name, day in _review_days(rows):
        if day < on:
            yield Fault(table, name, FaultKind.PAST_REVIEW, day)


def falls_due(rows: Iterable[PackagedRow], on: date) -> Iterator[tuple[date, str]]:
    """Rows of a file that fall due within 90 days of a day, or did before: day and name."""
    return ((day, name) for name, day in _review_days(rows) if day <= on + NEAR)


def band_faults(
    claims: Iterable[Claim], references: Mapping[str, Reference], on: date
) -> Iterator[Fault]:
    """Claims that are called better than what stands behind them in their band.

    A claim that is past its review is not judged here, for it shows as not checked.

    Source: facts.md section 2.
    """
    for claim in claims:
        named = [references[name] for name in claim.references]
        said = label(claim, references, on).words
        if claim.verdict not in _SUPPORTED or said in (LabelWords.LAW, LabelWords.NOT_CHECKED):
            continue
        if named and not any(holds_for(one, claim.scope) for work in named for one in work.scopes):
            yield Fault("claims", claim.id, FaultKind.CROSSES_BANDS)
        elif said is not LabelWords[claim.verdict.name]:
            yield Fault("claims", claim.id, FaultKind.NOT_CARRIED)


_SUPPORTED = (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED)
_NOT_FROM_A_LIST = ("crisis", "law")
"""Tables in which a row that is known from a list alone does not ship."""


def _wrong_with(row: PackagedRow, table: str) -> Iterator[FaultKind]:
    source, kind = row.get("source") or [""], row.get("source_kind")
    if not all(source):
        yield FaultKind.NO_SOURCE
    if not kind:
        yield FaultKind.NO_KIND
    elif kind not in set(SourceKind) or (kind == SourceKind.LIST and table in _NOT_FROM_A_LIST):
        yield FaultKind.NOT_FIT_TO_SHIP
    if row.get("ship") is False or row.get("flag") == "recalled":
        yield FaultKind.NOT_SHIPPED
    if row.get("to_verify"):
        yield FaultKind.TO_VERIFY
    if not row.get("review_by"):
        yield FaultKind.NO_REVIEW


def _review_days(rows: Iterable[PackagedRow]) -> Iterator[tuple[str, date]]:
    for row in rows:
        if day := row.get("review_by"):
            yield row.get("id", ""), date.fromisoformat(day)
