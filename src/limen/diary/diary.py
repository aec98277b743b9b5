"""What a person recorded about their practice, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from limen.diary.content import Content
from limen.journal.findings import Finding
from limen.journal.kinds.doses import BatchAdded, DoseSkipped, DoseTaken, FeltAnswered
from limen.journal.kinds.harms import AdverseReported, MedicineStarted
from limen.journal.kinds.measures import (
    CheckInOpened,
    CheckInSaved,
    CheckInSkipped,
    NoteWritten,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated, SupportStated
from limen.journal.kinds.sharing import BundleSent, EnrolmentEnded, EnrolmentJoined, LetterMade
from limen.terms.bands import BandProbabilities
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId

P = TypeVar("P", bound=Payload)


@dataclass(frozen=True, slots=True)
class Recorded(Generic[P]):
    """One statement as it stands now, with the day that it is about and when it was made."""

    id: EventId
    day: date
    at: datetime
    stated: P


@dataclass(frozen=True, slots=True)
class Batch:
    """One lot as the person stated it; `closed_on` is None while something is left of it."""

    id: EventId
    added_on: date
    stated: BatchAdded
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class DoseEvent:
    """One intake on one day, with what it may have held and whether it was felt.

    `content` is None where it is not known, and `felt` None where nobody answered: neither is 0.
    """

    id: EventId
    day: date
    at: datetime
    stated: DoseTaken
    content: Content | None = None
    felt: FeltAnswered | None = None

    @property
    def bands(self) -> BandProbabilities | None:
        """How likely each band is by content, or None where the content is not known."""
        return self.content.bands if self.content else None

    @property
    def is_noticed(self) -> bool:
        """Whether the person felt it, so that safety takes this day as more than a microdose."""
        return self.felt is not None and self.felt.felt is Felt.YES


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine that is taken from `started_on` until it is stopped, however long that is."""

    id: EventId
    started_on: date
    stated: MedicineStarted
    stopped_on: date | None = None


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """A harm as reported, and the day on which it was over if the person said so later."""

    id: EventId
    day: date
    stated: AdverseReported
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was made, and the day on which its sharing ended."""

    id: EventId
    day: date
    stated: LetterMade
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Belonging to a study, and how it ended if it did."""

    id: EventId
    day: date
    stated: EnrolmentJoined
    ended: Recorded[EnrolmentEnded] | None = None


Occasion = tuple[object, ...]
"""What statements share of which only one can be meant: a kind with its day and sitting, say."""


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything that counts of what was recorded, in the order of the journal.

    A day of which nothing stands here is unknown: not a day without a dose, and not a score of 0.
    Mappings are by the event that began the value.
    """

    person: PersonStated | None = None
    support: SupportStated | None = None
    batches: Mapping[EventId, Batch] = field(default_factory=dict[EventId, Batch])
    doses_by_id: Mapping[EventId, DoseEvent] = field(default_factory=dict[EventId, DoseEvent])
    skipped_doses: tuple[Recorded[DoseSkipped], ...] = ()
    openings: tuple[Recorded[CheckInOpened], ...] = ()
    check_ins: tuple[Recorded[CheckInSaved], ...] = ()
    skipped_check_ins: tuple[Recorded[CheckInSkipped], ...] = ()
    questionnaires: tuple[Recorded[QuestionnaireAnswered], ...] = ()
    skipped_questionnaires: tuple[Recorded[QuestionnaireSkipped], ...] = ()
    medicines: Mapping[EventId, Medicine] = field(default_factory=dict[EventId, Medicine])
    adverse_events: Mapping[EventId, AdverseEvent] = field(
        default_factory=dict[EventId, AdverseEvent]
    )
    notes: tuple[Recorded[NoteWritten], ...] = ()
    letters: Mapping[EventId, Letter] = field(default_factory=dict[EventId, Letter])
    enrolments: Mapping[EventId, Enrolment] = field(default_factory=dict[EventId, Enrolment])
    bundles: tuple[Recorded[BundleSent], ...] = ()
    findings: tuple[Finding, ...] = ()
    by_occasion: Mapping[Occasion, EventId] = field(
        default_factory=dict[Occasion, EventId], repr=False
    )

    @property
    def doses(self) -> tuple[DoseEvent, ...]:
        """All dose events in the order of the journal."""
        return tuple(self.doses_by_id.values())
