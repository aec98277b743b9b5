"""The checklist of a plan: eight items with own words, kept with it, and closing nothing."""

import pytest

from limen.journal.kinds.screening import Answer, ChecklistAnswered
from limen.screening.checklist import CHECKLIST
from limen.terms.errors import LimenError

STORAGE = "Keep everything locked away, where no child can see or reach it"
ANSWERS = {**{item.id: "unknown" for item in CHECKLIST}, "tested": "no", "someone_to_call": "yes"}


@pytest.fixture
def page(lived):
    """The address of the checklist of a plan."""
    return f"/p/{lived['plan']}/c"


def kept(state):
    """Every checklist that was answered."""
    events = state().standing.events
    return [one.payload for one in events if isinstance(one.payload, ChecklistAnswered)]


def test_the_page_of_the_plans_leads_to_it(window, page):
    assert f'href="{page}">Checklist for a clinician' in window.open("/p")


def test_nothing_is_chosen_before_it_was_answered_and_storage_is_always_said(window, page):
    shown = window.open(page)

    assert " checked>" not in shown
    assert STORAGE in shown
    assert [item.words for item in CHECKLIST if item.words not in shown] == []


def test_answers_and_words_stay_with_the_plan_and_are_shown(window, state, lived, page):
    told = {**ANSWERS, "words_someone_to_call": "Ada <next door>"}

    assert window.send(page, **told) == (303, page)

    (stated,) = kept(state)
    assert stated.protocol == lived["plan"]
    assert stated.answers["tested"] is Answer.NO
    assert stated.words == {"someone_to_call": "Ada <next door>"}
    shown = window.open(page)
    assert "Your answers of March 2, 2026" in shown
    assert "<strong>Yes</strong> · Ada &lt;next door&gt;" in shown
    assert 'name="tested" value="no" id="id_tested_1" checked' in shown
    assert STORAGE in shown


def test_later_answers_replace_the_first(window, state, page):
    window.send(page, **ANSWERS)
    window.send(page, **{**ANSWERS, "tested": "yes"})

    assert len(kept(state)) == 2
    assert 'name="tested" value="yes" id="id_tested_0" checked' in window.open(page)


def test_the_same_form_twice_is_one_entry(window, state, page):
    name = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"

    assert window.send(page, **ANSWERS, sent=name) == window.send(page, **ANSWERS, sent=name)
    assert len(kept(state)) == 1


def test_what_is_left_out_is_said_beside_it(window, state, page):
    told = {name: said for name, said in ANSWERS.items() if name != "storage"}

    status, shown = window.send(page, **told, words_tested="x" * 201)

    assert (status, kept(state)) == (400, [])
    assert shown.count("Choose yes, no, or I do not know.") == 2
    assert shown.count("Write 200 characters at most.") == 2


def test_it_closes_nothing(window, screened, page):
    screened()
    window.send(page, **{item.id: "no" for item in CHECKLIST})

    assert "Go on." in window.open("/v")


def test_where_nothing_can_be_written_the_page_says_so(window, page, monkeypatch):
    def full(*_):
        raise LimenError("There is no space left on this machine.", fix="Nothing new was saved.")

    monkeypatch.setattr("limen.actions.append.events.insert", full)

    status, shown = window.send(page, **ANSWERS)

    assert (status, "There is no space left on this machine." in shown) == (500, True)
