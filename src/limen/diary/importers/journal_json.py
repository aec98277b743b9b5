"""PsychonautWiki Journal and its forks: experiences with doses, ratings and notes, as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from limen.diary.importers.doses import Doses, intake_of
from limen.diary.importers.importer import Choices, Importer, Preview, Question, Rest, Source
from limen.diary.importers.journal_ratings import Dosed, add_ratings, moment_of
from limen.diary.importers.journal_units import Counted, CustomUnit, custom_unit_of, number_of
from limen.diary.importers.json_text import Members, object_of, objects_in, text_in
from limen.diary.importers.mapping import BatchSaid, WordMapping, parse_mapping
from limen.diary.importers.notes import add_notes
from limen.diary.importers.octets import require_rows, start_of, text_of
from limen.diary.importers.placing import Placed, placed_moment
from limen.diary.importers.reading import Reading, Row
from limen.diary.importers.stated_amounts import AmountFields, exact_amount_of, unit_of
from limen.diary.importers.units_said import UnitSaid
from limen.diary.slips import Intake
from limen.journal.kinds.doses import Basis, DoseTaken
from limen.terms.errors import BadInput
from limen.terms.lines import shown


def _recognises(first: bytes) -> bool:
    start = start_of(first)
    return start.startswith("{") and any(f'"{name}"' in start for name in _TOP)


def _read(source: Source, choices: Choices) -> Preview:
    text, encoding = text_of(source.name, source.octets)
    members = object_of(source.name, text)
    if not isinstance(members.get("experiences"), list):
        raise BadInput(
            f"{source.name} holds no experiences.",
            fix="Export them in Journal as JSON.",
            at=source.name,
        )
    mapping = parse_mapping(choices.mapping, WordMapping)
    reading = Reading(IMPORTER.id, IMPORTER.version, choices, mapping.zone)
    journal = _Journal(reading, mapping, _units_in(members), _recipes_in(members))
    for number, experience in enumerate(objects_in(members, "experiences"), start=1):
        journal.read_experience(f"experience {number}", experience)
        require_rows(source.name, len(reading.rows))
    journal.doses.ask_about_slips()
    reading.says += [*filter(None, [encoding]), *journal.says(members)]
    return reading.preview(source)


@dataclass(slots=True)
class _Journal:
    reading: Reading
    mapping: WordMapping
    units: Mapping[str, CustomUnit]
    recipes: Mapping[str, str]
    doses: Doses = field(init=False)
    of_others: int = 0
    unread: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        self.doses = Doses(self.reading)

    def read_experience(self, number: str, experience: Members) -> None:
        self.unread.update(experience.keys() - _EXPERIENCE)
        dosed: list[Dosed] = []
        for place, ingestion in enumerate(objects_in(experience, "ingestions"), start=1):
            row = self.reading.row(f"{number}, ingestion {place}")
            dosed += self._read_ingestion(row, ingestion)
        dosed.sort(key=lambda one: one.placed.at)
        self._read_text(number, experience, dosed)
        add_ratings(self.reading, number, objects_in(experience, "ratings"), dosed)
        for place, timed in enumerate(objects_in(experience, "timedNotes"), start=1):
            self._read_note(self.reading.row(f"{number}, note {place}"), timed)

    def says(self, members: Members) -> list[str]:
        """What is true of the whole file."""
        unread = sorted(self.unread | (members.keys() - _TOP))
        found: list[str] = []
        if self.of_others == 1:
            found.append("1 row was written by another person's name and is left out.")
        elif self.of_others:
            count = f"{self.of_others} rows were"
            found.append(f"{count} written by another person's name and are left out.")
        if unread:
            found.append(f"Not read: {', '.join(unread)[:500]}.")
        return found

    def _read_ingestion(self, row: Row, ingestion: Members) -> list[Dosed]:
        self.unread.update(ingestion.keys() - _INGESTION)
        if text_in(ingestion, "consumerName"):
            self.of_others += 1
            row.is_left_out = True
            row.leave_out("consumerName", "", "This is another person's dose.")
            return []
        substance = text_in(ingestion, "substanceName")
        if self.mapping.leaves_out(substance):
            row.is_left_out = True
            row.leave_out("substanceName", substance, "You left this substance out.")
        placed = self._placed(row, "time", text_in(ingestion, "time"))
        if placed is None or row.is_left_out:
            return []
        custom = self.units.get(text_in(ingestion, "customUnitId"))
        key = f"{text_in(ingestion, 'time')} {substance}"
        record = {name: text_in(ingestion, name) for name in _DOSE}
        record |= {} if custom is None else {"one": str(custom.one), "original": custom.original}
        claim = self.reading.claim(row, DoseTaken.KIND, key, record)
        if claim.is_here:
            self.doses.remember(row, claim)
        elif text_in(ingestion, "dose") or row.decision(_FIELDS.amount):
            intake = self._intake(row, placed, ingestion, substance)
            if intake is not None:
                self.doses.add(row, claim, placed, intake, _FIELDS.amount)
        else:
            self.doses.add(row, claim, placed, None, _FIELDS.amount)
        self._read_rest(row, placed, key, ingestion)
        return [Dosed(row, claim.id, placed)]

    def _intake(
        self, row: Row, placed: Placed, ingestion: Members, substance: str
    ) -> Intake | None:
        counted = self._counted(row, ingestion)
        unit = unit_of(row, _FIELDS, counted.unit) if counted else None
        said = self._batch(row, substance)
        if counted is None or unit is None or said is None:
            return None
        amount = exact_amount_of(row, _FIELDS, counted.number, unit.unit, said.form)
        if amount is None:
            return None
        stated = self.doses.batch(said, *self._named(ingestion, said, unit))
        key = f"{substance} {stated.name} {stated.basis.value}"
        batch = self.reading.add_batch(row, placed, key, stated)
        return intake_of(batch, placed, stated, amount)

    def _counted(self, row: Row, ingestion: Members) -> Counted | None:
        """The dose in the unit of its substance, not in one that the person made."""
        dose, named = text_in(ingestion, "dose"), text_in(ingestion, "customUnitId")
        number = number_of(dose)
        if number is None and not row.decision(_FIELDS.amount):
            row.ask(_FIELDS.amount, dose, "This is not a number.", "Type the amount.")
            return None
        deviation = number_of(text_in(ingestion, "estimatedDoseStandardDeviation"))
        counted = Counted(number or _NONE, deviation or _NONE, text_in(ingestion, "units"))
        if not named or row.decision(_FIELDS.amount):
            return counted
        custom = self.units.get(named)
        if custom is not None and custom.one is not None:
            return counted.in_original(custom, custom.one)
        problem = f"The file does not say how much one {custom.name if custom else named} is."
        row.ask(_FIELDS.amount, dose, problem, "Type amount and unit, like 0.1 g.")
        return None

    def _batch(self, row: Row, substance: str) -> BatchSaid | None:
        said = self.mapping.batch_of(substance)
        if said is None:
            says = (
                f"What is {shown(substance)}? Say in the mapping its material, form and basis, "
                "and whether it was tested; or leave it out."
            )
            self.reading.ask(row, Question(f"batch:{substance}", says))
        return said

    def _named(self, ingestion: Members, said: BatchSaid, unit: UnitSaid) -> tuple[str, Basis]:
        """Name and basis of a batch: a unit or recipe names it, a named compound is its basis."""
        custom = self.units.get(text_in(ingestion, "customUnitId"))
        recipe = self.recipes.get(text_in(ingestion, "customRecipeId"))
        name = (custom.name if custom else recipe) or said.name
        if unit.compound and said.basis is not Basis.COMPOUND:
            return f"{name[:49]} (compound)", Basis.COMPOUND
        return name, said.basis

    def _read_rest(self, row: Row, placed: Placed, key: str, ingestion: Members) -> None:
        """Keep what has no place: always the person's own words, the rest where it is wanted."""
        record = {"notes": text_in(ingestion, "notes")}
        if self.reading.choices.rest is Rest.KEPT:
            record |= {
                name: f"{says}: {text_in(ingestion, name).lower()}"
                for name, says in _REST.items()
                if text_in(ingestion, name)
            }
            record["about"] = self._about(ingestion)
        add_notes(self.reading, row, placed, key, record)

    def _about(self, ingestion: Members) -> str:
        number = number_of(text_in(ingestion, "dose"))
        deviation = number_of(text_in(ingestion, "estimatedDoseStandardDeviation"))
        counted = Counted(number or _NONE, deviation or _NONE, text_in(ingestion, "units"))
        custom = self.units.get(text_in(ingestion, "customUnitId"))
        if custom is not None and custom.one is not None:
            counted = counted.in_original(custom, custom.one)
        return counted.about or ("about" if ingestion.get("isDoseAnEstimate") is True else "")

    def _read_text(self, number: str, experience: Members, dosed: list[Dosed]) -> None:
        record = {name: text_in(experience, name) for name in ("title", "text")}
        if not any(record.values()):
            return
        row = self.reading.row(f"{number}, text")
        stated = text_in(experience, "sortDate") or text_in(experience, "creationDate")
        placed = dosed[0].placed if dosed else self._placed(row, "creationDate", stated)
        if placed is not None:
            add_notes(self.reading, row, placed, str(placed.at), record)

    def _read_note(self, row: Row, timed: Members) -> None:
        stated = text_in(timed, "time") or text_in(timed, "creationDate")
        placed = self._placed(row, "time", stated)
        if placed is not None:
            add_notes(self.reading, row, placed, stated, {"note": text_in(timed, "note")})

    def _placed(self, row: Row, name: str, stated: str) -> Placed | None:
        try:
            at = moment_of(row.cell(name, stated))
            return placed_moment(at, self.reading.stays, self.reading.day_start)
        except BadInput as refused:
            row.ask(name, stated, refused)
            return None


IMPORTER = Importer("journal_json", 1, "PsychonautWiki Journal (JSON)", _recognises, _read)

_FIELDS = AmountFields("dose", "units")
_NONE = Decimal(0)
_TOP = frozenset(
    {"experiences", "substanceCompanions", "customSubstances", "customUnits"}
    | {"customRecipes", "ingestionReminders"}
)
_EXPERIENCE = frozenset(
    {"title", "text", "creationDate", "sortDate", "isFavorite", "ingestions"}
    | {"ratings", "timedNotes", "location"}
)
_DOSE = ("substanceName", "time", "dose", "units", "customUnitId", "customRecipeId")
_REST = {"administrationRoute": "Route", "stomachFullness": "Stomach"}
_INGESTION = frozenset(
    {*_DOSE, *_REST, "creationDate", "endTime", "notes", "consumerName"}
    | {"isDoseAnEstimate", "estimatedDoseStandardDeviation"}
)


def _units_in(members: Members) -> dict[str, CustomUnit]:
    units = objects_in(members, "customUnits")
    return {text_in(unit, "id"): custom_unit_of(unit) for unit in units}


def _recipes_in(members: Members) -> dict[str, str]:
    recipes = objects_in(members, "customRecipes")
    return {text_in(recipe, "id"): text_in(recipe, "name") for recipe in recipes}
