"""Amounts: the value that cannot exist when it is wrong. The entry rules stand in tests/spec."""

from collections.abc import Mapping
from decimal import Decimal
from operator import lt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.amount import Amount, DecimalSign, amount_from_json, amount_json, parse_amount
from limen.terms.errors import BadInput
from limen.terms.units import CompoundMilligrams, Form, MaterialMilligrams, Unit

DIGITS = st.integers(1, 999_999)
VALUES = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), DIGITS, st.integers(0, 6)
)
AMOUNTS = st.builds(Amount, VALUES, st.sampled_from(Unit), st.sampled_from(Form))


def amount_or_refusal(text: str) -> Amount | BadInput:
    try:
        return parse_amount(text, "g", "dried")
    except BadInput as refusal:
        return refusal


@pytest.mark.parametrize("value", [1, 0.1, True, "0.1", None])
def test_a_bare_number_cannot_be_an_amount(value: object) -> None:
    with pytest.raises(TypeError, match="Decimal is needed"):
        Amount(value, Unit.GRAM, Form.DRIED)


def test_unit_and_form_are_choices_and_not_text() -> None:
    with pytest.raises(TypeError, match="Unit is needed, not str"):
        Amount(Decimal("0.1"), "g", Form.DRIED)
    with pytest.raises(TypeError, match="Form is needed, not NoneType"):
        Amount(Decimal("0.1"), Unit.GRAM, None)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("NaN", "Enter the amount as a number, like 0.1"),
        ("sNaN", "Enter the amount as a number, like 0.1"),
        ("Infinity", "Enter the amount as a number, like 0.1"),
        ("-0.1", "Enter the amount as a number, like 0.1"),
        ("-0", "Enter the amount as a number, like 0.1"),
        ("1E+3", "Enter the amount as a number, like 0.1"),
        ("0", "An amount is more than 0. If you took nothing, record that instead."),
        ("0E-9", "An amount is more than 0. If you took nothing, record that instead."),
        ("1000000.1", "This number is too large to be an amount. Choose a larger unit."),
        ("1E-7", "This number is too small to be weighed. Choose a smaller unit."),
        ("1.000000", "An amount has at most 6 digits. Write only those that you read."),
    ],
)
def test_a_wrong_value_is_refused(value: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        Amount(Decimal(value), Unit.GRAM, Form.DRIED)

    assert refused.value.says == says
    assert refused.value.at == "amount"


@pytest.mark.parametrize("value", ["0.000001", "1.00000", "999999", "100000", "1000000"])
def test_the_smallest_the_longest_and_the_largest_value_exist(value: str) -> None:
    assert f"{Amount(Decimal(value), Unit.GRAM, Form.DRIED).value:f}" == value


@given(AMOUNTS, st.sampled_from(DecimalSign))
def test_what_is_shown_is_the_value_without_adornment(amount: Amount, sign: DecimalSign) -> None:
    number, _, unit = amount.shown(sign).partition(" ")

    assert Decimal(number.replace(sign.value, ".")) == amount.value
    assert set(number) <= {*"0123456789", sign.value}
    assert not number.startswith(sign.value)
    assert sign.value not in number or not number.endswith(("0", sign.value))
    assert unit in {amount.unit.word, amount.unit.plural}


@given(VALUES, st.sampled_from(DecimalSign))
def test_what_is_typed_is_kept_digit_for_digit_or_asked_about(
    value: Decimal, sign: DecimalSign
) -> None:
    found = amount_or_refusal(f"{value:f}".replace(".", sign.value))

    if isinstance(found, Amount):
        assert str(found.value) == str(value)
    else:
        assert found.says.startswith("Is this ")


@given(st.text() | st.text(alphabet="0123456789.,-eg \N{EN DASH}\N{FULLWIDTH DIGIT ONE}"))
def test_any_text_is_an_amount_or_refused_with_a_sentence(text: str) -> None:
    found = amount_or_refusal(text)

    if isinstance(found, Amount):
        assert text.strip().isascii()
        assert found.value == Decimal(text.strip().replace(",", "."))
    else:
        assert found.at == "amount"


@pytest.mark.parametrize(
    "text",
    [
        "\N{ARABIC-INDIC DIGIT ONE}",
        "\N{FULLWIDTH DIGIT ZERO}.\N{FULLWIDTH DIGIT ONE}",
        "0.\N{DEVANAGARI DIGIT ONE}",
        "0\N{ARABIC DECIMAL SEPARATOR}1",
        "0\N{MIDDLE DOT}1",
    ],
)
def test_digits_and_signs_of_other_scripts_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_amount(text, "g", "dried")


def test_the_number_is_looked_at_before_unit_and_form() -> None:
    with pytest.raises(BadInput) as refused:
        parse_amount("one", "", "")

    assert refused.value.at == "amount"


@pytest.mark.parametrize(
    ("unit", "milligrams"),
    [(Unit.MILLIGRAM, "0.10"), (Unit.GRAM, "100.00"), (Unit.MICROGRAM, "0.00010")],
)
def test_a_mass_has_milligrams_of_material_and_of_a_compound(unit: Unit, milligrams: str) -> None:
    amount = Amount(Decimal("0.10"), unit, Form.TRUFFLE_FRESH)

    assert amount.material_milligrams == MaterialMilligrams(Decimal(milligrams), Form.TRUFFLE_FRESH)
    assert amount.compound_milligrams == CompoundMilligrams(Decimal(milligrams))


@pytest.mark.parametrize("unit", [Unit.CAPSULE, Unit.DROP])
def test_pieces_have_no_milligrams_rather_than_none_at_all(unit: Unit) -> None:
    amount = Amount(Decimal(1), unit, Form.CAPSULE)

    assert amount.material_milligrams is None
    assert amount.compound_milligrams is None


def test_amounts_themselves_have_no_order() -> None:
    small = Amount(Decimal(1), Unit.MILLIGRAM, Form.DRIED)
    large = Amount(Decimal(1), Unit.GRAM, Form.DRIED)

    with pytest.raises(TypeError):
        lt(small, large)


def test_an_amount_is_written_as_text_with_its_unit_and_form() -> None:
    amount = Amount(Decimal("0.10"), Unit.MICROGRAM, Form.TRUFFLE_DRIED)

    assert amount_json(amount) == {"value": "0.10", "unit": "microgram", "form": "truffle_dried"}


@given(AMOUNTS)
def test_an_amount_comes_back_digit_for_digit(amount: Amount) -> None:
    written = amount_json(amount)

    assert amount_from_json(written) == amount
    assert amount_json(amount_from_json(written)) == written


@pytest.mark.parametrize(
    ("members", "says", "at"),
    [
        ({}, "An amount has exactly a value, a unit and a form.", "amount"),
        (
            {"value": "0.1", "unit": "g"},
            "An amount has exactly a value, a unit and a form.",
            "amount",
        ),
        (
            {"value": "0.1", "unit": "g", "form": "dried", "batch": "D"},
            "An amount has exactly a value, a unit and a form.",
            "amount",
        ),
        ({"value": "0.1", "unit": None, "form": "dried"}, "Choose the unit.", "unit"),
        ({"value": "0.1", "unit": "g", "form": 3}, "Choose the form.", "form"),
    ],
)
def test_a_written_amount_needs_its_three_members(
    members: Mapping[str, object], says: str, at: str
) -> None:
    with pytest.raises(BadInput) as refused:
        amount_from_json(members)

    assert (refused.value.says, refused.value.at) == (says, at)


@pytest.mark.parametrize(
    "value",
    [
        0.1,
        1,
        None,
        "",
        ".1",
        "0,1",
        "1e3",
        "+1",
        " 1",
        "01",
        "NaN",
        "0.1\n",
        "\N{FULLWIDTH DIGIT ONE}",
    ],
)
def test_a_written_value_in_another_writing_is_refused(value: object) -> None:
    with pytest.raises(BadInput) as refused:
        amount_from_json({"value": value, "unit": "g", "form": "dried"})

    assert refused.value.says == 'The value of an amount is a number as text, like "0.1"'
    assert refused.value.at == "amount"
