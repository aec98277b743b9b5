"""How sentences, numbers, days and amounts are written in the reader's language."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format, get_format
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from limen.reports.figures import InEnglish, OwnWords, Sentence
from limen.terms.amount import Amount, DecimalSign
from limen.terms.phrases import phrase

register = template.Library()

SHORT_DAY = phrase("j\N{NO-BREAK SPACE}M")
DAY_OF_WEEK = phrase("D j F")
"""How a language writes a day: the letters are those of Django's date formats."""


@register.filter
def shown(value: object) -> str:
    """A value of a report in words; what a person wrote stays as it is.

    Raises:
        TypeError: no report holds such a value.
    """
    match value:
        case Sentence():
            return _said(value)
        case OwnWords() | InEnglish():
            return _quoted(value)
        case int() | Decimal():
            return number(Decimal(value))
        case date():
            return str(date_format(value, gettext(SHORT_DAY)))
        case Amount():
            return amount(value)
        case _:
            raise TypeError(f"a report does not hold {type(value).__name__}")


@register.filter
def weekday(day: date) -> str:
    """A day with its day of the week, in the order of the language."""
    return str(date_format(day, gettext(DAY_OF_WEEK)))


def number(value: Decimal) -> str:
    """A number with the sign of the language, a leading zero and no trailing one."""
    digits = f"{value:f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return plain.replace(".", str(get_format("DECIMAL_SEPARATOR")))


def amount(value: Amount) -> str:
    """An amount as it was entered, with its unit in the words of the language."""
    digits = value.digits(DecimalSign(get_format("DECIMAL_SEPARATOR")))
    unit = value.unit
    words = ngettext(unit.word, unit.plural, 1 if value.value == 1 else 2)
    return f"{digits} {words}"


def _quoted(said: OwnWords | InEnglish) -> str:
    if isinstance(said, OwnWords):
        return said.words
    return format_html('<span lang="en">{}</span>', said.words)


def _said(sentence: Sentence) -> str:
    if not sentence.one:
        return ""
    if sentence.many:
        words = ngettext(sentence.one, sentence.many, sentence.count)
    else:
        words = gettext(sentence.one)
    if not sentence.values:
        return words
    return words % {
        name: value if isinstance(value, int) else shown(value)
        for name, value in sentence.values.items()
    }
