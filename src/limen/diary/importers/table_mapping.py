"""A mapping held against the header of its file, before any row is read."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from limen.diary.importers.conditions import Condition, parse_condition
from limen.diary.importers.mapping import (
    DoseColumns,
    Fixed,
    InstrumentColumns,
    TableMapping,
    mapping_refusal,
    parse_mapping,
)
from limen.diary.importers.units_said import read_unit
from limen.instruments.catalogue import INSTRUMENTS
from limen.terms.errors import BadInput
from limen.terms.lines import shown
from limen.terms.units import Form


def table_mapping(text: str, header: Sequence[str]) -> TableMapping:
    """The mapping of a table that has these columns.

    Raises:
        BadInput: it is no such mapping, or names a column, batch, format or range that is none.
    """
    mapping = parse_mapping(text, TableMapping)
    for column in _columns(mapping):
        if column not in header:
            raise _no_column(text, column, header)
    _require_time(text, mapping)
    _require_batches(text, mapping)
    for rating in mapping.rating:
        if rating.low >= rating.high:
            raise mapping_refusal(text, rating.name, "low is below high")
    for instrument in mapping.instrument:
        _require_range(text, instrument)
    return mapping


def conditions_of(mapping: TableMapping) -> tuple[Condition, ...]:
    """The condition of each dose, in order."""
    return tuple(parse_condition(dose.when) for dose in mapping.dose)


def fixed_text(said: str | Fixed) -> str | None:
    """The text that stands for every row, or None where a column is named."""
    return said.fixed if isinstance(said, Fixed) else None


def fixed_unit(said: str | Fixed) -> str | None:
    """The unit that stands for every row, or None where a column is named."""
    text = said.fixed if isinstance(said, Fixed) else said
    return text if isinstance(said, Fixed) or read_unit(text) else None


def fixed_form(said: str | Fixed) -> str | None:
    """The form that stands for every row, or None where a column is named."""
    text = said.fixed if isinstance(said, Fixed) else said
    return text if isinstance(said, Fixed) or text in _FORMS else None


def item_range(instrument: InstrumentColumns) -> tuple[int, int]:
    """The lowest and highest answer: of one item, or of the total where that is all there is."""
    if instrument.high is not None:
        return instrument.low, instrument.high
    return _KNOWN_RANGES[instrument.id]


_FORMS = {form.value for form in Form}
_KNOWN_RANGES = {one.id: (one.lowest_answer, one.highest_answer) for one in INSTRUMENTS}
_DIRECTIVES = re.compile(r"(?:[^%]|%[YymdHIMSp%])*")


def _columns(mapping: TableMapping) -> Iterator[str]:
    yield from mapping.key
    time = mapping.time
    yield from filter(None, (time.column, time.date, time.clock))
    for dose, condition in zip(mapping.dose, conditions_of(mapping), strict=True):
        yield from _dose_columns(dose)
        yield from condition.columns
    yield from (rating.column for rating in mapping.rating)
    yield from (felt.column for felt in mapping.felt)
    yield from (note.column for note in mapping.note)
    for instrument in mapping.instrument:
        yield from filter(None, (*instrument.items, instrument.total))


def _dose_columns(dose: DoseColumns) -> Iterator[str]:
    yield dose.amount
    found = {fixed_unit: dose.unit, fixed_form: dose.form, fixed_text: dose.batch}
    for fixed, said in found.items():
        if isinstance(said, str) and fixed(said) is None:
            yield said


def _require_time(text: str, mapping: TableMapping) -> None:
    time = mapping.time
    if bool(time.column) is bool(time.date) or (time.column and not time.format):
        raise mapping_refusal(text, "time", "name one column with its format, or a date")
    for written in (time.format, time.date_format, time.clock_format):
        if not _DIRECTIVES.fullmatch(written):
            fix = "Use %Y %m %d %H %I %M %S %p %y alone."
            raise mapping_refusal(text, written, f"{shown(written)} is not a format of times", fix)


def _require_batches(text: str, mapping: TableMapping) -> None:
    names = {batch.name for batch in mapping.batch}
    for dose in mapping.dose:
        batch, unit, form = fixed_text(dose.batch), fixed_unit(dose.unit), fixed_form(dose.form)
        if batch is not None and batch not in names:
            raise mapping_refusal(text, batch, f"batch {shown(batch)} is not declared")
        if unit is not None and read_unit(unit) is None:
            raise mapping_refusal(text, unit, f"{shown(unit)} is not a unit")
        if form is not None and form not in _FORMS:
            raise mapping_refusal(text, form, f"{shown(form)} is not a form")


def _require_range(text: str, instrument: InstrumentColumns) -> None:
    if bool(instrument.items) is bool(instrument.total):
        raise mapping_refusal(text, instrument.id, "name either the items or the total")
    is_known = bool(instrument.items) and instrument.id in _KNOWN_RANGES
    if instrument.high is None and not is_known:
        raise mapping_refusal(
            text, instrument.id, "say the lowest and highest number, low and high"
        )
    if instrument.high is not None and instrument.low >= instrument.high:
        raise mapping_refusal(text, instrument.id, "low is below high")


def _no_column(text: str, column: str, header: Sequence[str]) -> BadInput:
    near = get_close_matches(column, header, n=1)
    fix = f"Did you mean {near[0]!r}?" if near else f"It has: {', '.join(header)[:300]}."
    return mapping_refusal(text, column, f"column {shown(column)!r} does not exist", fix)
