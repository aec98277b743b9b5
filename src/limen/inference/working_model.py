"""The columns of the working model: what every allocation shares, and what each capsule adds.

    Y_t = μ + g1·t/n + g2·weekend_t + g3·(k*c)_t + δ·(k*d)_t + u_t,   u ~ AR(1)(φ)
    c_t = 1 on capsule days,   d_t = 1 on active days,   (k*d)_t = Σ_j k_j d_{t−j}

Efficiency only: that the test is right comes from the randomisation. All calendar days enter the
exposures; rows without a score are dropped afterwards. (k*c) is left out where every day has a
capsule.

Axes: n days, N rows kept, m slots, p columns, J places of the kernel.

Source: methods.md section 1.2.
"""

from collections.abc import Sequence

import numpy as np

from limen.inference.arrays import Floats, Places
from limen.inference.trial import WEEK, Kernel, Terms, Trial

SATURDAY = 5
OWN_SHARE = 1e-10  # of a column's length that must be its own, besides the other columns


def kept_days(trial: Trial) -> Places:
    """The N days that have a score.

    Source: methods.md section 1.2.
    """
    return np.array([t for t, score in enumerate(trial.scores) if score is not None], dtype=np.intp)


def kept_scores(trial: Trial) -> Floats:
    """The N scores that there are.

    Source: methods.md section 1.2.
    """
    return np.array([score for score in trial.scores if score is not None], dtype=np.float64)


def spread(days: Sequence[int], n_days: int, kernel: Kernel) -> Floats:
    """What one capsule on each of m days adds to each day, shape (n, m): its share of δ.

    Source: methods.md section 1.2, (k*d) for one slot at a time.
    """
    columns = np.zeros((n_days, len(days)))
    for later, share in enumerate(kernel):
        reached = [(day + later, slot) for slot, day in enumerate(days) if day + later < n_days]
        for day, slot in reached:
            columns[day, slot] = share
    return columns


def active_exposure(trial: Trial, kernel: Kernel) -> Floats:
    """(k*d): what the active capsules add to each of the n days, as shares of δ.

    Source: methods.md section 1.2.
    """
    return spread(trial.slot_days, len(trial.scores), kernel) @ np.frombuffer(trial.arms, np.uint8)


def surroundings(trial: Trial, kernel: Kernel, terms: Terms) -> Floats:
    """The columns Z that every allocation shares, for all n days, shape (n, p).

    Source: methods.md section 1.2.
    """
    n = len(trial.scores)
    days = np.arange(n)
    columns = [np.ones(n), days / n]
    if terms is Terms.WORKING_MODEL:
        columns.append(((trial.first_weekday + days) % WEEK >= SATURDAY).astype(np.float64))
        capsule_days = (*trial.slot_days, *trial.unknown_days)
        if len(capsule_days) < n:
            columns.append(spread(capsule_days, n, kernel).sum(1))
    return np.column_stack(columns)


def orthonormal_basis(columns: Floats) -> Floats:
    """A basis of the N by p columns with as many as stand for themselves; the rest adds nothing.

    Source: Golub & Van Loan, Matrix Computations, section 5.4 (rank by singular values).
    """
    lengths = np.linalg.norm(columns, axis=0)
    own = columns[:, lengths > 0] / lengths[lengths > 0]
    left, sizes, _ = np.linalg.svd(own, full_matrices=False)
    return left[:, sizes > OWN_SHARE * sizes[0]]


def arm_of_days(trial: Trial, kernel: Kernel) -> tuple[int | None, ...]:
    """The arm that each of the n days belongs to: that of the last capsule which reaches it.

    1 active, 0 placebo; None where the kernel of no capsule reaches.

    Source: methods.md sections 1.8 and 1.10.
    """
    arms: list[int | None] = [None] * len(trial.scores)
    for day, arm in zip(trial.slot_days, trial.arms, strict=True):
        reached = (day + later for later, share in enumerate(kernel) if share)
        for later_day in reached:
            if later_day < len(arms):
                arms[later_day] = arm
    return tuple(arms)
