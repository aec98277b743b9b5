"""A score needs every item; one answer about harm is enough to ask for help.

Goal SAF-1.
"""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.instruments.gad2 import GAD2
from limen.instruments.phq2 import PHQ2
from limen.instruments.phq4 import PHQ4, phq4_answers
from limen.instruments.phq9 import PHQ9
from limen.instruments.scoring import NoScore, Score, asks_for_help, band_of, score
from limen.terms.errors import BadInput

ITEMS = [str(n) for n in range(1, 10)]


def test_an_item_left_out_leaves_no_score():
    answers = dict.fromkeys(ITEMS, 1) | {"4": None}
    del answers["7"]

    assert score(PHQ9, answers) == NoScore(("4", "7"))


def test_a_total_falls_into_one_band():
    names = [band_of(PHQ9, total).name for total in (4, 5, 9, 10, 14, 15, 19, 20)]

    assert names == [
        "none or minimal", "mild", "mild", "moderate", "moderate",
        "moderately severe", "moderately severe", "severe",
    ]  # fmt: skip


def test_an_instrument_without_bands_names_none():
    assert score(GAD2, {"1": 1, "2": 1}).band is None


def test_phq4_gives_its_two_halves():
    found = score(PHQ4, {"1": 1, "2": 2, "3": 3, "4": 0})

    assert (found.total, found.subscales) == (6, {"gad2": 3, "phq2": 3})


@given(st.lists(st.integers(0, 3), min_size=9, max_size=9))
def test_the_total_is_the_sum_of_the_answers(given_answers):
    found = score(PHQ9, dict(zip(ITEMS, given_answers, strict=True)))

    assert isinstance(found, Score)
    assert found.total == sum(given_answers)
    assert found.band is not None
    assert found.band.lowest <= found.total <= found.band.highest


@pytest.mark.parametrize("answer", [-1, 4])
def test_an_answer_outside_the_range_is_refused(answer):
    with pytest.raises(BadInput, match="between 0 and 3"):
        score(PHQ2, {"1": 0, "2": answer})


def test_an_answer_to_no_item_is_refused():
    with pytest.raises(BadInput, match="no item 10"):
        score(PHQ9, {"10": 0})


def test_all_patterns_of_phq9_ask_for_help_exactly_when_the_ninth_answer_is_above_none():
    wrong = [
        pattern
        for pattern in product(range(4), repeat=9)
        if asks_for_help(PHQ9, dict(zip(ITEMS, pattern, strict=True))) is not (pattern[8] > 0)
    ]

    assert wrong == []


@pytest.mark.parametrize("ninth", [None, 0])
def test_a_ninth_answer_left_out_or_none_asks_for_nothing(ninth):
    assert not asks_for_help(PHQ9, {"9": ninth})


def test_phq4_is_read_out_of_the_two_longer_questionnaires():
    phq9 = dict.fromkeys(ITEMS, 0) | {"1": 2, "2": 1}
    gad7 = dict.fromkeys(ITEMS[:7], 0) | {"1": 3}

    assert phq4_answers(phq9, gad7) == {"1": 3, "2": 0, "3": 2, "4": 1}
