"""The rules for entering and showing an amount, as tables: title, what is given, what follows.

The manual prints `TABLES`; a rule stands here in the words in which a person meets it.
"""

import pytest

from limen.terms.amount import DecimalSign, parse_amount
from limen.terms.errors import BadInput

ONE_NUMBER = "Enter one number, like 0.1"
A_NUMBER = "Enter the amount as a number, like 0.1"
WEIGH_IT = "Weigh it, or choose capsule."
NUMBER_ALONE = "Enter the number alone, and choose the unit."

# What is typed, then what is shown in grams, or the sentence of the refusal.
TABLES: dict[str, list[tuple[str, str]]] = {
    "A number has one decimal sign, a point or a comma": [
        ("0.1", "0.1 g"),
        ("0,1", "0.1 g"),
        (".1", "0.1 g"),
        (",1", "0.1 g"),
        ("1.0", "1 g"),
        (" 0.25 ", "0.25 g"),
        ("12", "12 g"),
        ("1000", "1000 g"),
    ],
    "A number that can be read in two ways is asked about": [
        ("1,000", "Is this one or one thousand? Write 1 or 1000."),
        ("1.000", "Is this one or one thousand? Write 1 or 1000."),
        ("2.500", "Is this 2.5 or 2500? Write 2.5 or 2500."),
        ("2,500", "Is this 2,5 or 2500? Write 2,5 or 2500."),
        ("10.000", "Is this 10 or 10000? Write 10 or 10000."),
        (
            "12.345",
            "Is this 12.345 or 12345? Write 12345, or at most two digits after the sign.",
        ),
        ("0.125", "0.125 g"),
        ("0,100", "0.1 g"),
        ("1.0000", "1 g"),
    ],
    "More than one number is refused, whatever stands between": [
        ("1 000", ONE_NUMBER),
        ("1\N{NARROW NO-BREAK SPACE}000", ONE_NUMBER),
        ("1'000", ONE_NUMBER),
        ("0.1-0.15", ONE_NUMBER),
        ("0.1 – 0.15", ONE_NUMBER),
        ("0.1\N{EM DASH}0.15", ONE_NUMBER),
        ("0.1 to 0.15", ONE_NUMBER),
        ("1/2", ONE_NUMBER),
        ("1e-3", ONE_NUMBER),
    ],
    "Words are refused": [
        ("one", WEIGH_IT),
        ("a pinch", WEIGH_IT),
        ("1 small", WEIGH_IT),
        ("about 0.1", WEIGH_IT),
    ],
    "A unit is chosen, never typed": [
        ("0.1 g", NUMBER_ALONE),
        ("0.1g", NUMBER_ALONE),
        ("100 mg", NUMBER_ALONE),
        ("20 µg", NUMBER_ALONE),
        ("20 mcg", NUMBER_ALONE),
        ("2 Capsules", NUMBER_ALONE),
    ],
    "Anything else is no amount": [
        ("", A_NUMBER),
        ("-0.1", A_NUMBER),
        ("+1", A_NUMBER),
        ("−1", A_NUMBER),
        ("1.", A_NUMBER),
        (".", A_NUMBER),
        ("01", A_NUMBER),
        ("00.1", A_NUMBER),
        ("1,000.5", A_NUMBER),
        ("½", A_NUMBER),
        ("10 %", A_NUMBER),
    ],
    "Nothing taken is an answer of its own": [
        ("0", "An amount is more than 0. If you took nothing, record that instead."),
        ("0.0", "An amount is more than 0. If you took nothing, record that instead."),
    ],
    "An amount is at most a million, and has at most six digits": [
        ("1000000", "1000000 g"),
        ("1000001", "This number is too large to be an amount. Choose a larger unit."),
        ("0.123456", "0.123456 g"),
        ("0.0123456", "0.0123456 g"),
        ("0.1234567", "An amount has at most 6 digits. Write only those that you read."),
        ("1000.000", "An amount has at most 6 digits. Write only those that you read."),
        ("0.0000001", "This number is too small to be weighed. Choose a smaller unit."),
    ],
}


# Value, unit and language, then what is shown.
SHOWN: list[tuple[str, str, DecimalSign, str]] = [
    ("0.10", "g", DecimalSign.POINT, "0.1 g"),
    ("0.10", "g", DecimalSign.COMMA, "0,1 g"),
    ("1.0", "mg", DecimalSign.POINT, "1 mg"),
    ("12345", "mg", DecimalSign.COMMA, "12345 mg"),
    ("10", "microgram", DecimalSign.POINT, "10 micrograms"),
    ("1", "microgram", DecimalSign.POINT, "1 microgram"),
    ("1", "capsule", DecimalSign.POINT, "1 capsule"),
    ("0,5", "capsule", DecimalSign.COMMA, "0,5 capsules"),
    ("2", "drop", DecimalSign.POINT, "2 drops"),
]

# Unit and form as chosen, then the sentence.
NOT_CHOSEN = [
    ("", "dried", "Choose the unit."),
    ("ug", "dried", "Choose the unit."),
    ("g", "", "Choose the form."),
    ("g", "powder", "Choose the form."),
]


@pytest.mark.parametrize(("typed", "follows"), [row for rows in TABLES.values() for row in rows])
def test_what_is_typed_is_an_amount_or_refused_with_a_sentence(typed: str, follows: str) -> None:
    try:
        found = str(parse_amount(typed, "g", "dried"))
    except BadInput as refused:
        found = refused.says

    assert found == follows


@pytest.mark.parametrize(("typed", "unit", "sign", "shown"), SHOWN)
def test_an_amount_is_shown_as_entered(
    typed: str, unit: str, sign: DecimalSign, shown: str
) -> None:
    assert parse_amount(typed, unit, "other").shown(sign) == shown


@pytest.mark.parametrize(("unit", "form", "says"), NOT_CHOSEN)
def test_unit_and_form_are_chosen_from_their_lists(unit: str, form: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_amount("0.1", unit, form)

    assert refused.value.says == says
