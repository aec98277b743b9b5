"""Values of a report in the reader's language; own words stay as they are."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from limen.reports.figures import InEnglish, OwnWords, Sentence, counted
from limen.terms.amount import Amount
from limen.terms.units import Form, Unit
from limen.web.templatetags.wording import shown, weekday

AMOUNT = Amount(Decimal("0.10"), Unit.GRAM, Form.DRIED)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (84, "84"),
        (date(2026, 3, 2), "2\N{NO-BREAK SPACE}Mar"),
        (AMOUNT, "0.1 g"),
        (OwnWords("100 % mine"), "100 % mine"),
        (InEnglish("mild"), '<span lang="en">mild</span>'),
        (Decimal("0.50"), "0.5"),
        (Sentence(""), ""),
        (Sentence("over on %(day)s", {"day": date(2026, 3, 2)}), "over on 2\N{NO-BREAK SPACE}Mar"),
        (counted(1, "%(count)d day", "%(count)d days"), "1 day"),
        (counted(2, "%(count)d day", "%(count)d days"), "2 days"),
    ],
)
def test_each_value_is_written_out(value, words):
    assert shown(value) == words


def test_an_amount_has_the_sign_of_the_language():
    with translation.override("de"):
        assert shown(Sentence("%(amount)s", {"amount": AMOUNT})) == "0,1 g"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1", Unit.CAPSULE, "1 Kapsel"),
        ("2", Unit.CAPSULE, "2 Kapseln"),
        ("1.50", Unit.DROP, "1,5 Tropfen"),
        ("100", Unit.MICROGRAM, "100 Mikrogramm"),
    ],
)
def test_units_have_the_words_of_the_language(value, unit, words):
    with translation.override("de"):
        assert shown(Amount(Decimal(value), unit, Form.CAPSULE)) == words


def test_a_number_has_the_sign_of_the_language():
    with translation.override("de"):
        assert shown(Decimal("0.25")) == "0,25"
        assert shown(1000) == "1000"


def test_a_day_of_the_week_stands_as_the_language_has_it():
    assert weekday(date(2026, 3, 2)) == "Mon 2 March"
    with translation.override("de"):
        assert weekday(date(2026, 3, 2)) == "Mo, 2. März"


def test_a_day_has_the_month_of_the_language():
    with translation.override("de"):
        assert shown(date(2026, 5, 2)) == "2.\N{NO-BREAK SPACE}Mai"


def test_anything_else_is_a_mistake():
    with pytest.raises(TypeError, match="float"):
        shown(0.5)
