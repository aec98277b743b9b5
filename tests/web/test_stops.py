"""SAF-13 on the pages: a red entry is saved, then its page opens, and the protocol rests."""

import re
from datetime import date, timedelta

import pytest

from limen.actions.diary import Sent, save_dose
from limen.actions.visiting import new_identifier, present, state_adult
from limen.journal.kinds.doses import AsPlanned, DoseTaken, SkippedWhy
from limen.reports.reading_grade import grade
from limen.terms.calendar import Zone
from limen.web import stops
from limen.web.stops import PAGES

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
WEEK = {
    **{f"item_{item}": "0" for item in range(1, 5)},
    **{f"row_{row}": "4" for row in ("week", "week_sleep", "week_mattered")},
    **{f"habit_{habit}": "0" for habit in ("outside_plan", "pull", "more_than_planned")},
    "opened": "2026-03-02T19:00:00Z",
}
FORTNIGHT = {
    **{f"item_{item}": "0" for item in range(1, 10)},
    **{name: value for name, value in WEEK.items() if name.startswith("row_")},
    "opened": "2026-03-02T19:00:00Z",
}


@pytest.fixture
def running(window, lived):
    """The first day of the protocol."""
    window.at += timedelta(days=1)
    return lived


def said(window, name):
    """What stands on a page, without the token of its forms."""
    return re.search(r"<main.*</main>", window.open(f"/e/{name}"), re.DOTALL)[0]


def plan_state(window, state):
    (plan,) = state().protocols.each
    return plan.state_on(window.at.date()).value


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize(
    ("effects", "page", "says"),
    [
        (["jerks"], "/e/s", "Call the emergency number now."),
        (["chest_pain", "nausea"], "/e/h", "call the emergency number now."),
        (["heart_racing", "dizzy"], "/e/h", "call the emergency number now."),
        (["awake"], "/e/m", "Stop here, and talk to a doctor today."),
    ],
)
@pytest.mark.parametrize("sitting", ["/t/e", "/t/s", "/w/week"])
def test_a_red_entry_is_saved_and_opens_its_page(window, state, sitting, effects, page, says):
    told = WEEK if sitting == "/w/week" else RATED

    assert window.send(sitting, **told, effects=effects) == (303, page)

    assert set(state().diary.check_ins[-1].stated.effects) == set(effects)
    assert plan_state(window, state) == "paused"
    shown = window.open(page)
    assert says in shown
    assert "Your protocol rests now. Nothing was deleted" in shown
    assert "Nobody has been told." in shown
    assert "What to do now" in window.open("/t")


@pytest.mark.usefixtures("running")
def test_other_effects_open_no_page_and_let_nothing_rest(window, state):
    _, leads = window.send("/t/e", **RATED, effects=["nausea", "anxious", "heart_racing"])

    assert leads.startswith("/u/")
    assert plan_state(window, state) == "running"


@pytest.mark.usefixtures("running")
def test_panic_lets_the_protocol_rest_and_asks_to_stop_or_talk(window, state):
    window.send("/t/e", **RATED, effects=["panic"])

    page = window.open("/t")
    assert plan_state(window, state) == "paused"
    assert "Stop, or talk to someone." in page
    assert window.send("/e", notice="pause_anxiety") == (303, "/t")
    assert "Stop, or talk to someone." not in window.open("/t")
    assert plan_state(window, state) == "paused"


@pytest.mark.usefixtures("running")
def test_thoughts_of_harm_come_before_every_other_page(window):
    assert window.send("/t/e", **RATED, effects=["harm", "chest_pain"])[1] == "/c"
    assert window.send("/w/week", **WEEK, effects=["harm", "jerks"])[1] == "/c"


@pytest.mark.usefixtures("lived")
def test_the_list_of_a_week_is_kept_as_shown(window, state):
    assert window.send("/w/fortnight", **FORTNIGHT)[0] == 303
    _, leads = window.send("/w/week", **WEEK, effects=["headache"])

    weeks = [one.stated for one in state().diary.check_ins if one.stated.sitting.value == "week"]
    assert [(one.effects_shown, one.effects) for one in weeks] == [
        (True, ()),
        (True, ("headache",)),
    ]
    assert leads.startswith("/u/")
    assert "How bad was it: headache?" in window.open(leads)


@pytest.mark.usefixtures("running")
def test_a_new_medicine_asks_for_the_questions_again(window, state):
    window.send("/d", called="Iron")

    page = window.open("/t")
    assert "Answer the safety questions again" in page
    assert "Do not stop or change a prescribed medicine because of this." in page
    assert plan_state(window, state) == "running"


@pytest.mark.usefixtures("running")
def test_what_was_felt_twice_is_told_as_counts_and_never_as_an_amount(window, batch, state):
    for number in (3, 6):
        day = date(2026, 3, number)
        window.at = window.at.replace(day=number)
        told = {"day": day.isoformat(), "time": "08:12", "unit": "g", "batch": batch}
        window.send("/t/d", **told, amount="0.1")
        dose = state().diary.doses[-1]
        window.send("/t/e", **RATED, **{f"felt_{dose.id}": "yes"})

    page = window.open("/t")
    assert "Above what this protocol calls a microdose on 2 of 2 days." in page
    window.send("/e", notice="pause_felt")
    assert "Above what this protocol calls" not in window.open("/t")


@pytest.mark.usefixtures("running")
@pytest.mark.parametrize("notice", ["", "moon"])
def test_only_cards_that_there_are_can_be_read(window, state, notice):
    before = state().head

    status, page = window.send("/e", notice=notice)

    assert (status, state().head) == (400, before)
    assert "Open the page Today again" in page


def test_pages_look_the_same_in_a_trial(window, running, state):
    before = {name: said(window, name) for name in PAGES}
    visit, day = present(window.at, Zone("Europe/Berlin")), window.at.date()
    capsule = DoseTaken(trial=running["plan"], slot=1, as_planned=AsPlanned.YES, slip_checked=True)
    save_dose(visit, Sent(new_identifier(), day), capsule)

    assert state().diary.doses[-1].stated.trial is not None
    assert {name: said(window, name) for name in PAGES} == before


@pytest.mark.usefixtures("running")
def test_no_page_says_that_the_protocol_rests_where_none_does(window):
    assert "Your protocol rests now" not in window.open("/e/h")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_names_the_number_of_the_place_and_reads_easily(window, name):
    state_adult(present(window.at, Zone("Europe/Berlin")))
    assert window.send("/a/w", country="DE", age="25_64")[0] == 303
    page = window.open(f"/e/{name}")

    assert "112" in page
    told = [PAGES[name].heading, *PAGES[name].says]
    sentences = [one for words in told for one in re.split(r"(?<=[.?!])\s", words)]
    assert grade(sentences) <= 6


def test_the_words_of_the_cards_read_easily():
    told = [stops._REST, stops._MEDICINE, "Stop, or talk to someone."]
    sentences = [one for words in told for one in re.split(r"(?<=[.?!])\s", words)]

    assert grade(sentences) <= 6


def test_a_child_is_named_on_the_page_about_safety(window):
    assert 'href="/e/k"' in window.open("/h")
    assert "do not wait for signs" in window.open("/e/k")


@pytest.mark.usefixtures("running")
def test_a_day_with_driving_is_no_day_for_it_and_is_not_asked_again(window, state):
    question = "Driving, work at heights, machines or looking after small children today?"
    assert question in window.open("/t")

    assert window.send("/t/x", why=SkippedWhy.SAFETY.value) == (303, "/t")

    page = window.open("/t")
    assert "Then today is not a day for it." in page
    assert question not in page
    assert "I took it" not in page
    assert [one.stated.why for one in state().diary.skipped_doses] == [SkippedWhy.SAFETY]


@pytest.mark.usefixtures("lived")
def test_a_score_worse_than_at_the_start_is_raised_as_a_question(window, state):
    high = {**FORTNIGHT, **{f"item_{item}": "1" for item in range(1, 6)}}
    assert window.send("/w/fortnight", **FORTNIGHT) == (303, "/t")
    window.at += timedelta(days=14)

    assert window.send("/w/fortnight", **high) == (303, "/c")

    assert "Answer three short questions" not in window.open("/c")
    assert plan_state(window, state) == "paused"
    assert "Is there something unwanted" in window.open("/t")
    assert "How bad was it: low mood?" in window.open("/u/w/phq9")
    answers = {"bad_low_mood": "lot", "relation": "unknown", "ongoing": "yes", "serious": "no"}
    assert window.send("/u/w/phq9", **answers) == (303, "/t")
    assert [one.stated.term for one in state().diary.adverse_events.values()] == ["low_mood"]
    assert "Is there something unwanted" not in window.open("/t")


@pytest.mark.usefixtures("lived")
def test_such_a_question_can_be_answered_with_no(window, state):
    second = {f"item_{item}": "0" for item in range(1, 8)}
    habits = {name: value for name, value in WEEK.items() if name.startswith("habit_")}
    told = {**habits, "opened": WEEK["opened"]}
    window.send("/w/fortnight_second", **second, **told)
    window.at += timedelta(days=14)
    window.send("/w/fortnight_second", **{**second, "item_1": "3", "item_2": "1"}, **told)
    assert "Is there something unwanted" in window.open("/t")

    assert window.send("/e", notice="worse_gad7") == (303, "/t")

    assert "Is there something unwanted" not in window.open("/t")
    assert not state().diary.adverse_events
