"""The amounts that are felt half of the time, and one time in ten: for clinicians and researchers.

    ED50 = e^m,   ED10 = e^{m + s·Φ⁻¹(0.1)}       without guesses and lapses, for the first batch

No page, letter, file or answer for a participant may import this module; a test holds them to it.

Source: methods.md sections 4.2 and 4.3.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.estimates import NotEstimable
from limen.inference.felt_estimates import PotencyKnown
from limen.inference.tails import normal_quantile
from limen.inference.threshold import QUANTILES, Record
from limen.inference.threshold_estimates import AmountRange, ThresholdInternals
from limen.inference.threshold_lattice import Posterior
from limen.inference.threshold_prior import Axis, Sizes


def threshold_internals(
    amounts_mg: Sequence[float],
    felt: Sequence[bool | None],
    batches: Sequence[str | None],
    gaps_days: Sequence[int | None],
    unit_centre_mg: float,
    *,
    potency: Mapping[str, PotencyKnown] | None = None,
) -> ThresholdInternals | NotEstimable:
    """Where the felt curve of a record lies, with ranges; arguments as in `threshold_posterior`.

    Raises:
        ValueError: as `threshold_posterior`.

    Source: methods.md section 4.2.
    """
    record = Record.of(amounts_mg, felt, batches, gaps_days, unit_centre_mg)
    if isinstance(record, NotEstimable):
        return record
    return felt_curve(record.posterior(potency or {}, Sizes()), unit_centre_mg)


def felt_curve(posterior: Posterior, unit_centre_mg: float) -> ThresholdInternals:
    """Where the weights of a lattice put the felt curve.

    Source: methods.md section 4.2.
    """
    return ThresholdInternals(
        ed50=_amounts(posterior, 0.5, unit_centre_mg),
        ed10=_amounts(posterior, 0.1, unit_centre_mg),
    )


def _amounts(posterior: Posterior, share: float, unit_centre_mg: float) -> AmountRange:
    """Quantiles of m + s·Φ⁻¹(share), each value the middle of its weight."""
    lattice = posterior.lattice
    nodes: Floats = lattice.location[:, None] + lattice.slope * float(normal_quantile(share))
    places, which = np.unique(nodes, return_inverse=True)
    weights = np.bincount(
        which.ravel(), posterior.marginal(Axis.LOCATION, Axis.SLOPE).ravel(), len(places)
    )
    middles = np.cumsum(weights) - weights / 2
    ends: Floats = unit_centre_mg * np.exp(np.interp(QUANTILES, middles, places))
    return AmountRange(*map(float, ends))
