"""The three models of Szigeti 2021 and the strata of the third, for every outcome.

    m1   value ~ condition + covariates          + one random intercept per participant, REML
    m2   m1 + guess
    m3   m2 + condition x guess

Treatment coding with the references MD, MD and female: terms are PL minus MD. Contrasts and means
come from the third model, contrasts as MD minus PL.

Source: datasets.md section 2.3; methods.md section 6.3.
"""

from array import array
from collections.abc import Mapping, Sequence
from statistics import fmean

from limen.inference.estimates import Coefficient, NotEstimable, Reason
from limen.inference.marginal_means import two_by_two
from limen.inference.reml import random_intercept_reml
from limen.studies.published.analyses import (
    Fit,
    MarginalMean,
    Model,
    SimpleContrast,
    Strata,
    StrataEstimate,
)
from limen.studies.published.szigeti2021_outcomes import ARMS, SEXES
from limen.studies.published.szigeti2021_selection import Selection

INTERCEPT = "Intercept"
CONDITION = "condition[T.PL]"
GUESS = "guess[T.PL]"
PRODUCT = "condition[T.PL]:guess[T.PL]"
CONTRAST = "MD - PL"


def fits_and_strata(selected: Selection) -> tuple[tuple[Fit, ...], Strata]:
    """The three fits of one outcome, and its strata."""
    fits = tuple(_fit(selected, model) for model in Model)
    return fits, Strata(selected.outcome.name, _strata(fits[-1]))


def model_columns(selected: Selection, model: Model) -> dict[str, Sequence[float]]:
    """The columns of a model by the name of their term, in order."""
    condition, guess = _flags(selected.condition, "PL"), _flags(selected.guess, "PL")
    columns: dict[str, Sequence[float]] = {
        INTERCEPT: array("d", [1.0]) * len(condition),
        CONDITION: condition,
    }
    columns |= _covariates(selected)
    if model is Model.CONDITION:
        return columns
    columns |= {GUESS: guess}
    if model is Model.GUESS:
        return columns
    product = array("d", [c * g for c, g in zip(condition, guess, strict=True)])
    return columns | {PRODUCT: product}


def _fit(selected: Selection, model: Model) -> Fit:
    name = selected.outcome.name
    if not selected.scores:
        return Fit(name, model, NotEstimable(Reason.TOO_FEW_ROWS, f"There is no row of {name}."))
    estimate = random_intercept_reml(
        selected.scores,
        model_columns(selected, model),
        selected.participants,
        contrasts=_contrasts(selected) if model is Model.PRODUCT else None,
    )
    return Fit(name, model, estimate)


def _flags(words: Sequence[str], level: str) -> Sequence[float]:
    return array("d", [word == level for word in words])


def _covariates(selected: Selection) -> dict[str, Sequence[float]]:
    columns: dict[str, Sequence[float]] = {}
    for name in selected.outcome.covariates:
        if name == "sex":
            for level in SEXES[1:]:
                columns[f"sex[T.{level}]"] = _flags(selected.sex, level)
        else:
            columns[name] = selected.covariates[name]
    return columns


def _contrasts(selected: Selection) -> dict[str, dict[str, float]]:
    """Weights of the strata: covariates at the mean of the rows, levels of sex alike."""
    held_at = {INTERCEPT: 1.0} | {
        name: 1 / len(SEXES) if name.startswith("sex[") else fmean(column)
        for name, column in _covariates(selected).items()
    }
    return two_by_two(CONDITION, GUESS, PRODUCT, held_at)


def _strata(fit: Fit) -> StrataEstimate | NotEstimable:
    if isinstance(fit.estimate, NotEstimable):
        return fit.estimate
    found = {contrast.term: contrast for contrast in fit.estimate.contrasts}
    return StrataEstimate(
        means=tuple(
            MarginalMean(condition, guess, found[f"{i}{j}"])
            for j, guess in enumerate(ARMS)
            for i, condition in enumerate(ARMS)
        ),
        fixed_guess=_differences(found, "first"),
        fixed_condition=_differences(found, "second"),
    )


def _differences(found: Mapping[str, Coefficient], factor: str) -> tuple[SimpleContrast, ...]:
    return tuple(
        SimpleContrast(CONTRAST, arm, found[f"{factor} at {level}"])
        for level, arm in enumerate(ARMS)
    )
