"""What one participant waits for: each estimator beside a peer on the same days."""

import warnings

import numpy as np
from measurement import Measurement, median_seconds
from questplus import QuestPlus
from scipy.stats import permutation_test
from statsmodels.tsa.arima.model import ARIMA

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.inference.open_diary import diary_change
from limen.inference.randomisation import randomisation_test
from limen.inference.run_in import Scale
from limen.inference.threshold import threshold_posterior
from limen.inference.trial import Draws, Trial
from limen.terms.seeded_dice import SeededDice

DAYS, DRAWS = 84, 9999
DIARY_DAYS, PRACTICE_FROM = 120, 60
ANSWERS, CENTRE_MG, FELT = 40, 150.0, 0.3
LOG_AMOUNTS = np.log10([1.0, 80.0, 100.0, 150.0])  # placebo far below
SEED = 1


def one_test() -> Measurement:
    """9,999 re-draws and the exact interval, beside the difference of two means without one."""
    plan = mechanism(DesignName.ONE_IN_FOUR, DAYS // 7)
    observed, *others = plan.draws(SeededDice(SEED), DRAWS + 1)
    scores = np.random.default_rng(SEED).normal(4, 1, DAYS)
    trial = Trial(tuple(scores.tolist()), plan.slot_days, observed, plan.block_of_slot, 0)
    draws = Draws(tuple(others), complete=False, seed=SEED)
    scale, kernel = Scale(0.3, 1.0, 14), (1.0, 0.5, 0.25)
    ours = median_seconds(lambda: randomisation_test(trial, scale, kernel, draws), runs=5)
    arms = np.frombuffer(observed, np.uint8) == 1
    slots = scores[list(plan.slot_days)]
    peer = median_seconds(lambda: _permutation(slots[arms], slots[~arms]), runs=3)
    name = "randomisation test, 84 days, 9,999 draws, interval (peer: SciPy, means, none)"
    return Measurement(name, "s", ours, peer)


def one_set_of_draws() -> Measurement:
    """9,999 re-draws of the design that takes longest, beside as many free permutations."""
    plan = mechanism(DesignName.SPACED, DAYS // 7)
    observed = np.frombuffer(plan.draws(SeededDice(SEED), 1)[0], np.uint8)
    many = np.tile(observed, (DRAWS, 1))
    ours = median_seconds(lambda: plan.draws(SeededDice(SEED), DRAWS), runs=5)
    chance = np.random.default_rng(SEED)
    peer = median_seconds(lambda: chance.permuted(many, axis=1), runs=5)
    return Measurement("9,999 re-draws, spaced, 84 days (peer: NumPy, any order)", "s", ours, peer)


def one_threshold() -> Measurement:
    """The posterior of forty answers from three batches, beside one lattice for one batch."""
    chance = np.random.default_rng(SEED)
    amounts = chance.choice([0.0, 80.0, 100.0, 150.0], ANSWERS).tolist()
    felt = (chance.random(ANSWERS) < FELT).tolist()
    batches = [f"batch {day * 3 // ANSWERS}" for day in range(ANSWERS)]
    gaps = [3 if amount else None for amount in amounts]
    ours = median_seconds(
        lambda: threshold_posterior(amounts, felt, batches, gaps, CENTRE_MG), runs=5
    )
    peer = median_seconds(lambda: _quest(amounts, felt), runs=3)
    return Measurement(
        "threshold, 40 answers, three batches (peer: questplus, one)", "s", ours, peer
    )


def one_diary() -> Measurement:
    """The two-component model on 120 days, beside one AR(1) regression by full likelihood."""
    scores = np.random.default_rng(SEED).normal(4, 1, DIARY_DAYS)
    ours = median_seconds(lambda: diary_change(scores.tolist(), PRACTICE_FROM, 4.0), runs=5)
    after = (np.arange(DIARY_DAYS) >= PRACTICE_FROM).astype(float)
    peer = median_seconds(lambda: _arima(scores, after), runs=3)
    return Measurement("open diary, 120 days (peer: statsmodels, one AR(1) fit)", "s", ours, peer)


def _permutation(active: np.ndarray, placebo: np.ndarray) -> object:
    return permutation_test(
        (active, placebo),
        lambda x, y, axis: x.mean(axis) - y.mean(axis),
        n_resamples=DRAWS,
        vectorized=True,
        rng=SEED,
    )


def _quest(amounts: list[float], felt: list[bool]) -> object:
    """The same nodes of threshold, slope, guess and lapse rate, one answer after the other."""
    quest = QuestPlus(
        stim_domain={"intensity": LOG_AMOUNTS},
        param_domain={
            "mean": np.log10(CENTRE_MG) + np.linspace(-1.1, 0.9, 61),
            "sd": np.geomspace(0.12, 1.2, 14) / np.log(10),
            "lower_asymptote": np.linspace(0.01, 0.4, 10),
            "lapse_rate": np.linspace(0.01, 0.15, 4),
        },
        outcome_domain={"response": ["yes", "no"]},
        func="norm_cdf",
        stim_scale="linear",
    )
    for amount, answer in zip(amounts, felt, strict=True):
        stimulus = {"intensity": np.log10(max(amount, 1.0))}
        quest.update(stim=stimulus, outcome={"response": "yes" if answer else "no"})
    return quest.param_estimate


def _arima(scores: np.ndarray, after: np.ndarray) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its notes on convergence are not what is measured
        return ARIMA(scores, exog=after, order=(1, 0, 0)).fit()
