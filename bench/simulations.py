"""The power engine: trials a second, beside peers that do one trial after the other."""

import sys
import tempfile
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import permutations
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from measurement import Measurement, median_seconds
from processes import LIMEN, seconds_and_megabytes
from scipy.stats import permutation_test
from statsmodels.regression.mixed_linear_model import MixedLM

from limen.actions.workers import own_workers
from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.inference.many_ar1 import grid_fits
from limen.inference.many_tests import CHUNK, SharedTests, Tail, shared_tests
from limen.inference.trial import Terms, Trial
from limen.inference.whitening import whitened
from limen.inference.working_model import spread, surroundings
from limen.studies.plan_power import arms_of
from limen.studies.power import power_curve, simulated_verdicts
from limen.studies.random_intercept_power import RandomInterceptPlan, simulated_fits
from limen.studies.scenario_sets import scenario_set
from limen.terms.seeded_dice import SeededDice

WEEKS, DRAWS, KERNEL = 12, 999, (1.0, 0.5, 0.25)
TRIALS, FITS = 100_000, 5_000
SET_RUNS = 10_000  # at most, for each of 60 cells: half a minute and more on one core
PEER_TRIALS = 20  # the peers take one trial after the other
SEED, WORKERS, ONE_SIDED = 1, 2, 0.025
LEAST_GAIN = 1.8  # of two processes over one: within 10 % of twice
PLAN = """\
design = "one_in_four"
start = 2026-03-02
weeks = 12
run_in_days = 14
capsule_weekdays = [0, 3]
main_measure = "mood"
higher_is_better = true
smallest_change = 0.5
kernel = [1, 0.5, 0.25]
"""
PEER_PROCESS = "import scipy.stats, statsmodels.api"


def many_tests() -> list[Measurement]:
    """100,000 randomisation tests of 84 days with 999 draws, for three designs."""
    return [
        line
        for design in (DesignName.THIRD_DAY, DesignName.ONE_IN_FOUR, DesignName.SPACED)
        for line in _many_tests(design)
    ]


def many_fits() -> Measurement:
    """5,000 AR(1) fits on the grid, three columns."""
    chance = np.random.default_rng(SEED)
    scores = chance.normal(size=(FITS, 7 * WEEKS))
    columns = np.ones((FITS, 3, 7 * WEEKS))
    columns[:, 1:] = chance.normal(size=(FITS, 2, 7 * WEEKS))
    ours = median_seconds(lambda: grid_fits(scores, columns), runs=5)
    few = list(zip(scores, columns, strict=True))[:PEER_TRIALS]
    peer = median_seconds(
        lambda: [sm.GLSAR(y, x.T, rho=1).iterative_fit(maxiter=8) for y, x in few], runs=3
    )
    name = f"5,000 AR(1) fits on 23 nodes (peer: statsmodels GLSAR, {PEER_TRIALS}, scaled)"
    return Measurement(name, "s", ours, peer * FITS / PEER_TRIALS)


def many_random_intercepts() -> list[Measurement]:
    """100,000 trials of 200 people with four rows and drop-out, drawn and fitted."""
    halves = tuple(sorted(set(permutations((0, 0, 1, 1)))))
    orders = ((0, 0, 0, 0),) * 6 + ((1, 1, 1, 1),) * 6 + halves
    plan = RandomInterceptPlan(200, orders, (1.0, 0.95, 0.9, 0.85), 2.2, 5.33, 8.77)
    with ThreadPoolExecutor(WORKERS) as pool:
        ours = median_seconds(lambda: simulated_fits(plan, TRIALS, SEED, pool.map), runs=3)
        limit = median_seconds(lambda: list(pool.map(_normals, range(TRIALS // 1000))), runs=3)
    peer = median_seconds(lambda: [_mixed(seed) for seed in range(PEER_TRIALS)], runs=1)
    name = "100,000 trials of 200 x 4, drop-out"
    scaled = f"{name} (peer: statsmodels, {PEER_TRIALS}, scaled)"
    return [
        Measurement(scaled, "s", ours, peer * TRIALS / PEER_TRIALS),
        Measurement(f"{name} (limit: their normal numbers alone)", "s", ours, limit),
    ]


def first_curve() -> Measurement:
    """Nine effects with 400 whole trials each, in one process."""
    plan = scenario_set("power")[0]
    effects = [step / 8 for step in range(9)]
    with own_workers(1) as over:
        ours = median_seconds(lambda: power_curve(plan, effects, 400, SEED, over), runs=3)
    chance = np.random.default_rng(SEED)
    peer = median_seconds(
        lambda: [_permutation(*chance.normal(size=(2, 14))) for _ in range(PEER_TRIALS)], runs=3
    )
    name = f"a power curve, 9 x 400 trials (peer: SciPy, {PEER_TRIALS} tests alone, scaled)"
    return Measurement(name, "s", ours, peer * 9 * 400 / PEER_TRIALS)


def two_workers() -> list[Measurement]:
    """A scenario set on two processes, beside the same on one of them.

    The limit is the same work where each process does its half of the cells by itself, so that
    nothing passes between them: what two of them reach on this machine.
    """
    halves = [(0, WORKERS), (1, WORKERS)]
    with own_workers(WORKERS) as over:

        def seconds(parts: list[tuple[int, int]]) -> float:
            return median_seconds(lambda: list(over(part_of_set, parts)), runs=1)

        list(over(load_set, halves))
        ours = median_seconds(
            lambda: simulated_verdicts(scenario_set("power"), SET_RUNS, SEED, over), runs=1
        )
        limit, alone = seconds(halves), seconds([(0, 1)])
    name = "scenario set “power” on two processes"
    goal = f"≤ {alone / LEAST_GAIN:.3g}"
    return [
        Measurement(f"{name} (peer: on one)", "s", ours, alone, goal),
        Measurement(f"{name} (limit: halves by themselves)", "s", ours, limit),
    ]


def part_of_set(part: tuple[int, int]) -> int:
    """Simulate some of the cells in one process, and say how many trials that were."""
    first, step = part
    cells = scenario_set("power")[first::step]
    return sum(shares.runs for shares in simulated_verdicts(cells, SET_RUNS, SEED))


def load_set(_part: tuple[int, int]) -> None:
    """Do so little that the other process has to take the other part, and both have loaded all."""
    simulated_verdicts(scenario_set("power"), CHUNK, SEED)


def peak_memory() -> Measurement:
    """The peak memory of `limen simulate`, beside a process that loads the peers alone."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "protocol.toml"
        plan.write_text(PLAN, encoding="utf-8")
        ours = (LIMEN, "simulate", str(plan), "--missing", "0.2", "--weeks", "52", "--workers", "1")
        _, memory = seconds_and_megabytes(*ours)
        _, peer = seconds_and_megabytes(sys.executable, "-c", PEER_PROCESS)
    return Measurement(
        "limen simulate, 52 weeks, peak memory (peer: loads SciPy)", "MB", memory, peer
    )


def _many_tests(design: DesignName) -> list[Measurement]:
    with own_workers(WORKERS) as over:

        def seconds(work: Callable[[DesignName], int]) -> float:
            return median_seconds(lambda: list(over(work, [design] * WORKERS)), runs=5)

        ours, limit = seconds(count_half), seconds(multiply_half)
    _, scores, arms = half_of_trials(design)
    slots = scores[:PEER_TRIALS, list(mechanism(design, WEEKS).slot_days)]
    peer = median_seconds(
        lambda: [_permutation(y[w], y[~w]) for y, w in zip(slots, arms, strict=False)], runs=3
    )
    name = f"100,000 tests, {design.value}, 999 draws"
    scaled = f"{name} (peer: SciPy, {PEER_TRIALS}, scaled)"
    return [
        Measurement(scaled, "s", ours, peer * TRIALS / PEER_TRIALS),
        Measurement(f"{name} (limit: the product alone)", "s", ours, limit),
    ]


def count_half(design: DesignName) -> int:
    """Test half of the trials in a process of its own, and say how many reject."""
    shared, scores, arms = half_of_trials(design)
    (up,) = shared.extreme_draws(shared.projections(scores), arms, (Tail.UP,))
    return int((up < DRAWS * ONE_SIDED).sum())


def multiply_half(design: DesignName) -> int:
    """The product of float32 matrices that the tests of half of the trials cannot do without."""
    shared, _, arms = half_of_trials(design)
    rows = np.ones((CHUNK, arms.shape[1]), dtype=np.float32)
    out = np.empty((CHUNK, DRAWS), dtype=np.float32)
    for _ in range(len(arms) // CHUNK):
        np.matmul(rows, shared.draws, out=out)
    return len(arms)


@cache
def half_of_trials(design: DesignName) -> tuple[SharedTests, np.ndarray, np.ndarray]:
    """What the tests share, and half of the scores and arms."""
    plan = mechanism(design, WEEKS)
    n = plan.n_days
    blank = Trial((None,) * n, plan.slot_days, bytes(len(plan.slot_days)), plan.block_of_slot, 0)
    shared = shared_tests(
        whitened(np.eye(n), np.arange(n), 0.3),
        surroundings(blank, KERNEL, Terms.WORKING_MODEL),
        spread(plan.slot_days, n, KERNEL),
        arms_of(plan.draws(SeededDice(SEED, "draws"), DRAWS), plan),
    )
    arms = arms_of(plan.draws(SeededDice(SEED, "trials"), TRIALS // WORKERS), plan)
    return shared, np.random.default_rng(SEED).normal(size=(len(arms), n)), arms


def _permutation(active: np.ndarray, placebo: np.ndarray) -> object:
    return permutation_test(
        (active, placebo),
        lambda x, y, axis: x.mean(axis) - y.mean(axis),
        n_resamples=DRAWS,
        vectorized=True,
        rng=SEED,
    )


def _normals(seed: int) -> object:
    """The normal numbers of a thousand trials: 200 people and at most 800 rows each."""
    return np.random.Generator(np.random.Philox(seed)).standard_normal((1000, 1000))


def _mixed(seed: int) -> object:
    chance = np.random.default_rng(seed)
    who = np.repeat(np.arange(200), 4)
    arm = chance.integers(0, 2, 800).astype(float)
    scores = 2.2 * arm + chance.normal(0, 5.33, 200)[who] + chance.normal(0, 8.77, 800)
    kept = chance.random(800) < 0.93  # noqa: PLR2004 -- as many rows as drop-out leaves
    columns = np.column_stack([np.ones(800), arm])[kept]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its notes on convergence are not what is measured
        return MixedLM(scores[kept], columns, who[kept]).fit(reml=True)
