"""Questionnaires whose words Limen does not carry: what is known of them, without their text."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypedDict

from limen.instruments.instrument import Licence, SeverityBand


@dataclass(frozen=True, slots=True)
class Definition:
    """An instrument known by its rule alone.

    Args:
        id: its name in a recorded result.
        name: as people know it.
        construct: what it measures, or None where its name says so.
        item_count: how many items it has.
        answers_say: the range of an answer in words, or None where that was not read.
        scoring_says: the rule in words, or None where that was not read.
        total: lowest and highest total, or None.
        reversed_items: numbers of the items that count the other way round.
        subscales: numbers of the items by the part they make up.
        bands: severity bands, or none.
        smallest_change: points commonly used as the smallest change that matters, or None.
        recall_says: how far back it looks, or None.
        licence: what may be done with its words.
        licence_says: the same in one sentence.
        trap: a mistake that circulates, or None.
        sources: where all this was read.
        checked_on: the day on which it was read.
        review_by: the last day on which it still counts as known.

    Raises:
        ValueError: it has no items or source, or a part names an item beyond the last.
    """

    id: str
    name: str
    construct: str | None
    item_count: int
    answers_say: str | None
    scoring_says: str | None
    total: tuple[int, int] | None
    reversed_items: tuple[int, ...]
    subscales: Mapping[str, tuple[int, ...]]
    bands: tuple[SeverityBand, ...]
    smallest_change: int | None
    recall_says: str | None
    licence: Licence
    licence_says: str
    trap: str | None
    sources: tuple[str, ...]
    checked_on: date
    review_by: date

    def __post_init__(self) -> None:
        named = {*self.reversed_items, *(n for part in self.subscales.values() for n in part)}
        if self.item_count < 1 or not self.sources or any(n > self.item_count for n in named):
            raise ValueError(f"{self.id}: no items, no source, or an item beyond the last")


class _Row(TypedDict):
    id: str
    name: str
    construct: str | None
    items: int
    answers: str | None
    scoring: str | None
    total: tuple[int, int] | None
    reversed: list[int]
    subscales: dict[str, list[int]]
    bands: list[tuple[int, int, str]]
    smallest_change: int | None
    recall: str | None
    licence: str
    licence_says: str
    trap: str | None
    sources: list[str]
    checked_on: str
    review_by: str


@cache
def definitions() -> tuple[Definition, ...]:
    """Every definition that ships, in the order of the table.

    Source: facts.md section 6.
    """
    table = resources.files("limen.instruments") / "tables" / "definitions.json"
    rows: list[_Row] = json.loads(table.read_text(encoding="utf-8"))
    return tuple(_definition(row) for row in rows)


def _definition(row: _Row) -> Definition:
    return Definition(
        id=row["id"],
        name=row["name"],
        construct=row["construct"],
        item_count=row["items"],
        answers_say=row["answers"],
        scoring_says=row["scoring"],
        total=(row["total"][0], row["total"][1]) if row["total"] else None,
        reversed_items=tuple(row["reversed"]),
        subscales=MappingProxyType({part: tuple(n) for part, n in row["subscales"].items()}),
        bands=tuple(SeverityBand(*band) for band in row["bands"]),
        smallest_change=row["smallest_change"],
        recall_says=row["recall"],
        licence=Licence(row["licence"]),
        licence_says=row["licence_says"],
        trap=row["trap"],
        sources=tuple(row["sources"]),
        checked_on=date.fromisoformat(row["checked_on"]),
        review_by=date.fromisoformat(row["review_by"]),
    )
