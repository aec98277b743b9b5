"""Ratings are shown as they were given, and a gap stays a gap."""

from datetime import date

from limen.journal.kinds.protocols import Measure
from limen.reports.sections.ratings import build


def test_each_row_is_a_figure_with_every_number(notes):
    notes.evening(0, scales={"mood": 2, "calm": 6})
    notes.evening(2, scales={"mood": 5, "calm": 6})

    mood, calm = build(notes.whole())

    assert (str(mood.title), str(calm.title)) == ("Mood", "Calm")
    assert str(mood.says) == "You gave a number on 2 of 3 days, from 2 to 5."
    assert [str(cell) for cell in mood.table.rows[0]] == [
        "2026-03-02",
        *("2", "–", "5", "–", "–", "–", "–"),
        "2 of 3",
    ]
    assert len(mood.drawing.marks) == 2


def test_the_ends_of_a_row_are_said(notes):
    notes.evening(0)

    (mood,) = build(notes.whole())

    assert str(mood.notes[0]) == "1 is very low, 7 is very good."


def test_a_plan_puts_its_main_measure_first_with_its_own_words(notes):
    own = Measure(
        id="own_1", higher_is_better=True, label="Patience", low_words="none", high_words="plenty"
    )
    notes.plan(measures=(own,), main_measure="own_1")
    notes.evening(0, scales={"mood": 4, "own_1": 3})

    first, _ = build(notes.planned())

    assert str(first.title) == "Patience"
    assert str(first.notes[0]) == "1 is none, 7 is plenty."


def test_own_words_without_ends_get_plain_ones(notes):
    bare = Measure(id="own_1", higher_is_better=True, label="Patience")
    notes.plan(measures=(bare,), main_measure="own_1")
    notes.evening(0, scales={"own_1": 3})

    (figure,) = build(notes.planned())

    assert str(figure.notes[0]) == "1 is low, 7 is high."


def test_a_main_measure_that_was_never_rated_has_no_figure(notes):
    notes.plan()
    notes.evening(0, scales={"mood": 4})

    assert [str(figure.title) for figure in build(notes.planned())] == ["Mood"]


def test_a_scale_that_nobody_described_keeps_its_name(notes):
    notes.evening(0, scales={"patience": 4})

    (figure,) = build(notes.whole())

    assert str(figure.title) == "patience"


def test_ratings_of_another_program_are_counted_and_not_drawn(notes):
    notes.evening(0)
    notes.evening(1, set="import:daylio", scales={"mood": 80})

    (mood,) = build(notes.whole())

    assert len(mood.drawing.marks) == 1
    assert str(mood.notes[1]).startswith("1 day came from another program")


def test_every_week_has_its_row(notes):
    notes.evening(0)
    notes.evening(8)

    (mood,) = build(notes.whole())

    assert [row[0] for row in mood.table.rows[:2]] == [date(2026, 3, 2), date(2026, 3, 9)]
    assert [str(row[-1]) for row in mood.table.rows] == ["1 of 7", "1 of 2", "2 of 9"]
