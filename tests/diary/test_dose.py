"""Dose events: what is written, what a page may offer to repeat, and what is known of a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from limen.diary.diary import Diary
from limen.diary.dose import Taking, intakes, repeatable_amount, take_dose, taking_on
from limen.diary.fold import diary
from limen.journal.kinds.doses import AsPlanned, DoseSkipped, UnplannedWhy
from limen.terms.errors import RuleBroken

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a_dose_is_never_refused_for_its_amount_or_its_reason(make) -> None:
    known = diary([make.event(1, 0, make.added()), make.event(2, 1, make.taken())])
    large = make.taken("500 g", as_planned=AsPlanned.NO, why=UnplannedWhy.LOW_MOOD)

    assert take_dose(known, large, at=NOW) == (large,)


def test_a_dose_names_a_batch_of_the_diary(make) -> None:
    with pytest.raises(RuleBroken, match=r"^This batch is not in your notes\.$"):
        take_dose(Diary(), make.taken(), at=NOW)


@pytest.mark.parametrize("hours", [0, 1, 36])
def test_a_dose_may_be_written_down_36_hours_later(make, hours: int) -> None:
    taken = replace(make.weightless(), taken_at=NOW - timedelta(hours=hours))

    assert take_dose(Diary(), taken, at=NOW) == (taken,)


@pytest.mark.parametrize("hours", [-0.1, 36.1])
def test_a_dose_of_another_time_is_refused(make, hours: float) -> None:
    taken = replace(make.weightless(), taken_at=NOW - timedelta(hours=hours))

    with pytest.raises(RuleBroken, match=r"^The time lies within the last 36 hours\.$"):
        take_dose(Diary(), taken, at=NOW)


def test_a_button_repeats_only_a_confirmed_amount_of_the_same_batch(make) -> None:
    """Lesson A-05: no amount is offered that the person did not enter for this batch."""
    known = diary(
        [
            make.event(1, 0, make.added()),
            make.event(2, 0, make.added()),
            make.event(3, 1, make.taken("0.1 g")),
            make.event(4, 2, make.taken("0.2 g")),
            make.event(5, 3, make.taken("0.3 g", slip_checked=False)),
        ]
    )

    assert str(repeatable_amount(known, make.id(1))) == "0.2 g"
    assert repeatable_amount(known, make.id(2)) is None


def test_slips_are_judged_by_every_known_amount(make) -> None:
    known = diary(
        [
            make.event(1, 0, make.added()),
            make.event(2, 1, make.taken("0.1 g")),
            make.event(3, 1, make.weightless()),
            make.event(4, 1, make.taken("0.3 g", batch=9)),
            make.event(5, 2, make.taken("0.2 g")),
        ]
    )

    assert [str(one.amount) for one in intakes(known)] == ["0.1 g", "0.2 g"]
    assert {one.batch for one in intakes(known)} == {known.batches[make.id(1)]}


def test_only_an_answer_makes_a_day_free_of_a_dose(make) -> None:
    known = diary(
        [
            make.event(1, 1, make.weightless()),
            make.event(2, 2, DoseSkipped.example()),
            make.event(3, 3, make.weightless()),
            make.event(4, 3, DoseSkipped.example()),
        ]
    )

    said = [taking_on(known, make.day(day)) for day in range(4)]

    assert said == [Taking.UNKNOWN, Taking.TAKEN, Taking.LEFT_OUT, Taking.TAKEN]
