"""Trials of one participant for the tests of the estimators, with all their possible orders."""

from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pytest

from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Trial

KERNEL = (1.0, 0.5, 0.25)
HALVES = tuple(bytes(order) for order in product((0, 1), repeat=4) if sum(order) == 2)
ONE_OF_FOUR = tuple(bytes(int(place == slot) for slot in range(4)) for place in range(4))


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the randomisation test takes."""

    trial: Trial
    scale: Scale
    kernel: tuple[float, ...]
    draws: Draws

    def having(self, **changes):
        """The same trial with other parts."""
        return replace(self, trial=replace(self.trial, **changes))

    def scoring(self, change):
        """The same trial with other scores; days without one stay so."""
        scores = (None if score is None else change(score) for score in self.trial.scores)
        return self.having(scores=tuple(scores))

    @property
    def parts(self):
        return self.trial, self.scale, self.kernel, self.draws


def third_day(blocks):
    """Days and blocks of capsules on every third day, and all their orders."""
    slots = tuple(range(0, 12 * blocks, 3))
    orders = tuple(b"".join(parts) for parts in product(HALVES, repeat=blocks))
    return slots, tuple(slot // 4 for slot in range(len(slots))), orders


def one_in_four(blocks):
    """The same for capsules on four days of six."""
    slots = tuple(6 * block + day for block in range(blocks) for day in range(4))
    orders = tuple(b"".join(parts) for parts in product(ONE_OF_FOUR, repeat=blocks))
    return slots, tuple(slot // 4 for slot in range(len(slots))), orders


def paired_weeks(pairs):
    """The same for two capsules a week, with all of a week alike."""
    slots = tuple(7 * week + day for week in range(2 * pairs) for day in (0, 3))
    both = (b"\1\1\0\0", b"\0\0\1\1")
    orders = tuple(b"".join(parts) for parts in product(both, repeat=pairs))
    return slots, tuple(slot // 4 for slot in range(len(slots))), orders


LAYOUTS = {"third_day": third_day, "one_in_four": one_in_four, "paired_weeks": paired_weeks}
DAYS = {"third_day": 12, "one_in_four": 6, "paired_weeks": 14}


def exposure(trial, kernel=KERNEL):
    """(k*d) of every day."""
    out = np.zeros(len(trial.scores))
    for day, arm in zip(trial.slot_days, trial.arms, strict=True):
        for later, share in enumerate(kernel):
            if day + later < len(out):
                out[day + later] += arm * share
    return out


def _series(days):
    return 5 + 0.02 * days + np.sin(1.7 * days) + 0.5 * np.cos(0.6 * days**2)


def _printed_case(layout, blocks, arms, effect):
    slots, block_of_slot, orders = LAYOUTS[layout](blocks)
    n = DAYS[layout] * blocks
    blank = Trial((0.0,) * n, slots, arms, block_of_slot, first_weekday=0)
    scores = _series(np.arange(n)) + effect * exposure(blank)
    others = tuple(order for order in orders if order != arms)
    trial = replace(blank, scores=tuple(scores.tolist()))
    return Case(trial, Scale(0.3, 1.0, 14), KERNEL, Draws(others, complete=True))


@pytest.fixture(scope="session")
def oracle_a():
    """Oracle A of methods.md section 1.10: three blocks of `third_day`."""
    return _printed_case("third_day", 3, bytes(map(int, "100101101100")), 0.8)


@pytest.fixture(scope="session")
def oracle_a2():
    """Oracle A2: three blocks of `one_in_four`."""
    return _printed_case("one_in_four", 3, b"".join(ONE_OF_FOUR[at] for at in (2, 0, 3)), 1.5)


@pytest.fixture(scope="session")
def make_case():
    """A random trial of a design: AR(1) days, some missing, whole numbers where asked for."""

    def made(layout, seed, *, blocks=3, missing=0.0, effect=0.0, levels=None):
        chance = np.random.default_rng(seed)
        slots, block_of_slot, orders = LAYOUTS[layout](blocks)
        n = DAYS[layout] * blocks
        observed = int(chance.integers(len(orders)))
        blank = Trial((0.0,) * n, slots, orders[observed], block_of_slot, int(chance.integers(7)))
        scores = _ar1(chance, n, 0.4) + effect * exposure(blank)
        if levels:
            scores = np.clip(np.round(scores), -levels, levels)
        scored = chance.random(n) >= missing
        kept = tuple(float(y) if here else None for y, here in zip(scores, scored, strict=True))
        others = tuple(order for at, order in enumerate(orders) if at != observed)
        phi = float(chance.choice([0.0, 0.3, 0.6]))
        return Case(replace(blank, scores=kept), Scale(phi, 1.0, 14), KERNEL, Draws(others, True))

    return made


def _ar1(chance, n, phi):
    days = chance.normal(size=n)
    for day in range(1, n):
        days[day] = phi * days[day - 1] + np.sqrt(1 - phi**2) * days[day]
    return days
