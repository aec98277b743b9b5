"""Marginal means the slow way: predict every row in every cell and level, then average.

Source: methods.md section 6.3; Searle, Speed & Milliken 1980, The American Statistician 34:216.
"""

from collections.abc import Mapping, Sequence
from itertools import product


def reference_means(
    coefficients: Mapping[str, float],
    columns: Mapping[str, Sequence[float]],
    *,
    first: str,
    second: str,
    both: str,
    factors: Mapping[str, tuple[str, ...]],
) -> dict[str, float]:
    """Cell means and simple differences under the keys of `marginal_means.two_by_two`.

    `factors` gives the columns of each further factor; its reference level has none. Every row is
    predicted with both factors set to the cell and every further factor at each of its levels in
    turn, and all predictions of a cell are averaged.
    """
    levels = [[{}, *({name: 1.0} for name in names)] for names in factors.values()]
    zeros = {name: 0.0 for names in factors.values() for name in names}
    means: dict[str, float] = {}
    for j, i in product((0, 1), (0, 1)):
        cell = {first: float(i), second: float(j), both: float(i * j)}
        predictions = [
            _predicted(coefficients, row | zeros | cell | _merged(chosen))
            for row in _rows(columns)
            for chosen in product(*levels)
        ]
        means[f"{i}{j}"] = sum(predictions) / len(predictions)
    return means | {
        "first at 0": means["00"] - means["10"],
        "first at 1": means["01"] - means["11"],
        "second at 0": means["00"] - means["01"],
        "second at 1": means["10"] - means["11"],
    }


def _rows(columns: Mapping[str, Sequence[float]]) -> list[dict[str, float]]:
    names = tuple(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _merged(chosen: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: value for level in chosen for name, value in level.items()}


def _predicted(coefficients: Mapping[str, float], row: Mapping[str, float]) -> float:
    return sum(coefficients[name] * row[name] for name in coefficients)
