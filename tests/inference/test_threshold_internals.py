import pytest

from limen.inference.estimates import Reason
from limen.inference.reference import threshold as plain
from limen.inference.threshold import Record
from limen.inference.threshold_internals import felt_curve, threshold_internals
from limen.inference.threshold_prior import Sizes

AMOUNTS = (0, 0.1, 0.1, 0, 0.15, 0.1, 0, 0.2, 0.1, 0)
FELT = tuple(map(bool, (0, 0, 1, 0, 1, 0, 1, 1, 0, 0)))
COLUMNS = (AMOUNTS, FELT, ("a",) * 10, (None,) * 10, 0.25)


def ends(internals):
    return [
        amount
        for each in (internals.ed50, internals.ed10)
        for amount in (each.low_mg, each.middle_mg, each.high_mg)
    ]


def test_the_plain_form_agrees():
    few = Record.of(*COLUMNS).posterior({}, Sizes(9, 4, 3, 2, 1))

    fast, slow = felt_curve(few, 0.25), plain.threshold_internals(*COLUMNS, sizes=(9, 4, 3, 2, 1))

    assert ends(fast) == pytest.approx(ends(slow), rel=1e-9)


def test_a_tenth_is_felt_at_less_than_half():
    internals = threshold_internals(*COLUMNS)

    assert internals.ed10.middle_mg < internals.ed50.middle_mg
    assert internals.ed50.low_mg < internals.ed50.middle_mg < internals.ed50.high_mg


def test_another_unit_gives_the_same_amount():
    milligrams = threshold_internals([1000 * a for a in AMOUNTS], *COLUMNS[1:4], 250.0)

    assert milligrams.ed50.middle_mg == pytest.approx(
        1000 * threshold_internals(*COLUMNS).ed50.middle_mg
    )


def test_too_few_answers_give_nothing():
    short = [column[:7] for column in COLUMNS[:4]]

    assert threshold_internals(*short, 0.25).reason is Reason.TOO_FEW_DAYS
