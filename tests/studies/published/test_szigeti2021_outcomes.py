import pytest

from limen.studies.published.szigeti2021_outcomes import OUTCOME, OUTCOMES, Visit


def test_there_are_twenty_outcomes_sixteen_of_them_acute():
    visits = [outcome.visit for outcome in OUTCOMES]

    assert (len(OUTCOME), visits.count(Visit.ACUTE), visits.count(Visit.POST_ACUTE)) == (20, 16, 4)


@pytest.mark.parametrize(
    ("covariates", "names"),
    [
        (
            ("expectation", "psychiatric_past"),
            "PANAS positive negative mood creativity focus temper WEMWB",
        ),
        (("expectation",), "intensity"),
        (("expectation", "psychiatric_past", "sex"), "energy"),
        (
            ("age",),
            "ooo rotations spatial_planning spatial_span feature_match paired_associates",
        ),
        (("age", "sex"), "CPS"),
        (("psychiatric_past", "sss"), "QIDS STAIT"),
        (("psychiatric_past",), "SCS"),
    ],
)
def test_each_outcome_has_the_covariates_of_the_published_table(
    covariates: tuple[str, ...], names: str
):
    found = {outcome.name for outcome in OUTCOMES if outcome.covariates == covariates}

    assert found == set(names.split())


def test_the_seven_cognitive_tests_are_standardised():
    assert {outcome.name for outcome in OUTCOMES if outcome.is_standardised} == {
        "CPS",
        "feature_match",
        "ooo",
        "paired_associates",
        "rotations",
        "spatial_planning",
        "spatial_span",
    }
