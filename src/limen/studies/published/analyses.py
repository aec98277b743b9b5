"""What is computed from a published trial, as values: fits, strata, blinding, guess curves."""

from dataclasses import dataclass
from enum import StrEnum

from limen.inference.estimates import (
    BlindingEstimate,
    Coefficient,
    GuessRateCurve,
    NotEstimable,
    RandomInterceptEstimate,
)


class Model(StrEnum):
    """The models of a published trial: condition alone, with the guess, with their product."""

    CONDITION = "m1"
    GUESS = "m2"
    PRODUCT = "m3"


@dataclass(frozen=True, slots=True)
class Fit:
    """One outcome under one model."""

    outcome: str
    model: Model
    estimate: RandomInterceptEstimate | NotEstimable


@dataclass(frozen=True, slots=True)
class MarginalMean:
    """The mean of one cell of condition and guess, covariates held at their means."""

    condition: str
    guess: str
    mean: Coefficient


@dataclass(frozen=True, slots=True)
class SimpleContrast:
    """A difference ("MD - PL") of one factor while the other is held at a level."""

    contrast: str
    held_at: str
    difference: Coefficient


@dataclass(frozen=True, slots=True)
class StrataEstimate:
    """The four cells of condition and guess under the model with the product, and differences.

    `fixed_guess` compares conditions at each guess, `fixed_condition` guesses at each condition.
    """

    means: tuple[MarginalMean, ...]
    fixed_guess: tuple[SimpleContrast, ...]
    fixed_condition: tuple[SimpleContrast, ...]


@dataclass(frozen=True, slots=True)
class Strata:
    """The strata of one outcome, or why they cannot be had."""

    outcome: str
    estimate: StrataEstimate | NotEstimable


@dataclass(frozen=True, slots=True)
class GuessCounts:
    """Rows by condition and guess, in this order of words: MD is the microdose, PL placebo."""

    mdmd: int
    mdpl: int
    plmd: int
    plpl: int

    @property
    def n(self) -> int:
        """All rows."""
        return self.mdmd + self.mdpl + self.plmd + self.plpl


@dataclass(frozen=True, slots=True)
class BlindingTable:
    """How well the arms could be told apart in one selection of rows."""

    name: str
    counts: GuessCounts
    estimate: BlindingEstimate | NotEstimable


@dataclass(frozen=True, slots=True)
class GuessCurve:
    """The secondary display of one outcome: its difference at assumed rates of right guesses."""

    outcome: str
    curve: GuessRateCurve | NotEstimable


@dataclass(frozen=True, slots=True)
class Analyses:
    """Everything that is computed from a published trial."""

    fits: tuple[Fit, ...]
    strata: tuple[Strata, ...]
    blinding: tuple[BlindingTable, ...]
    guess_curves: tuple[GuessCurve, ...]
