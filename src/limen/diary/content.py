"""How much of the compound may be in one amount: a lognormal range, and the bands it covers."""

from dataclasses import dataclass
from math import erf, exp, log, sqrt

from limen.terms.bands import BandProbabilities
from limen.terms.interval import Interval


@dataclass(frozen=True, slots=True)
class BandEdges:
    """Where the bands of one compound end, in milligrams: microdose, low, and the gap above it."""

    microdose: float
    low: float
    between: float


@dataclass(frozen=True, slots=True)
class Content:
    """The content of one amount in milligrams of the compound, lognormal around its median.

    `edges` is None for a compound whose bands are not known; then no band is ever named.

    Raises:
        ValueError: median or spread is not a finite number above 0.

    Source: facts.md section 3.
    """

    median_mg: float
    spread: float
    edges: BandEdges | None

    def __post_init__(self) -> None:
        if not (0 < self.median_mg < float("inf") and 0 < self.spread < float("inf")):
            raise ValueError("a content has a median and a spread above 0")

    @property
    def range_mg(self) -> Interval[float]:
        """The range that holds the content with 95 % probability."""
        factor = exp(min(_TWO_SIDED_95 * self.spread, _LARGEST_EXPONENT))
        return Interval(self.median_mg / factor, self.median_mg * factor)

    @property
    def bands(self) -> BandProbabilities | None:
        """How likely the content lies in each band, or None where no bands are known."""
        if self.edges is None:
            return None
        edges = self.edges
        below = [self._below(edge) for edge in (edges.microdose, edges.low, edges.between)]
        return BandProbabilities(below[0], below[1] - below[0], below[2] - below[1], 1 - below[2])

    def _below(self, edge_mg: float) -> float:
        return (1 + erf(log(edge_mg / self.median_mg) / self.spread / sqrt(2))) / 2


_TWO_SIDED_95 = 1.959964
_LARGEST_EXPONENT = 700
