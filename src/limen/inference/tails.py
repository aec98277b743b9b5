"""Tails of Student's t, the normal and the beta distribution, from a library with loose types.

This is the only file that meets `scipy.special`. Arguments broadcast against each other; what comes
out is an array of float64 of the common shape, without axes where all arguments are single numbers.
"""

import numpy as np
from scipy import special  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]  # -- SciPy has no types

from limen.inference.arrays import Floats


def student_two_sided(t: Floats | float, df: Floats | float) -> Floats:
    """The chance that Student's t lies at least as far from 0 as t, in either direction.

    Args:
        t: any number.
        df: degrees of freedom, above 0, whole or not.

    Source: `scipy.special.stdtr`.
    """
    return _floats(2 * special.stdtr(df, -np.abs(t)))


def student_cdf(t: Floats | float, df: Floats | float) -> Floats:
    """The chance that Student's t with these degrees of freedom, above 0, is at most t.

    Source: `scipy.special.stdtr`.
    """
    return _floats(special.stdtr(df, t))


def student_quantile(probability: Floats | float, df: Floats | float) -> Floats:
    """The t below which Student's distribution has this probability.

    Args:
        probability: between 0 and 1, both excluded.
        df: degrees of freedom, above 0, whole or not.

    Source: `scipy.special.stdtrit`.
    """
    return _floats(special.stdtrit(df, probability))


def normal_cdf(z: Floats | float) -> Floats:
    """The chance that the standard normal is at most z.

    Source: `scipy.special.ndtr`.
    """
    return _floats(special.ndtr(z))


def normal_quantile(probability: Floats | float) -> Floats:
    """The z below which the standard normal has this probability in 0–1, both excluded.

    Source: `scipy.special.ndtri`.
    """
    return _floats(special.ndtri(probability))


def beta_cdf(first: Floats | float, second: Floats | float, value: Floats | float) -> Floats:
    """The chance that Beta(first, second), both above 0, is at most a value in 0–1.

    Source: `scipy.special.betainc`.
    """
    return _floats(special.betainc(first, second, value))


def beta_quantile(
    first: Floats | float, second: Floats | float, probability: Floats | float
) -> Floats:
    """The value below which Beta(first, second), both above 0, has a probability in 0–1.

    Source: `scipy.special.betaincinv`.
    """
    return _floats(special.betaincinv(first, second, probability))


def _floats(values: object) -> Floats:
    return np.asarray(values, dtype=np.float64)
