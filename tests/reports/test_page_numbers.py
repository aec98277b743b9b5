import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.reports.page_numbers import FEW, MANY, PageNumbers, page_numbers

POINTS = st.floats(-20, 20).map(lambda number: round(number, 4))


@pytest.mark.parametrize(
    ("decimals", "number", "written"),
    [
        (1, 0.84, "0.8"),
        (1, -0.84, "−0.8"),
        (1, 3.0, "3.0"),
        (1, -0.04, "0.0"),
        (2, -0.004, "0.00"),
        (2, -0.04, "−0.04"),
        (2, 12.345, "12.35"),
    ],
)
def test_numbers_have_the_decimals_of_the_page_and_a_true_minus(decimals, number, written):
    assert PageNumbers(decimals).text(number) == written


@pytest.mark.parametrize(
    ("ends", "written"),
    [
        ((-0.2, 1.4), "range −0.2 to 1.4"),
        ((-0.2, None), "range from −0.2 upwards; no upper limit can be given"),
        ((None, 1.4), "range up to 1.4; no lower limit can be given"),
        ((None, None), "no range can be given"),
    ],
)
def test_a_range_says_which_end_is_missing(ends, written):
    assert PageNumbers(1).range_text(*ends) == written


@pytest.mark.parametrize(
    ("printed", "landmarks", "decimals"),
    [
        ((0.84, None), (0.0,), FEW),
        ((0.04,), (0.0,), MANY),  # 0.0 would no longer lie above 0
        ((0.0,), (0.0,), FEW),  # it lies on it, and so does 0.0
        ((0.46,), (0.5,), MANY),
        ((0.54,), (0.5,), MANY),
        ((-0.46,), (0.5,), MANY),
        ((0.44,), (0.5,), FEW),
        ((0.98,), (None, 0.96), FEW),
        ((0.94,), (0.96,), FEW),
        ((0.94,), (0.93,), MANY),
    ],
)
def test_a_page_has_two_decimals_where_one_would_say_something_else(printed, landmarks, decimals):
    assert page_numbers(printed, landmarks=landmarks).decimals == decimals


@pytest.mark.parametrize(("stated", "decimals"), [(0.5, FEW), (0.25, MANY), (None, FEW)])
def test_a_number_that_somebody_stated_is_printed_in_full(stated, decimals):
    assert page_numbers((), landmarks=(), stated=(stated,)).decimals == decimals


@given(st.lists(POINTS, max_size=4), POINTS)
def test_with_one_decimal_every_number_keeps_its_side(numbers, landmark):
    page = page_numbers(numbers, landmarks=(landmark,))

    if page.decimals == FEW:
        sides = [(number > landmark) - (number < landmark) for number in numbers]
        written = [float(page.text(number).replace("−", "-")) for number in numbers]
        assert all(
            side == 0 or (number - landmark) * side > 0
            for side, number in zip(sides, written, strict=True)
        )
