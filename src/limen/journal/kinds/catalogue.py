"""Every kind of event that Limen can read, and those that it cannot write yet."""

from limen.journal.kinds import (
    doses,
    harms,
    measures,
    meta,
    person,
    programmes,
    protocols,
    screening,
    sharing,
    studies,
    trials,
)
from limen.journal.kinds.payload import Payload

_META: tuple[type[Payload], ...] = (
    meta.EventCorrected,
    meta.EventWithdrawn,
    meta.EventRedacted,
    meta.ImportApplied,
    meta.ImportReverted,
    meta.HeadWitnessed,
    meta.VaultRestored,
)
_PARTICIPANT: tuple[type[Payload], ...] = (
    person.PersonStated,
    person.SupportStated,
    doses.BatchAdded,
    doses.BatchClosed,
    doses.DoseTaken,
    doses.DoseSkipped,
    doses.FeltAnswered,
    measures.CheckInOpened,
    measures.CheckInSaved,
    measures.CheckInSkipped,
    measures.QuestionnaireAnswered,
    measures.QuestionnaireSkipped,
    measures.NoteWritten,
    harms.MedicineStarted,
    harms.MedicineStopped,
    harms.AdverseReported,
    harms.AdverseEnded,
    screening.ScreeningAnswered,
    screening.ScreeningDecided,
    screening.ScreeningAttested,
    screening.NoticeAcknowledged,
    screening.CrisisShown,
    screening.CrisisTriaged,
    screening.ChecklistAnswered,
    protocols.ProtocolPlanned,
    protocols.ExpectancyStated,
    protocols.ProtocolPaused,
    protocols.ProtocolResumed,
    protocols.ProtocolExtended,
    protocols.ProtocolEnded,
    protocols.DriftShown,
    protocols.DriftAnswered,
    protocols.DecisionStated,
    sharing.LetterMade,
    sharing.ShareEnded,
)
_TRIAL: tuple[type[Payload], ...] = (
    trials.TrialDrafted,
    trials.DesignLocked,
    trials.SealDrawn,
    trials.SealPrinted,
    trials.PackingConfirmed,
    trials.PacketOpened,
    trials.SlotMissed,
    trials.GuessLocked,
    trials.TrialPaused,
    trials.TrialResumed,
    trials.PacketOpenedEarly,
    trials.DataLocked,
    trials.TrialUnblinded,
    trials.StubLost,
    trials.TrialAbandoned,
    trials.ResultStated,
)
_RESERVED: tuple[type[Payload], ...] = (
    trials.OddsAnnounced,
    programmes.ProgrammeOpened,
    programmes.ConsentGiven,
    programmes.ConsentWithdrawn,
    programmes.PreparationRecorded,
    programmes.PrecheckRecorded,
    programmes.SessionStarted,
    programmes.VitalsRecorded,
    programmes.SessionNoted,
    programmes.SessionClosed,
    programmes.IntegrationRecorded,
    programmes.ProgrammeEnded,
    programmes.ProgrammeReopened,
    programmes.SignatureMade,
    sharing.EnrolmentJoined,
    sharing.BundleSent,
    sharing.EnrolmentEnded,
    studies.StudyDesigned,
    studies.StudyRegistered,
    studies.StudyAmended,
    studies.StudyOpened,
    studies.StudyClosed,
    studies.StudyLooked,
    studies.UnblindingApproved,
    studies.StudyUnblinded,
)

KINDS: dict[str, type[Payload]] = {
    kind.KIND: kind for kind in (*_META, *_PARTICIPANT, *_TRIAL, *_RESERVED)
}
"""By its name, the payload of every kind; no kind is ever taken out."""

META_KINDS = frozenset(kind.KIND for kind in _META)
"""The kinds that speak of other events or of the journal; folds never see those of the first."""

RESERVED_KINDS = frozenset(kind.KIND for kind in _RESERVED)
"""The kinds whose fields are agreed, and which this release reads and refuses to write."""
