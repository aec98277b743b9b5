"""What a correction, a withdrawal and a redaction do, and when they come too late."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from limen.journal.counting import Counting, StandingEvents
from limen.journal.findings import Finding
from limen.journal.kinds.doses import DoseTaken, FeltAnswered
from limen.journal.kinds.measures import CheckInSaved, NoteWritten
from limen.journal.kinds.meta import (
    EventCorrected,
    EventRedacted,
    EventWithdrawn,
    RedactedWhy,
    WithdrawnWhy,
)
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.journal.kinds.trials import DataLocked, GuessLocked, TrialDrafted
from limen.journal.payloads import correction
from limen.journal.reading import Earlier
from limen.journal.standing import standing
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId

TRIAL = TrialDrafted.example().trial
OPEN_DOSE = DoseTaken.example()
TRIAL_DOSE = replace(OPEN_DOSE, amount=None, batch=None, trial=TRIAL, slot=1)
RATINGS = CheckInSaved.example()


def withdrawn(target: EventId) -> EventWithdrawn:
    return EventWithdrawn(target=target, why=WithdrawnWhy.OTHER, reason="")


def redacted(*targets: EventId) -> EventRedacted:
    return EventRedacted(targets=targets, why=RedactedWhy.PERSON_ASKED)


def findings(journal: Any) -> list[tuple[str, tuple[EventId, ...]]]:
    return [(one.id, one.events) for one in standing(journal.events).findings]


def test_a_correction_changes_what_counts_and_keeps_what_was_said(journal: Any) -> None:
    note = journal.say(NoteWritten(words="one"))
    corrected = correction(note, NoteWritten(words="two"), day=date(2026, 3, 1), reason="")
    journal.say(corrected, day=4)

    (stands,) = standing(journal.events).events

    assert (stands.n, stands.day, stands.payload) == (1, date(2026, 3, 1), NoteWritten(words="two"))
    assert stands.earlier == (
        Earlier(NoteWritten(words="one"), date(2026, 3, 2), date(2026, 3, 6), journal.id(2)),
    )


def test_a_second_correction_keeps_both_earlier_ones(journal: Any) -> None:
    note = journal.say(NoteWritten(words="one"))
    journal.say(correction(note, NoteWritten(words="two"), reason=""))
    journal.say(correction(note, NoteWritten(words="three"), reason=""))

    (stands,) = standing(journal.events).events

    assert stands.payload == NoteWritten(words="three")
    assert [one.payload for one in stands.earlier] == [
        NoteWritten(words="one"),
        NoteWritten(words="two"),
    ]


@pytest.mark.parametrize(("after_days", "finding"), [(0, []), (1, []), (2, ["too-late"])])
def test_a_rating_is_corrected_until_the_end_of_the_next_day(
    journal: Any, after_days: int, finding: list[str]
) -> None:
    rated = journal.say(RATINGS)

    journal.say(correction(rated, replace(RATINGS, note="Later."), reason=""), day=after_days)

    assert [one for one, _ in findings(journal)] == finding


def test_moving_the_day_of_a_rating_gives_it_no_more_time(journal: Any) -> None:
    rated = journal.say(RATINGS)
    journal.say(correction(rated, RATINGS, day=date(2026, 3, 9), reason=""), day=1)

    late = journal.say(correction(rated, RATINGS, reason=""), day=7)

    assert findings(journal) == [("too-late", (late, rated))]


def test_a_dose_of_a_trial_is_corrected_until_its_data_lock(journal: Any) -> None:
    dose = journal.say(TRIAL_DOSE)
    journal.say(correction(dose, replace(TRIAL_DOSE, slot=2), reason=""), day=30)
    journal.say(DataLocked.example(), day=60)

    late = journal.say(correction(dose, replace(TRIAL_DOSE, slot=3), reason=""), day=61)

    assert standing(journal.events).events[0].payload == replace(TRIAL_DOSE, slot=2)
    assert findings(journal) == [("too-late", (late, dose))]


def test_no_dose_moves_into_a_locked_trial(journal: Any) -> None:
    dose = journal.say(OPEN_DOSE)
    journal.say(DataLocked.example())

    late = journal.say(correction(dose, TRIAL_DOSE, reason=""))
    journal.say(correction(dose, replace(TRIAL_DOSE, trial=UUID(int=9)), reason=""))

    assert findings(journal) == [("too-late", (late, dose))]


def test_a_felt_answer_is_corrected_in_open_use_alone(journal: Any) -> None:
    felt = FeltAnswered.example()
    for dose in (OPEN_DOSE, TRIAL_DOSE):
        about = journal.say(dose)
        answered = journal.say(replace(felt, dose=about))
        corrected = replace(felt, dose=about, felt=Felt.NO, strength=None)
        journal.say(correction(answered, corrected, reason=""))

    assert findings(journal) == [("too-late", (journal.id(6), journal.id(5)))]


def test_an_answer_of_a_sealed_trial_is_not_withdrawn(journal: Any) -> None:
    dose = journal.say(TRIAL_DOSE)
    answered = journal.say(replace(FeltAnswered.example(), dose=dose))
    guess = journal.say(GuessLocked.example())

    journal.say(withdrawn(answered))
    journal.say(withdrawn(guess))

    assert [rule for rule, _ in findings(journal)] == ["too-late", "too-late"]
    assert len(standing(journal.events).events) == 3


def test_a_plan_is_corrected_until_it_starts(journal: Any) -> None:
    plan = replace(ProtocolPlanned.example(), starts=date(2026, 3, 4))
    planned = journal.say(plan)
    journal.say(correction(planned, replace(plan, question="Calmer?"), reason=""), day=1)

    late = journal.say(correction(planned, plan, reason=""), day=2)

    assert findings(journal) == [("too-late", (late, planned))]


def test_a_withdrawn_event_does_not_count(journal: Any) -> None:
    note = journal.say(NoteWritten(words="one"))
    other = journal.say(NoteWritten(words="two"))

    journal.say(withdrawn(note))
    journal.say(correction(note, NoteWritten(words="three"), reason=""))

    assert [one.id for one in standing(journal.events).events] == [other]
    assert findings(journal) == []


def test_a_withdrawal_after_the_data_lock_does_not_count(journal: Any) -> None:
    dose = journal.say(TRIAL_DOSE)
    journal.say(DataLocked.example())

    late = journal.say(withdrawn(dose))

    assert findings(journal) == [("too-late", (late, dose))]


def test_a_redacted_event_does_not_count_with_or_without_its_content(journal: Any) -> None:
    for words in ("one", "two"):
        journal.say(NoteWritten(words=words))
    journal.say(redacted(journal.id(1), journal.id(2)))
    journal.events[0] = replace(journal.events[0], payload=None, salt=None)

    assert standing(journal.events) == StandingEvents()


def test_a_content_that_nobody_took_away_is_a_finding(journal: Any) -> None:
    for words in ("one", "two", "three"):
        journal.say(NoteWritten(words=words))
    journal.say(redacted(journal.id(1)))
    journal.events[:2] = [replace(one, payload=None, salt=None) for one in journal.events[:2]]

    assert findings(journal) == [("content-missing", (journal.id(2),))]


@pytest.mark.parametrize(
    "said",
    [
        withdrawn(EventId(UUID(int=99))),
        correction(EventId(UUID(int=99)), NoteWritten(words=""), reason=""),
    ],
)
def test_what_speaks_of_nothing_is_a_finding(journal: Any, said: Payload) -> None:
    speaking = journal.say(said)

    assert findings(journal) == [("target-unknown", (speaking,))]


def test_an_event_does_not_change_a_later_one(journal: Any) -> None:
    journal.say(withdrawn(journal.id(2)))
    journal.say(NoteWritten(words="one"))

    assert [one.id for one in standing(journal.events).events] == [journal.id(2)]


def test_a_correction_that_cannot_be_read_is_a_finding(journal: Any) -> None:
    note = journal.say(NoteWritten(words="one"))
    journal.say(EventCorrected(target=note, v=1, payload={"mood": 1}, reason=""))
    journal.say(EventCorrected(target=note, v=2, payload={"words": ""}, reason=""))

    assert findings(journal) == [
        ("unreadable", (journal.id(2), note)),
        ("newer", (journal.id(3),)),
    ]


def test_what_a_newer_limen_saved_is_told_once(journal: Any) -> None:
    for words in ("one", "two"):
        journal.say(NoteWritten(words=words))
    journal.events = [replace(one, header=replace(one.header, v=2)) for one in journal.events]

    found = standing(journal.events)

    assert found.is_newer
    assert found.findings == (
        Finding("newer", None, "Saved by a newer Limen.", (journal.id(1), journal.id(2))),
    )


def test_counting_goes_on_from_what_was_known(journal: Any) -> None:
    journal.say(TRIAL_DOSE)
    journal.say(DataLocked.example())

    counting = Counting(standing(journal.events))

    (dose, _) = counting.result().events
    assert not counting.may_withdraw(dose, date(2026, 3, 3))
    assert counting.standing(dose.id) == dose
    assert counting.standing(journal.id(3)) is None
