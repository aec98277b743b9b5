"""The fold of the diary: what it keeps, what it finds, and the laws that hold for every journal.

Goals REL-9 and REL-19.
"""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.diary import Diary
from limen.diary.dose import Taking, taking_on
from limen.diary.fold import diary, extend
from limen.journal.kinds.doses import (
    BatchAdded,
    BatchClosed,
    DoseSkipped,
    DoseTaken,
    FeltAnswered,
    Sitting,
    SkippedWhy,
)
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
from limen.journal.kinds.meta import EventWithdrawn, WithdrawnWhy
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated, SupportStated
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.journal.kinds.sharing import (
    BundleSent,
    EnrolmentEnded,
    EnrolmentJoined,
    LetterMade,
    ShareEnded,
)
from limen.journal.payloads import correction
from limen.journal.standing import standing
from limen.terms.bands import Band
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId

LEFT_OUT = DoseSkipped(why=SkippedWhy.FORGOT)


@pytest.fixture(scope="session")
def folded(make):
    """Fold payloads about days, numbered from 1."""

    def made(*said) -> Diary:
        return diary(make.event(n, day, payload) for n, (day, payload) in enumerate(said, 1))

    return made


def rules(found: Diary) -> list[tuple[str, list[int]]]:
    return [(one.id, [event.int for event in one.events]) for one in found.findings]


def test_nothing_recorded_is_an_empty_diary(folded) -> None:
    assert folded() == Diary()


def test_the_last_word_about_the_person_counts(folded) -> None:
    person, support = PersonStated.example(), SupportStated.example()

    found = folded((0, replace(person, country="NL")), (1, person), (2, support))

    assert (found.person, found.support) == (person, support)


def test_a_dose_knows_its_content_and_its_bands(make, folded) -> None:
    found = folded((0, make.added()), (1, make.taken()))

    (dose,) = found.doses
    assert (dose.day, dose.stated, dose.felt) == (make.day(1), make.taken(), None)
    assert round(dose.content.median_mg, 9) == 0.7
    assert dose.bands.named is Band.MICRODOSE
    assert found.findings == ()


def test_a_dose_without_an_amount_has_no_content(make, folded) -> None:
    (dose,) = folded((1, make.weightless())).doses

    assert (dose.content, dose.bands) == (None, None)


def test_a_dose_of_a_batch_that_is_not_there_is_kept_and_found(make, folded) -> None:
    found = folded((1, make.taken(batch=7)))

    assert [dose.content for dose in found.doses] == [None]
    assert rules(found) == [("batch_not_there", [1])]


def test_a_felt_answer_reaches_its_dose(make, folded) -> None:
    found = folded((0, make.added()), (1, make.taken()), (1, make.felt(2)))

    assert [dose.felt for dose in found.doses] == [make.felt(2)]
    assert [dose.is_noticed for dose in found.doses] == [True]


def test_of_two_felt_answers_the_first_counts(make, folded) -> None:
    no, yes = make.felt(1, Felt.NO), make.felt(1, Felt.YES)

    found = folded((1, make.weightless()), (1, no), (2, yes))

    assert [dose.is_noticed for dose in found.doses] == [False]
    assert rules(found) == [("felt_twice", [2, 3])]


def test_a_felt_answer_before_its_dose_is_found(make, folded) -> None:
    found = folded((3, make.weightless()), (2, make.felt(1)))

    assert rules(found) == [("felt_before_dose", [1, 2])]


def test_an_answer_about_a_dose_that_is_not_there_is_found(make, folded) -> None:
    harm = replace(AdverseReported.example(), dose=make.id(9))

    found = folded((1, make.felt(9)), (1, harm))

    assert found.doses == ()
    assert rules(found) == [("dose_not_there", [1]), ("dose_not_there", [2])]


def test_two_doses_on_a_day_are_kept_and_asked_about(make, folded) -> None:
    dose = make.weightless()

    found = folded((1, dose), (2, dose), (1, dose))

    assert len(found.doses) == 3
    assert rules(found) == [("second_dose", [1, 3])]
    assert found.findings[0].says == "Two doses stand on 2026-03-02. Were there two?"


@pytest.mark.parametrize("is_taken_first", [True, False])
def test_taken_and_left_out_on_a_day_is_asked_about(make, folded, is_taken_first) -> None:
    said = [(1, make.weightless()), (1, LEFT_OUT)]

    found = folded(*(said if is_taken_first else reversed(said)))

    assert (len(found.doses), len(found.skipped_doses)) == (1, 1)
    assert rules(found) == [("taken_and_left_out", [1, 2])]


def test_two_check_ins_of_a_sitting_are_kept_and_asked_about(folded) -> None:
    saved = CheckInSaved.example()

    found = folded((1, saved), (1, replace(saved, sitting=Sitting.WEEK)), (1, saved), (2, saved))

    assert len(found.check_ins) == 4
    assert rules(found) == [("second_check_in", [1, 3])]


def test_a_hundred_clients_that_send_at_once_lose_nothing(folded) -> None:
    """Lesson A-17: everything twice is seen, and each is kept until the person has chosen."""
    found = folded(*[(1, CheckInSaved.example())] * 100)

    assert len(found.check_ins) == 100
    assert rules(found) == [("second_check_in", [1, later]) for later in range(2, 101)]


def test_two_questionnaires_of_a_day_are_kept_and_asked_about(folded) -> None:
    answered = QuestionnaireAnswered.example()

    found = folded((1, answered), (1, replace(answered, instrument="phq9")), (1, answered))

    assert len(found.questionnaires) == 3
    assert rules(found) == [("second_questionnaire", [1, 3])]


def test_what_is_opened_left_out_or_written_is_kept_in_order(folded) -> None:
    opening, sitting = CheckInOpened.example(), CheckInSkipped.example()
    skipped, note = QuestionnaireSkipped.example(), NoteWritten.example()

    found = folded((1, opening), (1, sitting), (1, skipped), (1, note), (0, note))

    assert [one.stated for one in found.openings] == [opening]
    assert [one.stated for one in found.skipped_check_ins] == [sitting]
    assert [one.stated for one in found.skipped_questionnaires] == [skipped]
    assert [one.id.int for one in found.notes] == [4, 5]


def test_a_batch_is_closed_on_the_day_that_was_said(make, folded) -> None:
    closed = BatchClosed(batch=make.id(1))

    found = folded((0, make.added()), (3, closed), (5, closed), (5, BatchClosed(batch=make.id(9))))

    assert [batch.closed_on for batch in found.batches.values()] == [make.day(3)]
    assert rules(found) == [("batch_closed_twice", [1, 3]), ("batch_not_there", [4])]


def test_a_medicine_stands_until_the_first_day_on_which_it_was_stopped(make, folded) -> None:
    stopped = MedicineStopped(started=make.id(1))

    found = folded(
        (4, MedicineStarted.example()),
        (3, stopped),
        (6, stopped),
        (8, stopped),
        (8, MedicineStopped(started=make.id(9))),
    )

    assert [one.stopped_on for one in found.medicines.values()] == [make.day(6)]
    assert rules(found) == [
        ("medicine_stopped_early", [1, 2]),
        ("medicine_stopped_twice", [1, 4]),
        ("medicine_not_there", [5]),
    ]


def test_a_harm_is_over_on_the_first_day_that_was_said(make, folded) -> None:
    ended = AdverseEnded(report=make.id(1))
    harm = replace(AdverseReported.example(), dose=None)

    found = folded((1, harm), (2, ended), (3, ended), (3, AdverseEnded(report=make.id(9))))

    assert [one.ended_on for one in found.adverse_events.values()] == [make.day(2)]
    assert rules(found) == [("harm_ended_twice", [1, 3]), ("harm_not_there", [4])]


def test_a_letter_ends_once(make, folded) -> None:
    ended = ShareEnded(letter=make.id(1))

    found = folded(
        (1, LetterMade.example()), (2, ended), (3, ended), (3, ShareEnded(letter=make.id(9)))
    )

    assert [letter.ended_on for letter in found.letters.values()] == [make.day(2)]
    assert rules(found) == [("letter_not_there", [4])]


def test_leaving_a_study_ends_the_latest_enrolment(make, folded) -> None:
    joined, ended = EnrolmentJoined.example(), EnrolmentEnded.example()

    found = folded((1, ended), (2, joined), (3, joined), (4, BundleSent.example()), (5, ended))
    again = extend(found, [make.event(6, 6, ended)])

    ends = [one.ended.day if one.ended else None for one in found.enrolments.values()]
    assert ends == [None, make.day(5)]
    assert [sent.id.int for sent in found.bundles] == [4]
    assert rules(found) == [("enrolment_not_there", [1])]
    assert again == found


def test_what_other_folds_read_changes_nothing(folded) -> None:
    assert folded((1, ProtocolPlanned.example())) == Diary()


def _about(number: int) -> list[Payload]:
    """Statements that name the event with this number, rightly or wrongly."""
    event = EventId(UUID(int=number))
    return [
        BatchClosed(batch=event),
        replace(DoseTaken.example(), batch=event),
        *(FeltAnswered(dose=event, sitting=Sitting.EVENING, felt=felt) for felt in Felt),
        MedicineStopped(started=event),
        replace(AdverseReported.example(), dose=event),
        AdverseEnded(report=event),
        ShareEnded(letter=event),
    ]


POOL = [
    *(one for number in range(1, 10) for one in _about(number)),
    *([BatchAdded.example(), DoseTaken.example(), LEFT_OUT] * 6),
    *(replace(CheckInSaved.example(), sitting=sitting) for sitting in Sitting),
    *(CheckInSkipped(sitting=sitting) for sitting in Sitting),
    CheckInOpened.example(),
    QuestionnaireAnswered.example(),
    QuestionnaireSkipped.example(),
    MedicineStarted.example(),
    NoteWritten.example(),
    LetterMade.example(),
    PersonStated.example(),
]
DAYS = st.integers(0, 5)
HISTORIES = st.lists(st.tuples(DAYS, st.sampled_from(POOL)), max_size=8)


@given(said=HISTORIES)
def test_each_statement_is_kept_and_no_journal_stops_the_fold(make, said) -> None:
    """Law 1, total: contradictions become findings, and nothing that was said is dropped."""
    found = diary(standing(make.chain(*said)).events)

    kept = [
        *found.batches,
        *found.doses_by_id,
        *found.medicines,
        *found.adverse_events,
        *found.letters,
        *(one.id for one in found.skipped_doses),
        *(one.id for one in found.check_ins),
        *(one.id for one in found.openings),
        *(one.id for one in found.skipped_check_ins),
        *(one.id for one in found.questionnaires),
        *(one.id for one in found.skipped_questionnaires),
        *(one.id for one in found.notes),
    ]
    about_others = (BatchClosed, FeltAnswered, MedicineStopped, AdverseEnded, ShareEnded)
    beginnings = [
        make.id(n)
        for n, (_, payload) in enumerate(said, 1)
        if not isinstance(payload, (*about_others, PersonStated))
    ]
    assert sorted(kept) == beginnings


@given(said=HISTORIES, cut=st.integers(0, 8))
def test_a_fold_goes_on_where_it_stopped(make, said, cut) -> None:
    """Laws 2 and 7: the fold of a beginning, extended, is the fold of all."""
    events = standing(make.chain(*said)).events

    early = diary(events[:cut])

    whole = diary(events)
    assert extend(early, events[cut:]) == whole
    assert early == diary(events[:cut])
    assert extend(whole, ()) == whole


@given(said=HISTORIES, years=st.lists(st.integers(2000, 2050), min_size=8, max_size=8))
def test_no_clock_orders_anything(make, said, years) -> None:
    """Law 3: with other moments the same diary comes out, but for the moments."""
    events = standing(make.chain(*said)).events
    moved = [
        replace(event, at=event.at.replace(year=year))
        for event, year in zip(events, years, strict=False)
    ]

    found, other = diary(events), diary(moved)

    assert other.findings == found.findings
    assert list(other.doses_by_id) == list(found.doses_by_id)
    assert [dose.felt for dose in other.doses] == [dose.felt for dose in found.doses]
    assert [one.id for one in other.check_ins] == [one.id for one in found.check_ins]


@given(before=HISTORIES, after=HISTORIES)
def test_a_corrected_journal_is_the_journal_of_what_was_meant(make, before, after) -> None:
    """Law 4: a correction, folded, equals the corrected history, whatever surrounds it."""
    wrong, meant = make.taken("0.1 g", 1), make.taken("0.2 g", 2)
    place = len(before) + 1
    corrects = (0, correction(make.id(place), meant, reason="A slip."))

    corrected = standing(make.chain(*before, (3, wrong), *after, corrects)).events

    history = standing(make.chain(*before, (3, meant), *after)).events
    assert diary(corrected) == diary(history)


@given(before=HISTORIES, after=HISTORIES)
def test_a_withdrawn_statement_leaves_no_trace(make, before, after) -> None:
    """Law 4: the diary is that of a journal whose note says nothing to it."""
    place = len(before) + 1
    withdraws = EventWithdrawn(target=make.id(place), why=WithdrawnWhy.OTHER, reason="Not so.")
    other = ProtocolPlanned.example()

    found = standing(make.chain(*before, (3, make.taken()), *after, (3, withdraws))).events

    assert diary(found) == diary(standing(make.chain(*before, (3, other), *after)).events)


@given(said=HISTORIES, missing=DAYS)
def test_a_missing_day_is_never_a_day_without_a_dose(make, said, missing) -> None:
    """Law 5, goal SAF-11: a day taken away never equals a day of which nothing taken is said."""
    elsewhere = [one for one in said if one[0] != missing]

    unsaid = diary(standing(make.chain(*elsewhere)).events)

    left_out = diary(standing(make.chain(*elsewhere, (missing, LEFT_OUT))).events)
    assert taking_on(unsaid, make.day(missing)) is Taking.UNKNOWN
    assert taking_on(left_out, make.day(missing)) is Taking.LEFT_OUT
