"""The review of a protocol: open from its day on, and one later end with its rest."""

from datetime import date, timedelta

import pytest

WORDS = {
    "what_changed": "Not much yet.",
    "what_else": "The spring.",
    "what_cost": "A few evenings.",
    "reason": "Two weeks were lost to a cold.",
    "ends": "2026-04-13",
}
LAST = date(2026, 3, 30)


@pytest.fixture
def path(window, lived):
    """The address of the review, on the last day of the plan."""
    window.at += timedelta(days=28)
    return f"/p/{lived['plan']}/r"


def test_a_review_is_not_offered_before_its_day(window, lived):
    path = f"/p/{lived['plan']}/r"

    page = window.open(path)

    assert "The review of this protocol opens on Tue 3 March." in page
    assert path not in window.open("/p")


def test_an_answered_review_moves_the_end_and_the_rest(window, state, path):
    assert f'href="{path}"' in window.open("/p")
    assert "Looking back" in window.open(path)

    assert window.send(path, **WORDS) == (303, "/p")

    (plan,) = state().protocols.each
    assert (plan.dates.ends, plan.dates.rests_until) == (date(2026, 4, 13), date(2026, 5, 11))
    assert plan.extensions[0].stated.review["what_else"] == "The spring."


def test_a_second_later_end_is_not_given(window, state, path):
    window.send(path, **WORDS)
    window.at += timedelta(days=14)

    status, page = window.send(path, **{**WORDS, "ends": "2026-05-01"})

    assert (status, "A protocol gets a later end once." in page) == (409, True)
    assert "The review of this protocol is over." in window.open(path)
    assert path not in window.open("/p")
    assert state().protocols.each[0].dates.ends == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("what_changed", "", "Write a few words, or leave the end as it is."),
        ("reason", "", "Write why it should end later."),
        ("ends", "", "Choose an end date. A protocol without an end is a habit."),
        ("ends", "2026-03-29", "An extension ends later than the protocol does now."),
        ("ends", "2027-03-29", "Choose an end date within 24 weeks."),
    ],
)
def test_a_review_says_what_is_missing(window, state, path, name, typed, says):
    status, page = window.send(path, **{**WORDS, name: typed})

    assert (status in {400, 409}, says in page) == (True, True)
    assert state().protocols.each[0].dates.ends == LAST


def test_there_is_no_review_of_what_is_not_there(window, lived):
    assert "There is no such page here." in window.open(f"/p/{lived['entry']}/r")
