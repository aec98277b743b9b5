import numpy as np
import pytest
from numpy.random import Generator, Philox

from limen.inference.estimates import RandomInterceptEstimate
from limen.studies.published.analyses import Analyses, Model
from limen.studies.published.invented import PEOPLE, invented_texts, invented_trial
from limen.studies.published.szigeti2021 import DECLARATION, analyses, read
from limen.studies.published.szigeti2021_models import fits_and_strata
from limen.studies.published.szigeti2021_selection import selections

SEED = 1


@pytest.fixture(scope="module")
def found() -> Analyses:
    return analyses(read(invented_texts(SEED)), lambda _done, _total: None)


def condition(found: Analyses, outcome: str, model: Model):
    fit = next(fit for fit in found.fits if (fit.outcome, fit.model) == (outcome, model))
    assert isinstance(fit.estimate, RandomInterceptEstimate)
    return next(c for c in fit.estimate.coefficients if c.term == "condition[T.PL]")


def test_equal_seeds_give_equal_octets_and_others_do_not():
    first, again, other = (invented_trial(Generator(Philox(seed))) for seed in (7, 7, 8))

    assert first == again
    assert first != other


def test_it_has_the_columns_and_the_shape_of_the_published_file():
    study = read(invented_texts(SEED))

    assert set(study.rows.columns) == set(DECLARATION.names)
    assert study.rows.rejected == 0
    assert set(study.rows.numbers("trial_id")) == set(range(1, PEOPLE + 1))
    assert set(study.rows.words("tp")) == {f"w{week}s{visit}" for week in "1234" for visit in "12"}
    assert 14_000 < study.rows.accepted < 18_000


def test_nobody_differs_from_themselves():
    findings = {finding.id: finding.rows for finding in read(invented_texts(SEED)).findings}

    assert findings["covariates-disagree"] == 0
    assert findings["sittings-disagree"] == 0
    assert findings["panas-not-difference"] == 0


def test_without_the_guess_a_difference_appears(found: Analyses):
    assert condition(found, "PANAS", Model.CONDITION).p < 0.001
    assert condition(found, "intensity", Model.CONDITION).p < 0.001


def test_with_the_guess_it_shrinks(found: Analyses):
    for outcome in ("PANAS", "intensity"):
        without = condition(found, outcome, Model.CONDITION)
        with_guess = condition(found, outcome, Model.GUESS)

        assert abs(with_guess.estimate) < abs(without.estimate) / 4
        assert with_guess.p > 0.05


def test_belief_alone_moves_the_ratings_by_what_was_put_in():
    shifts = []
    for seed in range(4):
        selected = selections(read(invented_texts(seed)).rows)
        mood = next(found for found in selected if found.outcome.name == "mood")
        estimate = fits_and_strata(mood)[0][1].estimate
        assert isinstance(estimate, RandomInterceptEstimate)
        shifts.append(-estimate.coefficients[-1].estimate)

    # one trial has a standard error of about 1.6, the mean of four 0.8
    assert np.mean(shifts) == pytest.approx(9, abs=2.4)
