"""The twelve questions page by page: what each keeps, what is asked about, and when help comes."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest

from limen.journal.kinds.screening import (
    Answer,
    CrisisShown,
    CrisisTrigger,
    ScreeningAnswered,
    ScreeningDecided,
    StatedVerdict,
)
from limen.screening.gates import ScreeningState
from limen.screening.questions import QUESTIONS
from limen.web.openness import Openness
from limen.web.visited import KEY

FORM = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"
YES, UNKNOWN = Answer.YES, Answer.UNKNOWN


def number_of(question):
    return [one.id for one in QUESTIONS].index(question) + 1


def said_in(state, kind):
    """Every entry of a kind, in order."""
    return [one.payload for one in state().standing.events if isinstance(one.payload, kind)]


def answer_all(window, **said):
    """Send the twelve pages: no to each, but where something else is said."""
    return [
        window.send(f"/v/{number}", **{"said": "no", **said.get(one.id, {})})
        for number, one in enumerate(QUESTIONS, start=1)
    ]


def checked(page, name):
    """The values of a field that are chosen on a page."""
    return re.findall(rf'name="{name}" value="([^"]+)" id="\w+" checked', page)


@pytest.mark.parametrize("number", range(1, 13))
def test_every_question_is_a_page_with_why_and_three_answers(window, number):
    page = unescape(window.open(f"/v/{number}"))

    asked = QUESTIONS[number - 1]
    assert f'<h1 id="question">{asked.words}</h1>' in page
    assert f"<summary>Why we ask</summary>\n<p>{asked.why}</p>" in page
    assert f"Question {number} of 12" in page
    assert re.findall(r'name="said" value="(\w+)"', page) == ["yes", "no", "unknown"]
    assert {*re.findall(r'name="rows" value="(\w+)"', page)} >= set(asked.rows)
    assert checked(page, "said") == []


@pytest.mark.parametrize("number", [0, 13])
def test_there_is_no_thirteenth_question(window, number):
    answer = window.client.get(f"/v/{number}", **{"limen.moment": window.at})

    assert answer.status_code == 404


def test_no_address_says_what_is_asked(window):
    answers = answer_all(window)

    assert [where for _, where in answers] == [*(f"/v/{n}" for n in range(2, 13)), "/v"]


def test_each_answer_is_kept_at_once_and_shown_when_somebody_goes_back(window, state):
    told = {"said": "yes", "rows": ["htn", "valve"]}
    window.send(f"/v/{number_of('q_heart')}", **told)

    page = window.open(f"/v/{number_of('q_heart')}")

    assert (checked(page, "said"), checked(page, "rows")) == (["yes"], ["valve", "htn"])
    assert said_in(state, ScreeningAnswered)[-1].answers == {
        "q_heart": YES,
        "valve": YES,
        "htn": YES,
    }
    assert "1 of 12" in window.open("/v")
    assert said_in(state, ScreeningDecided) == []


@pytest.mark.parametrize(
    ("fields", "kept", "shown"),
    [
        ({"rows": ["htn", "other"]}, {"q_heart": UNKNOWN, "htn": YES}, ["htn", "other"]),
        ({"rows": ["other"]}, {"q_heart": YES}, ["other"]),
        ({"said": "no", "rows": ["htn"]}, {"q_heart": Answer.NO}, []),
        ({"said": "unknown", "rows": ["htn"]}, {"q_heart": UNKNOWN}, []),
    ],
)
def test_something_else_leaves_a_question_open_and_no_drops_the_list(
    window, state, fields, kept, shown
):
    window.send("/v/6", **{"said": "yes", **fields})

    assert said_in(state, ScreeningAnswered)[-1].answers == kept
    assert checked(window.open("/v/6"), "rows") == shown


def test_another_answer_takes_the_place_of_the_first(window, state):
    window.send("/v/6", said="yes", rows=["htn"])
    window.send("/v/7", said="no")

    window.send("/v/6", said="no")

    assert said_in(state, ScreeningAnswered)[-1].answers == {
        "q_heart": Answer.NO,
        "q_seizure": Answer.NO,
    }


@pytest.mark.parametrize(
    ("number", "fields", "says"),
    [
        (6, {}, "Choose yes, no, or I do not know."),
        (6, {"said": "yes"}, "Tick what fits, or the last line."),
        (4, {"said": "yes"}, "Write its name, or tick what fits."),
        (4, {"said": "yes", "called": "x" * 101}, "Write the name with at most 100 characters."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(window, state, number, fields, says):
    status, page = window.send(f"/v/{number}", **fields)

    assert (status, page.count(says)) == (400, 2)
    assert said_in(state, ScreeningAnswered) == []


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({}, None),
        ({"said": "no"}, {"q_heart": Answer.NO}),
        ({"said": "yes", "rows": ["htn"]}, {"q_heart": YES, "htn": YES}),
        ({"said": "yes"}, {"q_heart": YES}),
    ],
)
def test_later_leaves_with_what_was_answered(window, state, fields, kept):
    assert window.send("/v/6", later="yes", **fields) == (303, "/t")

    answered = said_in(state, ScreeningAnswered)
    assert [dict(one.answers) for one in answered] == ([kept] if kept else [])


def test_a_form_that_comes_twice_is_one_entry_and_the_last_one_decides_once(window, state):
    for number in range(1, 13):
        name = str(UUID(int=900 + number, version=4))
        first = window.send(f"/v/{number}", said="no", sent=name)
        assert window.send(f"/v/{number}", said="no", sent=name) == first

    assert len(said_in(state, ScreeningAnswered)) == 12
    assert len(said_in(state, ScreeningDecided)) == 1
    assert first == (303, "/v")


def test_the_same_form_with_another_answer_is_another_entry(window, state):
    window.send("/v/6", said="no", sent=FORM)

    assert window.send("/v/6", said="unknown", sent=FORM) == (303, "/v/7")

    assert said_in(state, ScreeningAnswered)[-1].answers == {"q_heart": UNKNOWN}


def test_answers_wait_for_14_days_and_then_all_is_asked_anew(window):
    window.send("/v/1", said="no")
    window.at += timedelta(days=14)
    waiting = window.open("/v")

    window.at += timedelta(days=1)

    assert "You have answered 1 of 12 questions." in waiting
    assert "Twelve questions, one a page." in window.open("/v")
    assert checked(window.open("/v/1"), "said") == []
    window.send("/v/2", said="no")
    assert "You have answered 1 of 12 questions." in window.open("/v")


def test_a_page_in_the_middle_leads_to_what_is_still_open(window):
    for number in range(2, 13):
        last = window.send(f"/v/{number}", said="no")

    assert last == (303, "/v/1")
    assert window.send("/v/1", said="no") == (303, "/v/2")
    assert window.open("/v").count("Do not start the trial.") == 1  # no age was said


@pytest.mark.parametrize(
    ("fields", "leads"),
    [
        ({"said": "yes", "rows": ["suicidality_now"]}, "/c"),
        ({"said": "yes", "rows": ["suicidality_passive", "suicidality_now"]}, "/c"),
        ({"said": "yes"}, "/c"),
        ({"said": "yes", "rows": ["other"]}, "/c"),
        ({"said": "yes", "rows": ["suicidality_now"], "later": "yes"}, "/c"),
        ({"said": "yes", "rows": ["suicidality_passive"]}, "/v/2"),
        ({"said": "unknown"}, "/v/2"),
        ({"said": "no"}, "/v/2"),
    ],
)
def test_a_plan_or_an_intent_is_saved_first_and_opens_the_help_page_at_once(
    window, state, fields, leads
):
    before = len(state().standing.events)

    assert window.send("/v/1", **fields) == (303, leads)

    kinds = [type(one.payload) for one in state().standing.events[before:]]
    assert kinds == [ScreeningAnswered, *([CrisisShown] if leads == "/c" else [])]
    if leads == "/c":
        assert said_in(state, CrisisShown)[0].trigger is CrisisTrigger.ASKED
        assert "You are not alone" in window.open("/c")


def test_help_is_shown_again_for_the_same_form_and_noted_once(window, state):
    told = {"said": "yes", "rows": ["suicidality_now"], "sent": FORM}

    assert window.send("/v/1", **told) == window.send("/v/1", **told) == (303, "/c")
    assert len(said_in(state, CrisisShown)) == 1


def test_help_comes_even_where_it_is_the_last_answer_and_the_verdict_is_stop(window, state):
    for number in range(2, 13):
        window.send(f"/v/{number}", said="no")

    assert window.send("/v/1", said="yes", rows=["suicidality_now"]) == (303, "/c")

    assert said_in(state, ScreeningDecided)[0].verdict is StatedVerdict.STOP
    assert state().screening.state_on(window.at.date()) is ScreeningState.STOP


def test_a_medicine_is_written_once_and_stands_in_the_list(window, state):
    told = {"said": "yes", "called": "Sertraline 50 mg", "more": "yes"}
    assert window.send("/v/4", **told) == (303, "/v/4")

    assert window.send("/v/4", said="yes", called="Something new") == (303, "/v/5")

    (first, second) = state().diary.medicines.values()
    assert (first.stated.name, first.stated.class_) == ("Sertraline 50 mg", "ssri")
    assert (second.stated.name, second.stated.class_) == ("Something new", None)
    assert said_in(state, ScreeningAnswered)[-1].answers == {
        "q_other_medicines": YES,
        "ssri": YES,
        "unknown_medicine": YES,
    }
    assert "<li>Sertraline 50 mg</li>" in window.open("/v/4")
    assert "<li>Something new</li>" in window.open("/v/4")
    assert "Sertraline" not in window.open("/v/3")
    assert window.open("/d").count('class="card"') == 2


def test_a_medicine_that_stands_already_is_no_second_one(window, state):
    window.send("/d", called="Iron")

    window.send("/v/4", said="yes", called="iron")

    assert len(state().diary.medicines) == 1


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("coffee", {"q_other_medicines": YES, "caffeine": YES}),
        ("lithium", {"q_other_medicines": YES}),  # the third question asks for it
    ],
)
def test_a_yes_may_mean_what_stands_already(window, state, name, kept):
    window.send("/d", called=name)

    assert window.send("/v/4", said="yes") == (303, "/v/5")

    assert said_in(state, ScreeningAnswered)[-1].answers == kept


@pytest.mark.parametrize(
    ("meant", "taken"),
    [("sertraline", ("sertraline", "ssri")), ("-", ("sertralin", None))],
)
@pytest.mark.parametrize(("path", "fields"), [("/v/4", {"said": "yes"}), ("/d", {})])
def test_a_slip_of_the_pen_is_asked_about_and_never_chosen_silently(
    window, state, path, fields, meant, taken
):
    told = {"called": "sertralin", **fields}
    status, page = window.send(path, **told)
    assert (status, "Did you mean one of these?" in page) == (400, True)
    assert (checked(page, "meant"), len(state().diary.medicines)) == ([], 0)

    window.send(path, **told, meant=meant)

    (medicine,) = state().diary.medicines.values()
    assert (medicine.stated.name, medicine.stated.class_) == taken


@pytest.mark.parametrize("name", ["sertraline", "lithium", "Something new"])
def test_a_medicine_that_is_sent_twice_is_one_medicine_and_one_answer(window, state, name):
    told = {"said": "yes", "called": name, "sent": FORM}

    assert window.send("/v/4", **told) == window.send("/v/4", **told) == (303, "/v/5")

    assert (len(state().diary.medicines), len(said_in(state, ScreeningAnswered))) == (1, 1)


def test_without_a_yes_no_name_is_looked_at(window, state):
    assert window.send("/v/4", said="no", called="sertralin") == (303, "/v/5")

    assert not state().diary.medicines


def test_an_answer_that_comes_to_a_locked_vault_is_carried_and_kept(window, state):
    shut = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    window.client.defaults[KEY] = replace(window.here, openness=shut)
    _, page = window.send("/v/6", said="yes", rows=["htn", "valve"], sent=FORM)
    window.client.defaults[KEY] = window.here
    told = {}
    for name, value in re.findall(r'name="carried_(\w+)" value="([^"]*)"', page):
        told.setdefault(name, []).append(unescape(value))
    assert told.pop("to") == ["/v/6"]

    assert window.send("/v/6", **told) == (303, "/v/7")

    assert said_in(state, ScreeningAnswered)[-1].answers == {
        "q_heart": YES,
        "valve": YES,
        "htn": YES,
    }
