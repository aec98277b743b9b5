"""Marginal means of a 2 x 2 from a fitted model, and the differences between them.

    mean(i, j) = β·(1, i, j, ij, held),   difference = mean(0, j) − mean(1, j)

Both factors are coded 0 (reference) and 1, `both` is their product. The weights go to an estimator
as contrasts, so that means and differences have the model's own errors and degrees of freedom.

Source: methods.md section 6.3 ("Marginal means"); Searle, Speed & Milliken 1980,
The American Statistician 34:216.
"""

from collections.abc import Mapping


def two_by_two(
    first: str, second: str, both: str, held_at: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Weights by column name for the four cells of a 2 x 2 and its four simple differences.

    Args:
        first: name of the 0/1 column of the first factor.
        second: name of the 0/1 column of the second factor.
        both: name of the column of their product.
        held_at: value of every other column: 1 for the intercept, the mean over the analysed rows
            for a covariate, 1/levels for each column of a further factor (levels weigh alike).

    Returns:
        Cells `"00"`, `"10"`, `"01"`, `"11"` (level of first, then of second), and the differences
        level 0 − level 1 of one factor at a level of the other: `"first at 0"`, `"first at 1"`,
        `"second at 0"`, `"second at 1"`.

    Source: methods.md section 6.3.
    """
    cells = {
        f"{i}{j}": {**held_at, first: float(i), second: float(j), both: float(i * j)}
        for j in (0, 1)
        for i in (0, 1)
    }
    return cells | {
        "first at 0": _difference(cells["00"], cells["10"]),
        "first at 1": _difference(cells["01"], cells["11"]),
        "second at 0": _difference(cells["00"], cells["01"]),
        "second at 1": _difference(cells["10"], cells["11"]),
    }


def _difference(left: Mapping[str, float], right: Mapping[str, float]) -> dict[str, float]:
    return {name: left[name] - right[name] for name in left}
