"""What an importer is: from the octets of a file to a preview of what it would add."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from limen.diary.importers.held import Held
from limen.journal.event import Draft
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.terms.calendar import Zone


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a person gave it: its name without a folder, and its octets."""

    name: str
    octets: bytes

    @property
    def sha256(self) -> str:
        """The hash of its octets, in lower-case hex."""
        return hashlib.sha256(self.octets).hexdigest()


@dataclass(frozen=True, slots=True)
class Stay:
    """Where the person was from a day on, on that place's calendar; None: from the beginning."""

    zone: Zone
    since: date | None = None


class Rest(Enum):
    """What happens to fields that have no place in the diary: left out, or kept in a note."""

    LEFT_OUT = "left_out"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose for one run, and what the vault holds already.

    Args:
        import_id: the run's own identifier, made by the client.
        held: what the vault holds.
        stays: where the person was, in order of time; empty where nobody said so yet.
        mapping: the text of the mapping file; empty where there is none.
        decisions: text by row and field, as in an edited `import-issues.csv`.
        rest: whether fields without a place become notes.
    """

    import_id: UUID
    held: Held
    stays: tuple[Stay, ...] = ()
    mapping: str = ""
    decisions: Mapping[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    rest: Rest = Rest.LEFT_OUT

    @property
    def via(self) -> str:
        """How events of this run arrive."""
        return f"import:{self.import_id}"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked once for a whole file, with an answer that is often right or empty.

    `id` is `zone`, `batch:<substance>`, `mood:<word>` or `mapping`.
    """

    id: str
    says: str
    suggestion: str = ""


class Outcome(Enum):
    """What a finding means for its row."""

    CHANGED = "changed"
    LEFT_OUT = "left_out"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class RowFinding:
    """One field of one row that was changed, left out, or needs a decision.

    `row` names the place as the file counts it: a line, or the path of a member.
    """

    row: str
    field: str
    value: str
    problem: str
    suggestion: str = ""
    outcome: Outcome = Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows were read, and what became of them: the other four make up `read`."""

    read: int
    added: int
    already_here: int
    skipped: int
    open: int

    def __post_init__(self) -> None:
        if self.read != self.added + self.already_here + self.skipped + self.open:
            raise ValueError("every row that was read has one outcome")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would add, and what it would not; nothing is written yet.

    `says` holds what is true of the whole file: its encoding, its signs, what is never imported.
    """

    importer: str
    version: int
    source_name: str
    source_sha256: str
    zone: str
    counts: Counts
    drafts: tuple[Draft[Payload], ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[RowFinding, ...] = ()
    says: tuple[str, ...] = ()

    @property
    def kinds(self) -> Mapping[str, int]:
        """How many events of each kind would be added."""
        return Counter(draft.payload.KIND for draft in self.drafts)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day of what would be added, or None where nothing would."""
        days = [draft.day for draft in self.drafts]
        return (min(days), max(days)) if days else None

    def asks_for_help_page(self, today: date) -> bool:
        """Whether a risk item of the last 14 days was answered with 1 or more.

        Source: interchange.md section 1 (safety).
        """
        return any(
            isinstance(draft.payload, QuestionnaireAnswered)
            and draft.payload.instrument == _RISK_INSTRUMENT
            and (draft.payload.answers.get(_RISK_ITEM) or 0) >= 1
            and timedelta(0) <= today - draft.day <= _RISK_DAYS
            for draft in self.drafts
        )


@dataclass(frozen=True, slots=True)
class Importer:
    """One format that Limen reads.

    Args:
        id: its lasting name, as in `importer:<id>` and `--format`.
        version: from 1; rises whenever the same file may give other events.
        title: its name for people.
        recognises: whether the first octets of a file, at least 4,096 where it has them, are its.
        read: the preview of a file; raises `BadInput`, or `CheckFailed` for an incomplete export.
    """

    id: str
    version: int
    title: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Source, Choices], Preview]


_RISK_INSTRUMENT, _RISK_ITEM = "phq9", "9"
_RISK_DAYS = timedelta(days=14)
