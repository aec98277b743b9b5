import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.inference.diary_estimates import DiaryChange
from limen.inference.estimates import NotEstimable, Reason
from limen.reports.open_answer import OpenAnswer, open_fields, open_page

BLOCKED = re.compile(r"\b(effects?|works?|because|helps?|thanks to)\b", re.IGNORECASE)
CHANGE = DiaryChange(
    change=0.5,
    median=0.49,
    lower=-0.31,
    upper=1.24,
    above_zero=0.9,
    usual_level=4.0,
    is_level_own=False,
    expected_gain=0.3,
    weights=(1.0,),
    baseline_days=28,
    practice_days=56,
)
ANSWER = OpenAnswer(CHANGE, 28, 56, 12)
TOO_SHORT = OpenAnswer(NotEstimable(Reason.BASELINE_TOO_SHORT, "Too short."), 9, 56, 12)

numbers = st.floats(-1e6, 1e6)
answers = st.builds(
    OpenAnswer,
    st.builds(
        DiaryChange,
        *[numbers] * 4,
        st.floats(0, 1),
        st.none() | numbers,
        st.booleans(),
        st.none() | numbers,
        st.just((1.0,)),
        st.integers(14, 92),
        st.integers(1, 106),
    )
    | st.sampled_from([TOO_SHORT.found]),
    st.integers(0, 120),
    st.integers(0, 120),
    st.integers(1, 24),
)


def test_the_change_is_told_with_what_comes_by_itself():
    assert open_page(ANSWER)[:7] == (
        "This was not blinded.",
        "We can show what changed, but not why.",
        "",
        (
            "Your scores changed by 0.5 points (range −0.3 to 1.2). "
            "A change of about 0.3 is expected by itself when people begin during a low."
        ),
        "Your usual level is taken as 4.0, the middle of the row.",
        "What you expected, the season and other changes are not separated.",
        "",
    )


def test_a_level_of_ones_own_is_named_as_such():
    own = replace(ANSWER, found=replace(CHANGE, usual_level=5.25, is_level_own=True))

    assert open_page(own)[4] == "Your usual level is taken as 5.2, the mean of your earlier days."


def test_without_a_usual_level_nothing_is_said_to_come_by_itself():
    unknown = replace(ANSWER, found=replace(CHANGE, usual_level=None, expected_gain=None))

    assert open_page(unknown)[3:5] == (
        "Your scores changed by 0.5 points (range −0.3 to 1.2).",
        "How much of that comes by itself cannot be said: your usual level is not known.",
    )
    assert open_fields(unknown)["expected_gain"] is None


def test_too_short_a_baseline_gives_a_description_without_a_number():
    page = open_page(TOO_SHORT)

    assert page[:4] == (*open_page(ANSWER)[:3], "Too short.")
    assert page[6] == "Days with a score: 9 before the start, 56 since."
    assert open_fields(TOO_SHORT) == {
        "headline": "S7",
        "change": None,
        "range95": None,
        "expected_gain": None,
        "baseline_days": 9,
        "practice_days": 56,
    }


def test_the_fields_hold_the_numbers_of_the_page():
    assert open_fields(ANSWER) == {
        "headline": "S7",
        "change": 0.5,
        "range95": (-0.31, 1.24),
        "expected_gain": 0.3,
        "baseline_days": 28,
        "practice_days": 56,
    }


def test_numbers_that_would_round_across_nought_have_two_decimals():
    near = replace(ANSWER, found=replace(CHANGE, lower=0.02))

    assert "(range 0.02 to 1.24)" in open_page(near)[3]


@given(answers)
def test_no_word_says_that_something_acted(answer):
    assert BLOCKED.findall(" ".join(open_page(answer))) == []


@pytest.mark.parametrize("word", ["effect", "works", "because", "helps", "thanks to"])
def test_a_blocked_word_would_be_found(word):
    assert BLOCKED.findall(f"It {word} you.") == [word]


@given(answers)
def test_no_verdict_is_ever_given(answer):
    assert open_fields(answer)["headline"] == "S7"
    assert "verdict" not in open_fields(answer)
