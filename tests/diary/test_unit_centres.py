import pytest

from limen.diary.unit_centres import times_centre
from limen.terms.amount import parse_amount
from limen.terms.units import Form, Unit


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (("0.1", "g", "dried"), 0.4),
        (("100", "mg", "dried"), 0.4),
        (("1", "g", "fresh"), 0.4),
        (("0.25", "g", "truffle_fresh"), 0.4),
        (("0.1", "g", "other"), 0.4),
        (("3", "mg", "extract"), 1.0),
        (("10", "microgram", "blotter"), 0.5),
        (("1", "capsule", "capsule"), 0.4),
        (("5", "drop", "liquid"), 2.0),
    ],
)
def test_an_amount_is_a_multiple_of_the_middle_of_its_form_or_unit(amount, expected):
    assert times_centre(parse_amount(*amount)) == pytest.approx(expected)


def test_every_form_and_unit_has_a_middle():
    amounts = [parse_amount("1", unit.value, form.value) for unit in Unit for form in Form]

    assert all(times_centre(amount) > 0 for amount in amounts)
