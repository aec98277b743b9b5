"""What simulated trials of a plan found, as rows of text that can be checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from limen.studies.scenarios import Cue

CUES = tuple(cue.name.lower() for cue in Cue)  # as they are asked for
HEADINGS = ("weeks", "effect", "L1+", "L2", "95 % of runs (L1+)")
NUMERIC = HEADINGS
Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class PowerRow:
    """One length and one effect: how often the trial ends in L1 or better, and in L2.

    `effect` is in day SD, shares are 0 to 1; `mcse` is the Monte Carlo standard error of
    `power_l1`.
    """

    weeks: int
    effect: float
    power_l1: float
    power_l2: float
    mcse: float


@dataclass(frozen=True, slots=True)
class SimulatedPower:
    """All rows, with the seed that gives them again and the most trials behind a row."""

    curve: tuple[PowerRow, ...]
    seed: int
    runs: int


def power_rows(curve: Sequence[PowerRow]) -> list[tuple[str, ...]]:
    """A row for each length and effect under `HEADINGS`."""
    return [
        (
            str(row.weeks),
            f"{row.effect:g}".replace("-", "−"),
            f"{row.power_l1:.2f}",
            f"{row.power_l2:.2f}",
            _range_of(row),
        )
        for row in curve
    ]


def _range_of(row: PowerRow) -> str:
    low, high = (row.power_l1 + sign * Z_95 * row.mcse for sign in (-1, 1))
    return f"{max(low, 0.0):.2f}–{min(high, 1.0):.2f}"
