import numpy as np
import pytest

from limen.inference.marginal_means import two_by_two
from limen.inference.reference.marginal_means import reference_means
from limen.inference.reml import random_intercept_reml

NAMES = ("arm", "guess", "arm:guess")


def invented(seed=5):
    chance = np.random.default_rng(seed)
    who = np.repeat(np.arange(20), 4)
    arm, guess = chance.integers(0, 2, (2, len(who))).astype(float)
    age = chance.normal(40, 8, 20)[who]
    level = chance.integers(0, 3, 20)[who]
    columns = {
        "Intercept": np.ones(len(who)),
        "arm": arm,
        "age": age,
        "sex[T.b]": (level == 1).astype(float),
        "sex[T.c]": (level == 2).astype(float),
        "guess": guess,
        "arm:guess": arm * guess,
    }
    scores = 3 + arm + 2 * guess + chance.normal(0, 1, 20)[who] + chance.normal(0, 1, len(who))
    return scores.tolist(), {n: c.tolist() for n, c in columns.items()}, who.tolist()


def held(columns):
    return {
        "Intercept": 1.0,
        "age": float(np.mean(columns["age"])),
        "sex[T.b]": 1 / 3,
        "sex[T.c]": 1 / 3,
    }


def test_the_weights_are_those_of_the_cells_and_their_differences():
    weights = two_by_two("a", "b", "ab", {"Intercept": 1.0})

    assert weights["00"] == {"Intercept": 1.0, "a": 0.0, "b": 0.0, "ab": 0.0}
    assert weights["11"] == {"Intercept": 1.0, "a": 1.0, "b": 1.0, "ab": 1.0}
    assert weights["first at 0"] == {"Intercept": 0.0, "a": -1.0, "b": 0.0, "ab": 0.0}
    assert weights["first at 1"] == {"Intercept": 0.0, "a": -1.0, "b": 0.0, "ab": -1.0}
    assert weights["second at 0"] == {"Intercept": 0.0, "a": 0.0, "b": -1.0, "ab": 0.0}
    assert weights["second at 1"] == {"Intercept": 0.0, "a": 0.0, "b": -1.0, "ab": -1.0}


def test_means_and_differences_agree_with_predicting_every_row_by_hand():
    scores, columns, who = invented()
    weights = two_by_two(*NAMES, held(columns))

    estimate = random_intercept_reml(scores, columns, who, contrasts=weights)

    beta = {c.term: c.estimate for c in estimate.coefficients}
    slow = reference_means(beta, columns, first="arm", second="guess", both="arm:guess",
                           factors={"sex": ("sex[T.b]", "sex[T.c]")})  # fmt: skip
    assert {c.term: c.estimate for c in estimate.contrasts} == pytest.approx(slow)


def test_a_difference_at_the_reference_has_the_error_of_its_coefficient():
    scores, columns, who = invented()
    weights = two_by_two(*NAMES, held(columns))

    estimate = random_intercept_reml(scores, columns, who, contrasts=weights)

    arm = estimate.coefficients[1]
    at_0 = next(c for c in estimate.contrasts if c.term == "first at 0")
    assert (at_0.estimate, at_0.se) == (pytest.approx(-arm.estimate), pytest.approx(arm.se))
    assert at_0.df == pytest.approx(arm.df)


def test_the_truth_is_recovered_in_every_cell():
    scores, columns, who = [], None, []
    for seed in range(40):
        more, named, people = invented(seed)
        scores += more
        who += [(seed, person) for person in people]
        columns = named if columns is None else {n: columns[n] + named[n] for n in named}
    weights = two_by_two(*NAMES, held(columns))

    estimate = random_intercept_reml(scores, columns, who, contrasts=weights)

    truth = {"00": 3.0, "10": 4.0, "01": 5.0, "11": 6.0}
    for mean in estimate.contrasts[:4]:
        assert mean.estimate == pytest.approx(truth[mean.term], abs=4 * mean.se)
