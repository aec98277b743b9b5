"""A file half read: its rows, the events that they would become, and what became of each row."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from uuid import uuid5

from limen.diary.importers.importer import (
    Choices,
    Counts,
    Outcome,
    Preview,
    Question,
    RowFinding,
    Source,
    Stay,
)
from limen.diary.importers.octets import whole_text
from limen.diary.importers.placing import Placed
from limen.journal.canonical import canon
from limen.journal.event import Draft
from limen.journal.kinds.doses import BatchAdded
from limen.journal.kinds.payload import Payload
from limen.journal.payloads import correction, plain
from limen.terms.calendar import DayStart, Zone
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId

RECORD = "record"
"""The field of a finding that is about a whole row."""

SKIP, KEEP, CORRECT = "skip", "keep", "correct"
"""Decisions: leave the row out; keep what is here; correct it by what the file says now."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The identifier of one record, and whether the vault holds it already."""

    id: EventId
    is_here: bool


@dataclass(slots=True)
class Row:
    """One row: it is added as a whole or not at all."""

    number: str
    choices: Choices
    drafts: tuple[Draft[Payload], ...] = ()
    findings: tuple[RowFinding, ...] = ()
    batches: tuple[tuple[Claim, Placed, BatchAdded], ...] = ()
    needs: "Row | None" = None
    waits: bool = False
    is_left_out: bool = False
    has_known: bool = False

    @property
    def is_skipped(self) -> bool:
        """Whether it, or a row that it needs, is left out."""
        return self.is_left_out or (self.needs is not None and self.needs.is_skipped)

    @property
    def is_open(self) -> bool:
        """Whether it, or a row that it needs, waits for a decision or an answer."""
        return not self.is_skipped and (
            self.waits
            or any(finding.outcome is Outcome.OPEN for finding in self.findings)
            or (self.needs is not None and self.needs.is_open)
        )

    @property
    def is_added(self) -> bool:
        """Whether its events would be added."""
        return bool(self.drafts) and not self.is_open and not self.is_skipped

    def decision(self, name: str) -> str:
        """What the person decided about a field, or nothing."""
        return self.choices.decisions.get((self.number, name), "").strip()

    def cell(self, name: str, value: str) -> str:
        """The text of a field: as decided, else as it stands in the file."""
        decided = self.decision(name) if self.choices.decisions else ""
        return decided or value.strip()

    def ask(self, name: str, value: str, problem: BadInput | str, suggestion: str = "") -> None:
        """Leave the row open until a person decides about a field."""
        self._find(name, value, problem, suggestion, Outcome.OPEN)

    def change(self, name: str, value: str, problem: str) -> None:
        """Say that a field is not taken as it stands."""
        self._find(name, value, problem, "", Outcome.CHANGED)

    def leave_out(self, name: str, value: str, problem: str) -> None:
        """Say that the row, or what its field says, is not imported."""
        self._find(name, value, problem, "", Outcome.LEFT_OUT)

    def _find(
        self, name: str, value: str, problem: BadInput | str, suggestion: str, outcome: Outcome
    ) -> None:
        says = problem.says if isinstance(problem, BadInput) else problem
        fix = problem.fix if isinstance(problem, BadInput) else ""
        shown = whole_text(value)[:_MOST_SHOWN]
        self.findings += (RowFinding(self.number, name, shown, says, suggestion or fix, outcome),)


@dataclass(slots=True)
class Reading:
    """All rows of a file so far."""

    importer: str
    version: int
    choices: Choices
    zone: str = ""
    rows: list[Row] = field(default_factory=list[Row])
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    says: list[str] = field(default_factory=list[str])
    claimed: set[EventId] = field(default_factory=set[EventId])
    equals: dict[str, int] = field(default_factory=dict[str, int])
    batches: dict[str, Claim] = field(default_factory=dict[str, Claim])
    _by: str = field(init=False)
    _via: str = field(init=False)

    def __post_init__(self) -> None:
        self._by, self._via = f"importer:{self.importer}", self.choices.via

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Where the person was; somewhere, while nobody has said so and every new row waits."""
        return self.choices.stays or _one_stay(self.zone or _SOMEWHERE)

    @property
    def day_start(self) -> DayStart:
        """When the person's day begins."""
        return self.choices.held.day_start

    def row(self, number: str) -> Row:
        """Begin the next row; one that the person decided to skip is left out."""
        row = Row(number, self.choices)
        row.is_left_out = row.decision(RECORD) == SKIP
        self.rows.append(row)
        return row

    def claim(self, row: Row, kind: str, key: str, record: Mapping[str, str]) -> Claim:
        """The identifier of a record, from what the source says and nothing that anybody chose.

        Args:
            row: the row that it stands in.
            kind: the kind of event that it becomes, and a number where there are several.
            key: the source's own key, or its moment and substance or item.
            record: every field of the source that the event is made from.

        Source: interchange.md section 1 (idempotent).
        """
        hashed = hashlib.sha256(_WRITTEN(record).encode("ascii")).hexdigest()
        name = "\n".join((self.importer, kind, whole_text(key), hashed))
        equal = self.equals.get(name, 0)
        self.equals[name] = equal + 1
        claim = self._unreverted(f"{name}\n{equal}")
        self.claimed.add(claim.id)
        row.has_known = row.has_known or claim.is_here
        return claim

    def add(self, row: Row, claim: Claim, placed: Placed, payload: Payload) -> None:
        """Add the event of a record to its row, unless the vault holds it."""
        if not claim.is_here:
            row.drafts += (self._draft(claim.id, placed, payload),)

    def add_batch(self, row: Row, placed: Placed, key: str, stated: BatchAdded) -> EventId:
        """The batch that an amount of this row belongs to; a new one is added with the row."""
        if key not in self.batches:
            known = self.choices.held.batch_like(stated)
            self.batches[key] = (
                Claim(known, is_here=True) if known else self.claim(row, stated.KIND, key, {})
            )
        claim = self.batches[key]
        self.claimed.add(claim.id)
        if not claim.is_here:
            row.batches += ((claim, placed, stated),)
        return claim.id

    def ask(self, row: Row, question: Question) -> None:
        """Ask once for the whole file what this row waits for."""
        self.ask_file(question)
        row.waits = True

    def ask_file(self, question: Question) -> None:
        """Ask once for the whole file."""
        self.questions.setdefault(question.id, question)

    def preview(self, source: Source) -> Preview:
        """What the rows add up to."""
        self._ask_for_zone()
        self._ask_about_changed()
        used = [row for row in self.rows if row.is_added]
        batches = {batch[0].id: batch for row in reversed(used) for batch in row.batches}
        added = (self._draft(claim.id, at, said) for claim, at, said in reversed(batches.values()))
        drafts = (draft for row in used for draft in row.drafts)
        return Preview(
            importer=self.importer,
            version=self.version,
            source_name=source.name,
            source_sha256=source.sha256,
            zone=self._zones(),
            counts=self._counts(used),
            drafts=(*added, *drafts),
            questions=tuple(self.questions.values()),
            findings=tuple(finding for row in self.rows for finding in row.findings),
            says=tuple(dict.fromkeys(self.says)),
        )

    def _ask_for_zone(self) -> None:
        if self.choices.stays or self.zone:
            return
        for row in self.rows:
            if row.drafts:
                self.ask(row, _ZONE)

    def _zones(self) -> str:
        if not self.choices.stays:
            return self.zone
        return ", ".join(
            stay.zone.name if stay.since is None else f"{stay.zone.name} from {stay.since}"
            for stay in self.choices.stays
        )

    def _unreverted(self, name: str) -> Claim:
        held, reverts = self.choices.held, 0
        while True:
            found = EventId(uuid5(held.chain, f"{name}\n{reverts}"))
            known = held.events.get(found)
            if known is None or not known.is_reverted:
                return Claim(found, known is not None)
            reverts += 1

    def _draft(self, event: EventId, placed: Placed, payload: Payload) -> Draft[Payload]:
        return Draft(
            id=event,
            day=placed.day,
            at=placed.at,
            zone=placed.zone,
            by=self._by,
            via=self._via,
            payload=payload,
        )

    def _counts(self, used: Sequence[Row]) -> Counts:
        read, added = len(self.rows), len(used)
        unused = [row for row in self.rows if not row.is_added] if added < read else []
        open_ = sum(row.is_open for row in unused)
        here = sum(
            row.has_known and not (row.drafts or row.is_open or row.is_skipped) for row in unused
        )
        return Counts(read, added, here, read - added - here - open_, open_)

    def _ask_about_changed(self) -> None:
        """Ask about each new record that stands where an earlier file had another."""
        lost = self._no_longer_in_the_file()
        for row in [row for row in self.rows if row.is_added] if lost else []:
            for place, draft in enumerate(row.drafts):
                earlier = lost.get(_slot(draft.payload, draft.day, draft.at))
                if earlier:
                    self._decide_changed(row, place, earlier.pop())

    def _no_longer_in_the_file(self) -> "defaultdict[str, list[EventId]]":
        lost: defaultdict[str, list[EventId]] = defaultdict(list)
        for event, held in self.choices.held.events.items():
            is_ours = held.by == f"importer:{self.importer}" and not held.is_reverted
            if is_ours and held.payload is not None and event not in self.claimed:
                lost[_slot(held.payload, held.day, held.at)].append(event)
        return lost

    def _decide_changed(self, row: Row, place: int, earlier: EventId) -> None:
        match row.decision(RECORD):
            case decided if decided == CORRECT:
                row.drafts = (
                    *row.drafts[:place],
                    self._correction(row.drafts[place], earlier),
                    *row.drafts[place + 1 :],
                )
            case decided if decided == KEEP:
                row.is_left_out = True
            case _:
                row.ask(RECORD, *self._both_versions(row.drafts[place], earlier))

    def _both_versions(self, draft: Draft[Payload], earlier: EventId) -> tuple[str, str, str]:
        held = self.choices.held.events[earlier].payload
        then = "" if held is None else _written(plain(held))
        problem = f"The file says something else than when it was imported: {then[:_MOST_SHOWN]}"
        return _written(plain(draft.payload)), problem, f"{KEEP} or {CORRECT}"

    def _correction(self, draft: Draft[Payload], earlier: EventId) -> Draft[Payload]:
        reason = "The file that it came from says something else now."
        payload = correction(earlier, draft.payload, reason=reason)
        placed = Placed(draft.at, draft.day, draft.zone)
        return self._draft(draft.id, placed, payload)


_MOST_SHOWN = 200
_WRITTEN = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_SOMEWHERE = "UTC"
_ZONE = Question("zone", "This file has no time zone. Which one were you in?")


@cache
def _one_stay(zone: str) -> tuple[Stay, ...]:
    return (Stay(Zone(zone)),)


def _slot(payload: Payload, day: date | None, at: datetime | None) -> str:
    """Where an event stands: its kind, its time and its item, without what it says."""
    items: Iterable[object] = getattr(payload, "scales", ())
    item = getattr(payload, "instrument", "") or getattr(payload, "name", "")
    return "\n".join(
        (payload.KIND, str(day), str(at), str(item), *map(str, sorted(map(str, items))))
    )


def _written(members: Mapping[str, object]) -> str:
    return canon(dict(members)).decode()
