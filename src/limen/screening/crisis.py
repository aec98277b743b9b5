"""Whom a person can call: emergency numbers, crisis lines and the directory, each with its date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EVERYWHERE = "*"


class LineGroup(StrEnum):
    """What a line is for, in the order in which a page names them."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    URGENT = "urgent"
    CRISIS_TEXT = "crisis_text"
    PERINATAL = "perinatal"
    SUBSTANCE = "substance"
    POISON = "poison"
    PEER = "peer"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """One number, text line or directory, as its source states it.

    Args:
        id: its name in the table.
        group: what it is for.
        countries: codes of the countries where it answers; `*` is everywhere.
        name: as people there know it.
        phone: the number or numbers, or None.
        text: where to write to by text message, or None.
        web: its address without `https://`, or None.
        hours: when it answers, or None where that is not known.
        note: what else helps to reach it, or None.
        source: where it was read.
        checked_on: the day on which it was read.
        review_by: the last day on which it still counts as known.

    Raises:
        ValueError: nothing says how to reach it, no source is named, or the dates are reversed.
    """

    id: str
    group: LineGroup
    countries: tuple[str, ...]
    name: str
    phone: str | None
    text: str | None
    web: str | None
    hours: str | None
    note: str | None
    source: tuple[str, ...]
    checked_on: date
    review_by: date

    def __post_init__(self) -> None:
        if not (self.phone or self.text or self.web):
            raise ValueError(f"{self.id} cannot be reached")
        if not (self.source and self.countries):
            raise ValueError(f"{self.id} has no source or no country")
        if self.review_by <= self.checked_on:
            raise ValueError(f"{self.id} is due for review before it was read")

    def is_known(self, today: date) -> bool:
        """Whether it was read recently enough to be shown without doubt."""
        return today <= self.review_by


@dataclass(frozen=True, slots=True)
class CrisisTable:
    """Every line that ships.

    Args:
        compiled_on: the day of the table; no clock that is set back makes it newer.
        countries: English names by code.
        lines: in the order of the table.

    Raises:
        ValueError: a line names a country that has no name, or an id stands twice.
    """

    compiled_on: date
    countries: Mapping[str, str]
    lines: tuple[CrisisLine, ...]

    def __post_init__(self) -> None:
        named = {code for line in self.lines for code in line.countries} - {EVERYWHERE}
        if named - set(self.countries):
            raise ValueError("a line names an unknown country")
        if len({line.id for line in self.lines}) < len(self.lines):
            raise ValueError("two lines have the same id")

    def of_group(self, *groups: LineGroup) -> tuple[CrisisLine, ...]:
        """The lines of these groups, in the order of the groups."""
        return tuple(line for group in groups for line in self.lines if line.group is group)
