"""What was noticed: counts for amounts that were taken, and nothing beyond them."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limen.journal.kinds.doses import DoseTaken
from limen.reports.figures import Sentence
from limen.reports.figures_drawing import Shape
from limen.reports.practice import practice_report
from limen.reports.sections.noticed import build
from limen.terms.amount import Amount
from limen.terms.felt import Felt


@pytest.fixture
def eight(notes):
    """Eight answered days with one batch: two noticed, one not sure."""
    batch = notes.batch("B")
    for number, felt in enumerate([Felt.YES] * 2 + [Felt.UNSURE] + [Felt.NO] * 5):
        notes.dose(number, "0.1", batch, felt)
    return notes


def test_nothing_answered_is_no_section(notes):
    notes.dose(0, "0.1", notes.batch("B"))

    assert build(notes.whole()) == ()


def test_counts_open_after_eight_answered_days(eight):
    (figure,) = build(eight.whole())

    assert str(figure.says) == ("You noticed it on 2 of 8 answered days at 0.1 g from batch B.")
    assert [str(cell) for cell in figure.table.rows[0]] == ["0.1 g", "B", "8", "8", "2", "1"]
    assert [mark.shape for mark in figure.drawing.marks[:3]] == [
        Shape.TRIANGLE,
        Shape.TRIANGLE,
        Shape.HALF,
    ]


def test_with_seven_answered_days_no_count_is_shown(notes):
    batch = notes.batch("B")
    for number in range(7):
        notes.dose(number, "0.1", batch, Felt.YES)

    (figure,) = build(notes.whole())

    assert str(figure.says) == "We show this after 8 answered days with one batch."
    assert [tuple(map(str, row)) for row in figure.table.rows] == [("B", "7")]
    assert figure.drawing is None


def test_a_batch_with_few_days_is_held_back_by_name(eight):
    eight.dose(20, "0.1", eight.batch("C"), Felt.YES)

    (figure,) = build(eight.whole())

    assert len(figure.table.rows) == 1
    assert "Batch C is shown after 8 answered days with it." in map(str, figure.notes)


def test_amounts_within_a_tenth_share_a_row_in_the_order_of_first_use(eight):
    (batch,) = eight.folds[0].batches
    for number, grams in enumerate(("0.2", "0.11", "0.05", "0.12"), start=10):
        eight.dose(number, grams, batch, Felt.NO)

    (figure,) = build(eight.whole())

    amounts = [str(row[0]) for row in figure.table.rows]
    assert amounts == ["0.1 g to 0.11 g", "0.2 g", "0.05 g", "0.12 g"]


def test_a_dose_without_an_answer_is_a_day_all_the_same(eight):
    (batch,) = eight.folds[0].batches
    eight.dose(12, "0.1", batch)

    (figure,) = build(eight.whole())

    assert figure.table.rows[0][2:4] == (9, 8)


def test_an_untested_batch_is_of_unknown_strength(notes):
    batch = notes.batch("B", is_tested=False)
    for number in range(8):
        notes.dose(number, "0.1", batch, Felt.NO)

    (figure,) = build(notes.whole())

    assert str(figure.notes[0]) == "Batch B: unknown strength."


def test_doses_without_an_amount_are_counted_as_such(notes):
    for number in range(8):
        notes.dose(number, "", None, Felt.NO)
    notes.dose(9, "0.1", notes.batch("B"))

    (figure,) = build(notes.whole())

    assert str(figure.says) == (
        "You noticed it on 0 of 8 answered days, with no amount written down."
    )
    assert [str(cell) for cell in figure.table.rows[0]][:2] == ["no amount written down", "–"]


def test_a_unit_of_another_kind_is_a_row_of_its_own(eight):
    (batch,) = eight.folds[0].batches
    stated = DoseTaken.example()
    other = Amount(Decimal(1), type(stated.amount.unit).CAPSULE, stated.amount.form)
    eight.state(
        9,
        DoseTaken(amount=other, batch=batch, as_planned=stated.as_planned, slip_checked=True),
    )

    (figure,) = build(eight.whole())

    assert [str(row[0]) for row in figure.table.rows] == ["0.1 g", "1 capsule"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(st.tuples(st.integers(1, 500), st.sampled_from(list(Felt))), min_size=8))
def test_no_amount_is_named_that_was_not_taken(notes, drawn):
    notes.events.clear()
    batch = notes.batch("B")
    for number, (milligrams, felt) in enumerate(drawn):
        notes.dose(number, str(Decimal(milligrams) / 1000), batch, felt)

    taken = {Decimal(milligrams) / 1000 for milligrams, _ in drawn}
    named = {amount.value for amount in _amounts(practice_report(notes.whole()))}

    assert named
    assert named <= taken


def _amounts(report):
    figures = [figure for figure in report.figures if figure.id == "noticed"]
    values = [value for figure in figures for row in figure.table.rows for value in row]
    values += [value for figure in figures for value in figure.says.values.values()]
    inner = [part for one in values if isinstance(one, Sentence) for part in one.values.values()]
    return [one for one in (*values, *inner) if isinstance(one, Amount)]
