"""How much of an effect that builds up over weeks the difference between the arms would show.

    x_t = f·x_{t−1} + d_t,   f = 2^(−1/half-life);   d_t = 1 on the day of an active capsule
    share = E[mean x on days under active − mean x on days under placebo] / x if all were active

A day lies under the last capsule before it. What an arm leaves behind runs over into the other.

Axes: n days, m slots, P draws.

Source: methods.md section 1.5.
"""

import numpy as np

from limen.blinding.designs.design import Mechanism
from limen.inference.arrays import Flags, Floats
from limen.inference.working_model import spread
from limen.studies.plan_findings import SlowShare

HALF_LIVES = (1, 4, 7, 10, 21)  # days


def slow_shares(mechanism: Mechanism, arms: Flags) -> tuple[SlowShare, ...]:
    """The share of a steady effect that is seen, for several half-lives.

    Args:
        mechanism: the slots, at least one.
        arms: draws of its allocation, (P, m).

    Source: methods.md section 1.5.
    """
    return tuple(SlowShare(days, slow_share(mechanism, arms, days)) for days in HALF_LIVES)


def slow_share(mechanism: Mechanism, arms: Flags, half_life_days: float) -> float:
    """The share of a steady effect with this half-life that is seen, the mean over draws.

    Source: methods.md section 1.5.
    """
    end = mechanism.block_days * (mechanism.blocks[-1] + 1)
    left = 0.5 ** (1 / half_life_days)
    exposures = spread(mechanism.slot_days, end, tuple(left**day for day in range(end)))
    days = np.arange(mechanism.slot_days[0], end)
    under_active = arms[:, np.searchsorted(mechanism.slot_days, days, side="right") - 1]
    levels = (arms @ exposures.T)[:, days]
    active = (levels * under_active).sum(1) / under_active.sum(1)
    placebo = (levels * ~under_active).sum(1) / (~under_active).sum(1)
    steady = len(mechanism.slot_days) / end / (1 - left)
    kept: Floats = (active - placebo) / steady
    return float(kept.mean())
