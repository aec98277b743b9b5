"""What an invented trial shows: that a difference between capsules can be belief alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from limen.reports.published_analyses import blinding_rows, fit_rows, guess_curve_rows, strata_rows
from limen.reports.reproduction import ReproductionTable, TableCell
from limen.studies.published.analyses import Analyses
from limen.studies.published.rows import Rows

_P = 0.05


@dataclass(frozen=True, slots=True)
class Demonstration:
    """An invented trial computed like a published one; `seed` makes the same one again."""

    seed: int
    rows: Rows
    analyses: Analyses
    table: ReproductionTable

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
    }


def _differing(cells: Sequence[TableCell]) -> int:
    return sum(cell.p is not None and cell.p < _P for cell in cells)
