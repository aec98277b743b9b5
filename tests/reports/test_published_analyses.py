import json

import pytest

from limen.inference.estimates import (
    BangIndex,
    BlindingEstimate,
    Coefficient,
    DefiniteGuesses,
    DontKnow,
    GuessRateCurve,
    GuessRatePoint,
    JamesIndex,
    NotEstimable,
    RandomInterceptEstimate,
    Reason,
)
from limen.reports.published_analyses import blinding_rows, fit_rows, guess_curve_rows, strata_rows
from limen.studies.published.analyses import (
    BlindingTable,
    Fit,
    GuessCounts,
    GuessCurve,
    MarginalMean,
    Model,
    SimpleContrast,
    Strata,
    StrataEstimate,
)

WHY = NotEstimable(Reason.TOO_FEW_ROWS, "There is no row of mood.")
SAID = {"reason": Reason.TOO_FEW_ROWS, "says": "There is no row of mood."}
NUMBERS = {"estimate": 1, "se": 2, "df": 3, "t": 4, "p": 0.5, "lower": 6, "upper": 7}
COUNTS = GuessCounts(1, 2, 3, 4)


def coefficient(term: str) -> Coefficient:
    return Coefficient(term, *NUMBERS.values())


def test_a_fit_has_the_fields_of_the_contract():
    estimate = RandomInterceptEstimate((coefficient("age"),), (), 1, 2, 3, 4, 5, singular=False)

    (row,) = fit_rows([Fit("ooo", Model.GUESS, estimate)])

    assert row == {
        "outcome": "ooo",
        "model": "m2",
        "coefficients": ({"outcome": "ooo", "model": "m2", "term": "age", **NUMBERS},),
        "var_group": 1,
        "var_residual": 2,
        "criterion": 3,
        "n": 4,
        "groups": 5,
        "singular": False,
        "not_estimable": None,
    }


def test_a_fit_that_cannot_be_had_keeps_its_place():
    (row,) = fit_rows([Fit("mood", Model.PRODUCT, WHY)])

    assert (row["coefficients"], row["n"], row["singular"]) == ((), None, None)
    assert row["not_estimable"] == SAID


def test_strata_have_the_fields_of_the_contract():
    contrast = SimpleContrast("MD - PL", "PL", coefficient("first at 1"))
    found = StrataEstimate((MarginalMean("MD", "PL", coefficient("01")),), (contrast,), (contrast,))

    (row,) = strata_rows([Strata("mood", found)])

    assert row == {
        "outcome": "mood",
        "emmeans_strata": ({"condition": "MD", "guess": "PL", **NUMBERS},),
        "contrasts_fixed_guess": ({"contrast": "MD - PL", "guess": "PL", **NUMBERS},),
        "contrasts_fixed_condition": ({"contrast": "MD - PL", "condition": "PL", **NUMBERS},),
        "not_estimable": None,
    }


def test_strata_that_cannot_be_had_keep_their_place():
    (row,) = strata_rows([Strata("mood", WHY)])

    assert (row["emmeans_strata"], row["not_estimable"]) == ((), SAID)


def blinding(definite: DefiniteGuesses | NotEstimable, james: JamesIndex | NotEstimable):
    return BlindingTable(
        "acute",
        COUNTS,
        BlindingEstimate(
            active=BangIndex(0.1, 0.2, 0.0, 0.3, 3),
            placebo=BangIndex(0.4, 0.5, 0.3, 0.6, 7),
            james=james,
            definite=definite,
            dont_know=DontKnow.NOT_OFFERED,
        ),
    )


def test_a_blinding_table_has_the_names_of_the_stored_ones():
    definite = DefiniteGuesses(10, 0.5, 0.4, 0.3, 0.2, 0.1, 0.25, 0.15, 0.6, 0.7)

    (row,) = blinding_rows([blinding(definite, JamesIndex(0.38, 0.02))])

    says = row["says"]
    assert row == {
        "table": "acute",
        "MDMD": 1,
        "MDPL": 2,
        "PLMD": 3,
        "PLPL": 4,
        "n": 10,
        "cgr": 0.5,
        "base_rate_md": 0.4,
        "guess_md_rate": 0.3,
        "ppv_md": 0.25,
        "sensitivity": 0.2,
        "specificity": 0.1,
        "kappa": 0.15,
        "d_prime": 0.6,
        "criterion": 0.7,
        "james_bi": 0.38,
        "james_se": 0.02,
        "bang_md": 0.1,
        "bang_md_se": 0.2,
        "bang_md_lower": 0.0,
        "bang_md_upper": 0.3,
        "bang_pl": 0.4,
        "bang_pl_se": 0.5,
        "bang_pl_lower": 0.3,
        "bang_pl_upper": 0.6,
        "says": says,
        "not_estimable": None,
    }
    assert "one participant" in str(says)


def test_an_index_that_cannot_be_had_is_missing_and_not_zero():
    (row,) = blinding_rows([blinding(WHY, WHY)])

    assert (row["kappa"], row["james_bi"], row["bang_md"]) == (None, None, 0.1)


def test_a_table_with_one_arm_keeps_its_counts():
    (row,) = blinding_rows([BlindingTable("acute", COUNTS, WHY)])

    assert (row["n"], row["bang_md"], row["says"], row["not_estimable"]) == (10, None, None, SAID)


def test_a_guess_curve_is_labelled_secondary_and_carries_its_warning():
    point = GuessRatePoint(0.5, 1.0, 0.3)

    (row,) = guess_curve_rows([GuessCurve("mood", GuessRateCurve((point,), point, 40))])

    assert (row["secondary"], row["contrast"], row["n"]) == (True, "MD - PL", 40)
    assert row["points"] == (row["observed"],) == ({"rate": 0.5, "estimate": 1.0, "se": 0.3},)
    assert "can hide a real effect or invent one" in str(row["says"])


def test_a_curve_that_cannot_be_had_keeps_its_place():
    (row,) = guess_curve_rows([GuessCurve("mood", WHY)])

    assert (row["observed"], row["points"], row["not_estimable"]) == (None, (), SAID)


@pytest.mark.parametrize(
    "rows",
    [
        fit_rows([Fit("mood", Model.PRODUCT, WHY)]),
        strata_rows([Strata("mood", WHY)]),
        guess_curve_rows([GuessCurve("mood", WHY)]),
    ],
)
def test_nothing_is_written_as_nan(rows: tuple):
    assert "NaN" not in json.dumps(rows)
