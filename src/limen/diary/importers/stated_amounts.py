"""Amounts out of a file: read as they are written, refused where they can be read in two ways."""

import re
from dataclasses import dataclass
from decimal import Decimal

from limen.diary.importers.reading import Row
from limen.diary.importers.units_said import UnitSaid, read_unit
from limen.terms.amount import Amount, parse_amount
from limen.terms.errors import BadInput
from limen.terms.lines import shown
from limen.terms.units import Form, Unit


@dataclass(frozen=True, slots=True)
class AmountFields:
    """What the fields of an amount and its unit are called in findings and decisions."""

    amount: str
    unit: str


def unit_of(row: Row, fields: AmountFields, text: str) -> UnitSaid | None:
    """The unit of a row as decided or as written; None where it has to be asked."""
    decided = row.decision(fields.amount).lstrip("0123456789., ") or row.cell(fields.unit, text)
    unit = read_unit(decided)
    if unit is None:
        problem = f"{shown(text)} is not a unit that Limen knows." if text.strip() else "No unit."
        row.ask(fields.unit, text, problem, "Type one: g, mg, microgram, capsule or drop.")
    return unit


def amount_of(row: Row, fields: AmountFields, text: str, unit: Unit, form: Form) -> Amount | None:
    """The amount of a row as decided or as written; None where it has to be asked."""
    decided = _NUMBER.match(row.decision(fields.amount))
    try:
        return parse_amount(decided[0] if decided else text, unit.value, form.value)
    except BadInput as refused:
        problem = spoilt_by_spreadsheet(text) or refused.says
        row.ask(fields.amount, text, problem, "Type the amount.")
        return None


def exact_amount_of(
    row: Row, fields: AmountFields, number: Decimal, unit: Unit, form: Form
) -> Amount | None:
    """The amount of a number that cannot be read in two ways, or as decided; None: to be asked."""
    if row.decision(fields.amount):
        return amount_of(row, fields, row.decision(fields.amount), unit, form)
    try:
        return Amount(number, unit, form)
    except BadInput as refused:
        row.ask(fields.amount, str(number), refused.says, "Type the amount.")
        return None


def spoilt_by_spreadsheet(text: str) -> str:
    """What a spreadsheet made out of a cell, as a sentence, or nothing."""
    if _FORMULA.match(text):
        return f"{shown(text)} is a formula; Limen runs none."
    if _DATE.fullmatch(text):
        return f"{shown(text)} looks like a date that a spreadsheet made out of an amount."
    return ""


_NUMBER = re.compile(r"[0-9.,]+")
_FORMULA = re.compile(r"\s*[=@+]|\s*-(?![0-9.,])|\t|\r")
_MONTH = "jan|feb|mar|mrt|apr|may|mai|mei|jun|jul|aug|sep|oct|okt|nov|dec|dez"
_DATE = re.compile(
    rf"\d{{1,4}}[-/. ]({_MONTH})[a-z]*|({_MONTH})[a-z]*[-/. ]\d{{1,4}}"
    r"|\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?",
    re.IGNORECASE,
)
