"""The works that claims may cite, each with its kind, its band and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from limen.evidence.kinds import Direction, Grade, Kind, Scope, SourceKind, holds_for


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a row was read, for which day that speaks, and until when it counts as known.

    Args:
        source: what was read; never empty.
        kind: what sort of source that is.
        as_of: the day, month or year for which the source speaks (`2019`, `2026-11`), or None.
        review_by: the last day on which the row counts as checked.

    Raises:
        ValueError: no source is named.
    """

    source: tuple[str, ...]
    kind: SourceKind
    as_of: str | None
    review_by: date

    def __post_init__(self) -> None:
        if not all(self.source) or not self.source:
            raise ValueError("a row names its source")

    def is_known(self, on: date) -> bool:
        """Whether the row was checked recently enough to count on a day."""
        return on <= self.review_by


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that a work looked at.

    Args:
        name: what was looked at.
        result: what was found in words; empty where the number says it.
        effect: the size of it in the unit of the name, or None where none was read.
        range95: its 95 % interval, lower limit first, or None.

    Raises:
        ValueError: the interval is reversed, or does not hold the effect.
    """

    name: str
    result: str
    effect: float | None
    range95: tuple[float, float] | None

    def __post_init__(self) -> None:
        if self.range95 is None:
            return
        low, high = self.range95
        if self.effect is None or not low <= self.effect <= high:
            raise ValueError(f"the interval of {self.name} does not hold its effect")


@dataclass(frozen=True, slots=True)
class Reference:
    """One work: who wrote it, what kind it is, for which bands it speaks, and what it found.

    Args:
        id: its name in the table.
        kind: how it came to know.
        authors: as printed, or None where that was not read.
        year: of publication, or None.
        title: as printed, or None where that was not read.
        journal: with volume and pages where known, or None.
        doi: its address without `https://doi.org/`, or None.
        grade: how it was done.
        scopes: the bands that it speaks of.
        is_unmatched: its amount lies between two bands; it carries nothing.
        design: how it was done, in words; empty where that was not read.
        substances: what was taken.
        people: numbers of people, or of studies, by what they are.
        outcomes: what it looked at and found.
        direction: which way its result points.
        blinding: how well people were kept from knowing; empty where that was not read.
        risk_of_bias: why its result may be off; empty where that was not read.
        provenance: where it was read and until when it counts.

    Raises:
        ValueError: it speaks of no band, or nothing says how to find it.
    """

    id: str
    kind: Kind
    authors: str | None
    year: int | None
    title: str | None
    journal: str | None
    doi: str | None
    grade: Grade
    scopes: tuple[Scope, ...]
    is_unmatched: bool
    design: str
    substances: tuple[str, ...]
    people: Mapping[str, int]
    outcomes: tuple[Outcome, ...]
    direction: Direction
    blinding: str
    risk_of_bias: str
    provenance: Provenance

    def __post_init__(self) -> None:
        if not self.scopes or Scope.NONE in self.scopes:
            raise ValueError(f"{self.id} speaks of no band")
        if not (self.title or self.doi):
            raise ValueError(f"nothing says how to find {self.id}")

    def speaks_of(self, scope: Scope) -> bool:
        """Whether the work holds for a band; what holds for any band says nothing of ketamine."""
        if scope in self.scopes:
            return True
        return Scope.ANY in self.scopes and scope is not Scope.KETAMINE

    def is_shown_for(self, scope: Scope) -> bool:
        """Whether the work may be listed for a band."""
        return any(holds_for(one, scope) for one in self.scopes)

    def carries(self, scope: Scope, on: date) -> bool:
        """Whether the work can carry what is said about benefit or safety in a band, on a day.

        Source: facts.md section 2, carrying reference.
        """
        return (
            self.kind.carries
            and not self.is_unmatched
            and self.provenance.is_known(on)
            and self.speaks_of(scope)
        )
