"""The five pages about what is known: data, not prose of a template.

Every sentence about the world is a statement with its ground; what only leads from one to the next
is marked as such. The table is `tables/articles.json`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NotRequired, TypedDict, final

from limen.evidence import tables
from limen.evidence.citations import Provenance, Reference
from limen.evidence.claims import Claim
from limen.evidence.kinds import ClaimType, Kind, Scope, SourceKind
from limen.evidence.schedules import ScheduleOrigin
from limen.evidence.statements import Ground, Statement


@dataclass(frozen=True, slots=True)
class Plain:
    """Words that say nothing about the world: they lead on, or tell what Limen does."""

    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: a title, its sentences, and claims that are shown with their check.

    Raises:
        ValueError: a benefit stands there, and nothing of its band that found none.
    """

    title: str
    sentences: tuple[Statement | Plain, ...]
    claims: tuple[Claim, ...]

    def __post_init__(self) -> None:
        said = [one for one in self.sentences if isinstance(one, Statement)]
        sober = {one.scope for one in said if one.is_sobering}
        for one in said:
            if one.speaks_of_benefit and one.scope not in sober:
                raise ValueError(f"{one.id} stands without a worse result of its band")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page: its number, its title, one line that says what it holds, and its parts."""

    number: int
    title: str
    leads: str
    sections: tuple[Section, ...]

    def statements(self) -> Iterator[Statement]:
        """Everything that the page says about the world, in its order."""
        for section in self.sections:
            yield from (one for one in section.sentences if isinstance(one, Statement))


@final
class _StatementRow(TypedDict):
    id: str
    type: str
    scope: str
    refs: list[str]
    words: NotRequired[str]
    called: NotRequired[str]


@final
class _PlainRow(TypedDict):
    plain: str


class _SectionRow(TypedDict):
    title: str
    sentences: list[_StatementRow | _PlainRow]
    claims: NotRequired[list[str]]


class _ChapterRow(TypedDict):
    number: int
    title: str
    leads: str
    sections: list[_SectionRow]


class _SourceRow(TypedDict):
    id: str
    words: str
    source: list[str]
    source_kind: str
    as_of: str | None
    review_by: str


class _Table(TypedDict):
    sources: list[_SourceRow]
    analyses: dict[str, str]
    articles: list[_ChapterRow]
    elsewhere: list[_StatementRow]


@cache
def chapters() -> tuple[Chapter, ...]:
    """The five pages, in their order.

    Raises:
        ValueError: a sentence does not have the ground that it needs.
        KeyError: a sentence names a row that does not ship.
    """
    return tuple(
        Chapter(
            number=row["number"],
            title=row["title"],
            leads=row["leads"],
            sections=tuple(_section(one) for one in row["sections"]),
        )
        for row in _table()["articles"]
    )


@cache
def statements() -> Mapping[str, Statement]:
    """Every statement of the five pages and of all other pages, by its id."""
    found = {one.id: one for chapter in chapters() for one in chapter.statements()}
    elsewhere = (_statement(row) for row in _table()["elsewhere"])
    return MappingProxyType(found | {one.id: one for one in elsewhere})


def analysis_of(schedule: str) -> Statement:
    """What a schedule does to a comparison; `schedule` is its id in the table of schedules.

    Raises:
        KeyError: nothing is said about it.
    """
    return statements()[_table()["analyses"][schedule]]


def phrases_of_chapters() -> Iterator[str]:
    """Everything of the table that people read."""
    for chapter in chapters():
        yield from (chapter.title, chapter.leads)
        for section in chapter.sections:
            yield section.title
            yield from (one.words for one in section.sentences)
    for one in statements().values():
        yield from (one.words, *([one.called] if one.called else []))
        yield from (ground.words for ground in one.grounds if ground.words)


@cache
def _table() -> _Table:
    table: _Table = json.loads(tables.table_text("articles"))
    return table


def _section(row: _SectionRow) -> Section:
    return Section(
        title=row["title"],
        sentences=tuple(
            Plain(one["plain"]) if "plain" in one else _statement(one) for one in row["sentences"]
        ),
        claims=tuple(tables.claims()[name] for name in row.get("claims", [])),
    )


def _statement(row: _StatementRow) -> Statement:
    scope = Scope(row["scope"])
    named = [(of, name) for of, _, name in (one.partition(":") for one in row["refs"])]
    return Statement(
        id=row["id"],
        words=row["words"] if "words" in row else tables.schedules()[named[0][1]].analysis,
        claim_type=ClaimType(row["type"]),
        scope=scope,
        works=tuple(tables.references()[name] for of, name in named if of == "evidence")
        or _works_behind(tuple(name for of, name in named if of == "claim"), scope),
        claims=tuple(tables.claims()[name] for of, name in named if of == "claim"),
        grounds=tuple(
            _grounds()[f"{of}:{name}"] for of, name in named if of not in ("evidence", "claim")
        ),
        called=row.get("called", ""),
    )


def _works_behind(claims: Sequence[str], scope: Scope) -> tuple[Reference, ...]:
    """The works of the claims that a sentence repeats, as far as they may stand in its band."""
    known = tables.references()
    named = dict.fromkeys(name for one in claims for name in tables.claims()[one].references)
    return tuple(known[name] for name in named if known[name].is_shown_for(scope))


@cache
def _grounds() -> Mapping[str, Ground]:
    """Rows of other tables that a sentence may rest on, by their table and their name."""
    found = [
        *_of_sources(),
        *_of_schedules(),
        *(
            Ground(f"potency:{row.id}", "", Kind.OBSERVATIONAL, row.provenance)
            for row in tables.potency().measurements
        ),
        *(
            Ground(f"dose_spectrum:{row.id}", "", row.provenance.kind, row.provenance)
            for row in tables.dose_spectrum().values()
        ),
    ]
    return MappingProxyType({one.id: one for one in found})


def _of_sources() -> Iterator[Ground]:
    for row in _table()["sources"]:
        read = Provenance(
            source=tuple(row["source"]),
            kind=SourceKind(row["source_kind"]),
            as_of=row["as_of"],
            review_by=date.fromisoformat(row["review_by"]),
        )
        yield Ground(row["id"], row["words"], read.kind, read)


def _of_schedules() -> Iterator[Ground]:
    for row in tables.schedules().values():
        kind = _KINDS.get(row.origin)
        read = row.provenance
        yield Ground(f"schedules:{row.id}", "", kind or read.kind, read)


_KINDS = {
    ScheduleOrigin.PRACTITIONER: Kind.PRACTITIONER,
    ScheduleOrigin.TRIAL: Kind.CONTROLLED,
    ScheduleOrigin.SURVEY: Kind.OBSERVATIONAL,
}
