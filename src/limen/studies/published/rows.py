"""The accepted rows of a published file as columns, and the account of what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from limen.studies.published.declaration import Cell
from limen.terms.errors import BadInput

_MOST_REJECTED = 0.01  # share of the rows that were read


@dataclass(frozen=True, slots=True)
class Rejection:
    """One row that was left out; `column` is empty where the whole row is the trouble."""

    file: str
    line: int
    column: str
    reason: str

    @property
    def says(self) -> str:
        """The reason as a sentence: "Line 812, condition: XX is not MD or PL."."""
        if not self.column:
            return f"Line {self.line} {self.reason}."
        return f"Line {self.line}, {self.column}: {self.reason}."


@dataclass(frozen=True, slots=True)
class Rows:
    """The accepted rows of one file as columns of equal length, in the order of the file.

    `read` counts all rows, `rejected` those that were left out; the first of them are kept.

    Raises:
        ValueError: columns differ in length, or the counts do not add up.
    """

    file: str
    columns: Mapping[str, Sequence[Cell]]
    read: int
    rejected: int
    rejections: tuple[Rejection, ...]

    def __post_init__(self) -> None:
        if {len(column) for column in self.columns.values()} != {self.accepted}:
            raise ValueError("every column has one cell for each accepted row")

    @property
    def accepted(self) -> int:
        """How many rows kept to the declaration."""
        return self.read - self.rejected

    def words(self, name: str) -> Sequence[str]:
        """A column of words in which nothing is missing.

        Raises:
            ValueError: it holds something else as well.
        """
        return cast("Sequence[str]", self._of_kinds(name, {str}))

    def numbers(self, name: str) -> Sequence[float]:
        """A column of numbers, whole ones as they were read, in which nothing is missing.

        Raises:
            ValueError: it holds something else as well.
        """
        return cast("Sequence[float]", self._of_kinds(name, {int, float}))

    def _of_kinds(self, name: str, kinds: set[type]) -> Sequence[Cell]:
        cells = self.columns[name]
        if not set(map(type, cells)) <= kinds:
            raise ValueError(f"{name} holds cells of another kind")
        return cells


def refuse_many_rejections(rows: Rows, *, fix: str) -> None:
    """Stop an import in which more than 1 % of the rows were rejected; `fix` is what to do then.

    Raises:
        BadInput: with the counts and the first rejected row.
    """
    if rows.rejected > _MOST_REJECTED * rows.read:
        raise BadInput(
            f"{rows.rejected} of {rows.read} rows of {rows.file} were rejected, more than 1 %. "
            f"The first: {rows.rejections[0].says}",
            fix=fix,
        )
