import pytest

from limen.inference.estimates import Coefficient
from limen.reports.fitted_model import HEADINGS, coefficient_rows, number_text, p_text


def test_a_row_stands_under_its_headings():
    arm = Coefficient("arm", -2.2193194, 0.7164363, 842.68, -3.0977, 0.0020148, -3.6255, -0.8131)

    (row,) = coefficient_rows([arm])

    assert dict(zip(HEADINGS, row, strict=True)) == {
        "term": "arm",
        "estimate": "-2.2193",
        "se": "0.71644",
        "df": "842.7",
        "t": "-3.10",
        "p": ".002",
        "lower": "-3.6255",
        "upper": "-0.8131",
    }


@pytest.mark.parametrize(
    ("p", "text"), [(0.0009, "<.001"), (0.001, ".001"), (0.5, ".500"), (1.0, "1.000"), (0, "<.001")]
)
def test_a_small_p_is_only_said_to_be_small(p, text):
    assert p_text(p) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0.0, "0"), (1234567.0, "1.2346e+06"), (0.00012345, "0.00012345")]
)
def test_a_number_has_five_digits(number, text):
    assert number_text(number) == text
