"""Two check-ins for one evening: Today asks which one is right, once."""

import re
from datetime import timedelta

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
QUESTION = "We have two check-ins for Monday evening. Which one is right?"


def asked(page: str) -> list[dict[str, str]]:
    """The hidden fields of both buttons."""
    forms = re.findall(r'<form [^>]*action="/t/w".*?</form>', page, re.DOTALL)
    return [dict(re.findall(r'name="(\w+)" value="([^"]*)"', one)) for one in forms]


def test_two_pages_of_one_evening_become_one_question(window, state):
    window.send("/t/e", **RATED)
    assert QUESTION not in window.open("/t")
    window.at += timedelta(minutes=5)
    window.send("/t/e", **{**RATED, "row_mood": "2"})

    page = window.open("/t")

    assert QUESTION in page
    assert "This one, from 20:04" in page
    assert "This one, from 20:09" in page
    assert len(state().diary.check_ins) == 2


def test_the_answer_is_an_entry_and_the_question_is_gone(window, state):
    window.send("/t/e", **RATED)
    window.send("/t/e", **{**RATED, "row_mood": "2"})
    second = asked(window.open("/t"))[1]

    answers = {window.send("/t/w", **second) for _ in range(2)}

    assert answers == {(303, "/t")}
    assert [one.stated.scales["mood"] for one in state().diary.check_ins] == [2]
    assert QUESTION not in window.open("/t")
    assert "<dt>Mood</dt><dd>2</dd>" in window.open("/l")


def test_an_answer_from_another_tab_comes_too_late(window, state):
    window.send("/t/e", **RATED)
    window.send("/t/e", **{**RATED, "row_mood": "2"})
    first, second = asked(window.open("/t"))
    window.send("/t/w", **first)

    status, page = window.send("/t/w", **second)

    assert (status, "This is not asked any more." in page) == (409, True)
    assert [one.stated.scales["mood"] for one in state().diary.check_ins] == [5]


def test_an_answer_without_its_names_is_too_old(window):
    status, page = window.send("/t/w", right="x", wrong="")

    assert (status, "This page is too old." in page) == (400, True)


def test_a_week_is_asked_about_in_its_own_words(window):
    phq4 = {f"item_{n}": "1" for n in range(1, 5)}
    rows = {"row_week": "4", "row_week_sleep": "4", "row_week_mattered": "4"}
    habits = {"habit_outside_plan": "0", "habit_pull": "1", "habit_more_than_planned": "0"}
    for _ in range(2):
        window.send("/w/week", **phq4, **rows, **habits, opened="2026-03-02T19:00:00.000Z")

    page = window.open("/t")

    assert "We have two check-ins for the week that ended on Monday." in page
    assert "<dt>My week as a whole</dt><dd>4</dd>" in page
