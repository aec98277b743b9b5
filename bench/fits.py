"""Random-intercept fits of ours beside those of statsmodels, on the same rows."""

import os
import warnings
from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np
from measurement import Measurement, median_seconds
from statsmodels.regression.mixed_linear_model import MixedLM

from limen.inference.reml import random_intercept_reml
from limen.inference.reml_trials import random_intercept_trials
from limen.studies.published import szigeti2021
from limen.studies.published.analyses import Model
from limen.studies.published.invented import invented_trial
from limen.studies.published.szigeti2021_models import model_columns
from limen.studies.published.szigeti2021_selection import selections

TRIALS, PEOPLE, ROWS_EACH = 1000, 200, 4
PEER_TRIALS = 10  # statsmodels needs minutes for a thousand

Problem = tuple[Sequence[float], dict[str, Sequence[float]], Sequence[Hashable]]


def forty_fits() -> Measurement:
    """Both models of the published table, for all twenty outcomes, with Satterthwaite's df."""
    says, problems = _published_problems()
    ours = median_seconds(lambda: [random_intercept_reml(*each) for each in problems], runs=9)
    peer = median_seconds(lambda: [_statsmodels(*each) for each in problems], runs=1)
    return Measurement(f"40 fits of {says} (peer without df)", "s", ours, peer)


def thousand_trials() -> Measurement:
    """A thousand trials of 200 people with four rows, three columns, Wald and Satterthwaite."""
    scores, columns = _trials()
    who = np.tile(np.arange(PEOPLE), ROWS_EACH).tolist()
    ours = median_seconds(lambda: random_intercept_trials(scores, columns), runs=15)
    problems: list[Problem] = [
        (y.ravel().tolist(), {str(j): c.ravel().tolist() for j, c in enumerate(x)}, who)
        for y, x in zip(scores[:PEER_TRIALS], columns[:PEER_TRIALS], strict=True)
    ]
    sample = median_seconds(lambda: [_statsmodels(*each) for each in problems], runs=1)
    name = f"1,000 trials of 200 x 4 (peer: {PEER_TRIALS} trials, scaled, without df)"
    return Measurement(name, "s", ours, sample * TRIALS / PEER_TRIALS)


def _published_problems() -> tuple[str, list[Problem]]:
    """The published rows where they are found, else an invented trial of the same shape."""
    shared = Path(os.environ.get("LIMEN_SHARED", Path(__file__).parents[2] / "shared"))
    file = shared / "data" / "szigeti2021" / szigeti2021.ACUTE_FILE.name
    if file.is_file():
        says, octets = "the published table", file.read_bytes()
    else:
        says, octets = "an invented table", invented_trial(np.random.default_rng(1))
    study = szigeti2021.read({file.name: octets.decode()})
    return says, [
        (selected.scores, model_columns(selected, model), selected.participants)
        for selected in selections(study.rows)
        for model in (Model.CONDITION, Model.GUESS)
    ]


def _trials() -> tuple[np.ndarray, np.ndarray]:
    """Effect 2.2 on SD 5.33 between and 8.77 within, as in the published trial."""
    chance = np.random.default_rng(1)
    columns = np.ones((TRIALS, 3, ROWS_EACH, PEOPLE))
    columns[:, 1] = chance.integers(0, 2, (TRIALS, ROWS_EACH, PEOPLE))
    columns[:, 2] = chance.normal(60, 20, (TRIALS, 1, PEOPLE))
    scores = 2.2 * columns[:, 1] + 5.33 * chance.normal(size=(TRIALS, 1, PEOPLE))
    return scores + 8.77 * chance.normal(size=(TRIALS, ROWS_EACH, PEOPLE)), columns


def _statsmodels(
    scores: Sequence[float], columns: dict[str, Sequence[float]], who: Sequence[Hashable]
) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its notes on convergence are not what is measured
        return MixedLM(np.array(scores), np.column_stack([*columns.values()]), who).fit(reml=True)
