"""Medicines that a person takes: entered once, and standing until they are stopped."""

from datetime import date

from limen.diary.diary import Diary, Medicine
from limen.journal.kinds.harms import MedicineStarted, MedicineStopped
from limen.journal.kinds.payload import Payload
from limen.terms.errors import RuleBroken


def standing_medicines(diary: Diary, day: date) -> tuple[Medicine, ...]:
    """Return the medicines that stand on a day, however long ago they were started.

    The day on which one was stopped still counts.
    """
    return tuple(
        medicine
        for medicine in diary.medicines.values()
        if medicine.started_on <= day
        and (medicine.stopped_on is None or day <= medicine.stopped_on)
    )


def start_medicine(diary: Diary, started: MedicineStarted) -> tuple[Payload, ...]:
    """Return what is written when a person says that they take a medicine.

    Raises:
        RuleBroken: they take one of that name already.
    """
    taken = (one.stated.name for one in diary.medicines.values() if one.stopped_on is None)
    if started.name.casefold() in map(str.casefold, taken):
        raise RuleBroken("This medicine is in your list already.", at="medicine")
    return (started,)


def stop_medicine(diary: Diary, stopped: MedicineStopped, *, day: date) -> tuple[Payload, ...]:
    """Return what is written when a person says, on a day, that they no longer take a medicine.

    Raises:
        RuleBroken: there is no such medicine, it is stopped already, or it began after that day.
    """
    medicine = diary.medicines.get(stopped.started)
    if medicine is None:
        raise RuleBroken("This medicine is not in your notes.", fix="Add it first.", at="medicine")
    if medicine.stopped_on is not None:
        raise RuleBroken("This medicine was already stopped.", at="medicine")
    if day < medicine.started_on:
        raise RuleBroken("This day lies before its start.", fix="Check the day.", at="day")
    return (stopped,)
