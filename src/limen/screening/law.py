"""What the law says of a place: dated, sourced, expiring; past its day it is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LawGroup(StrEnum):
    """How large the place of a row is."""

    INTERNATIONAL = "international"
    COUNTRY = "country"
    STATE = "state"
    CITY = "city"


class LawKind(StrEnum):
    """What kind of law a row is about; what each means stands in the table."""

    SCHEDULED = "scheduled"
    LOWEST_PRIORITY = "lowest_priority"
    DECRIMINALISED = "decriminalised"
    SUPERVISED_ACCESS = "supervised_access"
    MEDICAL = "medical"
    MEDICAL_BY_EXCEPTION = "medical_by_exception"
    MEDICAL_FUTURE = "medical_future"
    UNSCHEDULED_FORM = "unscheduled_form"
    UNSCHEDULED = "unscheduled"
    ADMINISTRATIVE = "administrative"
    AMBIGUOUS = "ambiguous"
    TRADITIONAL_TOLERANCE = "traditional_tolerance"


@dataclass(frozen=True, slots=True)
class KindMeaning:
    """A kind of law in words: how it is called, and what it means."""

    name: str
    means: str


@dataclass(frozen=True, slots=True)
class LawRow:
    """What one place's law says, as its source states it; its words are English.

    Args:
        id: its name in the table.
        group: how large the place is.
        place: as people call it.
        countries: codes of the countries that it is about; `*` is everywhere.
        regions: codes of the parts of a country that it is about; empty for a whole country.
        kinds: what kinds of law hold there.
        psilocybin: what holds for psilocybin and for the mushrooms.
        lsd: what holds for LSD, or None where that was not checked.
        ketamine: what holds for ketamine, or None where that was not checked.
        detail: what else the source says, or None.
        source: where it was read.
        source_kind: primary or reported.
        as_of: the last year, month or day for which the source speaks; None: it has no date.
        review_by: the last day on which it still counts as known.

    Raises:
        ValueError: source, kind or place is missing, or it is known only from a list.
    """

    id: str
    group: LawGroup
    place: str
    countries: tuple[str, ...]
    regions: tuple[str, ...]
    kinds: tuple[LawKind, ...]
    psilocybin: str
    lsd: str | None
    ketamine: str | None
    detail: str | None
    source: tuple[str, ...]
    source_kind: str
    as_of: str | None
    review_by: date

    def __post_init__(self) -> None:
        if not (self.source and self.kinds and self.countries and self.place):
            raise ValueError(f"{self.id} has no source, no kind or no place")
        if self.source_kind not in _FIT_TO_SHIP:
            raise ValueError(f"{self.id} was read in no source that may ship")
        if bool(self.regions) != (self.group in _PARTS):
            raise ValueError(f"{self.id} is about a part of a country, or it is not")


@dataclass(frozen=True, slots=True)
class LawTable:
    """Every row that ships.

    Args:
        compiled_on: the day of the table; no clock that is set back makes it newer.
        meanings: what each kind of law means.
        regions: English names of the parts of a country that a row is about, by code.
        rows: in the order of the table.

    Raises:
        ValueError: a kind has no meaning, a part of a country no name, an id stands twice, or two
            rows are about one place.
    """

    compiled_on: date
    meanings: Mapping[LawKind, KindMeaning]
    regions: Mapping[str, str]
    rows: tuple[LawRow, ...]

    def __post_init__(self) -> None:
        if set(self.meanings) != set(LawKind):
            raise ValueError("a kind of law has no meaning")
        if {region for row in self.rows for region in row.regions} != set(self.regions):
            raise ValueError("a part of a country has no name, or no row")
        if len({row.id for row in self.rows}) < len(self.rows):
            raise ValueError("two rows have the same id")
        places = [place for row in self.rows for place in (row.regions or row.countries)]
        if len(set(places)) < len(places):
            raise ValueError("two rows are about one place")


@dataclass(frozen=True, slots=True)
class Current:
    """A row that may be shown as known."""

    row: LawRow


@dataclass(frozen=True, slots=True)
class Stale:
    """A row that is past its day: what it says is no longer known.

    Args:
        row: of which place and source may be shown; its words nowhere but in a closed disclosure.
        since: the last day on which it counted as known.
    """

    row: LawRow
    since: date


@dataclass(frozen=True, slots=True)
class NotKnown:
    """There is no row."""


LawState = Current | Stale | NotKnown


@dataclass(frozen=True, slots=True)
class PlaceLaw:
    """The rows of one place, of which either may be missing.

    Args:
        national: of the country.
        local: of the state or city.
        has_local: whether states and cities of this country have law of their own, so that the
            line of the country is never shown without a local one.
    """

    national: LawRow | None
    local: LawRow | None
    has_local: bool


def law_state(row: LawRow | None, on: date) -> LawState:
    """Whether a row is known on a day.

    Args:
        row: None: there is none.
        on: the latest of the system's day, the day of the last entry and the day of the table.

    Source: facts.md section 8.
    """
    if row is None:
        return NotKnown()
    return Current(row) if on <= row.review_by else Stale(row, row.review_by)


def law_of(place: str, table: LawTable) -> PlaceLaw:
    """The rows about a place.

    Args:
        place: code of a country, like `NL`, or of a part of one, like `US-OR`; `*` is everywhere.
        table: every row.
    """
    country = place.partition("-")[0]
    national = (one for one in table.rows if not one.regions and country in one.countries)
    local = (one for one in table.rows if place in one.regions)
    has_local = any(one.regions and country in one.countries for one in table.rows)
    return PlaceLaw(next(national, None), next(local, None), has_local)


_PARTS = {LawGroup.STATE, LawGroup.CITY}
_FIT_TO_SHIP = {"primary", "reported"}
