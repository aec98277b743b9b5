"""Our estimates of what material holds, and where the bands end, as the tables of facts state them.

Nothing here is ever shown as a number: it makes the width of a range beside a recorded amount.
"""

from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from limen.diary.content import BandEdges
from limen.evidence.tables import dose_spectrum, potency

MOST_BY_STORAGE = 0.30
"""Storage adds no more than this to the spread between batches. Source: facts.md section 3."""


@dataclass(frozen=True, slots=True)
class ContentPriors:
    """What is assumed of a batch before it is tested; spreads are of the logarithm.

    Args:
        untested_mg_per_gram: middle of untested dried *P. cubensis*.
        untested_spread: between such batches.
        tested_spread: around the result of a laboratory.
        pieces_spread: between single pieces of one batch.
        powder_spread: between portions of one powder.
        scales_grams: standard deviation of what scales read.
        storage_a_month: what a month of storage adds to the spread between batches.
    """

    untested_mg_per_gram: float
    untested_spread: float
    tested_spread: float
    pieces_spread: float
    powder_spread: float
    scales_grams: float
    storage_a_month: float


@cache
def content_priors() -> ContentPriors:
    """The estimates of the table of potency.

    Source: facts.md section 3.
    """
    known = potency().priors
    untested, tested = known["prior_between_batch"], known["prior_tested_batch"]
    return ContentPriors(
        untested_mg_per_gram=untested.value,
        untested_spread=log(untested.gsd or 1),
        tested_spread=log(tested.value),
        pieces_spread=_spread(known["prior_within_batch_single"].value),
        powder_spread=_spread(known["prior_within_batch_powder"].value),
        scales_grams=known["prior_scale"].value,
        storage_a_month=known["prior_decay"].value,
    )


@cache
def psilocybin_edges() -> BandEdges:
    """Where the bands of psilocybin end, in milligrams."""
    return _edges("mg", 1)


@cache
def lsd_edges() -> BandEdges:
    """Where the bands of LSD end, in milligrams."""
    return _edges("lsd", 1000)


def _edges(unit: str, parts_of_milligram: float) -> BandEdges:
    rows = dose_spectrum()
    ends = [rows[f"{unit}_{band}"].high or 0 for band in ("microdose", "low", "gap")]
    microdose, low, between = (end / parts_of_milligram for end in ends)
    return BandEdges(microdose, low, between)


def _spread(variation: float) -> float:
    """The spread of the logarithm that belongs to a coefficient of variation."""
    return sqrt(log(1 + variation**2))
