"""What invented trials show: that a difference can be belief alone, and how a verdict reads."""

from collections.abc import Sequence
from dataclasses import dataclass

from limen.reports.analysed import Analysed
from limen.reports.published_analyses import blinding_rows, fit_rows, guess_curve_rows, strata_rows
from limen.reports.reproduction import ReproductionTable, TableCell
from limen.studies.published.analyses import Analyses
from limen.studies.published.rows import Rows

_P = 0.05


@dataclass(frozen=True, slots=True)
class OnePerson:
    """An invented trial of one person, analysed like one's own, with the points put into it.

    `effect` is what a microdose adds on its day, `belief` what a guess "microdose" adds.
    """

    analysed: Analysed
    effect: float
    belief: float

    @property
    def opening(self) -> str:
        """What it is, before the verdict."""
        return (
            "And one person: an invented blinded trial of 12 weeks, a capsule every third day, "
            "half of them placebo."
        )

    @property
    def says(self) -> str:
        """What was put into it, which no real trial tells."""
        return (
            f"What was put into it: a microdose adds {self.effect} points on its day and less on "
            f"the two days after, and believing in one adds {self.belief}. A verdict can miss "
            "what is there; it is made so that it seldom says more than there is."
        )


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Two invented trials, one computed like a published one; `seed` makes the same ones again."""

    seed: int
    rows: Rows
    analyses: Analyses
    table: ReproductionTable
    trial: OnePerson

    @property
    def opening(self) -> str:
        """What it is, before any number."""
        people = len(set(self.rows.columns["trial_id"]))
        return (
            f"Made a demo: an invented trial of {people} people over four weeks. "
            "Invented data, thrown away on exit."
        )

    @property
    def says(self) -> str:
        """What the table shows, in one paragraph."""
        without, with_guess = zip(*self.table.outcomes, strict=True)
        return (
            "In this invented trial the capsules do nothing; what people believe about them "
            "changes their ratings. Without the guess, microdose and placebo differ in "
            f"{_differing(without)} of {len(without)} measures (p < .05); with the guess in the "
            f"model, in {_differing(with_guess)}. By chance alone about one in twenty would. "
            "The second model is not the last word: a guess is made after the capsule, so holding "
            "it fixed can hide a difference or make one."
        )


def demonstration_answer(demonstration: Demonstration) -> dict[str, object]:
    """The `data` of the answer of `demo`."""
    return {
        "invented": True,
        "seed": demonstration.seed,
        "says": demonstration.says,
        "rows": demonstration.rows.accepted,
        "fits": fit_rows(demonstration.analyses.fits),
        "table": demonstration.table.cells,
        "strata": strata_rows(demonstration.analyses.strata),
        "blinding": blinding_rows(demonstration.analyses.blinding),
        "guess_curve": guess_curve_rows(demonstration.analyses.guess_curves),
        "trial": demonstration.trial.analysed.data,
        "trial_says": demonstration.trial.says,
    }


def _differing(cells: Sequence[TableCell]) -> int:
    return sum(cell.p is not None and cell.p < _P for cell in cells)
