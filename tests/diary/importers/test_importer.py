"""A preview sums up its drafts, and sees a risk item that is fresh."""

from datetime import date, timedelta

import pytest

MAPPING = """
version = 1
kind = "wide"
time = { date = "day" }
instrument = [{ id = "phq9", items = ["a", "b", "c", "d", "e", "f", "g", "h", "i"] }]
note = [{ column = "a" }]
"""
DAY = date(2026, 3, 2)


def questionnaire(vault, risk):
    text = f"day,a,b,c,d,e,f,g,h,i\n2026-03-02,0,0,0,0,0,0,0,0,{risk}\n"
    return vault.preview("table", text, mapping=MAPPING)


@pytest.mark.parametrize(("later", "asks"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_fresh_risk_answer_asks_for_the_help_page(vault, later, asks):
    preview = questionnaire(vault, "1")

    assert preview.asks_for_help_page(DAY + timedelta(days=later)) is asks


@pytest.mark.parametrize("risk", ["0", ""])
def test_no_risk_asks_for_nothing(vault, risk):
    assert not questionnaire(vault, risk).asks_for_help_page(DAY)


def test_a_questionnaire_is_added_once(vault):
    vault.add(*questionnaire(vault, "0").drafts)

    assert questionnaire(vault, "0").counts.already_here == 1


def test_a_preview_counts_kinds_and_names_first_and_last_day(vault):
    preview = questionnaire(vault, "0")

    assert preview.kinds == {"questionnaire.answered": 1, "note.written": 1}
    assert preview.days == (DAY, DAY)


def test_a_preview_of_nothing_has_no_days(vault):
    assert vault.preview("table", "day,a,b,c,d,e,f,g,h,i\n", mapping=MAPPING).days is None
