"""Values of a report in the reader's language; own words stay as they are."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from limen.reports.figures import OwnWords, Sentence, counted
from limen.terms.amount import Amount
from limen.terms.units import Form, Unit
from limen.web.templatetags.wording import shown

AMOUNT = Amount(Decimal("0.10"), Unit.GRAM, Form.DRIED)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (84, "84"),
        (date(2026, 3, 2), "2\N{NO-BREAK SPACE}Mar"),
        (AMOUNT, "0.1 g"),
        (OwnWords("100 % mine"), "100 % mine"),
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


def test_a_day_has_the_month_of_the_language():
    with translation.override("de"):
        assert shown(date(2026, 5, 2)) == "2\N{NO-BREAK SPACE}Mai"


def test_anything_else_is_a_mistake():
    with pytest.raises(TypeError, match="float"):
        shown(0.5)
