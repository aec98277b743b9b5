"""What the random-intercept likelihood needs of the data, summed once, in two forms.

    k_m = λ/(1 + mλ);   A = I − Σ k_m G_m,   b = −Σ k_m g_m,   q = yy − Σ k_m h_m,
    β = A⁻¹b,   rss = q − b'β

G_m, g_m and h_m are sums over the participants with m rows: of s s', s·t and t², s being the column
sums and t the score sum of one participant. The columns have been made orthonormal and the scores
are residuals on them, so that X'X = I and X'y = 0: the coefficients here are what the random
intercept adds to ordinary least squares.

Equal numbers of rows need only diagonal matrices, and a step costs O(p) instead of O(p³).

Axes: T trials, M distinct numbers of rows, p columns.

Source: methods.md section 6.3.
"""

from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Flags, Floats
from limen.inference.reml_profile import Moments

SMALLEST_SHARE = 1e-9  # of what tells participants apart that the columns must leave


@dataclass(frozen=True, slots=True)
class DiagonalSums:
    """Every participant has m rows, and G is diagonal in the basis of the columns.

    `diagonal` and `cross` (g in that basis) have the shape (p, T), trials last because every step
    runs along them; `squares` is h and `total` is yy, of shape (T,).
    """

    rows_each: float
    participants: float
    diagonal: Floats
    cross: Floats
    squares: Floats
    total: Floats

    @property
    def rows(self) -> Floats:
        """Rows of each trial, shape (T,)."""
        return np.full(self.total.shape, self.rows_each * self.participants)

    @property
    def columns(self) -> int:
        """Columns, p."""
        return int(self.cross.shape[0])

    def moments(self, ratio: Floats) -> Moments:
        """The pieces of the criterion at λ."""
        m, c = self.rows_each, self.participants
        grown = 1 + m * ratio
        k, k_1, k_2 = ratio / grown, grown**-2, -2 * m * grown**-3
        a = 1 - k * self.diagonal
        a_1, a_2 = -k_1 * self.diagonal, -k_2 * self.diagonal
        beta = -k * self.cross / a
        turned_1 = a_1 / a
        lag = -k_1 * self.cross - a_1 * beta
        return Moments(
            sizes=c * np.log(grown),
            sizes_1=c * m / grown,
            sizes_2=-c * (m / grown) ** 2,
            log_det=np.log(a).sum(0),
            trace_1=turned_1.sum(0),
            trace_2=(a_2 / a).sum(0),
            trace_11=(turned_1**2).sum(0),
            rss=self.total - k * self.squares + (k * self.cross * beta).sum(0),
            rss_1=-k_1 * self.squares + (beta * (2 * k_1 * self.cross + a_1 * beta)).sum(0),
            rss_2=-k_2 * self.squares
            + (beta * (2 * k_2 * self.cross + a_2 * beta) - 2 * lag**2 / a).sum(0),
        )

    def coefficients(self, ratio: Floats) -> Floats:
        """The coefficients at λ in the diagonal basis, shape (T, p)."""
        k = ratio / (1 + self.rows_each * ratio)
        return (-k * self.cross / (1 - k * self.diagonal)).T

    def spread(self, contrast: Floats, ratio: Floats) -> tuple[Floats, Floats]:
        """l'A⁻¹l and l'A⁻¹A'A⁻¹l of a contrast of shape (T, p) at λ."""
        grown = 1 + self.rows_each * ratio
        a = 1 - ratio / grown * self.diagonal
        turned = contrast.T / a
        return (contrast.T * turned).sum(0), -(self.diagonal * turned**2).sum(0) / grown**2


@dataclass(frozen=True, slots=True)
class DenseSums:
    """Participants differ in their numbers of rows.

    `sizes` and `counts` have the shape (T, M): M distinct numbers of rows and how many participants
    have each; `outer` is G_m of shape (T, M, p, p), `cross` is g_m of shape (T, M, p), `squares` is
    h_m of shape (T, M) and `total` is yy of shape (T,).
    """

    sizes: Floats
    counts: Floats
    outer: Floats
    cross: Floats
    squares: Floats
    total: Floats

    @property
    def rows(self) -> Floats:
        """Rows of each trial, shape (T,)."""
        return _dot(self.sizes, self.counts)

    @property
    def columns(self) -> int:
        """Columns, p."""
        return int(self.cross.shape[2])

    def moments(self, ratio: Floats) -> Moments:
        """The pieces of the criterion at λ."""
        grown = 1 + self.sizes * ratio[:, None]
        k, k_1, k_2 = ratio[:, None] / grown, grown**-2, -2 * self.sizes * grown**-3
        inverse, a_1, a_2 = np.linalg.inv(self._a(k)), -self._outer(k_1), -self._outer(k_2)
        cross, cross_1, cross_2 = self._cross(k), self._cross(k_1), self._cross(k_2)
        beta = -_times(inverse, cross)
        turned_1, turned_2 = inverse @ a_1, inverse @ a_2
        slide_1 = _times(a_1, beta)
        lag = -cross_1 - slide_1
        return Moments(
            sizes=(self.counts * np.log(grown)).sum(1),
            sizes_1=(self.counts * self.sizes / grown).sum(1),
            sizes_2=-(self.counts * (self.sizes / grown) ** 2).sum(1),
            log_det=-np.linalg.slogdet(inverse).logabsdet,
            trace_1=np.trace(turned_1, axis1=1, axis2=2),
            trace_2=np.trace(turned_2, axis1=1, axis2=2),
            trace_11=np.einsum("tij,tji->t", turned_1, turned_1),
            rss=self.total - (k * self.squares).sum(1) + _dot(cross, beta),
            rss_1=-(k_1 * self.squares).sum(1) + _dot(beta, 2 * cross_1 + slide_1),
            rss_2=-(k_2 * self.squares).sum(1)
            + _dot(beta, 2 * cross_2 + _times(a_2, beta))
            - 2 * _dot(lag, _times(inverse, lag)),
        )

    def coefficients(self, ratio: Floats) -> Floats:
        """The coefficients at λ, shape (T, p)."""
        k = ratio[:, None] / (1 + self.sizes * ratio[:, None])
        return -_times(np.linalg.inv(self._a(k)), self._cross(k))

    def spread(self, contrast: Floats, ratio: Floats) -> tuple[Floats, Floats]:
        """l'A⁻¹l and l'A⁻¹A'A⁻¹l of a contrast of shape (T, p) at λ."""
        grown = 1 + self.sizes * ratio[:, None]
        turned = _times(np.linalg.inv(self._a(ratio[:, None] / grown)), contrast)
        derived = _dot(turned, _times(-self._outer(grown**-2), turned))
        return _dot(contrast, turned), derived

    def _a(self, k: Floats) -> Floats:
        return np.eye(self.columns) - self._outer(k)

    def _outer(self, weights: Floats) -> Floats:
        total: Floats = np.einsum("tm,tmij->tij", weights, self.outer)
        return total

    def _cross(self, weights: Floats) -> Floats:
        total: Floats = np.einsum("tm,tmi->ti", weights, self.cross)
        return total


def tell_groups_apart(squares: Floats, rows: Floats) -> Flags:
    """Whether the columns of each trial hold a column for every participant, or as good as that.

    Args:
        squares: of the sums of the orthonormal columns over each participant, added up, shape (T,).
        rows: rows of each trial, shape (T,).

    Source: the indicator of a participant with m rows has length √m, so that Σ m − Σ s's is what
        the columns leave of all indicators together.
    """
    return rows - squares < SMALLEST_SHARE * rows


def _times(matrices: Floats, vectors: Floats) -> Floats:
    product: Floats = (matrices @ vectors[..., None])[..., 0]
    return product


def _dot(left: Floats, right: Floats) -> Floats:
    product: Floats = np.einsum("ti,ti->t", left, right)
    return product
