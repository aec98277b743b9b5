"""Which days a report covers, and in which state each of them is."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from limen.journal.kinds.doses import DoseTaken, Sitting
from limen.journal.kinds.measures import CheckInSkipped, QuestionnaireAnswered
from limen.journal.kinds.protocols import EndedWhy, ProtocolEnded
from limen.protocols.occasions import OccasionState
from limen.reports.practice_days import days_before, practice_of_all_days, weekday_names, weeks_of

FIRST = date(2026, 3, 2)
TRIAL_DOSE = replace(DoseTaken.example(), amount=None, batch=None, trial=UUID(int=9), slot=1)


def test_an_empty_journal_has_no_days(notes):
    assert notes.whole() is None


def test_all_days_reach_from_the_first_entry_to_the_last(notes):
    notes.evening(3)
    notes.dose(1, "0.1", notes.batch("B"))
    notes.state(5, QuestionnaireAnswered.example())

    practice = notes.whole()

    assert practice.first == FIRST + timedelta(days=1)
    assert practice.last == FIRST + timedelta(days=5)


def test_each_day_is_in_one_state(notes):
    notes.evening(0)
    notes.evening(1, hours=40)
    notes.evening(2, recalled=True)
    notes.state(3, CheckInSkipped(sitting=Sitting.EVENING))
    notes.evening(5)

    states = list(notes.whole().days.values())

    assert states == [
        OccasionState.DONE,
        OccasionState.LATE,
        OccasionState.RECALLED,
        OccasionState.SKIPPED,
        OccasionState.MISSED,
        OccasionState.DONE,
    ]
    assert notes.whole().written == 4


def test_today_counts_once_its_evening_is_there(notes):
    notes.plan()
    notes.evening(0)

    assert len(notes.planned(today=1).days) == 1
    notes.evening(1)
    assert len(notes.planned(today=1).days) == 2


def test_a_plan_ends_its_days_however_late_it_is_read(notes):
    notes.plan()

    assert len(notes.planned(today=100).days) == 28


def test_a_plan_that_has_no_day_behind_it_has_no_practice(notes):
    notes.plan()

    assert notes.planned(today=-1) is None
    assert notes.planned(today=0) is None


def test_the_latest_weeks_are_shown_without_a_plan(notes):
    notes.evening(0)
    assert not notes.whole(today=1000).is_cut

    notes.evening(1000)

    assert len(notes.whole(today=1000).days) == 168
    assert notes.whole(today=1000).is_cut


def test_corrections_of_other_days_are_not_counted(notes):
    notes.evening(0)
    known, plans = notes.folds

    practice = practice_of_all_days(known, plans, FIRST, [FIRST, FIRST + timedelta(days=9)])

    assert practice.corrections == 1


def test_the_first_of_two_check_ins_counts(notes):
    notes.evening(0, scales={"mood": 2})
    notes.evening(0, scales={"mood": 7})

    (saved,) = notes.whole().saved(Sitting.EVENING).values()
    assert saved.scales == {"mood": 2}


def test_days_before_the_start_are_those_written_down(notes):
    notes.evening(-3)
    notes.evening(-2)
    notes.state(-1, CheckInSkipped(sitting=Sitting.EVENING))
    notes.plan()
    notes.evening(0)

    assert days_before(notes.planned()) == 2
    assert days_before(notes.whole()) == 0


def test_days_of_an_earlier_plan_and_its_rest_are_not_days_before(notes):
    earlier = notes.plan()
    notes.state(10, ProtocolEnded(protocol=earlier, why=EndedWhy.STOPPED))
    notes.evening(5)
    notes.evening(36)
    notes.evening(40)
    starts = FIRST + timedelta(days=60)
    notes.plan(
        starts=starts,
        ends=starts + timedelta(days=27),
        reviews_on=starts,
        rests_until=starts + timedelta(days=60),
    )

    assert len(notes.folds[1].each) == 2
    assert days_before(notes.planned(today=70)) == 1


def test_weeks_begin_on_the_first_day(notes):
    notes.evening(2)
    notes.evening(9)

    practice = notes.whole()

    assert weekday_names(practice) == ("Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue")
    assert [week[0].isoformat() for week in weeks_of(practice)] == ["2026-03-04", "2026-03-11"]


def test_a_dose_of_a_trial_seals_its_days(notes):
    notes.evening(0)
    assert not notes.whole().is_sealed

    notes.state(0, TRIAL_DOSE)

    assert notes.whole().is_sealed


def test_entries_of_days_to_come_are_no_days_that_have_passed(notes):
    notes.evening(9)

    assert notes.whole(today=5) is None
