"""How often each verdict would come out, by simulating whole trials in cells.

A cell is one scenario. Its trials come in chunks with chance of their own, so that the counts are
the same for any number of workers and in any order. Cells are worked on in rounds; one whose 99 %
intervals are all within one point of a hundred takes no further part.

Source: methods.md section 8.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from limen.inference.ladder import Rung
from limen.inference.many_verdicts import RUNGS
from limen.studies.chunks import Spread, chunk_sizes
from limen.studies.judging import Chunk, chunk_verdicts
from limen.studies.scenarios import Scenario
from limen.terms.ports import Tell

CHUNK = 250  # trials that share their chance and their re-draws
ROUND = 1_000  # trials after which a cell may stop
CLOSE_ENOUGH, Z_99 = 0.01, 2.5758293035489004
UP = (Rung.L1, Rung.L2)


@dataclass(frozen=True, slots=True)
class VerdictShares:
    """How many of the simulated trials ended in each verdict, in the order of `RUNGS`.

    Raises:
        ValueError: there is no trial.
    """

    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.counts) != len(RUNGS) or self.runs < 1:
            raise ValueError("every verdict has its count, and there is at least one trial")

    @property
    def runs(self) -> int:
        """Simulated trials."""
        return sum(self.counts)

    def share(self, *rungs: Rung) -> float:
        """The share of trials with one of these verdicts, 0 to 1."""
        return sum(self.counts[RUNGS.index(rung)] for rung in rungs) / self.runs

    def mc_se(self, *rungs: Rung) -> float:
        """The Monte Carlo standard error of that share."""
        share = self.share(*rungs)
        return sqrt(share * (1 - share) / self.runs)

    @property
    def is_close_enough(self) -> bool:
        """Whether the 99 % intervals of L1 or better and of L2 lie within ± 1 point."""
        return max(_cautious_se(self, *UP), _cautious_se(self, Rung.L2)) * Z_99 <= CLOSE_ENOUGH


@dataclass(frozen=True, slots=True)
class PowerPoint:
    """One effect in day SD with what its trials came to."""

    effect: float
    shares: VerdictShares


def _nobody(done: int, total: int | None) -> None:
    """Somebody who hears how far it has come and says nothing."""


def power_curve(
    scenario: Scenario, effects: Sequence[float], trials: int, seed: int, over: Spread = map
) -> tuple[PowerPoint, ...]:
    """The verdicts of one scenario at several effects.

    Source: methods.md section 8.
    """
    cells = [replace(scenario, effect=effect) for effect in effects]
    found = simulated_verdicts(cells, trials, seed, over)
    return tuple(PowerPoint(effect, shares) for effect, shares in zip(effects, found, strict=True))


def simulated_verdicts(
    cells: Sequence[Scenario],
    trials: int,
    seed: int,
    over: Spread = map,
    tell: Tell = _nobody,
) -> tuple[VerdictShares, ...]:
    """How often each verdict comes out, for each cell.

    Args:
        cells: scenarios, each with its own name or effect.
        trials: the most for one cell, at least 1.
        seed: of the whole simulation.
        over: who does the work.
        tell: hears how many cells are done.

    Source: methods.md section 8.
    """
    found = [Counter[Rung]() for _ in cells]
    sizes = chunk_sizes(trials, CHUNK)
    still = list(range(len(cells)))
    for start in range(0, len(sizes), ROUND // CHUNK):
        numbers = range(start, min(start + ROUND // CHUNK, len(sizes)))
        turns = [(cell, number) for cell in still for number in numbers]
        chunks = [Chunk(cells[cell], seed, number, sizes[number]) for cell, number in turns]
        done = len(cells) - len(still)
        for (cell, number), verdicts in zip(turns, over(chunk_verdicts, chunks), strict=True):
            found[cell].update(verdicts)
            is_last = number == len(sizes) - 1
            done += is_last
            tell(done, len(cells))
        still = [cell for cell in still if not _shares(found[cell]).is_close_enough]
        if not still:
            break
    return tuple(_shares(verdicts) for verdicts in found)


def _shares(verdicts: Counter[Rung]) -> VerdictShares:
    return VerdictShares(tuple(verdicts[rung] for rung in RUNGS))


def _cautious_se(shares: VerdictShares, *rungs: Rung) -> float:
    """The standard error with one trial more on either side, so that it is never 0."""
    count = shares.share(*rungs) * shares.runs
    share = (count + 1) / (shares.runs + 2)
    return sqrt(share * (1 - share) / shares.runs)
