"""The mapping file: what a person says about the columns, words and batches of another program."""

import re
import tomllib
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from limen.journal.kinds.doses import Basis, BatchAdded, Material, Prepared, Tested
from limen.terms.errors import BadInput
from limen.terms.units import Form


class MappingPart(BaseModel):
    """A part of a mapping: it holds its own words and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


ScaleName = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=50)]


class Fixed(MappingPart):
    """A text that stands for every row, in place of a column."""

    fixed: str


class BatchSaid(MappingPart):
    """What a batch of the file is; `name` is its name or substance there."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    material: Material
    material_words: Annotated[str, Field(max_length=60)] | None = None
    form: Form
    basis: Basis
    prepared: Prepared = Prepared.UNKNOWN
    tested: Tested

    def added(self, name: str, basis: Basis) -> BatchAdded:
        """The event of this batch under a name and on a basis that the file may state itself."""
        return BatchAdded(
            name=name[:60],
            material=self.material,
            material_words=self.material_words,
            form=self.form,
            basis=basis,
            prepared=self.prepared,
            tested=self.tested,
        )


class TimeColumns(MappingPart):
    """Where the time of a row stands: one column with its format, or a day and perhaps a clock."""

    column: str = ""
    format: str = ""
    date: str = ""
    date_format: str = "%Y-%m-%d"
    clock: str = ""
    clock_format: str = "%H:%M"


class DoseColumns(MappingPart):
    """Where a dose stands; a word of `none` says that nothing was taken."""

    amount: str
    unit: str | Fixed
    form: str | Fixed
    batch: str | Fixed
    when: str = ""
    none: tuple[str, ...] = ()


class RatingColumn(MappingPart):
    """A rating on its own scale, turned around where `reverse` says so."""

    column: str
    name: ScaleName
    low: int
    high: int
    reverse: bool = False


class FeltColumn(MappingPart):
    """The words that mean no, unsure and yes."""

    column: str
    no: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    yes: tuple[str, ...]


class InstrumentColumns(MappingPart):
    """A questionnaire by its items or by its total alone, whose numbers go from low to high."""

    id: ScaleName
    items: tuple[str, ...] = ()
    total: str = ""
    low: int = 0
    high: int | None = None
    language: str = "und"


class NoteColumn(MappingPart):
    """A column of free text."""

    column: str


class TableMapping(MappingPart):
    """The mapping of a generic table, version 1."""

    version: Literal[1]
    kind: Literal["long", "wide"]
    zone: str = ""
    decimal: Literal[".", ",", ""] = ""
    missing: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    batch: tuple[BatchSaid, ...] = ()
    time: TimeColumns
    dose: tuple[DoseColumns, ...] = ()
    rating: tuple[RatingColumn, ...] = ()
    felt: tuple[FeltColumn, ...] = ()
    instrument: tuple[InstrumentColumns, ...] = ()
    note: tuple[NoteColumn, ...] = ()


class WordMapping(MappingPart):
    """What is said about a file of a known form: zone, batches, substances to leave out, moods."""

    version: Literal[1] = 1
    zone: str = ""
    batch: tuple[BatchSaid, ...] = ()
    leave_out: tuple[str, ...] = ()
    mood: Mapping[str, Annotated[int, Field(ge=1, le=5)]] = Field(default_factory=dict[str, int])

    def batch_of(self, substance: str) -> BatchSaid | None:
        """What was said about a substance, or None."""
        named = (one for one in self.batch if one.name.casefold() == substance.casefold())
        return next(named, None)

    def leaves_out(self, substance: str) -> bool:
        """Whether the person wants nothing of a substance."""
        return substance.casefold() in {name.casefold() for name in self.leave_out}


_IN_WORDS = {
    "missing": "it has to be there",
    "extra_forbidden": "there is no such name",
}
_Mapping = TypeVar("_Mapping", bound=MappingPart)


def parse_mapping(text: str, kind: type[_Mapping]) -> _Mapping:
    """The mapping that a text says.

    Raises:
        BadInput: it is no TOML, or says something that such a mapping cannot say.
    """
    try:
        return kind.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(text, str(error)) from None
    except RecursionError:
        raise BadInput("The mapping has too many levels.", at="mapping") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        names = [part for part in first["loc"] if isinstance(part, str)]
        where = ".".join(str(part) for part in first["loc"])
        says = _IN_WORDS.get(first["type"], first["msg"].lower())
        raise mapping_refusal(text, names[-1], f"{where}: {says}") from None


def mapping_refusal(text: str, word: str, says: str, fix: str = "") -> BadInput:
    """The refusal of a mapping, with the line on which a word or the name of a field stands."""
    shape = rf"""["']{re.escape(word)}["']|(?<![\w-]){re.escape(word)}\s*="""
    found = re.search(shape, text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return BadInput(f"Line {line} of the mapping: {says}.", fix=fix, at="mapping")


def _unreadable(text: str, says: str) -> BadInput:
    found = re.search(r"line (\d+)", says)
    line = int(found[1]) if found else text.count("\n") + 1
    return BadInput(
        f"Line {line} of the mapping cannot be read.",
        fix="Write it as TOML: name = value, texts in quotes.",
        at="mapping",
    )
