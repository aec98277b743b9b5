"""The tables of evidence that ship with Limen, read once into frozen values."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypedDict

from limen.evidence.citations import Outcome, Provenance, Reference
from limen.evidence.claims import Article, Claim
from limen.evidence.dose_spectrum import SpectrumGroup, SpectrumRow
from limen.evidence.kinds import ClaimType, Direction, Grade, Kind, Scope, SourceKind, Verdict
from limen.evidence.potency import Measurement, PotencyGroup, PotencyTable, Prior, Quality
from limen.evidence.schedules import KnownSchedule, ScheduleOrigin


class _Row(TypedDict):
    id: str
    source: list[str]
    source_kind: str
    as_of: str | None
    review_by: str


class _ClaimRow(_Row):
    article: str
    claim: str
    claim_type: str
    band: str
    refs: list[str]
    verdict: str
    finding: str


class _OutcomeRow(TypedDict):
    name: str
    result: str
    effect: float | None
    ci95: tuple[float, float] | None


class _ReferenceRow(_Row):
    kind: str
    authors: str | None
    year: int | None
    title: str | None
    journal: str | None
    doi: str | None
    grade: str
    bands: list[str]
    unmatched: bool
    design: str
    substances: list[str]
    n: dict[str, int]
    outcomes: list[_OutcomeRow]
    direction: str
    blinding: str
    risk_of_bias: str


class _MeasurementRow(_Row):
    group: str
    material: str
    low_mg_g: float | None
    high_mg_g: float | None
    finding: str
    fold: float | None
    factor: float | None
    quality: str


class _PriorRow(_Row):
    quantity: str
    value: float
    low: float | None
    high: float | None
    unit: str
    gsd: float | None


class _SpectrumRow(_Row):
    group: str
    label: str
    low: float | None
    high: float | None
    unit: str
    share: float | None
    value: float | None
    amount_g: float | None
    milligrams: tuple[float, float, float] | None


class _ScheduleRow(_Row):
    origin: str
    name: str
    cycle_days: int | None
    pattern: list[int] | None
    rest_weeks: list[int]
    aliased_with_weekday: bool | None
    analysable: bool
    analysis: str


class _Claims(TypedDict):
    compiled_on: str
    rows: list[_ClaimRow]


class _References(TypedDict):
    rows: list[_ReferenceRow]


class _Potency(TypedDict):
    rows: list[_MeasurementRow]
    priors: list[_PriorRow]


class _Spectrum(TypedDict):
    rows: list[_SpectrumRow]


class _Schedules(TypedDict):
    rows: list[_ScheduleRow]


@cache
def compiled_on() -> date:
    """The day of the tables; no clock that is set back makes them newer."""
    table: _Claims = json.loads(table_text("claims"))
    return date.fromisoformat(table["compiled_on"])


@cache
def references() -> Mapping[str, Reference]:
    """Every work that a claim may cite, by its id."""
    table: _References = json.loads(table_text("evidence"))
    return MappingProxyType({row["id"]: _reference(row) for row in table["rows"]})


@cache
def claims() -> Mapping[str, Claim]:
    """Every claim, by its id."""
    table: _Claims = json.loads(table_text("claims"))
    return MappingProxyType({row["id"]: _claim(row) for row in table["rows"]})


@cache
def potency() -> PotencyTable:
    """What is known of the content of weighed material, and what is estimated."""
    table: _Potency = json.loads(table_text("potency"))
    return PotencyTable(
        measurements=tuple(_measurement(row) for row in table["rows"]),
        priors={row["id"]: _prior(row) for row in table["priors"]},
    )


@cache
def dose_spectrum() -> Mapping[str, SpectrumRow]:
    """Classes, shares, rules and slips of amounts, by their id."""
    table: _Spectrum = json.loads(table_text("dose_spectrum"))
    return MappingProxyType({row["id"]: _spectrum_row(row) for row in table["rows"]})


@cache
def schedules() -> Mapping[str, KnownSchedule]:
    """Patterns that people and trials use, by their id."""
    table: _Schedules = json.loads(table_text("schedules"))
    return MappingProxyType({row["id"]: _schedule(row) for row in table["rows"]})


def table_text(name: str) -> str:
    """The text of one packaged table, as it ships."""
    folder = resources.files("limen.evidence") / "tables"
    return (folder / f"{name}.json").read_text(encoding="utf-8")


def _provenance(row: _Row) -> Provenance:
    return Provenance(
        source=tuple(row["source"]),
        kind=SourceKind(row["source_kind"]),
        as_of=row["as_of"],
        review_by=date.fromisoformat(row["review_by"]),
    )


def _reference(row: _ReferenceRow) -> Reference:
    return Reference(
        id=row["id"],
        kind=Kind(row["kind"]),
        authors=row["authors"],
        year=row["year"],
        title=row["title"],
        journal=row["journal"],
        doi=row["doi"],
        grade=Grade(row["grade"]),
        scopes=tuple(Scope(band) for band in row["bands"]),
        is_unmatched=row["unmatched"],
        design=row["design"],
        substances=tuple(row["substances"]),
        people=MappingProxyType(row["n"]),
        outcomes=tuple(_outcome(one) for one in row["outcomes"]),
        direction=Direction(row["direction"]),
        blinding=row["blinding"],
        risk_of_bias=row["risk_of_bias"],
        provenance=_provenance(row),
    )


def _outcome(row: _OutcomeRow) -> Outcome:
    limits = row["ci95"]
    return Outcome(
        name=row["name"],
        result=row["result"],
        effect=row["effect"],
        range95=None if limits is None else (limits[0], limits[1]),
    )


def _claim(row: _ClaimRow) -> Claim:
    named = [one.partition(":") for one in row["refs"]]
    return Claim(
        id=row["id"],
        article=Article(row["article"]),
        words=row["claim"],
        claim_type=ClaimType(row["claim_type"]),
        scope=Scope(row["band"]),
        references=tuple(name for of, _, name in named if of == "evidence"),
        tables=tuple(name for of, _, name in named if of == "table"),
        verdict=Verdict(row["verdict"]),
        finding=row["finding"],
        provenance=_provenance(row),
    )


def _measurement(row: _MeasurementRow) -> Measurement:
    return Measurement(
        id=row["id"],
        group=PotencyGroup(row["group"]),
        material=row["material"],
        low_mg_g=row["low_mg_g"],
        high_mg_g=row["high_mg_g"],
        finding=row["finding"],
        fold=row["fold"],
        factor=row["factor"],
        quality=Quality(row["quality"]),
        provenance=_provenance(row),
    )


def _prior(row: _PriorRow) -> Prior:
    return Prior(
        id=row["id"],
        quantity=row["quantity"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        unit=row["unit"],
        gsd=row["gsd"],
        provenance=_provenance(row),
    )


def _spectrum_row(row: _SpectrumRow) -> SpectrumRow:
    held = row["milligrams"]
    return SpectrumRow(
        id=row["id"],
        group=SpectrumGroup(row["group"]),
        label=row["label"],
        low=row["low"],
        high=row["high"],
        unit=row["unit"],
        share=row["share"],
        value=row["value"],
        amount_grams=row["amount_g"],
        milligrams=None if held is None else (held[0], held[1], held[2]),
        provenance=_provenance(row),
    )


def _schedule(row: _ScheduleRow) -> KnownSchedule:
    pattern = row["pattern"]
    return KnownSchedule(
        id=row["id"],
        origin=ScheduleOrigin(row["origin"]),
        name=row["name"],
        cycle_days=row["cycle_days"],
        pattern=None if pattern is None else tuple(pattern),
        rest_weeks=tuple(row["rest_weeks"]),
        is_aliased_with_weekday=row["aliased_with_weekday"],
        is_analysable=row["analysable"],
        analysis=row["analysis"],
        provenance=_provenance(row),
    )
