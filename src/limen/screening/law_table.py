"""The table of the law by place that ships, read once into frozen values."""

import json
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypedDict

from limen.screening.law import KindMeaning, LawGroup, LawKind, LawRow, LawTable


class _KindRow(TypedDict):
    name: str
    means: str


class _PlaceRow(TypedDict):
    id: str
    group: str
    place: str
    countries: list[str]
    regions: list[str]
    kinds: list[str]
    psilocybin: str
    lsd: str | None
    ketamine: str | None
    detail: str | None
    source: list[str]
    source_kind: str
    as_of: str | None
    review_by: str


class _TableRows(TypedDict):
    compiled_on: str
    kinds: dict[str, _KindRow]
    regions: dict[str, str]
    rows: list[_PlaceRow]


@cache
def law_table() -> LawTable:
    """Every row about the law of a place that ships, with its source and its dates."""
    folder = resources.files("limen.screening") / "tables"
    table: _TableRows = json.loads((folder / "law.json").read_text(encoding="utf-8"))
    meanings = {
        LawKind(kind): KindMeaning(said["name"], said["means"])
        for kind, said in table["kinds"].items()
    }
    return LawTable(
        compiled_on=date.fromisoformat(table["compiled_on"]),
        meanings=MappingProxyType(meanings),
        regions=MappingProxyType(table["regions"]),
        rows=tuple(_row(row) for row in table["rows"]),
    )


def _row(row: _PlaceRow) -> LawRow:
    return LawRow(
        id=row["id"],
        group=LawGroup(row["group"]),
        place=row["place"],
        countries=tuple(row["countries"]),
        regions=tuple(row["regions"]),
        kinds=tuple(LawKind(kind) for kind in row["kinds"]),
        psilocybin=row["psilocybin"],
        lsd=row["lsd"],
        ketamine=row["ketamine"],
        detail=row["detail"],
        source=tuple(row["source"]),
        source_kind=row["source_kind"],
        as_of=row["as_of"],
        review_by=date.fromisoformat(row["review_by"]),
    )
