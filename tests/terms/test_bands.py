"""Bands of effect and their probabilities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.bands import Band, BandProbabilities


def test_bands_go_from_the_weakest_to_the_strongest() -> None:
    assert [band.value for band in Band] == ["microdose", "low", "full"]


@pytest.mark.parametrize(
    ("microdose", "low", "between", "full", "named"),
    [
        (0.977, 0.023, 0.0, 0.0, Band.MICRODOSE),
        (0.108, 0.892, 0.0, 0.0, Band.LOW),
        (0.0, 0.042, 0.079, 0.879, Band.FULL),
        (0.8, 0.2, 0.0, 0.0, Band.MICRODOSE),
        (0.799, 0.201, 0.0, 0.0, None),
        (0.0, 0.0, 1.0, 0.0, None),
    ],
)
def test_a_band_is_named_only_where_it_is_likely_enough(
    microdose: float, low: float, between: float, full: float, named: Band | None
) -> None:
    assert BandProbabilities(microdose, low, between, full).named is named


@given(st.tuples(*[st.integers(0, 10**6)] * 4).filter(any))
def test_any_weights_become_probabilities_that_sum_to_one(weights: tuple[int, ...]) -> None:
    shares = [weight / sum(weights) for weight in weights]

    bands = BandProbabilities(*shares)

    assert bands.microdose + bands.low + bands.between + bands.full == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(
    "shares",
    [(0.5, 0.4, 0.0, 0.0), (0.5, 0.5, 0.1, 0.0), (0.0, 0.0, 0.0, 0.0)],
)
def test_probabilities_that_do_not_sum_to_one_are_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"sum to one"):
        BandProbabilities(*shares)


@pytest.mark.parametrize(
    "shares",
    [
        (-0.1, 0.6, 0.5, 0.0),
        (1.1, 0.0, 0.0, -0.1),
        (float("nan"), 0.5, 0.5, 0.0),
        (float("inf"), 0.0, 0.0, 0.0),
    ],
)
def test_what_is_no_probability_is_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1"):
        BandProbabilities(*shares)
