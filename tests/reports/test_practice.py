"""The whole report: one headline, no verdict, and not one word about what causes what."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from limen.actions.example import example_report
from limen.journal.kinds.doses import DoseTaken, Sitting
from limen.journal.kinds.measures import CheckInSkipped
from limen.reports.figures import OwnWords, Sentence
from limen.reports.practice import practice_report

BLOCKED = re.compile(r"\b(effects?|works?|because|helps?|thanks to)\b", re.IGNORECASE)


def said(report) -> list[str]:
    """Every sentence and every cell of a report, but for what the person wrote."""
    cells = [cell for figure in report.figures for row in figure.table.rows for cell in row]
    heads = [cell for figure in report.figures for cell in figure.table.head]
    drawn = [label.says for one in report.figures if one.drawing for label in one.drawing.labels]
    notes = [note for figure in report.figures for note in figure.notes]
    titles = [part for figure in report.figures for part in (figure.title, figure.says)]
    every = (report.headline, *report.says, *report.not_meant, *titles, *cells, *heads, *drawn)
    return [str(one) for one in (*every, *notes) if not isinstance(one, OwnWords)]


def test_an_open_practice_is_not_blinded(notes):
    notes.plan()
    notes.evening(0)

    report = practice_report(notes.planned())

    assert str(report.headline) == "This was not blinded."
    assert str(report.says[1]) == "We can show what changed, but not why."
    assert str(report.says[-1]) == (
        "What you expected, the season and other changes are not separated."
    )
    assert str(report.question) == "Do I feel calmer on those days?"


@pytest.mark.parametrize(
    ("before", "says"),
    [
        (0, ["Before the start you wrote down 0 days, so this only describes your days."]),
        (1, ["Before the start you wrote down 1 day, so this only describes your days."]),
        (13, ["Before the start you wrote down 13 days, so this only describes your days."]),
        (14, []),
    ],
)
def test_fewer_than_fourteen_days_before_give_a_description_alone(notes, before, says):
    notes.plan()
    for number in range(-before, 28):
        notes.evening(number)

    report = practice_report(notes.planned())

    assert [str(one) for one in report.says[1:-1]] == says


def test_without_a_plan_the_days_are_only_described(notes):
    notes.evening(0)

    report = practice_report(notes.whole())

    assert str(report.says[1]) == "Without a start this only describes your days."
    assert report.question is None


@pytest.mark.parametrize(("written", "is_said"), [(5, True), (6, False)])
def test_fewer_than_six_in_ten_days_are_said_first(notes, written, is_said):
    for number in range(written - 1):
        notes.evening(number)
    notes.evening(9)

    report = practice_report(notes.whole())

    assert str(report.says[0]).startswith(f"You wrote down {written} of 10 days.") is is_said


def test_days_that_are_left_out_are_said_to_be_on_the_timeline(notes):
    notes.evening(0)
    notes.evening(200)

    report = practice_report(notes.whole(today=200))

    assert str(report.says[0]) == (
        "These are the latest 24 weeks. Earlier days stand on your timeline."
    )


@pytest.mark.parametrize(
    ("last", "says"),
    [(13, "It covers 2 weeks,"), (6, "It covers 1 week,"), (0, "It covers 1 day,")],
)
def test_what_it_covers_is_said_in_weeks_or_days(notes, last, says):
    notes.evening(0)
    notes.evening(last)

    covers = practice_report(notes.whole()).not_meant[1]

    assert str(covers) == f"{says} your capsules, and what you wrote down."


def test_days_of_a_sealed_trial_show_what_is_recorded_and_missing_and_safety(notes):
    notes.evening(0)
    assert len(practice_report(notes.whole()).figures) > 1
    sealed = replace(DoseTaken.example(), amount=None, batch=None, trial=UUID(int=9), slot=1)
    notes.state(0, sealed)

    report = practice_report(notes.whole())

    assert str(report.headline) == "This opens with the seal."
    assert [figure.id for figure in report.figures] == ["days", "unwanted"]


@pytest.mark.parametrize("state", ["empty days", "few", "plan", "sealed", "example"])
def test_no_state_says_what_causes_what(notes, state):
    notes.plan()
    if state == "empty days":
        notes.state(0, CheckInSkipped(sitting=Sitting.EVENING))
    else:
        notes.evening(0, effects=("harm", "other"))
        notes.evening(-20)
    if state == "sealed":
        sealed = replace(DoseTaken.example(), amount=None, batch=None, trial=UUID(int=9), slot=1)
        notes.state(0, sealed)
    made = practice_report(notes.whole() if state == "few" else notes.planned())
    report = example_report() if state == "example" else made

    assert [words for words in said(report) if BLOCKED.search(words)] == []


@pytest.mark.parametrize(
    "words", ["An effect", "It works.", "because of", "This helps.", "Thanks to it", "effects"]
)
def test_a_blocked_word_would_be_found(notes, words):
    notes.evening(0)
    report = replace(practice_report(notes.whole()), headline=Sentence(words))

    assert [one for one in said(report) if BLOCKED.search(one)] == [words]


def test_a_report_is_a_value(notes):
    notes.evening(0)

    first, again = practice_report(notes.whole()), practice_report(notes.whole())

    assert first == again
    assert first.practice.last - first.practice.first == timedelta(0)
