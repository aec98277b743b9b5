"""The lattice of the threshold model: what is thought possible before the first answer.

    P(felt | amount x, batch b) = g + (1 − g − l)·Φ([ln x + o_b − m − η·e^{−(Δ−1)/3}] / s)
    P(felt | placebo)           = g

    m    ln of the amount felt half of the time, of the first batch: N(ln centre, 1.2)
    s    slope: ln s ~ N(ln 0.4, 0.5).   Very shallow curves occur: the prior must stay this wide.
    g    guess rate: Beta(1, 6).         l    lapse rate: Beta(1, 20)
    o_b  ln potency of a batch against the first: N(0, 0.15) tested, 0.45 same source, 0.6 unknown
    η    what one day between amounts takes away: half-normal(0.3), only where spacings Δ differ

The masses of m, ln s and η are those of their cells, edges half-way and ends open; g and l have
nodes of equal mass, since a density on uneven nodes costs coverage; o_b has Gauss–Hermite nodes.

Axes: G, L, M, S, E nodes of g, l, m, s, η; B nodes of one o_b.

Source: methods.md section 4.1.
"""

from dataclasses import dataclass
from enum import IntEnum
from math import log

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.felt_estimates import PotencyKnown
from limen.inference.tails import normal_cdf

CENTRE_SPREAD = 1.2
REACH = (log(0.08), log(8.0))  # of m around its centre
LN_SLOPES = (log(0.12), log(1.2))
SLOPE_CENTRE, SLOPE_SPREAD = log(0.4), 0.5
GUESS_SHAPE, LAPSE_SHAPE = 6, 20
SPACING_NODES, SPACING_SPREAD = (0.0, 0.12, 0.3, 0.5, 0.8), 0.3
NO_SPACING = (0.0,)
POTENCY_SPREADS = {
    PotencyKnown.TESTED: 0.15,
    PotencyKnown.SAME_SOURCE: 0.45,
    PotencyKnown.UNKNOWN: 0.6,
}


class Axis(IntEnum):
    """The axes of the lattice, in their order; the last ones are the longest."""

    GUESS = 0
    LAPSE = 1
    LOCATION = 2
    SLOPE = 3
    SPACING = 4


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many nodes each parameter has; with fewer ones every node can be looked at by hand."""

    location: int = 61
    slope: int = 14
    guess: int = 10
    lapse: int = 4
    batch: int = 9


@dataclass(frozen=True, slots=True)
class Lattice:
    """Nodes and their masses: m relative to the centre of the unit, each axis adding to 1.

    `batch` holds the nodes of a standard normal, to be stretched by the spread of a batch.
    """

    location: Floats
    location_mass: Floats
    slope: Floats
    slope_mass: Floats
    spacing: Floats
    spacing_mass: Floats
    guess: Floats
    lapse: Floats
    batch: Floats
    batch_mass: Floats

    @classmethod
    def of(cls, sizes: Sizes, *, has_spacing: bool) -> "Lattice":
        """The lattice; without spacing, η has the one node 0."""
        location = np.linspace(*REACH, sizes.location)
        ln_slope = np.linspace(*LN_SLOPES, sizes.slope)
        spacing: Floats = np.array(SPACING_NODES if has_spacing else NO_SPACING)
        batch, batch_mass = np.polynomial.hermite_e.hermegauss(sizes.batch)
        return cls(
            location=location,
            location_mass=np.diff(_at_edges(location / CENTRE_SPREAD)),
            slope=np.exp(ln_slope),
            slope_mass=np.diff(_at_edges((ln_slope - SLOPE_CENTRE) / SLOPE_SPREAD)),
            spacing=spacing,
            spacing_mass=2 * np.diff(_at_edges(spacing / SPACING_SPREAD)[1:], prepend=0.5),
            guess=_beta_nodes(GUESS_SHAPE, sizes.guess),
            lapse=_beta_nodes(LAPSE_SHAPE, sizes.lapse),
            batch=batch,
            batch_mass=batch_mass / batch_mass.sum(),
        )

    @property
    def prior(self) -> Floats:
        """The mass of each node (G, L, M, S, E)."""
        product = np.full((len(self.guess), len(self.lapse)), 1 / len(self.guess) / len(self.lapse))
        for masses in (self.location_mass, self.slope_mass, self.spacing_mass):
            product = product[..., None] * masses
        return product


def _at_edges(nodes: Floats) -> Floats:
    """What a standard normal has below each edge of the cells of these nodes."""
    return normal_cdf(np.concatenate(([-np.inf], (nodes[1:] + nodes[:-1]) / 2, [np.inf])))


def _beta_nodes(shape: int, count: int) -> Floats:
    """Quantiles (i + ½)/count of Beta(1, shape)."""
    quantiles: Floats = 1 - (1 - (np.arange(count) + 0.5) / count) ** (1 / shape)
    return quantiles
