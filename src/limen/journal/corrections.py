"""Which events may be stated anew or withdrawn, and until when."""

from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ProtocolPlanned


class Corrigible(Enum):
    """Until when an event may be corrected.

    DAY is until the end of the next local day, LOCK until the data lock of a trial that uses it,
    START until a plan starts; what is REPLACED is answered again instead.
    """

    YES = "yes"
    DAY = "day"
    LOCK = "lock"
    START = "start"
    REPLACED = "replaced"
    NO = "no"


CORRIGIBLE: dict[str, Corrigible] = {
    "event.corrected": Corrigible.NO,
    "event.withdrawn": Corrigible.NO,
    "event.redacted": Corrigible.NO,
    "import.applied": Corrigible.NO,
    "import.reverted": Corrigible.NO,
    "head.witnessed": Corrigible.NO,
    "vault.restored": Corrigible.NO,
    "person.stated": Corrigible.YES,
    "support.stated": Corrigible.YES,
    "batch.added": Corrigible.YES,
    "batch.closed": Corrigible.YES,
    "dose.taken": Corrigible.LOCK,
    "dose.skipped": Corrigible.LOCK,
    "felt.answered": Corrigible.DAY,
    "check_in.opened": Corrigible.NO,
    "check_in.saved": Corrigible.DAY,
    "check_in.skipped": Corrigible.YES,
    "questionnaire.answered": Corrigible.DAY,
    "questionnaire.skipped": Corrigible.YES,
    "note.written": Corrigible.YES,
    "medicine.started": Corrigible.YES,
    "medicine.stopped": Corrigible.YES,
    "adverse.reported": Corrigible.YES,
    "adverse.ended": Corrigible.YES,
    "screening.answered": Corrigible.REPLACED,
    "screening.decided": Corrigible.NO,
    "screening.attested": Corrigible.YES,
    "notice.acknowledged": Corrigible.NO,
    "crisis.shown": Corrigible.NO,
    "crisis.triaged": Corrigible.NO,
    "checklist.answered": Corrigible.REPLACED,
    "protocol.planned": Corrigible.START,
    "expectancy.stated": Corrigible.NO,
    "protocol.paused": Corrigible.YES,
    "protocol.resumed": Corrigible.YES,
    "protocol.extended": Corrigible.NO,
    "protocol.ended": Corrigible.YES,
    "drift.shown": Corrigible.NO,
    "drift.answered": Corrigible.YES,
    "decision.stated": Corrigible.YES,
    "trial.drafted": Corrigible.NO,
    "design.locked": Corrigible.NO,
    "seal.drawn": Corrigible.NO,
    "seal.printed": Corrigible.NO,
    "packing.confirmed": Corrigible.NO,
    "packet.opened": Corrigible.NO,
    "slot.missed": Corrigible.NO,
    "odds.announced": Corrigible.NO,
    "guess.locked": Corrigible.NO,
    "trial.paused": Corrigible.NO,
    "trial.resumed": Corrigible.NO,
    "packet.opened_early": Corrigible.NO,
    "data.locked": Corrigible.NO,
    "trial.unblinded": Corrigible.NO,
    "stub.lost": Corrigible.NO,
    "trial.abandoned": Corrigible.NO,
    "result.stated": Corrigible.NO,
    "programme.opened": Corrigible.REPLACED,
    "consent.given": Corrigible.NO,
    "consent.withdrawn": Corrigible.NO,
    "preparation.recorded": Corrigible.YES,
    "precheck.recorded": Corrigible.YES,
    "session.started": Corrigible.YES,
    "vitals.recorded": Corrigible.YES,
    "session.noted": Corrigible.YES,
    "session.closed": Corrigible.YES,
    "integration.recorded": Corrigible.YES,
    "programme.ended": Corrigible.NO,
    "programme.reopened": Corrigible.NO,
    "signature.made": Corrigible.NO,
    "letter.made": Corrigible.NO,
    "share.ended": Corrigible.NO,
    "enrolment.joined": Corrigible.NO,
    "bundle.sent": Corrigible.NO,
    "enrolment.ended": Corrigible.NO,
    "study.designed": Corrigible.NO,
    "study.registered": Corrigible.NO,
    "study.amended": Corrigible.NO,
    "study.opened": Corrigible.NO,
    "study.closed": Corrigible.NO,
    "study.looked": Corrigible.NO,
    "unblinding.approved": Corrigible.NO,
    "study.unblinded": Corrigible.NO,
}
"""By kind, until when an event of it may be corrected.

Source: architecture.md section 3.4.
"""


def is_corrigible(payload: Payload, *, day: date, on: date) -> bool:
    """Whether an event may be stated anew, besides what the lock or seal of a trial forbids.

    Args:
        payload: what it states now.
        day: the day that it was first stated for.
        on: the day on which the correction is stated.
    """
    rule = CORRIGIBLE[payload.KIND]
    if rule is Corrigible.DAY:
        return on <= day + timedelta(days=1)
    if rule is Corrigible.START:
        return isinstance(payload, ProtocolPlanned) and on < payload.starts
    return rule in {Corrigible.YES, Corrigible.LOCK}


def is_withdrawable(payload: Payload, *, on: date) -> bool:
    """Whether an event may be withdrawn, besides what the lock or seal of a trial forbids.

    The same events as for corrections, but an answer of an earlier day may be withdrawn later:
    which of two was meant is asked when both are there.
    """
    return is_corrigible(payload, day=on, on=on)


def trial_of(payload: Payload) -> UUID | None:
    """The trial that a payload belongs to, or None."""
    return getattr(payload, "trial", None)
