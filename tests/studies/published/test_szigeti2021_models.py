from dataclasses import replace
from statistics import fmean

import pytest

from limen.inference.estimates import NotEstimable, RandomInterceptEstimate, Reason
from limen.studies.published.analyses import Model, StrataEstimate
from limen.studies.published.rows import Rows
from limen.studies.published.szigeti2021_models import PRODUCT, fits_and_strata, model_columns
from limen.studies.published.szigeti2021_selection import Selection, selections


def selected(rows: Rows, name: str) -> Selection:
    return next(found for found in selections(rows) if found.outcome.name == name)


def constant(selection: Selection, **words: str) -> Selection:
    """The selection with the same word in every row of a column."""
    n = len(selection.scores)
    return replace(selection, **{name: [word] * n for name, word in words.items()})


@pytest.mark.parametrize(
    ("model", "terms"),
    [
        (Model.CONDITION, "Intercept condition[T.PL] expectation psychiatric_past"),
        (Model.GUESS, "Intercept condition[T.PL] expectation psychiatric_past guess[T.PL]"),
        (
            Model.PRODUCT,
            "Intercept condition[T.PL] expectation psychiatric_past guess[T.PL] {product}",
        ),
    ],
)
def test_the_terms_of_each_model_stand_in_order(rows: Rows, model: Model, terms: str):
    assert (
        list(model_columns(selected(rows, "mood"), model)) == terms.format(product=PRODUCT).split()
    )


def test_sex_is_coded_against_female(rows: Rows):
    energy = selected(rows, "energy")

    columns = model_columns(energy, Model.CONDITION)

    assert list(columns)[-2:] == ["sex[T.male]", "sex[T.non-binary]"]
    assert list(columns["sex[T.male]"]) == [float(sex == "male") for sex in energy.sex]


def test_condition_and_guess_are_coded_against_the_microdose(rows: Rows):
    mood = selected(rows, "mood")

    columns = model_columns(mood, Model.PRODUCT)

    both = zip(mood.condition, mood.guess, strict=True)
    assert list(columns["condition[T.PL]:guess[T.PL]"]) == [
        float(condition == guess == "PL") for condition, guess in both
    ]


def test_an_outcome_has_three_fits_and_its_strata(rows: Rows):
    fits, strata = fits_and_strata(selected(rows, "mood"))

    assert [fit.model for fit in fits] == list(Model)
    assert all(isinstance(fit.estimate, RandomInterceptEstimate) for fit in fits)
    assert isinstance(strata.estimate, StrataEstimate)


def test_the_differences_of_the_strata_are_those_of_their_means(rows: Rows):
    _, strata = fits_and_strata(selected(rows, "energy"))

    mean = {(m.condition, m.guess): m.mean.estimate for m in strata.estimate.means}
    for arm, contrast in zip(("MD", "PL"), strata.estimate.fixed_guess, strict=True):
        assert (contrast.contrast, contrast.held_at) == ("MD - PL", arm)
        assert contrast.difference.estimate == pytest.approx(mean["MD", arm] - mean["PL", arm])
    for arm, contrast in zip(("MD", "PL"), strata.estimate.fixed_condition, strict=True):
        assert (contrast.contrast, contrast.held_at) == ("MD - PL", arm)
        assert contrast.difference.estimate == pytest.approx(mean[arm, "MD"] - mean[arm, "PL"])


def test_the_strata_hold_covariates_at_their_means_and_levels_alike(rows: Rows):
    energy = selected(rows, "energy")
    fits, strata = fits_and_strata(energy)
    beta = {c.term: c.estimate for c in fits[-1].estimate.coefficients}

    expected = (
        beta["Intercept"]
        + beta["expectation"] * fmean(energy.covariates["expectation"])
        + beta["psychiatric_past"] * fmean(energy.covariates["psychiatric_past"])
        + (beta["sex[T.male]"] + beta["sex[T.non-binary]"]) / 3
    )

    assert strata.estimate.means[0].mean.estimate == pytest.approx(expected)


def test_an_outcome_without_rows_says_so(rows: Rows):
    empty = selected(rows, "mood")
    empty = replace(empty, scores=[], participants=[], times=[], condition=[], guess=[], sex=[])

    fits, strata = fits_and_strata(empty)

    says = NotEstimable(Reason.TOO_FEW_ROWS, "There is no row of mood.")
    assert [fit.estimate for fit in fits] == [says] * 3
    assert strata.estimate == says


@pytest.mark.parametrize("words", [{"condition": "MD"}, {"guess": "PL"}])
def test_a_column_that_never_varies_is_a_value_with_a_sentence(rows: Rows, words: dict[str, str]):
    fits, strata = fits_and_strata(constant(selected(rows, "mood"), **words))

    assert isinstance(fits[1].estimate, NotEstimable)
    assert fits[1].estimate.reason is Reason.NO_VARIATION
    assert isinstance(strata.estimate, NotEstimable)
