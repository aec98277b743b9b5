"""Formulas such as `score ~ arm + age`: read by a library, allowed to name nothing but columns.

The library can run Python inside a formula; here everything named must be a column of the file, so
that a formula says which columns go into the model and nothing else. Words are coded against their
first level in sorted order (treatment coding). Coefficients keep the order of the formula, products
after what they are products of.

This is the only file that meets formulaic and pandas.
"""

import math
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import formulaic  # type: ignore[import-untyped]  # -- formulaic ships no types
import numpy as np
import pandas as pd  # type: ignore[import-untyped]  # -- the types of pandas are another package

from limen.studies.tidy import Numbers, Table, Words
from limen.terms.errors import BadInput
from limen.terms.lines import shown

# Both libraries are typed loosely; what comes out of them is made plain in this file.
_formulaic: Any = formulaic
_pandas: Any = pd

# What is passed on: names, also in backticks, 0 and 1, powers of brackets, and the operators.
_WORDING = re.compile(
    r"(?:\s|`[^`]+`|[^\W\d][\w.]*|\)\s*(?:\^|\*\*)\s*[2-9](?![\w.])|[01](?![\w.])|\*(?!\s*\*)|[-+/:()~])+"
)
_CALL = re.compile(r"[^\W\d][\w.]*\s*[(\[]|\{[^}]*")
_POWER = re.compile(r"[^\s)]\s*(?:\^|\*\*)|\([^-+*/:()]*\)\s*(?:\^|\*\*)")
_BOUND_DIGIT = re.compile(r"[:*/(]\s*[01](?![\w.])|(?<![\w.])[01]\s*[:*/)]")
_QUOTED = re.compile(r"`([^`]+)`")

MOST_CELLS = 20_000_000  # of the model's columns: twenty for a million rows, in about half a GB


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that names columns only; `used` are these, the outcome first."""

    text: str
    outcome: str
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelColumns:
    """The outcome and the columns of a model by the name of their coefficient.

    `reference` gives the level against which the others of a column of words are compared.
    """

    scores: Sequence[float]
    columns: Mapping[str, Sequence[float]]
    reference: Mapping[str, str]


def read_formula(text: str) -> Formula:
    """The columns that a formula names.

    Raises:
        BadInput: it is no formula, has no single outcome, or names something besides columns.
    """
    parsed = _parsed(text)
    outcome = [*_names(parsed.lhs)]
    if len(outcome) != 1:
        raise _refused(f"{shown(text)} has no single outcome before “~”.")
    named = tuple(dict.fromkeys(_names(parsed.rhs)))
    if outcome[0] in named:
        raise _refused(f"{outcome[0]} stands on both sides of the formula.")
    if not list(parsed.rhs):
        raise _refused(f"{shown(text)} has nothing after “~”.")
    return Formula(text, outcome[0], (outcome[0], *named))


def model_columns(formula: Formula, table: Table) -> ModelColumns:
    """The columns of a model over the rows of a table.

    Raises:
        BadInput: the outcome holds words, a column of words has one level, or there is too much.
    """
    outcome = table.columns[formula.outcome]
    if isinstance(outcome, Words):
        raise BadInput(
            f"The outcome {formula.outcome} holds words, like {shown(outcome.levels[0])}, and a "
            "model needs numbers.",
            fix="Choose a column of numbers, written in digits with a decimal point, like 1.5.",
            at="formula",
        )
    explaining = {name: table.columns[name] for name in formula.used[1:]}
    terms = _parsed(formula.text).rhs
    _refuse_size(terms, explaining, table.rows)
    frame = _pandas.DataFrame(
        {name: _series(column) for name, column in explaining.items()}, index=range(table.rows)
    )
    # An empty context: nothing of this program can be named, even by mistake.
    with np.errstate(over="ignore", invalid="ignore"):
        matrix = terms.get_model_matrix(frame, context={}, output="numpy")
    names = [str(name) for name in matrix.model_spec.column_names]
    if len(set(names)) < len(names):
        raise _refused("Two coefficients would have the same name; rename a column or a level.")
    values = np.asarray(matrix, dtype=np.float64)
    if not np.isfinite(values).all():
        raise BadInput(
            "The numbers are too large to multiply with each other.",
            fix="Use a larger unit, so that the numbers are smaller.",
            at="formula",
        )
    order = sorted(range(len(names)), key=lambda place: names[place] != "Intercept")
    columns = {names[place]: array("d", values[:, place].tobytes()) for place in order}
    return ModelColumns(outcome.values, columns, _reference(matrix.model_spec, explaining))


def _parsed(text: str) -> Any:  # noqa: ANN401 -- formulaic has no types to name
    _refuse_wording(text)
    try:
        parsed = _formulaic.Formula(text, _ordering="degree")
    except _formulaic.errors.FormulaicError:
        raise _refused(f"{shown(text)} is not a formula that can be read.") from None
    sides = (getattr(parsed, "lhs", None), getattr(parsed, "rhs", None))
    if not all(isinstance(side, _formulaic.SimpleFormula) for side in sides):
        raise _refused(f"{shown(text)} needs an outcome, one “~”, and what explains it.")
    return parsed


def _names(terms: Any) -> Iterator[str]:  # noqa: ANN401 -- formulaic has no types to name
    """The columns that the terms name; what else there is are the 0 and 1 of the intercept."""
    for term in terms:
        for factor in term.factors:
            if factor.eval_method.value == "lookup":
                yield factor.expr


def _series(column: Numbers | Words) -> object:
    if isinstance(column, Numbers):
        return np.asarray(column.values)
    return _pandas.Categorical.from_codes(np.asarray(column.places), column.levels)


def _refuse_wording(text: str) -> None:
    """Refuse whatever is no name of a column, and what the library would read in silence."""
    bare = _QUOTED.sub("x", text)
    called = _CALL.search(bare)
    if called:
        raise _refused(f"{shown(called[0])}… in the formula is not a column.")
    if not text.strip():
        raise _refused("The formula is empty.")
    if _POWER.search(bare):
        raise _refused("A power stands after a bracket with several columns, like (a + b)^2.")
    if _BOUND_DIGIT.search(bare):
        raise _refused("0 and 1 stand for the intercept, alone and outside brackets.")
    if any(name.strip() == "1" for name in _QUOTED.findall(text)):
        raise _refused("A column called 1 cannot be told from the intercept; give it another name.")
    if not _WORDING.fullmatch(text) or text.rstrip().endswith("~"):
        raise _refused(f"{shown(text)} is not a formula that can be read.")


def _reference(spec: Any, columns: Mapping[str, Numbers | Words]) -> dict[str, str]:  # noqa: ANN401 -- formulaic has no types to name
    """The first level of each column of words that is coded against it somewhere."""
    against = {
        factor.factor.expr
        for term in spec.structure
        for scoped in term.scoped_terms
        for factor in scoped.factors
        if factor.reduced
    }
    return {
        name: column.levels[0]
        for name, column in columns.items()
        if isinstance(column, Words) and name in against
    }


def _refuse_size(terms: Any, columns: Mapping[str, Numbers | Words], rows: int) -> None:  # noqa: ANN401 -- formulaic has no types to name
    sizes: dict[str, int] = {}
    for name, column in columns.items():
        sizes[name] = len(column.levels) if isinstance(column, Words) else 1
        if isinstance(column, Words) and len(column.levels) == 1:
            raise BadInput(
                f"The column {name} has one level only, {shown(column.levels[0])}.",
                fix="Leave it out of the formula, or keep rows with another level.",
                at=name,
            )
    most = sum(math.prod(sizes.get(factor.expr, 1) for factor in term.factors) for term in terms)
    if most * rows > MOST_CELLS:
        raise _too_much(most, rows)


def _too_much(columns: int, rows: int) -> BadInput:
    return BadInput(
        f"The formula asks for up to {columns} coefficients on {rows} rows, which is more than can "
        "be held in memory.",
        fix="Leave out the column with the most levels; a column that says who belongs in --group.",
        at="formula",
    )


def _refused(says: str) -> BadInput:
    return BadInput(
        says,
        fix="Write it like score ~ arm + age, with names of columns alone; backticks (`my score`) "
        "hold a name with spaces, and --group names who.",
        at="formula",
    )
