"""A published table computed again: printed numbers beside ours, cell by cell, with a verdict each.

A printed number agrees when ours lies within half a unit of its last digit. The half-width of a
range may be off by one last digit: the source rounded it before it was printed. What is known to be
misprinted is told as such and is never a target; it is known only as long as ours rounds to what
the public rows give.

Source: datasets.md section 2.3 (output, misprints, rounding).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from limen.inference.estimates import NotEstimable
from limen.studies.published.analyses import Fit, Model
from limen.studies.published.expected import Misprint, PrintedCell, PrintedPart, PrintedTable

PRINTED_MODELS = (Model.CONDITION, Model.GUESS)
STARS = ((0.001, "***"), (0.01, "**"), (0.05, "*"))

_CONDITION = "condition[T.PL]"
_HALF_WIDTHS = 1.96  # standard errors, as the paper prints them
_ROUNDING = 1e-9  # of one unit: what floating point adds to a difference


class State(StrEnum):
    """How a printed cell, or one number in it, compares with ours; the worst comes last."""

    NOT_GIVEN = "not given"
    AGREES = "agrees"
    AGREES_TO_ROUNDING = "agrees to rounding of the source"
    DIFFERS_KNOWN = "differs, known"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class ComparedNumber:
    """One printed number beside ours; `tolerance` is half a unit of its last digit."""

    part: PrintedPart
    printed: Decimal
    ours: float | None
    difference: float | None
    tolerance: float
    state: State


@dataclass(frozen=True, slots=True)
class TableCell:
    """One outcome under one model: MD minus PL and half the width of its 95 % range.

    `printed` is the cell as the paper has it, None where it is not given; ours is None where it
    cannot be estimated, and `note` says why, or what is known to be misprinted.
    """

    outcome: str
    model: Model
    printed: str | None
    ours: float | None
    half_width: float | None
    p: float | None
    stars: str
    state: State
    misprinted: bool
    note: str
    numbers: tuple[ComparedNumber, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many printed numbers agree (also to rounding), differ as known, or differ."""

    agree: int
    known: int
    differ: int

    @property
    def says(self) -> str:
        """The counts as one line: "37 of 40 printed numbers agree · 3 differ, known misprints"."""
        total = self.agree + self.known + self.differ
        parts = [f"{self.agree} of {total} printed numbers agree"]
        if self.known:
            parts.append(f"{self.known} differ, known misprints")
        if self.differ:
            parts.append(f"{self.differ} differ")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class ReproductionTable:
    """A printed table computed again."""

    title: str
    cells: tuple[TableCell, ...]

    @property
    def numbers(self) -> Numbers:
        """The printed numbers by how they compare."""
        states = [number.state for cell in self.cells for number in cell.numbers]
        return Numbers(
            agree=states.count(State.AGREES) + states.count(State.AGREES_TO_ROUNDING),
            known=states.count(State.DIFFERS_KNOWN),
            differ=states.count(State.DIFFERS),
        )

    @property
    def outcomes(self) -> tuple[tuple[TableCell, TableCell], ...]:
        """The cells of each outcome, without the guess and with it."""
        cells = {(cell.outcome, cell.model): cell for cell in self.cells}
        return tuple(
            (cell, cells[cell.outcome, Model.GUESS])
            for cell in self.cells
            if cell.model is Model.CONDITION
        )

    @property
    def unexplained(self) -> tuple[TableCell, ...]:
        """Cells that differ for no known reason."""
        return tuple(cell for cell in self.cells if cell.state is State.DIFFERS)


def reproduction_table(fits: Sequence[Fit], printed: PrintedTable) -> ReproductionTable:
    """The cells of the first two models, every outcome with both."""
    cells = [
        _cell(fit, printed.cell(fit.outcome, fit.model), printed.misprint(fit.outcome, fit.model))
        for fit in fits
        if fit.model in PRINTED_MODELS
    ]
    return ReproductionTable(printed.title, tuple(cells))


def stars_of(p: float) -> str:
    """The stars of a two-sided p: * below .05, ** below .01, *** below .001."""
    return next((stars for limit, stars in STARS if p < limit), "")


@dataclass(frozen=True, slots=True)
class _Ours:
    """MD minus PL of one fit as the paper prints it, or why there is none."""

    estimate: float | None
    half_width: float | None
    p: float | None
    stars: str
    says: str


def _cell(fit: Fit, printed: PrintedCell | None, misprint: Misprint | None) -> TableCell:
    ours = _ours(fit)
    differs = State.DIFFERS_KNOWN if _is_known(misprint, ours) else State.DIFFERS
    numbers = _compared(printed, ours, differs) if printed else ()
    state = _worst(numbers, _stars_state(printed, ours, differs)) if printed else State.NOT_GIVEN
    return TableCell(
        outcome=fit.outcome,
        model=fit.model,
        printed=str(printed) if printed else None,
        ours=ours.estimate,
        half_width=ours.half_width,
        p=ours.p,
        stars=ours.stars,
        state=state,
        misprinted=misprint is not None,
        note=ours.says or (misprint.says if misprint else ""),
        numbers=numbers,
    )


def _ours(fit: Fit) -> _Ours:
    if isinstance(fit.estimate, NotEstimable):
        return _Ours(None, None, None, "", fit.estimate.says)
    found = next(c for c in fit.estimate.coefficients if c.term == _CONDITION)
    return _Ours(-found.estimate, _HALF_WIDTHS * found.se, found.p, stars_of(found.p), "")


def _is_known(misprint: Misprint | None, ours: _Ours) -> bool:
    """Whether ours is what the public rows are known to give in place of a misprint."""
    if misprint is None or misprint.public is None:
        return False
    numbers = _compared(misprint.public, ours, State.DIFFERS)
    stars = _stars_state(misprint.public, ours, State.DIFFERS)
    return {*(number.state for number in numbers), stars} == {State.AGREES}


def _compared(printed: PrintedCell, ours: _Ours, differs: State) -> tuple[ComparedNumber, ...]:
    """The numbers of a printed cell beside ours; `differs` is the state of one that does not."""
    pairs = (
        (PrintedPart.ESTIMATE, printed.estimate, ours.estimate, State.DIFFERS),
        (PrintedPart.HALF_WIDTH, printed.half_width, ours.half_width, State.AGREES_TO_ROUNDING),
    )
    found = (_number(*pair) for pair in pairs)
    return tuple(
        replace(number, state=differs) if number.state is State.DIFFERS else number
        for number in found
    )


def _number(
    part: PrintedPart, printed: Decimal, ours: float | None, one_off: State
) -> ComparedNumber:
    unit = float(Decimal(1).scaleb(int(printed.as_tuple().exponent)))
    difference = None if ours is None else ours - float(printed)
    state = State.DIFFERS if difference is None else _state(abs(difference) / unit, one_off)
    return ComparedNumber(part, printed, ours, difference, unit / 2, state)


def _state(units: float, one_off: State) -> State:
    """What a difference of so many last digits says."""
    if units <= 0.5 + _ROUNDING:
        return State.AGREES
    return one_off if units <= 1.5 + _ROUNDING else State.DIFFERS


def _stars_state(printed: PrintedCell, ours: _Ours, differs: State) -> State:
    return State.AGREES if printed.stars == ours.stars else differs


def _worst(numbers: Sequence[ComparedNumber], stars: State) -> State:
    order = list(State)
    return max((*(number.state for number in numbers), stars), key=order.index)
