"""What a person records of their practice: one function for each thing that they can state."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from limen.actions import projections
from limen.actions.append import append_sent
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.diary.diary import Diary
from limen.diary.dose import intakes, take_dose
from limen.diary.felt import answer_felt
from limen.diary.harms import end_harm
from limen.diary.medicines import start_medicine, stop_medicine
from limen.diary.slips import Intake, Slip, plausibility_window, slip
from limen.instruments.catalogue import instrument
from limen.instruments.rows import HABITS_ID, HABITS_VERSION
from limen.journal.event import Draft, Event
from limen.journal.kinds.doses import BatchAdded, DoseSkipped, DoseTaken, FeltAnswered
from limen.journal.kinds.harms import (
    AdverseEnded,
    AdverseReported,
    MedicineStarted,
    MedicineStopped,
)
from limen.journal.kinds.measures import (
    CheckInSaved,
    NoteWritten,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.kinds.meta import EventWithdrawn, WithdrawnWhy
from limen.journal.kinds.payload import Payload
from limen.journal.payloads import correction
from limen.journal.standing import may_correct, may_withdraw
from limen.protocols.sittings import INSTRUMENT_OF, LONGER_PAGE_STAYS_DAYS, Due, due
from limen.terms.calendar import day_of
from limen.terms.errors import NotFound, RuleBroken
from limen.terms.felt import Felt, Strength
from limen.terms.identifiers import EventId


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it was sent: the identifier that its page made, and the day that it is about.

    The same form twice, by a double click, a reload or the back button, is recorded once.
    """

    id: UUID
    day: date


def now_and_here(visit: Visit) -> State:
    """What the journal says at the moment of a visit.

    Raises:
        NotAllowed: the journal is locked.
    """
    return projections.state_of(visit.chain)


def local_day(visit: Visit, state: State) -> date:
    """The day that the visit belongs to, by the zone and the day start of the person."""
    return day_of(visit.at, visit.zone, state.protocols.day_start)


def save_check_in(visit: Visit, sent: Sent, saved: CheckInSaved) -> tuple[Event, ...]:
    """Record the answers of one sitting.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    return append_sent(visit, draft(visit, sent, saved), lambda _: (saved,))


def save_felt(visit: Visit, sent: Sent, answered: FeltAnswered) -> tuple[Event, ...]:
    """Record whether a dose was felt.

    Raises:
        RuleBroken: see `limen.diary.felt.answer_felt`.
        LimenError: see `limen.actions.append.append`.
    """
    return append_sent(
        visit,
        draft(visit, sent, answered),
        lambda state: answer_felt(state.diary, answered, day=sent.day),
    )


def save_dose(visit: Visit, sent: Sent, taken: DoseTaken) -> tuple[Event, ...]:
    """Record that something was taken; neither its amount nor its day can make this fail.

    Raises:
        RuleBroken: see `limen.diary.dose.take_dose`.
        LimenError: see `limen.actions.append.append`.
    """
    return append_sent(
        visit,
        draft(visit, sent, taken),
        lambda state: take_dose(state.diary, taken, at=visit.at),
    )


def save_dose_left_out(visit: Visit, sent: Sent, skipped: DoseSkipped) -> tuple[Event, ...]:
    """Record that a planned dose was not taken.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    return append_sent(visit, draft(visit, sent, skipped), lambda _: (skipped,))


def save_batch(visit: Visit, sent: Sent, added: BatchAdded) -> tuple[Event, ...]:
    """Record a new batch.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    return append_sent(visit, draft(visit, sent, added), lambda _: (added,))


def report_unwanted(visit: Visit, sent: Sent, reported: AdverseReported) -> None:
    """Record something unwanted that happened.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    append_sent(visit, draft(visit, sent, reported), lambda _: (reported,))


def save_unwanted_over(visit: Visit, sent: Sent, ended: AdverseEnded) -> None:
    """Record that something unwanted is over.

    Raises:
        RuleBroken: see `limen.diary.harms.end_harm`.
        LimenError: see `limen.actions.append.append`.
    """
    append_sent(
        visit,
        draft(visit, sent, ended),
        lambda state: end_harm(state.diary, ended, day=sent.day),
    )


def save_medicine(visit: Visit, sent: Sent, started: MedicineStarted) -> None:
    """Record that a medicine is taken from a day on.

    Raises:
        RuleBroken: see `limen.diary.medicines.start_medicine`.
        LimenError: see `limen.actions.append.append`.
    """
    append_sent(
        visit,
        draft(visit, sent, started),
        lambda state: start_medicine(state.diary, started),
    )


def save_medicine_stopped(visit: Visit, sent: Sent, stopped: MedicineStopped) -> None:
    """Record that a medicine is no longer taken.

    Raises:
        NotFound: there is no such medicine.
        RuleBroken: see `limen.diary.medicines.stop_medicine`.
        LimenError: see `limen.actions.append.append`.
    """

    def decide(state: State) -> tuple[Payload, ...]:
        if stopped.started not in state.diary.medicines:
            raise NotFound("This medicine is not in your notes.")
        return stop_medicine(state.diary, stopped, day=sent.day)

    append_sent(visit, draft(visit, sent, stopped), decide)


def save_note(visit: Visit, sent: Sent, written: NoteWritten) -> None:
    """Record a note in the person's own words.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    append_sent(visit, draft(visit, sent, written), lambda _: (written,))


def save_strength(visit: Visit, sent: Sent, dose: EventId, strength: Strength) -> None:
    """Add to an answer of yes how strongly a dose was noticed.

    Raises:
        NotFound: nobody answered yes for this dose.
        RuleBroken: the answer can no longer be changed.
        LimenError: see `limen.actions.append.append`.
    """
    for event in projections.state_of(visit.chain).standing.events:
        answered = event.payload
        if isinstance(answered, FeltAnswered) and (answered.dose, answered.felt) == (
            dose,
            Felt.YES,
        ):
            stated = replace(answered, strength=strength)
            return correct(visit, sent, event.id, stated, "How strongly was added.")
    raise NotFound("This answer is not in your notes.", at="strength")


def take_back(visit: Visit, sent: Sent, target: EventId) -> None:
    """Let an entry that was a mistake no longer count; it stays readable.

    Raises:
        NotFound: there is no such entry.
        RuleBroken: it can no longer be taken back.
        LimenError: see `limen.actions.append.append`.
    """
    withdrawn = EventWithdrawn(target=target, why=WithdrawnWhy.OTHER, reason="It was a mistake.")

    def decide(state: State) -> tuple[Payload, ...]:
        if all(event.id != target for event in state.standing.events):
            raise NotFound("This entry is not in your notes.")
        if not may_withdraw(state.standing, target, on=sent.day):
            raise RuleBroken("This can no longer be changed.", fix="It stays as it was saved.")
        return (withdrawn,)

    append_sent(visit, draft(visit, sent, withdrawn), decide)


def correct(visit: Visit, sent: Sent, target: EventId, stated: Payload, reason: str) -> None:
    """State an entry anew; the first statement stays readable.

    Raises:
        RuleBroken: it can no longer be corrected, or not like this.
        LimenError: see `limen.actions.append.append`.
    """
    said = correction(target, stated, reason=reason)

    def decide(state: State) -> tuple[Payload, ...]:
        if not may_correct(state.standing, target, stated, on=sent.day):
            raise RuleBroken("This can no longer be changed.", fix="It stays as it was saved.")
        return (said,)

    append_sent(visit, draft(visit, sent, said), decide)


def save_habits(visit: Visit, sent: Sent, answers: Mapping[str, int | None]) -> None:
    """Record yes (1) or no (0) to the questions about the week's habits.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    answered = QuestionnaireAnswered(
        instrument=HABITS_ID,
        instrument_version=HABITS_VERSION,
        language="en",
        answers=dict(answers),
        opened_at=visit.at,
    )
    append_sent(visit, draft(visit, sent, answered), lambda _: (answered,))


def skip_questionnaire(visit: Visit, sent: Sent, skipped: QuestionnaireSkipped) -> None:
    """Record that a questionnaire was left out.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    append_sent(visit, draft(visit, sent, skipped), lambda _: (skipped,))


def longer_pages_due(state: State, today: date) -> tuple[Due, ...]:
    """The longer pages that are open today, oldest first; none before the first evening."""
    first = min((one.day for one in state.diary.check_ins), default=None)
    if first is None:
        return ()
    return tuple(one for one in due(first, today, ()) if not _is_settled(state.diary, one))


def _is_settled(diary: Diary, asked: Due) -> bool:
    name = INSTRUMENT_OF[asked.page]
    days = (asked.day, asked.day + timedelta(days=LONGER_PAGE_STAYS_DAYS))
    about = [
        *((one.stated.instrument, one.day) for one in diary.skipped_questionnaires),
        *(
            (one.stated.instrument, one.day)
            for one in diary.questionnaires
            if _is_whole(one.stated)
        ),
    ]
    return any(known == name and days[0] <= day <= days[1] for known, day in about)


def _is_whole(answered: QuestionnaireAnswered) -> bool:
    """Whether the page was sent as a whole, and not one answer ahead of the others."""
    known = instrument(answered.instrument)
    return known is None or len(answered.answers) == len(known.items)


def slip_asked(state: State, entered: Intake) -> Slip:
    """What to ask about an amount before it is saved."""
    return slip(entered, intakes(state.diary), plausibility_window(entered))


def draft(visit: Visit, sent: Sent, payload: Payload) -> Draft[Payload]:
    """What the visitor states with a form, before it has its place in the chain."""
    return Draft(
        id=EventId(sent.id),
        day=sent.day,
        at=visit.at,
        zone=visit.zone,
        by=visit.actor,
        via="web",
        payload=payload,
    )
