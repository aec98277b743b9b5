"""The threshold model the slow way: every node by itself, one after the other.

Nothing of the fast form is used; the lattice is made anew, and quantiles come from sorting. The
full lattice with one batch takes seconds; with a handful of nodes for each parameter it is quick.

Source: methods.md sections 4.1 and 4.3.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import NormalDist, fmean

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.felt_estimates import (
    FeltEstimate,
    FeltRate,
    FeltRow,
    MoreThanPlacebo,
    PotencyKnown,
)
from limen.inference.threshold_estimates import AmountRange, ThresholdInternals

FULL = (61, 14, 10, 4, 9)  # nodes of m, s, g, l and of the potency of one batch
FEWEST_ANSWERS, FEWEST_DAYS = 8, 4
SPREADS = {
    PotencyKnown.TESTED: 0.15,
    PotencyKnown.SAME_SOURCE: 0.45,
    PotencyKnown.UNKNOWN: 0.6,
}
POINTS, SURE, ALIKE = 0.10, 0.9, 1.10
NORMAL = NormalDist()

Nodes = list[tuple[float, float]]  # (value, mass)


@dataclass(frozen=True, slots=True)
class _Day:
    place: int
    amount_mg: float
    felt: bool | None
    batch: str
    carried: float


@dataclass(slots=True)
class _Node:
    """A node with its weight, and for each batch the share of each potency."""

    weight: float
    m: float
    s: float
    eta: float
    g: float
    lapse: float
    shares: dict[str, Nodes] = field(default_factory=dict[str, Nodes])

    def felt(self, day: _Day, offset: float) -> float:
        away = math.log(day.amount_mg) + offset - self.m - self.eta * day.carried
        return self.g + (1 - self.g - self.lapse) * NORMAL.cdf(away / self.s)


def threshold_posterior(  # noqa: PLR0913 -- the fast form's, and the size of the lattice
    amounts_mg: Sequence[float],
    felt: Sequence[bool | None],
    batches: Sequence[str | None],
    gaps_days: Sequence[int | None],
    unit_centre_mg: float,
    *,
    potency: Mapping[str, PotencyKnown] | None = None,
    sizes: tuple[int, int, int, int, int] = FULL,
) -> FeltEstimate | NotEstimable:
    """What `limen.inference.threshold.threshold_posterior` gives.

    Source: methods.md sections 4.1 and 4.3.
    """
    answered = [
        amount for amount, answer in zip(amounts_mg, felt, strict=True) if answer is not None
    ]
    if len(answered) < FEWEST_ANSWERS or not any(answered):
        return NotEstimable(Reason.TOO_FEW_DAYS, "There are too few answered days.")
    days = _days(amounts_mg, felt, batches, gaps_days)
    placebo = {place: felt[place] for place, amount in enumerate(amounts_mg) if amount == 0}
    said = list(placebo.values())
    nodes = _weighted(days, said, math.log(unit_centre_mg), potency or {}, sizes)
    rows = _rows(days)
    usual = max(range(len(rows)), key=lambda number: len(rows[number]))
    estimated = [_row(nodes, row) for row in rows]
    chance = _chance_of_more(nodes, rows[usual]) if placebo else None
    guesses = [(node.g, node.weight) for node in nodes]
    return FeltEstimate(
        rows=tuple(estimated),
        placebo=FeltRow(
            batch=None,
            places=tuple(placebo),
            noticed=said.count(True),
            unsure=said.count(None),
            rate=FeltRate(*_between_nodes(guesses)) if len(placebo) >= FEWEST_DAYS else None,
        ),
        usual=estimated[usual],
        chance=chance,
        more_than_placebo=_more(chance),
    )


def threshold_internals(  # noqa: PLR0913 -- as above
    amounts_mg: Sequence[float],
    felt: Sequence[bool | None],
    batches: Sequence[str | None],
    gaps_days: Sequence[int | None],
    unit_centre_mg: float,
    *,
    potency: Mapping[str, PotencyKnown] | None = None,
    sizes: tuple[int, int, int, int, int] = FULL,
) -> ThresholdInternals:
    """What `limen.inference.threshold_internals.threshold_internals` gives for enough answers.

    Source: methods.md section 4.2.
    """
    days = _days(amounts_mg, felt, batches, gaps_days)
    said = [answer for amount, answer in zip(amounts_mg, felt, strict=True) if amount == 0]
    nodes = _weighted(days, said, math.log(unit_centre_mg), potency or {}, sizes)
    half = _between_nodes([(node.m, node.weight) for node in nodes])
    tenth = _between_nodes([(node.m + node.s * NORMAL.inv_cdf(0.1), node.weight) for node in nodes])
    return ThresholdInternals(*(AmountRange(*map(math.exp, ends)) for ends in (half, tenth)))


def _days(
    amounts_mg: Sequence[float],
    felt: Sequence[bool | None],
    batches: Sequence[str | None],
    gaps: Sequence[int | None],
) -> list[_Day]:
    columns = enumerate(zip(amounts_mg, felt, batches, gaps, strict=True))
    return [
        _Day(place, amount, answer, batch or "", 0.0 if gap is None else math.exp((1 - gap) / 3))
        for place, (amount, answer, batch, gap) in columns
        if amount > 0
    ]


def _weighted(
    days: list[_Day],
    said: list[bool | None],
    centre: float,
    potency: Mapping[str, PotencyKnown],
    sizes: tuple[int, int, int, int, int],
) -> list[_Node]:
    """Every node with its weight after the answers; `said` are those of placebo days."""
    nodes = _prior(centre, days, sizes)
    potencies = _potencies(days, potency, sizes[-1])
    for node in nodes:
        node.weight *= node.g ** said.count(True) * (1 - node.g) ** said.count(False)
        for batch, offsets in potencies.items():
            likelihoods = [
                (offset, mass * _likelihood(node, days, batch, offset)) for offset, mass in offsets
            ]
            total = sum(likelihood for _, likelihood in likelihoods)
            node.shares[batch] = [
                (offset, likelihood / total) for offset, likelihood in likelihoods
            ]
            node.weight *= total
    return nodes


def _prior(centre: float, days: list[_Day], sizes: tuple[int, int, int, int, int]) -> list[_Node]:
    m_count, s_count, g_count, lapse_count, _ = sizes
    m_nodes = _cells(_even(math.log(0.08), math.log(8), m_count), 0.0, 1.2)
    s_nodes = _cells(_even(math.log(0.12), math.log(1.2), s_count), math.log(0.4), 0.5)
    spacings = {day.carried for day in days if day.felt is not None and day.carried}
    eta_nodes = _half_normal((0.0, 0.12, 0.3, 0.5, 0.8), 0.3) if len(spacings) > 1 else [(0.0, 1.0)]
    axes = (m_nodes, s_nodes, eta_nodes, _beta(6, g_count), _beta(20, lapse_count))
    return [
        _Node(
            m_mass * s_mass * eta_mass * g_mass * lapse_mass, centre + m, math.exp(s), eta, g, lapse
        )
        for (m, m_mass), (s, s_mass), (eta, eta_mass), (g, g_mass), (
            lapse,
            lapse_mass,
        ) in itertools.product(*axes)
    ]


def _potencies(
    days: list[_Day], potency: Mapping[str, PotencyKnown], count: int
) -> dict[str, Nodes]:
    """For each batch, the first one being the measure of the others, its potencies and masses."""
    first, *others = dict.fromkeys(day.batch for day in days)
    found = {first: [(0.0, 1.0)]}
    for batch in others:
        spread = SPREADS[potency.get(batch, PotencyKnown.UNKNOWN)]
        found[batch] = [(spread * node, mass) for node, mass in _gauss_hermite(count)]
    return found


def _likelihood(node: _Node, days: list[_Day], batch: str, offset: float) -> float:
    chances = ((node.felt(day, offset), day) for day in days if day.batch == batch)
    return math.prod(
        1.0 if day.felt is None else chance if day.felt else 1 - chance for chance, day in chances
    )


def _rows(days: list[_Day]) -> list[list[_Day]]:
    rows: list[list[_Day]] = []
    for day in days:
        for row in rows:
            amounts = [day.amount_mg, *(other.amount_mg for other in row)]
            if row[0].batch == day.batch and max(amounts) <= ALIKE * min(amounts) * (1 + 1e-9):
                row.append(day)
                break
        else:
            rows.append([day])
    return rows


def _row(nodes: list[_Node], days: list[_Day]) -> FeltRow:
    answers = [day.felt for day in days]
    return FeltRow(
        batch=days[0].batch,
        places=tuple(day.place for day in days),
        noticed=answers.count(True),
        unsure=answers.count(None),
        rate=_sorted_quantiles(_chances(nodes, days)) if len(days) >= FEWEST_DAYS else None,
    )


def _chances(nodes: list[_Node], days: list[_Day]) -> Nodes:
    """The mean chance of YES on these days at every node and potency, with its weight."""
    return [
        (fmean(node.felt(day, offset) for day in days), node.weight * share)
        for node in nodes
        for offset, share in node.shares[days[0].batch]
    ]


def _chance_of_more(nodes: list[_Node], days: list[_Day]) -> float:
    more = 0.0
    for node in nodes:
        for offset, share in node.shares[days[0].batch]:
            if fmean(node.felt(day, offset) for day in days) - node.g > POINTS:
                more += node.weight * share
    return more / sum(node.weight for node in nodes)


def _more(chance: float | None) -> MoreThanPlacebo:
    if chance is None or 1 - SURE <= chance <= SURE:
        return MoreThanPlacebo.CANNOT_TELL
    return MoreThanPlacebo.YES if chance > SURE else MoreThanPlacebo.NO


def _sorted_quantiles(chances: Nodes) -> FeltRate:
    total, gathered = sum(weight for _, weight in chances), 0.0
    found: list[float] = []
    wanted = [0.05, 0.5, 0.95]
    for chance, weight in sorted(chances):
        gathered += weight / total
        while wanted and gathered >= wanted[0]:
            wanted.pop(0)
            found.append(chance)
    return FeltRate(*found)


def _between_nodes(nodes: Nodes) -> list[float]:
    """Quantiles by straight lines between nodes, each the middle of its weight."""
    weights: dict[float, float] = {}
    for value, weight in nodes:
        weights[value] = weights.get(value, 0.0) + weight
    total, gathered = sum(weights.values()), 0.0
    middles: list[tuple[float, float]] = []
    for value, weight in sorted(weights.items()):
        middles.append(((gathered + weight / 2) / total, value))
        gathered += weight
    return [_on_line(middles, tail) for tail in (0.05, 0.5, 0.95)]


def _on_line(points: list[tuple[float, float]], at: float) -> float:
    if at <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if at <= x1:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
    return points[-1][1]


def _even(first: float, last: float, count: int) -> list[float]:
    return [first + (last - first) * step / (count - 1) for step in range(count)]


def _cells(nodes: list[float], centre: float, spread: float) -> Nodes:
    """Each node with what a normal distribution has between its edges."""
    edges = [-math.inf, *((a + b) / 2 for a, b in itertools.pairwise(nodes)), math.inf]
    below = [NORMAL.cdf((edge - centre) / spread) for edge in edges]
    return [(node, b - a) for node, (a, b) in zip(nodes, itertools.pairwise(below), strict=True)]


def _half_normal(nodes: Sequence[float], spread: float) -> Nodes:
    edges = [0.0, *((a + b) / 2 for a, b in itertools.pairwise(nodes)), math.inf]
    below = [2 * NORMAL.cdf(edge / spread) - 1 for edge in edges]
    return [(node, b - a) for node, (a, b) in zip(nodes, itertools.pairwise(below), strict=True)]


def _beta(shape: int, count: int) -> Nodes:
    """Quantiles of Beta(1, shape), of equal mass."""
    return [(1 - (1 - (i + 0.5) / count) ** (1 / shape), 1 / count) for i in range(count)]


def _gauss_hermite(count: int) -> Nodes:
    """Nodes and masses for a standard normal: roots of He_n, and n!/(n He_{n−1})² there."""
    steps = [-10 + step / 100 for step in range(2001)]
    roots: list[float] = []
    for low, high in itertools.pairwise(steps):
        a, b = low + 1e-6, high + 1e-6  # no root falls on an edge
        if _hermite(count, a) * _hermite(count, b) < 0:
            for _ in range(60):
                middle = (a + b) / 2
                a, b = (
                    (middle, b) if _hermite(count, a) * _hermite(count, middle) > 0 else (a, middle)
                )
            roots.append((a + b) / 2)
    return [
        (root, math.factorial(count) / (count * _hermite(count - 1, root)) ** 2) for root in roots
    ]


def _hermite(order: int, x: float) -> float:
    before, value = 0.0, 1.0
    for n in range(order):
        before, value = value, x * value - n * before
    return value
