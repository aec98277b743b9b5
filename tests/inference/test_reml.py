import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.reml import reference_fit
from limen.inference.reml import random_intercept_ml, random_intercept_reml

# Davies & Goldsmith 1972, Statistical Methods in Research and Production, table 6.1: yield of
# dyestuff from five preparations of each of six batches; and Box & Tiao 1973, Bayesian Inference in
# Statistical Analysis, table 5.1.4, where the batches do not differ.
DYESTUFF = [
    [1545, 1440, 1440, 1520, 1580],
    [1540, 1555, 1490, 1560, 1495],
    [1595, 1550, 1605, 1510, 1560],
    [1445, 1440, 1595, 1465, 1545],
    [1595, 1630, 1515, 1635, 1625],
    [1520, 1455, 1450, 1480, 1445],
]
ALIKE = [
    [7.298, 3.846, 2.434, 9.566, 7.990],
    [5.220, 6.556, 0.608, 11.788, -0.892],
    [0.110, 10.386, 13.434, 5.510, 8.166],
    [2.212, 4.852, 7.092, 9.288, 4.980],
    [0.282, 9.014, 4.458, 9.446, 7.198],
    [1.722, 4.782, 8.106, 0.758, 3.758],
]


def by_batch(table):
    scores = [float(score) for row in table for score in row]
    batches = [batch for batch, row in enumerate(table) for _ in row]
    return scores, {"Intercept": [1.0] * len(scores)}, batches


def invented(seed, *, people=12, most=6, covariate_scale=1.0):
    """Unequal rows, a treatment within and a covariate between participants."""
    chance = np.random.default_rng(seed)
    who = np.repeat(np.arange(people), chance.integers(1, most + 1, people))
    arm = chance.integers(0, 2, len(who)).astype(float)
    age = chance.normal(40, 10, people)[who] * covariate_scale
    scores = 2 + 0.7 * arm + 0.05 * age + chance.normal(0, 1.2, people)[who]
    scores += chance.normal(0, 1, len(who))
    columns = {"Intercept": [1.0] * len(who), "arm": arm.tolist(), "age": age.tolist()}
    return scores.tolist(), columns, who.tolist()


def numbers(estimate):
    rows = [(c.estimate, c.se, c.df, c.t, c.p, c.lower, c.upper) for c in estimate.coefficients]
    return np.array(rows)


def test_the_dyestuff_example_has_its_published_variances_by_reml():
    estimate = random_intercept_reml(*by_batch(DYESTUFF))

    mean = estimate.coefficients[0]
    assert estimate.var_group == pytest.approx(1764.05, rel=1e-9)
    assert estimate.var_residual == pytest.approx(2451.25, rel=1e-9)
    assert estimate.criterion == pytest.approx(319.6543, abs=5e-5)
    assert (mean.estimate, mean.df) == (pytest.approx(1527.5), pytest.approx(5, rel=1e-9))
    assert mean.se == pytest.approx(19.3834, abs=5e-5)
    assert (estimate.n, estimate.groups, estimate.singular) == (30, 6, False)


def test_the_dyestuff_example_has_its_published_variances_by_maximum_likelihood():
    estimate = random_intercept_ml(*by_batch(DYESTUFF))

    assert estimate.var_group == pytest.approx(1388.3333333, rel=1e-9)
    assert estimate.var_residual == pytest.approx(2451.25, rel=1e-9)
    assert estimate.criterion == pytest.approx(327.3271, abs=5e-5)


@pytest.mark.parametrize(
    ("fit", "variance", "freedom"),
    [(random_intercept_reml, 13.806, 29), (random_intercept_ml, 13.346, 30)],
)
def test_batches_that_do_not_differ_have_no_variance_and_plain_degrees_of_freedom(
    fit, variance, freedom
):
    estimate = fit(*by_batch(ALIKE))

    assert estimate.singular
    assert estimate.var_group == 0.0
    assert estimate.var_residual == pytest.approx(variance, abs=5e-4)
    assert estimate.coefficients[0].df == freedom


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("restricted", [True, False])
def test_the_fast_form_agrees_with_the_slow_reference(seed, restricted):
    scores, columns, who = invented(seed)
    rows = list(zip(*columns.values(), strict=True))
    fit = random_intercept_reml if restricted else random_intercept_ml

    fast = fit(scores, columns, who)
    slow = reference_fit(scores, rows, who, restricted=restricted)

    assert [c.estimate for c in fast.coefficients] == pytest.approx(slow.estimates, rel=1e-5)
    assert [c.se for c in fast.coefficients] == pytest.approx(slow.errors, rel=1e-5)
    assert [c.df for c in fast.coefficients] == pytest.approx(slow.freedoms, rel=2e-3)
    assert fast.var_group == pytest.approx(slow.var_group, rel=1e-4, abs=1e-6)
    assert fast.var_residual == pytest.approx(slow.var_residual, rel=1e-5)
    assert fast.criterion == pytest.approx(slow.criterion, abs=1e-7)


def test_limits_reach_as_far_as_students_t_says():
    arm = random_intercept_reml(*invented(3)).coefficients[1]

    reach = (arm.upper - arm.lower) / 2
    assert arm.t == pytest.approx(arm.estimate / arm.se)
    assert (arm.upper + arm.lower) / 2 == pytest.approx(arm.estimate)
    assert 1.96 < reach / arm.se < 2.3


def test_a_contrast_of_one_column_is_its_coefficient():
    asked = {"twice the arm": {"arm": 2.0}, "arm at forty": {"Intercept": 1.0, "age": 40.0}}

    estimate = random_intercept_reml(*invented(4), contrasts=asked)

    twice, at_forty = estimate.contrasts
    arm = estimate.coefficients[1]
    assert (twice.term, twice.estimate) == ("twice the arm", pytest.approx(2 * arm.estimate))
    assert (twice.se, twice.df) == (pytest.approx(2 * arm.se), pytest.approx(arm.df))
    assert at_forty.estimate == pytest.approx(
        estimate.coefficients[0].estimate + 40 * estimate.coefficients[2].estimate
    )


@given(seed=st.integers(0, 30), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(seed, order):
    scores, columns, who = invented(seed)
    places = list(range(len(who)))
    order.shuffle(places)

    plain = random_intercept_reml(scores, columns, who)
    shuffled = random_intercept_reml(
        [scores[i] for i in places],
        {name: [column[i] for i in places] for name, column in columns.items()},
        [who[i] for i in places],
    )

    np.testing.assert_allclose(numbers(shuffled), numbers(plain), rtol=1e-6, atol=1e-9)


@given(
    seed=st.integers(0, 30),
    shift=st.floats(-1e6, 1e6),
    scale=st.sampled_from([-3.0, 1e-6, 0.5, 1e6]),
)
def test_shifting_and_scaling_the_outcome_moves_the_estimates_alike(seed, shift, scale):
    scores, columns, who = invented(seed)

    plain = random_intercept_reml(scores, columns, who)
    moved = random_intercept_reml([shift + scale * y for y in scores], columns, who)

    # A shift far larger than the scores takes digits from the scores themselves.
    digits = 1e-6 + 1e-13 * abs(shift / scale)
    for before, after in zip(plain.coefficients[1:], moved.coefficients[1:], strict=True):
        assert after.estimate == pytest.approx(scale * before.estimate, rel=digits, abs=digits)
        assert after.se == pytest.approx(abs(scale) * before.se, rel=digits)
        assert after.p == pytest.approx(before.p, rel=1e-3 + 1e3 * digits, abs=digits)
    assert moved.var_residual == pytest.approx(scale**2 * plain.var_residual, rel=digits)


@given(
    seed=st.integers(0, 30), shift=st.floats(-1e3, 1e3), scale=st.sampled_from([1e-8, -2.0, 1e8])
)
def test_the_unit_and_the_zero_of_a_covariate_do_not_matter(seed, shift, scale):
    scores, columns, who = invented(seed)
    other = columns | {"age": [scale * (age + shift) for age in columns["age"]]}

    plain = random_intercept_reml(scores, columns, who)
    moved = random_intercept_reml(scores, other, who)

    assert numbers(moved)[1] == pytest.approx(numbers(plain)[1], rel=1e-5, abs=1e-8)
    assert moved.coefficients[2].estimate * scale == pytest.approx(
        plain.coefficients[2].estimate, rel=1e-5, abs=1e-8
    )


ONES = [1.0] * 6
PAIRS = ["a", "a", "b", "b", "c", "c"]
SCORES = [1.0, 2.0, 2.5, 3.0, 0.5, 1.5]


@pytest.mark.parametrize(
    ("scores", "columns", "who", "reason", "words"),
    [
        (SCORES, {"Intercept": ONES}, ["a"] * 6, Reason.TOO_FEW_PARTICIPANTS, "one participant"),
        (SCORES, {"Intercept": ONES}, list("abcdef"), Reason.TOO_FEW_ROWS, "two or more"),
        (SCORES[:2], {"Intercept": [1.0, 1.0], "x": [0.0, 1.0]}, ["a", "b"], Reason.TOO_FEW_ROWS,
         "2 rows are too few for 2 coefficients"),
        ([4.1] * 6, {"Intercept": ONES}, PAIRS, Reason.NO_VARIATION, "the same in every row"),
        ([0.0] * 6, {"Intercept": ONES}, PAIRS, Reason.NO_VARIATION, "the same in every row"),
        (SCORES, {"Intercept": ONES, "x": [3.0] * 6}, PAIRS, Reason.NO_VARIATION, "column x"),
        (SCORES, {"Intercept": ONES, "x": [0.0] * 6}, PAIRS, Reason.NO_VARIATION, "column x"),
        (SCORES, {"Intercept": ONES, "x": SCORES}, PAIRS, Reason.NO_VARIATION, "completely"),
        ([1.0, 1.0, 2.0, 2.0, 5.0, 5.0], {"Intercept": ONES}, PAIRS, Reason.NO_VARIATION,
         "within participants"),
        ([y * 1e200 for y in SCORES], {"Intercept": ONES}, PAIRS, Reason.OUT_OF_RANGE, "large"),
        ([y * 1e-200 for y in SCORES], {"Intercept": ONES}, PAIRS, Reason.OUT_OF_RANGE, "small"),
    ],
)  # fmt: skip
def test_what_cannot_be_estimated_is_said_in_a_sentence(scores, columns, who, reason, words):
    found = random_intercept_reml(scores, columns, who)

    assert isinstance(found, NotEstimable)
    assert found.reason == reason
    assert words in found.says


def test_rows_that_say_nothing_of_the_variances_give_no_error():
    chance = np.random.default_rng(246)
    people = chance.integers(2, 4)
    who = np.repeat(np.arange(people), chance.integers(1, 4, people))
    x = chance.normal(size=len(who)).round(1)
    scores = chance.normal(size=len(who)).round(1)

    found = random_intercept_reml(
        scores.tolist(), {"Intercept": [1.0] * len(who), "x": x.tolist()}, who.tolist()
    )

    assert isinstance(found, NotEstimable)
    assert found.reason == Reason.TOO_FEW_ROWS
    assert "too little about the two variances" in found.says


def test_the_lowest_point_is_found_where_the_criterion_rises_from_zero_first():
    scores = [6.04, 1.07, 2.19, 2.93, 1.85, 0.61, 1.31, -0.51, -1.31, 0.16]
    between = [0.83] + [0.98] * 6 + [0.87] * 3
    within = [1.0, 0.0, 0.0, 0.0, 1.0] + [0.0] * 5
    who = ["a"] + ["b"] * 6 + ["c"] * 3
    columns = {"Intercept": [1.0] * 10, "within": within, "between": between}

    found = random_intercept_ml(scores, columns, who)
    slow = reference_fit(scores, list(zip(*columns.values(), strict=True)), who, restricted=False)

    assert found.var_group == pytest.approx(slow.var_group, rel=1e-6)
    assert found.criterion == pytest.approx(slow.criterion, abs=1e-9)


def test_of_two_low_points_the_lower_one_is_found():
    scores = [72.907, 32.046, -20.655, -21.468, -19.169, -35.786, -35.047]
    who = ["a", "b", "c", "c", "c", "d", "d"]
    columns = {
        "c0": [1.640, 1.540, -0.200, -0.675, -0.511, 0.058, -0.041],
        "c1": [0.755, 0.018, 3.432, 13.980, 0.259, 7.720, 4.313],
    }

    found = random_intercept_reml(scores, columns, who)
    slow = reference_fit(scores, list(zip(*columns.values(), strict=True)), who, restricted=True)

    # The slow search sees one low point of the two; ours must be at least as low.
    assert found.var_group / found.var_residual > 1e4
    assert found.criterion <= slow.criterion + 1e-6


def test_without_variance_between_participants_the_reference_agrees_too():
    scores, columns, who = by_batch(ALIKE)

    fast = random_intercept_reml(scores, columns, who)
    slow = reference_fit(scores, [[1.0]] * len(scores), who, restricted=True)

    assert (slow.var_group, slow.freedoms) == (0.0, (29.0,))
    assert fast.coefficients[0].se == pytest.approx(slow.errors[0])


@pytest.mark.parametrize(
    "columns",
    [
        {"Intercept": ONES, "b": [0.0, 0.0, 1.0, 1.0, 0.0, 0.0], "c": [0.0] * 4 + [1.0, 1.0]},
        {who: [float(w == who) for w in PAIRS] for who in "abc"},
    ],
)
@pytest.mark.parametrize("fit", [random_intercept_reml, random_intercept_ml])
def test_columns_that_tell_all_participants_apart_leave_nothing_to_say(fit, columns):
    found = fit(SCORES, columns, PAIRS)

    assert isinstance(found, NotEstimable)
    assert found.reason == Reason.NO_VARIATION
    assert "already tell the participants apart" in found.says


def test_an_arm_that_is_the_same_as_the_place_is_not_given_an_error():
    scores = [0.1, 0.4, -0.3, 1.2, 1.5, 0.9]
    arm = [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]

    found = random_intercept_reml(scores, {"Intercept": ONES, "arm": arm}, ["n"] * 3 + ["s"] * 3)

    assert isinstance(found, NotEstimable)


def test_rows_that_the_columns_fit_within_participants_give_no_number():
    chance = np.random.default_rng(5)
    who = ["a", "a", "b", "c"]
    columns = {"c0": chance.normal(size=4).tolist(), "c1": chance.normal(size=4).tolist()}
    scores = [columns["c0"][0] * 2, columns["c0"][1] * 2, 5.0, -3.0]

    found = random_intercept_ml(scores, columns, who)

    assert isinstance(found, NotEstimable)


@pytest.mark.parametrize(
    ("scores", "columns", "who"),
    [
        ([1.0, 2.0], {"Intercept": [1.0]}, ["a", "a"]),
        ([1.0, 2.0], {"Intercept": [1.0, 1.0]}, ["a"]),
        ([1.0, 2.0], {}, ["a", "b"]),
        ([1.0, float("nan")], {"Intercept": [1.0, 1.0]}, ["a", "b"]),
        ([1.0, 2.0], {"Intercept": [1.0, float("inf")]}, ["a", "b"]),
    ],
)
def test_a_callers_mistake_is_an_exception(scores, columns, who):
    with pytest.raises(ValueError, match="must"):
        random_intercept_reml(scores, columns, who)


def test_a_contrast_that_names_no_column_is_an_exception():
    with pytest.raises(ValueError, match="dose"):
        random_intercept_reml(*by_batch(DYESTUFF), contrasts={"one": {"dose": 1.0}})


def test_a_search_that_does_not_settle_gives_no_number(monkeypatch):
    monkeypatch.setattr("limen.inference.reml_profile.MOST_STEPS", 2)

    found = random_intercept_reml(*by_batch(DYESTUFF))

    assert found == NotEstimable(
        Reason.NOT_SETTLED, "The search for the two variances did not settle."
    )
