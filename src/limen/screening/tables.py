"""The tables of facts that ship with screening, read once into frozen values."""

import json
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypedDict

from limen.screening.crisis import CrisisLine, CrisisTable, LineGroup
from limen.screening.rules import Rule, RuleGroup, Scope, ScreeningTable, Sign, Tier


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


class _SignRow(TypedDict):
    id: str
    group: str
    label: str
    say: str
    source: list[str]
    source_kind: str
    as_of: str
    review_by: str


class _RuleRow(_SignRow):
    names: list[str]
    tier: str
    scope: str
    why: str
    evidence: str | None
    monitor: list[str]
    never_stop_note: bool


class _ScreeningRows(TypedDict):
    compiled_on: str
    rules: list[_RuleRow]
    signs: list[_SignRow]


@cache
def crisis_table() -> CrisisTable:
    """Every crisis line that ships, with its source and the day on which it was read."""
    table: _TableRows = json.loads(_text("crisis.json"))
    return CrisisTable(
        compiled_on=date.fromisoformat(table["compiled_on"]),
        countries=MappingProxyType(table["countries"]),
        lines=tuple(_line(row) for row in table["rows"]),
    )


@cache
def screening_table() -> ScreeningTable:
    """Every rule of screening and every sign that ships, with its source and its day."""
    table: _ScreeningRows = json.loads(_text("screening.json"))
    return ScreeningTable(
        compiled_on=date.fromisoformat(table["compiled_on"]),
        rules=tuple(_rule(row) for row in table["rules"]),
        signs=tuple(_sign(row) for row in table["signs"]),
    )


def _text(name: str) -> str:
    return (resources.files("limen.screening") / "tables" / name).read_text(encoding="utf-8")


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


def _rule(row: _RuleRow) -> Rule:
    return Rule(
        id=row["id"],
        group=RuleGroup(row["group"]),
        label=row["label"],
        names=tuple(row["names"]),
        tier=Tier(row["tier"]),
        scope=Scope(row["scope"]),
        why=row["why"],
        say=row["say"],
        evidence=row["evidence"],
        monitor=tuple(row["monitor"]),
        never_stop_note=row["never_stop_note"],
        source=tuple(row["source"]),
        source_kind=row["source_kind"],
        as_of=date.fromisoformat(row["as_of"]),
        review_by=date.fromisoformat(row["review_by"]),
    )


def _sign(row: _SignRow) -> Sign:
    return Sign(
        id=row["id"],
        group=RuleGroup(row["group"]),
        label=row["label"],
        say=row["say"],
        source=tuple(row["source"]),
        source_kind=row["source_kind"],
        as_of=date.fromisoformat(row["as_of"]),
        review_by=date.fromisoformat(row["review_by"]),
    )
