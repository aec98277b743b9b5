"""How often an open diary seems to get better although nothing acts, and how often it is right.

Days of variance 1: 40 % of it in spells of weeks (memory 0.97 from day to day), the rest with
memory 0.3. After the start come 28 days of practice. "Low week" diaries begin after a week in the
lowest third of weeks. The t-test, which compares all days after with all days before, is what a
diary is usually read by; "claims" are those of the model: a 95 % range that lies above 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

import numpy as np
import pytest

from limen.inference.open_diary import Nodes
from limen.inference.tails import student_quantile

pytestmark = pytest.mark.calibration

PRACTICE = 28
SLOW_SHARE, SLOW, FAST = 0.4, 0.97, 0.3
MOST_RANDOM, MOST_LOW = 0.030, 0.045
CHUNK = 500
# Published claims of the t-test and of the model, by the start and the days before it.
PRINTED = {
    ("random", 14): (0.20, 0.023),
    ("random", 28): (0.23, 0.024),
    ("random", 56): (0.28, 0.027),
    ("low week", 14): (0.28, 0.039),
    ("low week", 28): (0.34, 0.034),
    ("low week", 56): (0.41, 0.036),
}
# Published claims where something acts, after a low week.
POWER = {0.5: (0.19, 0.21), 0.8: (0.38, 0.43)}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: how often the t-test and the model claim a benefit."""

    start: str
    days_before: int
    change: float
    trials: int
    t_test: float
    claims: float
    mc_error: float
    as_published: str | None
    held: str | None


def rows(trials: int = 10_000, seed: int = 1) -> Iterator[Row]:
    """The full table, one line after the other."""
    for start, before in PRINTED:
        yield row(start, before, 0.0, trials, seed)
    for change in POWER:
        for start, before in PRINTED:
            yield row(start, before, change, trials, seed)


def row(start: str, before: int, change: float, trials: int, seed: int = 1) -> Row:
    """One line of the table."""
    chance = np.random.default_rng([seed, before, round(10 * change), *start.encode()])
    days = diaries(chance, trials, before, low=start == "low week")
    days[:, before:] += change
    nodes = Nodes.of(range(before + PRACTICE), before)
    claims = [
        nodes.shifts(days[first : first + CHUNK]).below(0.0) <= 0.025
        for first in range(0, trials, CHUNK)
    ]
    claimed, t_test = float(np.concatenate(claims).mean()), float(t_claims(days, before).mean())
    error = sqrt(claimed * (1 - claimed) / trials)
    said, held = _judged(start, before, change, claimed, error)
    return Row(start, before, change, trials, t_test, claimed, error, said, held)


def _judged(start, before, change, claimed, error):
    """What was published of a line, and whether it holds: a limit, or four Monte Carlo errors."""
    if change and start == "random":
        return None, None
    if change:
        least, most = POWER[change]
        near = least - 4 * error <= claimed <= most + 4 * error
        return f"claims {least:.2f}–{most:.2f}", "yes" if near else "no"
    t_test, model = PRINTED[start, before]
    held = claimed <= (MOST_RANDOM if start == "random" else MOST_LOW)
    return f"t-test {t_test:.2f}, claims {model:.3f}", "yes" if held else "no"


def diaries(chance, count, before, *, low):
    """Days of `count` participants (count, before + 28)."""
    if not low:
        return moods(chance, count, before + PRACTICE)
    weeks = np.sort(moods(chance, 20_000, 7).mean(1))
    lowest = weeks[len(weeks) // 3]
    found = []
    while sum(map(len, found)) < count:
        days = moods(chance, count, 7 + before + PRACTICE)
        found.append(days[days[:, :7].mean(1) < lowest, 7:])
    return np.concatenate(found)[:count]


def moods(chance, count, n):
    days = sqrt(SLOW_SHARE) * memory(chance, count, n, SLOW)
    return days + sqrt(1 - SLOW_SHARE) * memory(chance, count, n, FAST)


def memory(chance, count, n, phi):
    days = chance.normal(size=(count, n))
    for day in range(1, n):
        days[:, day] = phi * days[:, day - 1] + sqrt(1 - phi**2) * days[:, day]
    return days


def t_claims(days, before):
    """Where the two-sample t-test finds a rise, two-sided at 5 %."""
    first, second = days[:, :before], days[:, before:]
    n = days.shape[1]
    squares = first.var(1) * before + second.var(1) * PRACTICE
    error = np.sqrt(squares / (n - 2) * (1 / before + 1 / PRACTICE))
    return (second.mean(1) - first.mean(1)) / error > student_quantile(0.975, n - 2)


def says(found: Row) -> str:
    return f"{found}: Monte Carlo error {found.mc_error:.4f}"


@pytest.mark.parametrize("before", [14, 28])
def test_random_starts_hardly_ever_claim_a_benefit(before):
    found = row("random", before, 0.0, 2000)

    assert found.claims <= MOST_RANDOM + 2 * found.mc_error, says(found)
    assert found.t_test == pytest.approx(PRINTED["random", before][0], abs=0.04)


def test_a_start_after_a_low_week_seldom_claims_a_benefit():
    found = row("low week", 14, 0.0, 2000)

    assert found.claims <= MOST_LOW + 2 * found.mc_error, says(found)
    assert found.t_test == pytest.approx(PRINTED["low week", 14][0], abs=0.04)


def test_a_large_change_is_found_in_four_of_ten():
    found = row("low week", 28, 0.8, 1000)

    assert 0.38 - 3 * found.mc_error <= found.claims <= 0.43 + 3 * found.mc_error, says(found)


@pytest.mark.nightly
@pytest.mark.parametrize(("start", "before"), PRINTED)
def test_claims_stay_below_their_limit(start, before):
    found = row(start, before, 0.0, 10_000)

    assert found.held == "yes", says(found)
