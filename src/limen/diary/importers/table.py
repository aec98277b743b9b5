"""Any table with a header, read as the person's mapping says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from limen.diary.importers.conditions import Condition
from limen.diary.importers.doses import Doses, intake_of
from limen.diary.importers.importer import Choices, Importer, Preview, Question, Source
from limen.diary.importers.mapping import BatchSaid, DoseColumns, FeltColumn, Fixed, TableMapping
from limen.diary.importers.octets import text_of
from limen.diary.importers.placing import Placed
from limen.diary.importers.reading import RECORD, Reading, Row
from limen.diary.importers.sheet import LOOKED_AT, Sheet, SheetRow, sheet_of
from limen.diary.importers.stated_amounts import AmountFields, amount_of, unit_of
from limen.diary.importers.table_mapping import (
    conditions_of,
    fixed_form,
    fixed_text,
    fixed_unit,
    table_mapping,
)
from limen.diary.importers.table_rows import (
    TableRow,
    add_questionnaires,
    add_ratings,
    add_table_notes,
    placed_row,
)
from limen.diary.slips import Intake
from limen.journal.kinds.doses import DoseTaken, FeltAnswered, Sitting
from limen.terms.amount import DecimalSign
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.lines import shown
from limen.terms.units import Form


def _recognises(first: bytes) -> bool:  # noqa: ARG001 -- a table says nothing about itself
    return False


def _read(source: Source, choices: Choices) -> Preview:
    text, encoding = text_of(source.name, source.octets)
    sheet = sheet_of(source.name, text)
    reading = Reading(IMPORTER.id, IMPORTER.version, choices)
    if not choices.mapping.strip():
        reading.ask_file(Question("mapping", "Make a mapping that says what each column holds."))
        return reading.preview(source)
    mapping = table_mapping(choices.mapping, sheet.header)
    reading.zone = mapping.zone
    table = _Table(reading, mapping, conditions_of(mapping), _decimal(mapping, sheet))
    for sheet_row in sheet.rows:
        table.read_row(reading.row(str(sheet_row.line)), sheet_row)
    table.add_felt_answers()
    table.doses.ask_about_slips()
    says = f"Its decimal sign is a {table.decimal.name.lower()}."
    reading.says += filter(None, [encoding, sheet.says, says])
    return reading.preview(source)


IMPORTER = Importer("table", 1, "Any table (CSV with a mapping)", _recognises, _read)


@dataclass(frozen=True, slots=True)
class _Dosed:
    row: Row
    id: EventId
    placed: Placed


@dataclass(slots=True)
class _Table:
    reading: Reading
    mapping: TableMapping
    conditions: tuple[Condition, ...]
    decimal: DecimalSign
    doses: Doses = field(init=False)
    dosed: dict[date, list[_Dosed]] = field(default_factory=dict[date, list[_Dosed]])
    rows: list[TableRow] = field(default_factory=list[TableRow])
    days: set[date] = field(default_factory=set[date])

    def __post_init__(self) -> None:
        self.doses = Doses(self.reading)

    def read_row(self, row: Row, sheet_row: SheetRow) -> None:
        if sheet_row.wrong:
            row.ask(RECORD, "", sheet_row.wrong, "Repair the row in the file.")
            return
        cells = {name: self._known(cell) for name, cell in sheet_row.cells.items()}
        placed = placed_row(self.reading, row, cells, self.mapping.time)
        if placed is None:
            return
        if self.mapping.kind == "wide" and placed.day in self.days:
            row.ask(RECORD, str(placed.day), "A second row for this day.", "Type skip to leave it.")
        self.days.add(placed.day)
        one = TableRow(row, cells, placed, self._key(cells))
        self.rows.append(one)
        for place, dose in enumerate(self.mapping.dose):
            if self.conditions[place].holds(cells):
                self._read_dose(one, place, dose)
        add_ratings(self.reading, one, self.mapping)
        add_questionnaires(self.reading, one, self.mapping)
        add_table_notes(self.reading, one, self.mapping)

    def add_felt_answers(self) -> None:
        """Add each felt answer to the last dose of its day at or before it."""
        for dosed in self.dosed.values():
            dosed.sort(key=lambda dose: dose.placed.at)
        for one in self.rows:
            for felt in self.mapping.felt:
                if one.cell(felt.column):
                    self._add_felt_answer(one, felt)

    def _known(self, cell: str) -> str:
        text = cell.strip()
        return "" if text in self.mapping.missing else text

    def _key(self, cells: Mapping[str, str]) -> str:
        time = self.mapping.time
        columns = self.mapping.key or filter(None, (time.column, time.date, time.clock))
        return "\n".join(cells[column] for column in columns)

    def _read_dose(self, one: TableRow, place: int, dose: DoseColumns) -> None:
        stated = one.cells[dose.amount]
        if stated in dose.none and stated:
            one.row.leave_out(dose.amount, stated, "It says that nothing was taken.")
            return
        if not one.cell(dose.amount) and not dose.when:
            return
        batch = _said(one, dose.batch, fixed_text(dose.batch))
        record = {
            "amount": stated,
            "unit": _said(one, dose.unit, fixed_unit(dose.unit)),
            "form": _said(one, dose.form, fixed_form(dose.form)),
            "batch": batch,
        }
        kind = f"{DoseTaken.KIND}:{place}" if place else DoseTaken.KIND
        claim = self.reading.claim(one.row, kind, one.key, record)
        self.dosed.setdefault(one.placed.day, []).append(_Dosed(one.row, claim.id, one.placed))
        if claim.is_here:
            self.doses.remember(one.row, claim)
            return
        intake = self._intake(one, dose, record) if one.cell(dose.amount) else None
        if intake is not None or not one.row.is_open:
            self.doses.add(one.row, claim, one.placed, intake, dose.amount)

    def _intake(self, one: TableRow, dose: DoseColumns, record: Mapping[str, str]) -> Intake | None:
        fields = AmountFields(dose.amount, _name(dose.unit, "unit"))
        unit = unit_of(one.row, fields, record["unit"])
        form = self._form(one, dose, record["form"])
        said = self._batch(one, dose, record["batch"])
        if unit is None or form is None or said is None:
            return None
        if self._has_the_other_sign(record["amount"]) and not one.row.decision(dose.amount):
            problem = f"It is written with another decimal sign than {self.decimal.value}"
            one.row.ask(dose.amount, record["amount"], problem, "Type the amount.")
            return None
        amount = amount_of(one.row, fields, record["amount"], unit.unit, form)
        if amount is None:
            return None
        stated = self.doses.batch(said, said.name, said.basis)
        batch = self.reading.add_batch(one.row, one.placed, said.name, stated)
        return intake_of(batch, one.placed, stated, amount)

    def _form(self, one: TableRow, dose: DoseColumns, text: str) -> Form | None:
        name = _name(dose.form, "form")
        said = one.row.decision(name) or text
        for form in Form:
            if form.value == said:
                return form
        forms = ", ".join(form.value for form in Form)
        one.row.ask(name, text, f"{shown(text)} is not a form.", f"Type one: {forms}.")
        return None

    def _batch(self, one: TableRow, dose: DoseColumns, text: str) -> BatchSaid | None:
        name = _name(dose.batch, "batch")
        said = one.row.decision(name) or text
        for batch in self.mapping.batch:
            if batch.name == said:
                return batch
        problem = f"{shown(text)} is not a batch that the mapping declares."
        names = ", ".join(batch.name for batch in self.mapping.batch)
        one.row.ask(name, text, problem, f"Declared: {names}." if names else "Declare one.")
        return None

    def _has_the_other_sign(self, text: str) -> bool:
        other = DecimalSign.COMMA if self.decimal is DecimalSign.POINT else DecimalSign.POINT
        return other.value in text

    def _add_felt_answer(self, one: TableRow, felt: FeltColumn) -> None:
        claim = self.reading.claim(
            one.row,
            f"{FeltAnswered.KIND}:{felt.column}",
            one.key,
            {"felt": one.cells[felt.column]},
        )
        if claim.is_here:
            return
        answer = _felt(one, felt)
        dosed = self.dosed.get(one.placed.day, [])
        before = [dose for dose in dosed if dose.placed.at <= one.placed.at]
        if answer is None or not before:
            if answer is not None:
                problem = "There is no dose on that day at or before it."
                one.row.leave_out(felt.column, one.cells[felt.column], problem)
            return
        own = [dose for dose in before if dose.row is one.row]
        dose = (own or before)[-1]
        one.row.needs = None if dose.row is one.row else dose.row
        payload = FeltAnswered(dose=dose.id, sitting=Sitting.EVENING, felt=answer)
        self.reading.add(one.row, claim, one.placed, payload)


def _felt(one: TableRow, felt: FeltColumn) -> Felt | None:
    said = one.cell(felt.column)
    words = {Felt.NO: felt.no, Felt.UNSURE: felt.unsure, Felt.YES: felt.yes}
    for answer, known in words.items():
        if said in known:
            return answer
    every = ", ".join(word for known in words.values() for word in known)
    problem = f"{shown(said)} is none of the words of the mapping."
    one.row.ask(felt.column, said, problem, f"Type one: {every}.")
    return None


def _said(one: TableRow, said: str | Fixed, fixed: str | None) -> str:
    return one.cells[str(said)] if fixed is None else fixed


def _name(said: str | Fixed, otherwise: str) -> str:
    return said if isinstance(said, str) else otherwise


def _decimal(mapping: TableMapping, sheet: Sheet) -> DecimalSign:
    """The decimal sign of the mapping, or the one that most of the first amounts have."""
    if mapping.decimal:
        return DecimalSign(mapping.decimal)
    first = "".join(
        row.cells.get(dose.amount, "") for row in sheet.rows[:LOOKED_AT] for dose in mapping.dose
    )
    return DecimalSign.COMMA if first.count(",") > first.count(".") else DecimalSign.POINT
