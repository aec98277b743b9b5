"""The AR(1) model at any φ: its criterion, the slope of it, and the effects with their errors.

    l(φ)  = Σ ln s_t − ½ ln|X'X| − ½(n − p) ln RSS         X, y whitened with φ, s_t their factors
    l'(φ) = Σ (ln s_t)' − tr((X'X)⁻¹X'Ẋ) − (n − p)·e'(ẏ − Ẋb)/RSS,   b = (X'X)⁻¹X'y,  e = y − Xb

A dot is a derivative in φ. The columns beside the effects are made orthonormal first, so that one
which repeats others adds nothing; that shifts l by a constant.

Axes: N rows kept, q effects, p columns in all, effects first; n days, of which N are kept.

Source: methods.md section 1.7.
"""

from dataclasses import dataclass

import numpy as np

from limen.inference.arrays import Floats, Places
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.trial import Kernel, Terms, Trial
from limen.inference.whitening import log_scale_slopes, scales, whitened, whitened_slopes
from limen.inference.working_model import (
    OWN_SHARE,
    kept_days,
    kept_scores,
    orthonormal_basis,
    surroundings,
)

FEWEST_FREEDOM = 3  # rows beyond the columns
SMALLEST_REST = 1e-20  # of the squared scores; less is rounding
SEARCHED = np.linspace(-0.95, 0.95, 39)
HALVINGS = 45  # of a step of 0.05, down to the last digits of a float


@dataclass(frozen=True, slots=True)
class Ar1Fit:
    """The model at one φ: q estimates and their covariance (q, q), in points.

    `criterion` is l, up to a constant of the trial; `sigma` is the SD of a day, not of what is new
    in it; `df` is n − p.
    """

    phi: float
    criterion: float
    estimates: Floats
    covariance: Floats
    sigma: float
    df: int


@dataclass(frozen=True, slots=True)
class Ar1Model:
    """Scores and columns of one trial, ready for any φ between −1 and 1.

    `scores` are measured from the first one, in units of `unit` points.
    """

    scores: Floats  # (N,)
    columns: Floats  # (N, p)
    effects: int  # q
    days: Places  # (N,)
    unit: float

    @classmethod
    def of(cls, trial: Trial, effects: Floats, kernel: Kernel) -> "Ar1Model | NotEstimable":
        """The working model of a trial, with effects of shape (n, q) for all its days.

        Not estimable where too few days are scored, or the columns leave nothing of the scores.
        """
        days = kept_days(trial)
        kept = effects[days]
        around = surroundings(trial, kernel, Terms.WORKING_MODEL)[days]
        if len(days) - around.shape[1] - kept.shape[1] < FEWEST_FREEDOM:
            says = f"Only {len(days)} days have a score; that is too few for this model."
            return NotEstimable(Reason.TOO_FEW_DAYS, says)
        around = orthonormal_basis(around)
        if not _told_apart(kept, around):
            says = "The days with a score do not tell the capsules and the days after them apart."
            return NotEstimable(Reason.TOO_FEW_DAYS, says)
        scores = kept_scores(trial)
        from_first = scores - scores[0]
        unit = float(np.abs(from_first).max()) or 1.0
        columns = np.column_stack((kept, around))
        model = cls(from_first / unit, columns, kept.shape[1], days, unit)
        if not model.has_rest:
            says = "The scores do not vary, or only as the calendar and the capsules do."
            return NotEstimable(Reason.NO_VARIATION, says)
        return model

    @property
    def has_rest(self) -> bool:
        """Whether the columns leave anything of the scores."""
        basis = np.linalg.qr(self.columns)[0]
        rest = self.scores - basis @ (basis.T @ self.scores)
        return float(rest @ rest) > SMALLEST_REST * float(self.scores @ self.scores)

    def at(self, phi: float) -> Ar1Fit:
        """The model fitted at this φ."""
        back, coefficients, _, rest = self._least_squares(phi)
        squares, df = float(rest @ rest), len(rest) - len(coefficients)
        q = self.effects
        log_size = float(np.log(np.abs(np.diag(back))).sum() + np.log(scales(self.days, phi)).sum())
        return Ar1Fit(
            phi=phi,
            criterion=log_size - df / 2 * float(np.log(squares)),
            estimates=self.unit * coefficients[:q],
            covariance=self.unit**2 * squares / df * (back @ back.T)[:q, :q],
            sigma=self.unit * float(np.sqrt(squares / df / (1 - phi**2))),
            df=df,
        )

    def best(self) -> Ar1Fit:
        """The model at the φ that maximises the criterion between −0.95 and 0.95."""
        highest = int(np.argmax([self.at(float(phi)).criterion for phi in SEARCHED]))
        rises = self._slope(float(SEARCHED[highest])) > 0
        other = highest + (1 if rises else -1)
        if not 0 <= other < len(SEARCHED):
            return self.at(float(SEARCHED[highest]))
        low, high = sorted((float(SEARCHED[highest]), float(SEARCHED[other])))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._slope(middle) > 0 else (low, middle)
        return self.at((low + high) / 2)

    def _least_squares(self, phi: float) -> tuple[Floats, Floats, Floats, Floats]:
        """R⁻¹ of the whitened columns X = QR; b; Q; and e."""
        basis, triangle = np.linalg.qr(whitened(self.columns, self.days, phi))
        scores = whitened(self.scores, self.days, phi)
        fitted = basis.T @ scores
        back = np.linalg.inv(triangle)
        return back, back @ fitted, basis, scores - basis @ fitted

    def _slope(self, phi: float) -> float:
        back, coefficients, basis, rest = self._least_squares(phi)
        columns_dot = whitened_slopes(self.columns, self.days, phi)
        rest_dot = whitened_slopes(self.scores, self.days, phi) - columns_dot @ coefficients
        trace = float(np.sum((columns_dot @ back) * basis))
        df = len(rest) - len(coefficients)
        of_squares = df * float(rest @ rest_dot) / float(rest @ rest)
        return float(log_scale_slopes(self.days, phi).sum()) - trace - of_squares


def _told_apart(effects: Floats, around: Floats) -> bool:
    """Whether each effect has a part that neither the surroundings nor the effects before have."""
    lengths = np.linalg.norm(effects, axis=0)
    if not lengths.all():
        return False
    own = np.abs(np.diag(np.linalg.qr(np.column_stack((around, effects / lengths)))[1]))
    return bool(own[around.shape[1] :].min() > OWN_SHARE)
