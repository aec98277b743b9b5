"""A hard day needs one row; and Today says the day and the week of the plan.

Goal SAF-8.
"""

from datetime import timedelta


def test_a_hard_day_needs_one_row_and_still_shows_the_list(window, state, batch):
    told = {"day": "2026-03-02", "time": "08:12", "unit": "g", "batch": batch, "amount": "0.1"}
    window.send("/t/d", **told)
    assert 'href="/t/s"' in window.open("/t")
    page = window.open("/t/s")
    assert ("row_mood" in page, "row_calm" in page, "felt_" in page) == (True, False, False)
    assert ('value="harm"' in page, 'value="nausea"' in page) == (True, True)

    assert window.send("/t/s", row_mood="2") == (303, "/t")

    (saved,) = state().diary.check_ins
    assert (dict(saved.stated.scales), saved.stated.effects_shown) == ({"mood": 2}, True)
    assert "You are done for today." in window.open("/t")


def test_the_one_row_of_a_hard_day_is_the_main_measure(window, lived):
    del lived  # that a plan about calm runs is wanted
    window.at += timedelta(days=2)

    page = window.open("/t/s")

    assert ("row_calm" in page, "row_mood" in page) == (True, False)
    assert window.send("/t/s")[0] == 400


def test_today_says_the_day_and_the_week_of_the_plan(window, lived):
    del lived  # as above
    assert "Mon 2 March</p>" in window.open("/t")

    window.at += timedelta(days=8)

    assert "Tue 10 March · week 2 of 4</p>" in window.open("/t")
