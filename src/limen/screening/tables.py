"""The tables of facts that ship with screening, read once into frozen values."""

import json
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypedDict

from limen.screening.crisis import CrisisLine, CrisisTable, LineGroup


class _LineRow(TypedDict):
    id: str
    group: str
    countries: list[str]
    name: str
    phone: str | None
    text: str | None
    web: str | None
    hours: str | None
    note: str | None
    source: list[str]
    checked_on: str
    review_by: str


class _TableRows(TypedDict):
    compiled_on: str
    countries: dict[str, str]
    rows: list[_LineRow]


@cache
def crisis_table() -> CrisisTable:
    """Every crisis line that ships, with its source and the day on which it was read."""
    folder = resources.files("limen.screening") / "tables"
    table: _TableRows = json.loads((folder / "crisis.json").read_text(encoding="utf-8"))
    return CrisisTable(
        compiled_on=date.fromisoformat(table["compiled_on"]),
        countries=MappingProxyType(table["countries"]),
        lines=tuple(_line(row) for row in table["rows"]),
    )


def _line(row: _LineRow) -> CrisisLine:
    return CrisisLine(
        id=row["id"],
        group=LineGroup(row["group"]),
        countries=tuple(row["countries"]),
        name=row["name"],
        phone=row["phone"],
        text=row["text"],
        web=row["web"],
        hours=row["hours"],
        note=row["note"],
        source=tuple(row["source"]),
        checked_on=date.fromisoformat(row["checked_on"]),
        review_by=date.fromisoformat(row["review_by"]),
    )
