"""The fold of the diary: standing events in, one `Diary` out; contradictions become findings."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import cast

from limen.diary.batch import content_of
from limen.diary.checkins import SECOND_CHECK_IN
from limen.diary.diary import (
    AdverseEvent,
    Batch,
    Diary,
    DoseEvent,
    Enrolment,
    Letter,
    Medicine,
    P,
    Recorded,
)
from limen.diary.growing import GrowingDiary, closed, opened
from limen.journal.kinds.doses import BatchAdded, BatchClosed, DoseSkipped, DoseTaken, FeltAnswered
from limen.journal.kinds.harms import (
    AdverseEnded,
    AdverseReported,
    MedicineStarted,
    MedicineStopped,
)
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
from limen.journal.kinds.sharing import (
    BundleSent,
    EnrolmentEnded,
    EnrolmentJoined,
    LetterMade,
    ShareEnded,
)
from limen.journal.standing import Standing


def diary(standing: Iterable[Standing]) -> Diary:
    """Return what the standing events say about a person's practice.

    The order is that of the events; no clock orders anything. Never raises on a valid journal.
    """
    return extend(Diary(), standing)


def extend(known: Diary, standing: Iterable[Standing]) -> Diary:
    """Return a diary with further events, equal to the fold of all of them together."""
    growing = opened(known)
    for event in standing:
        apply = _RULES.get(type(event.payload))
        if apply is not None:
            apply(growing, Recorded(event.id, event.day, event.at, event.payload))
    return closed(growing)


def _person(growing: GrowingDiary, said: Recorded[PersonStated]) -> None:
    growing.person = said.stated


def _support(growing: GrowingDiary, said: Recorded[SupportStated]) -> None:
    growing.support = said.stated


def _batch(growing: GrowingDiary, said: Recorded[BatchAdded]) -> None:
    growing.batches[said.id] = Batch(said.id, said.day, said.stated)


def _batch_end(growing: GrowingDiary, said: Recorded[BatchClosed]) -> None:
    batch = growing.batches.get(said.stated.batch)
    if batch is None:
        growing.find("batch_not_there", said.day, "A batch was closed that is not here.", said.id)
    elif batch.closed_on is not None:
        says = "A batch was closed twice. The first day counts."
        growing.find("batch_closed_twice", said.day, says, batch.id, said.id)
    else:
        growing.batches[batch.id] = replace(batch, closed_on=said.day)


def _dose(growing: GrowingDiary, said: Recorded[DoseTaken]) -> None:
    amount, batch_id = said.stated.amount, said.stated.batch
    batch = growing.batches.get(batch_id) if batch_id else None
    if batch_id and batch is None:
        says = f"The dose of {said.day} names a batch that is not here."
        growing.find("batch_not_there", said.day, says, said.id)
    content = content_of(batch, amount, said.day) if batch and amount else None
    growing.doses_by_id[said.id] = DoseEvent(said.id, said.day, said.at, said.stated, content)
    first = growing.meet((DoseTaken.KIND, said.day), said.id)
    if first:
        says = f"Two doses stand on {said.day}. Were there two?"
        growing.find("second_dose", said.day, says, first, said.id)
    left_out = growing.by_occasion.get((DoseSkipped.KIND, said.day))
    if left_out:
        growing.find("taken_and_left_out", said.day, _both(said), left_out, said.id)


def _dose_skipped(growing: GrowingDiary, said: Recorded[DoseSkipped]) -> None:
    growing.skipped_doses.append(said)
    growing.meet((DoseSkipped.KIND, said.day), said.id)
    taken = growing.by_occasion.get((DoseTaken.KIND, said.day))
    if taken:
        growing.find("taken_and_left_out", said.day, _both(said), taken, said.id)


def _felt(growing: GrowingDiary, said: Recorded[FeltAnswered]) -> None:
    dose = growing.doses_by_id.get(said.stated.dose)
    if dose is None:
        says = f"The answer of {said.day} is about a dose that is not here."
        growing.find("dose_not_there", said.day, says, said.id)
        return
    if said.day < dose.day:
        says = f"The answer of {said.day} lies before its dose of {dose.day}."
        growing.find("felt_before_dose", said.day, says, dose.id, said.id)
    first = growing.meet((FeltAnswered.KIND, dose.id), said.id)
    if first:
        says = f"The dose of {dose.day} was answered twice. The first answer counts."
        growing.find("felt_twice", said.day, says, first, said.id)
        return
    growing.doses_by_id[dose.id] = replace(dose, felt=said.stated)


def _opening(growing: GrowingDiary, said: Recorded[CheckInOpened]) -> None:
    growing.openings.append(said)


def _check_in(growing: GrowingDiary, said: Recorded[CheckInSaved]) -> None:
    growing.check_ins.append(said)
    sitting = said.stated.sitting
    first = growing.meet((CheckInSaved.KIND, said.day, sitting), said.id)
    if first:
        says = f"Two check-ins stand for {said.day}, {sitting.value}. Which one is right?"
        growing.find(SECOND_CHECK_IN, said.day, says, first, said.id)


def _check_in_skipped(growing: GrowingDiary, said: Recorded[CheckInSkipped]) -> None:
    growing.skipped_check_ins.append(said)


def _questionnaire(growing: GrowingDiary, said: Recorded[QuestionnaireAnswered]) -> None:
    growing.questionnaires.append(said)
    instrument = said.stated.instrument
    first = growing.meet((QuestionnaireAnswered.KIND, said.day, instrument), said.id)
    if first:
        says = f"The same questionnaire was answered twice on {said.day}. Which one is right?"
        growing.find("second_questionnaire", said.day, says, first, said.id)


def _questionnaire_skipped(growing: GrowingDiary, said: Recorded[QuestionnaireSkipped]) -> None:
    growing.skipped_questionnaires.append(said)


def _medicine(growing: GrowingDiary, said: Recorded[MedicineStarted]) -> None:
    growing.medicines[said.id] = Medicine(said.id, said.day, said.stated)


def _medicine_end(growing: GrowingDiary, said: Recorded[MedicineStopped]) -> None:
    medicine = growing.medicines.get(said.stated.started)
    if medicine is None:
        says = "A medicine was stopped that is not here."
        growing.find("medicine_not_there", said.day, says, said.id)
    elif medicine.stopped_on is not None:
        says = "A medicine was stopped twice. The first day counts."
        growing.find("medicine_stopped_twice", said.day, says, medicine.id, said.id)
    elif said.day < medicine.started_on:
        says = "A medicine was stopped before it was started. Until then it counts as taken."
        growing.find("medicine_stopped_early", said.day, says, medicine.id, said.id)
    else:
        growing.medicines[medicine.id] = replace(medicine, stopped_on=said.day)


def _harm(growing: GrowingDiary, said: Recorded[AdverseReported]) -> None:
    growing.adverse_events[said.id] = AdverseEvent(said.id, said.day, said.stated)
    dose = said.stated.dose
    if dose is not None and dose not in growing.doses_by_id:
        says = f"The report of {said.day} is about a dose that is not here."
        growing.find("dose_not_there", said.day, says, said.id)


def _harm_end(growing: GrowingDiary, said: Recorded[AdverseEnded]) -> None:
    harm = growing.adverse_events.get(said.stated.report)
    if harm is None:
        says = "An unwanted effect ended that is not here."
        growing.find("harm_not_there", said.day, says, said.id)
    elif harm.ended_on is not None:
        says = "An unwanted effect ended twice. The first day counts."
        growing.find("harm_ended_twice", said.day, says, harm.id, said.id)
    else:
        growing.adverse_events[harm.id] = replace(harm, ended_on=said.day)


def _note(growing: GrowingDiary, said: Recorded[NoteWritten]) -> None:
    growing.notes.append(said)


def _letter(growing: GrowingDiary, said: Recorded[LetterMade]) -> None:
    growing.letters[said.id] = Letter(said.id, said.day, said.stated)


def _share_end(growing: GrowingDiary, said: Recorded[ShareEnded]) -> None:
    letter = growing.letters.get(said.stated.letter)
    if letter is None:
        growing.find("letter_not_there", said.day, "A letter ended that is not here.", said.id)
    elif letter.ended_on is None:
        growing.letters[letter.id] = replace(letter, ended_on=said.day)


def _enrolment(growing: GrowingDiary, said: Recorded[EnrolmentJoined]) -> None:
    growing.enrolments[said.id] = Enrolment(said.id, said.day, said.stated)
    growing.by_occasion[(EnrolmentJoined.KIND, said.stated.study)] = said.id


def _bundle(growing: GrowingDiary, said: Recorded[BundleSent]) -> None:
    growing.bundles.append(said)


def _enrolment_end(growing: GrowingDiary, said: Recorded[EnrolmentEnded]) -> None:
    joined = growing.by_occasion.get((EnrolmentJoined.KIND, said.stated.study))
    if joined is None:
        says = "A study was left that was not joined."
        growing.find("enrolment_not_there", said.day, says, said.id)
        return
    enrolment = growing.enrolments[joined]
    if enrolment.ended is None:
        growing.enrolments[joined] = replace(enrolment, ended=said)


def _both(said: Recorded[P]) -> str:
    return f"A dose stands on {said.day}, and that it was left out. Which one is right?"


_Apply = Callable[[GrowingDiary, Recorded[Payload]], None]


def _by(
    kind: type[P], apply: Callable[[GrowingDiary, Recorded[P]], None]
) -> tuple[type[Payload], _Apply]:
    # Looked up by the type of what was stated, hence called with no other.
    return kind, cast("_Apply", apply)


_RULES = dict(
    (
        _by(PersonStated, _person),
        _by(SupportStated, _support),
        _by(BatchAdded, _batch),
        _by(BatchClosed, _batch_end),
        _by(DoseTaken, _dose),
        _by(DoseSkipped, _dose_skipped),
        _by(FeltAnswered, _felt),
        _by(CheckInOpened, _opening),
        _by(CheckInSaved, _check_in),
        _by(CheckInSkipped, _check_in_skipped),
        _by(QuestionnaireAnswered, _questionnaire),
        _by(QuestionnaireSkipped, _questionnaire_skipped),
        _by(MedicineStarted, _medicine),
        _by(MedicineStopped, _medicine_end),
        _by(AdverseReported, _harm),
        _by(AdverseEnded, _harm_end),
        _by(NoteWritten, _note),
        _by(LetterMade, _letter),
        _by(ShareEnded, _share_end),
        _by(EnrolmentJoined, _enrolment),
        _by(BundleSent, _bundle),
        _by(EnrolmentEnded, _enrolment_end),
    )
)
