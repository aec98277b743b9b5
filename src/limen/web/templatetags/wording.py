"""How sentences, numbers, days and amounts are written in the reader's language."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import gettext, ngettext

from limen.reports.figures import OwnWords, Sentence
from limen.terms.amount import Amount, DecimalSign

register = template.Library()

SHORT_DAY = "j\N{NO-BREAK SPACE}M"


@register.filter
def shown(value: object) -> str:
    """A value of a report in words; what a person wrote stays as it is.

    Raises:
        TypeError: no report holds such a value.
    """
    match value:
        case Sentence():
            return _said(value)
        case OwnWords():
            return value.words
        case int():
            return str(number_format(Decimal(value)))
        case date():
            return str(date_format(value, SHORT_DAY))
        case Amount():
            return value.shown(DecimalSign(get_format("DECIMAL_SEPARATOR")))
        case _:
            raise TypeError(f"a report does not hold {type(value).__name__}")


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
