"""Closed ranges."""

from decimal import Decimal
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.errors import BadInput
from limen.terms.interval import Interval

NUMBERS = st.floats(allow_nan=False)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_number_is_in_the_range_of_the_other_two_only_if_it_lies_between(
    first: float, second: float, number: float
) -> None:
    span = Interval(min(first, second), max(first, second))

    assert (number in span) == (sorted((first, second, number))[1] == number)


@pytest.mark.parametrize("ends", [(0.5, 0.5), (-inf, inf), (Decimal("4.1"), Decimal("6.30"))])
def test_both_ends_belong_to_the_range(ends: tuple[float, float]) -> None:
    span = Interval(*ends)

    assert ends[0] in span
    assert ends[1] in span


@pytest.mark.parametrize("ends", [(1.0, 0.5), (inf, -inf), (Decimal("0.2"), Decimal("0.1"))])
def test_ends_in_the_wrong_order_are_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(BadInput) as refused:
        Interval(*ends)

    assert refused.value.says == "The lower end of the range lies above the upper end."


@pytest.mark.parametrize(
    "ends",
    [
        (nan, 1.0),
        (0.0, nan),
        (Decimal("NaN"), Decimal(1)),
        (Decimal(0), Decimal("sNaN")),
    ],
)
def test_an_end_that_is_not_a_number_is_refused(ends: tuple[float, float]) -> None:
    with pytest.raises(BadInput) as refused:
        Interval(*ends)

    assert refused.value.says == "A range needs a number at both ends."
