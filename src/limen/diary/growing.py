"""A diary while events are added to it: opened once, written to, and closed into a value again."""

from dataclasses import dataclass
from datetime import date

from limen.diary.diary import (
    AdverseEvent,
    Batch,
    Diary,
    DoseEvent,
    Enrolment,
    Letter,
    Medicine,
    Occasion,
    Recorded,
)
from limen.journal.findings import Finding
from limen.journal.kinds.doses import DoseSkipped
from limen.journal.kinds.measures import (
    CheckInOpened,
    CheckInSaved,
    CheckInSkipped,
    NoteWritten,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.kinds.person import PersonStated, SupportStated
from limen.journal.kinds.sharing import BundleSent
from limen.terms.identifiers import EventId


@dataclass(slots=True)
class GrowingDiary:
    """The fields of a `Diary`, open for writing; it lives only inside one fold."""

    person: PersonStated | None
    support: SupportStated | None
    batches: dict[EventId, Batch]
    doses_by_id: dict[EventId, DoseEvent]
    skipped_doses: list[Recorded[DoseSkipped]]
    openings: list[Recorded[CheckInOpened]]
    check_ins: list[Recorded[CheckInSaved]]
    skipped_check_ins: list[Recorded[CheckInSkipped]]
    questionnaires: list[Recorded[QuestionnaireAnswered]]
    skipped_questionnaires: list[Recorded[QuestionnaireSkipped]]
    medicines: dict[EventId, Medicine]
    adverse_events: dict[EventId, AdverseEvent]
    notes: list[Recorded[NoteWritten]]
    letters: dict[EventId, Letter]
    enrolments: dict[EventId, Enrolment]
    bundles: list[Recorded[BundleSent]]
    findings: list[Finding]
    by_occasion: dict[Occasion, EventId]

    def find(self, rule: str, day: date, says: str, *events: EventId) -> None:
        """Note a contradiction between events, the earliest first."""
        self.findings.append(Finding(rule, day, says, events))

    def meet(self, occasion: Occasion, event: EventId) -> EventId | None:
        """Return the first event of an occasion if there was one before this."""
        first = self.by_occasion.setdefault(occasion, event)
        return None if first == event else first


def opened(diary: Diary) -> GrowingDiary:
    """Return a copy of a diary that can be written to."""
    return GrowingDiary(
        person=diary.person,
        support=diary.support,
        batches=dict(diary.batches),
        doses_by_id=dict(diary.doses_by_id),
        skipped_doses=list(diary.skipped_doses),
        openings=list(diary.openings),
        check_ins=list(diary.check_ins),
        skipped_check_ins=list(diary.skipped_check_ins),
        questionnaires=list(diary.questionnaires),
        skipped_questionnaires=list(diary.skipped_questionnaires),
        medicines=dict(diary.medicines),
        adverse_events=dict(diary.adverse_events),
        notes=list(diary.notes),
        letters=dict(diary.letters),
        enrolments=dict(diary.enrolments),
        bundles=list(diary.bundles),
        findings=list(diary.findings),
        by_occasion=dict(diary.by_occasion),
    )


def closed(growing: GrowingDiary) -> Diary:
    """Return what was written as a value; its mappings are plain, because those copy quickest."""
    return Diary(
        person=growing.person,
        support=growing.support,
        batches=growing.batches,
        doses_by_id=growing.doses_by_id,
        skipped_doses=tuple(growing.skipped_doses),
        openings=tuple(growing.openings),
        check_ins=tuple(growing.check_ins),
        skipped_check_ins=tuple(growing.skipped_check_ins),
        questionnaires=tuple(growing.questionnaires),
        skipped_questionnaires=tuple(growing.skipped_questionnaires),
        medicines=growing.medicines,
        adverse_events=growing.adverse_events,
        notes=tuple(growing.notes),
        letters=growing.letters,
        enrolments=growing.enrolments,
        bundles=tuple(growing.bundles),
        findings=tuple(growing.findings),
        by_occasion=growing.by_occasion,
    )
