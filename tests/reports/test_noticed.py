"""What was noticed, batch by batch: amounts that were taken, in the order of first use."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.diary import Diary
from limen.diary.fold import diary
from limen.journal.kinds import doses
from limen.journal.kinds.doses import (
    AsPlanned,
    BatchAdded,
    BatchClosed,
    DoseTaken,
    FeltAnswered,
    Sitting,
)
from limen.journal.kinds.payload import Payload
from limen.journal.standing import Standing
from limen.reports.figures import Sentence
from limen.reports.noticed import ALIKE, FEWEST_ANSWERS, Noticed, NoticedAmount, noticed
from limen.terms.amount import Amount
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

FIRST = date(2026, 3, 2)
NO, UNSURE, YES = Felt.NO, Felt.UNSURE, Felt.YES
TRIAL = UUID("1d9a3c52-7b80-4e19-9a3f-2b4c6d8e0f11")
Taken = tuple[str, Felt | None]


def name(number: int) -> EventId:
    return EventId(UUID(int=number))


def grams(size: str, unit: Unit = Unit.GRAM, form: Form = Form.DRIED) -> Amount:
    return Amount(Decimal(size), unit, form)


class Kept:
    """A diary while a test fills it; batches are numbered from 1."""

    def __init__(self) -> None:
        self.events: list[Standing] = []

    def say(self, payload: Payload, day: int = 0) -> EventId:
        number = len(self.events) + 1
        at = datetime(2026, 3, 2, 20, tzinfo=UTC) + timedelta(days=day)
        on = FIRST + timedelta(days=day)
        self.events.append(
            Standing(number, name(number), on, at, "UTC", "participant", "web", None, payload)
        )
        return name(number)

    def batch(self, called: str = "A", tested: doses.Tested = doses.Tested.NO) -> EventId:
        added = BatchAdded.example()
        fields = {one: getattr(added, one) for one in ("material", "form", "basis", "prepared")}
        return self.say(BatchAdded(name=called, tested=tested, **fields))

    def take(
        self, batch: EventId | None, amount: Amount | None, felt: Felt | None, **fields: object
    ) -> None:
        day = len(self.events)
        said = {"amount": amount, "batch": batch, "as_planned": AsPlanned.YES, **fields}
        dose = self.say(DoseTaken(slip_checked=True, **said), day)
        if felt is not None:
            self.say(FeltAnswered(dose=dose, sitting=Sitting.EVENING, felt=felt), day)

    @property
    def diary(self) -> Diary:
        return diary(self.events)


def of_one_batch(taken: Sequence[Taken]) -> Noticed:
    kept = Kept()
    batch = kept.batch()
    for size, felt in taken:
        kept.take(batch, grams(size), felt)
    return noticed(kept.diary)


def counts(row: NoticedAmount) -> tuple[str, int, int, int]:
    return str(row.shown), row.days, row.noticed, row.unsure


def test_amounts_within_a_tenth_share_a_row_in_the_order_of_first_use():
    taken = [("0.2", YES), ("0.1", NO), ("0.11", YES), ("0.2", UNSURE), ("0.112", NO)]

    (batch,) = of_one_batch([*taken, ("0.1", NO), ("0.1", NO), ("0.1", UNSURE)]).batches

    assert [counts(row) for row in batch.rows] == [
        ("0.2 g", 2, 1, 1),
        ("0.1 g to 0.11 g", 5, 1, 1),
        ("0.112 g", 1, 0, 0),
    ]


def test_the_sentence_is_about_the_amount_with_the_most_days():
    (batch,) = of_one_batch([("0.2", YES)] + [("0.1", NO)] * 6 + [("0.1", YES)]).batches

    figure = batch.figure(1)

    assert str(figure.says) == "You noticed 1 of 7 capsules at 0.1 g from batch A."
    assert str(figure.title) == "Batch A"
    assert figure.table.rows == ((grams("0.2"), 1, 1, 0), (grams("0.1"), 7, 1, 0))


def test_below_eight_answered_days_only_the_days_are_counted():
    found = of_one_batch([("0.1", NO)] * (FEWEST_ANSWERS - 1) + [("0.1", None)] * 5)

    assert found == Noticed((), (("A", 7),), ())


def test_a_new_untested_batch_is_named_once_another_one_has_days():
    kept = Kept()
    first, _second, closed = kept.batch("A"), kept.batch("B"), kept.batch("C")
    kept.batch("D", doses.Tested.UNKNOWN)
    kept.say(BatchClosed(batch=closed))
    assert noticed(kept.diary).unknown == ()

    kept.take(first, grams("0.1"), NO)

    assert noticed(kept.diary).unknown == ("B", "D")


def test_what_compares_with_nothing_has_a_row_of_its_own():
    kept = Kept()
    batch = kept.batch()
    amounts = [
        grams("0.1"),
        grams("100", Unit.MILLIGRAM),
        grams("1", Unit.CAPSULE),
        grams("1", Unit.DROP),
    ]
    for amount in amounts * 2:
        kept.take(batch, amount, NO)

    (found,) = noticed(kept.diary).batches

    assert [counts(row) for row in found.rows] == [
        ("0.1 g", 4, 0, 0),
        ("1 capsule", 2, 0, 0),
        ("1 drop", 2, 0, 0),
    ]


def test_nothing_of_a_trial_and_nothing_without_an_amount_counts():
    kept = Kept()
    kept.batch()
    kept.take(None, None, YES, trial=TRIAL, slot=1)
    kept.take(None, None, YES)

    assert noticed(kept.diary) == Noticed((), (), ())


def test_an_amount_that_was_not_taken_cannot_be_shown():
    with pytest.raises(ValueError, match="was not taken"):
        NoticedAmount(())


SIZES = st.decimals("0.01", "9", places=3).map(str)
TAKEN = st.lists(st.tuples(SIZES, st.sampled_from([NO, UNSURE, YES, None])), max_size=30)


@given(TAKEN)
def test_every_amount_shown_was_taken_and_rows_stand_in_the_order_of_first_use(taken):
    found = of_one_batch(taken)

    written = [grams(size) for size, felt in taken if felt is not None]
    for batch in found.batches:
        ends = [(row.smallest, row.largest or row.smallest) for row in batch.rows]
        firsts = [row.times[0].day for row in batch.rows]
        assert {amount for pair in ends for amount in pair} <= {*written}
        assert all(low.value * ALIKE >= high.value for low, high in ends)
        assert firsts == sorted(firsts)
        assert sum(row.days for row in batch.rows) == len(written)
    assert (len(found.batches) == 1) == (len(written) >= FEWEST_ANSWERS)


@given(TAKEN, st.permutations([NO, UNSURE, YES]))
def test_the_order_of_rows_does_not_depend_on_what_was_noticed(taken, mixed):
    other = dict(zip([NO, UNSURE, YES], mixed, strict=True))

    rows, again = (
        [[str(row.shown) for row in batch.rows] for batch in of_one_batch(each).batches]
        for each in (taken, [(size, felt and other[felt]) for size, felt in taken])
    )

    assert rows == again


def test_every_value_of_a_figure_is_a_count_or_was_written_down():
    (batch,) = of_one_batch([("0.1", NO), ("0.11", YES)] * 4).batches

    cells = [cell for row in batch.figure(1).table.rows for cell in row]

    assert all(isinstance(cell, int | Amount | Sentence) for cell in cells)
