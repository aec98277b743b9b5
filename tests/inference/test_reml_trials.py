import numpy as np
import pytest

from limen.inference.reml import random_intercept_reml
from limen.inference.reml_trials import random_intercept_trials

TRIALS, ROWS, PEOPLE = 12, 4, 15


def invented(seed=1, *, shared=False):
    """Scores and columns (intercept, arm, one covariate of the participant) of a few trials."""
    chance = np.random.default_rng(seed)
    columns = np.ones((1 if shared else TRIALS, 3, ROWS, PEOPLE))
    columns[:, 1] = chance.integers(0, 2, columns[:, 1].shape)
    columns[:, 2] = chance.normal(50, 10, (len(columns), 1, PEOPLE))
    between = chance.normal(0, 2, (TRIALS, 1, PEOPLE))
    scores = 300 + between + chance.normal(0, 1, (TRIALS, ROWS, PEOPLE)) + columns[:, 1]
    return scores, columns


def one_by_one(scores, columns, present, trial):
    kept = np.ones(scores.shape[1:], bool) if present is None else present[trial]
    of_trial = columns[trial if len(columns) > 1 else 0]
    named = {str(j): column[kept].tolist() for j, column in enumerate(of_trial)}
    who = np.broadcast_to(np.arange(PEOPLE), kept.shape)[kept]
    return random_intercept_reml(scores[trial][kept].tolist(), named, who.tolist())


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("absent", [False, True])
def test_many_trials_at_once_give_what_each_gives_alone(shared, absent):
    scores, columns = invented(shared=shared)
    present = np.random.default_rng(2).random(scores.shape) < 0.7 if absent else None

    fitted = random_intercept_trials(scores, columns, present)

    assert fitted.trial.tolist() == list(range(TRIALS))
    for trial in range(TRIALS):
        alone = one_by_one(scores, columns, present, trial)
        rows = np.array([(c.estimate, c.se, c.df, c.t, c.p) for c in alone.coefficients]).T
        together = [getattr(fitted, name)[trial] for name in ("estimate", "se", "df", "t", "p")]
        np.testing.assert_allclose(together, rows, rtol=1e-7, atol=1e-12)
        assert fitted.var_group[trial] == pytest.approx(alone.var_group, rel=1e-8)
        assert fitted.var_residual[trial] == pytest.approx(alone.var_residual, rel=1e-8)
        assert fitted.criterion[trial] == pytest.approx(alone.criterion, abs=1e-8)


def test_a_trial_without_variance_between_participants_is_marked():
    scores, columns = invented()
    scores[3] -= scores[3].mean(0)

    fitted = random_intercept_trials(scores, columns)

    assert fitted.singular.tolist() == [trial == 3 for trial in range(TRIALS)]
    assert fitted.var_group[3] == 0.0
    assert fitted.df[3].tolist() == [ROWS * PEOPLE - 3] * 3


def test_trials_that_cannot_be_fitted_are_left_out_and_the_others_keep_their_places():
    scores, columns = invented()
    columns[0, 2] = 7.0  # repeats the intercept
    columns[4, 1] = 0.0  # nobody had the arm
    scores[2] = 5.0  # nothing to explain
    scores[9] = scores[9][0]  # nothing varies within participants
    columns[9, 1] = columns[9, 1, 0]

    fitted = random_intercept_trials(scores, columns)

    kept = [1, 3, 5, 6, 7, 8, 10, 11]
    assert fitted.trial.tolist() == kept
    for place, trial in enumerate(kept):
        alone = one_by_one(scores, columns, None, trial)
        assert fitted.estimate[place, 1] == pytest.approx(alone.coefficients[1].estimate)
    assert np.isfinite(fitted.p).all()


def test_a_trial_whose_search_does_not_settle_is_left_out(monkeypatch):
    monkeypatch.setattr("limen.inference.reml_profile.MOST_STEPS", 1)
    scores, columns = invented()

    fitted = random_intercept_trials(scores, columns)

    assert fitted.trial.tolist() == []


def test_a_covariate_that_hardly_varies_is_still_a_column():
    scores, columns = invented()
    columns[:, 2] = 1000 + 0.1 * columns[:, 2]

    fitted = random_intercept_trials(scores, columns)

    alone = one_by_one(scores, columns, None, 0)
    assert len(fitted.trial) == TRIALS
    assert fitted.estimate[0, 2] == pytest.approx(alone.coefficients[2].estimate, rel=1e-6)


def test_trials_of_one_participant_or_of_single_rows_are_left_out():
    scores, columns = invented()
    present = np.ones(scores.shape, bool)
    present[0, :, 1:] = False  # one participant is left
    present[1, 1:] = False  # one row of each
    scores[~present] = np.nan  # what is not there does not matter

    fitted = random_intercept_trials(scores, columns, present)

    assert fitted.trial.tolist() == list(range(2, TRIALS))
    assert np.isfinite(fitted.p).all()


def test_trials_whose_columns_tell_participants_apart_are_left_out():
    scores, _ = invented()
    who = np.eye(PEOPLE)[:, None, :].repeat(ROWS, 1)
    columns = np.broadcast_to(who, (1, PEOPLE, ROWS, PEOPLE)).copy()

    fitted = random_intercept_trials(scores, columns)

    assert fitted.trial.tolist() == []


@pytest.mark.parametrize("shared", [False, True])
def test_no_trial_that_can_be_fitted_gives_empty_estimates(shared):
    scores, columns = invented(shared=shared)
    columns[:, 1] = 1.0

    fitted = random_intercept_trials(scores, columns)

    assert fitted.trial.tolist() == []
    assert fitted.p.shape == (0, 3)


@pytest.mark.parametrize("shape", [(1, 4, 1), (1, 1, 8), (1, 2, 2)])
def test_a_trial_too_small_for_the_model_is_a_callers_mistake(shape):
    with pytest.raises(ValueError, match="two participants"):
        random_intercept_trials(np.zeros(shape), np.ones((1, 4, *shape[1:])))


def test_the_truth_is_recovered_from_many_trials():
    chance = np.random.default_rng(20)
    trials, people = 400, 60
    columns = np.ones((trials, 2, ROWS, people))
    columns[:, 1] = chance.integers(0, 2, (trials, ROWS, people))
    between = chance.normal(0, 2, (trials, 1, people))
    scores = 1 + 0.5 * columns[:, 1] + between + chance.normal(0, 3, (trials, ROWS, people))

    fitted = random_intercept_trials(scores, columns)

    spread = fitted.estimate[:, 1].std()
    assert fitted.estimate[:, 1].mean() == pytest.approx(0.5, abs=4 * spread / np.sqrt(trials))
    assert fitted.se[:, 1].mean() == pytest.approx(spread, rel=4 / np.sqrt(2 * trials))
    assert fitted.var_residual.mean() == pytest.approx(
        9, abs=4 * fitted.var_residual.std() / np.sqrt(trials)
    )
    assert fitted.var_group.mean() == pytest.approx(
        4, abs=4 * fitted.var_group.std() / np.sqrt(trials)
    )
