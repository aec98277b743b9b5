"""Felt answers: what is written, and which of them count."""

from dataclasses import replace
from uuid import UUID

import pytest

from limen.diary.felt import FeltPair, answer_felt, felt_pairs
from limen.diary.fold import diary
from limen.journal.kinds.doses import Sitting
from limen.terms.errors import RuleBroken
from limen.terms.felt import Felt

TRIAL = UUID(int=99)


@pytest.fixture
def taken(make):
    """A diary with a dose in open use on day 3, numbered 2, and one of a trial, numbered 3."""
    return diary(
        [
            make.event(1, 0, make.added()),
            make.event(2, 3, make.taken()),
            make.event(3, 4, replace(make.weightless(), trial=TRIAL, slot=1)),
        ]
    )


@pytest.mark.parametrize("day", [3, 4, 30])
def test_an_answer_is_written_on_the_day_of_the_dose_or_later(make, taken, day: int) -> None:
    answer = make.felt(2)

    assert answer_felt(taken, answer, day=make.day(day)) == (answer,)


@pytest.mark.parametrize("sitting", [Sitting.MIDDAY, Sitting.EVENING])
def test_a_trial_asks_at_midday_or_else_in_the_evening(make, taken, sitting: Sitting) -> None:
    answer = make.felt(3, sitting=sitting)

    assert answer_felt(taken, answer, day=make.day(4)) == (answer,)


@pytest.mark.parametrize(
    ("dose", "sitting", "day", "says"),
    [
        (9, Sitting.EVENING, 3, "This dose is not in your notes."),
        (2, Sitting.EVENING, 2, "This day lies before the dose."),
        (2, Sitting.MIDDAY, 3, "Outside a blinded trial this is answered in the evening."),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    make, taken, dose: int, sitting: Sitting, day: int, says: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        answer_felt(taken, make.felt(dose, sitting=sitting), day=make.day(day))

    assert refused.value.says == says


def test_a_second_answer_is_refused(make) -> None:
    answered = diary([make.event(1, 3, make.weightless()), make.event(2, 3, make.felt(1))])

    with pytest.raises(RuleBroken, match=r"^This dose was already answered\.$"):
        answer_felt(answered, make.felt(1, Felt.NO), day=make.day(3))


def test_yes_and_no_count_and_unsure_and_unanswered_never(make) -> None:
    answers = {2: Felt.YES, 3: Felt.NO, 4: Felt.UNSURE}
    doses = [make.event(number, number, make.taken()) for number in (2, 3, 4, 5)]
    felt = [make.event(dose + 8, dose, make.felt(dose, said)) for dose, said in answers.items()]

    pairs = felt_pairs(diary([make.event(1, 0, make.added()), *doses, *felt]))

    amount = make.taken().amount
    assert pairs == (
        FeltPair(make.id(2), make.day(2), amount, make.id(1), is_felt=True),
        FeltPair(make.id(3), make.day(3), amount, make.id(1), is_felt=False),
    )


def test_a_trial_shows_no_pattern(make) -> None:
    """Shown first: the same answers of open use are seen."""
    seen = [make.event(1, 0, make.added()), make.event(2, 1, make.taken())]
    sealed = [seen[0], make.event(2, 1, replace(make.taken(), trial=TRIAL))]
    answer = make.event(3, 1, make.felt(2))

    assert len(felt_pairs(diary([*seen, answer]))) == 1
    assert felt_pairs(diary([*sealed, answer])) == ()


def test_a_dose_of_unknown_amount_makes_no_pair(make) -> None:
    unknown = [make.event(1, 1, make.weightless()), make.event(2, 1, make.felt(1))]

    assert felt_pairs(diary(unknown)) == ()
