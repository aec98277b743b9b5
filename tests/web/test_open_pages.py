"""The pages of an open vault, with a real journal behind them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from limen.journal.kinds.screening import CrisisShown

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
FORM = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}


def taken(batch: str, amount: str, **fields: str) -> dict[str, str]:
    """A dose of this evening as its form sends it."""
    told = {"day": "2026-03-02", "time": "08:12", "unit": "g", "batch": batch, "amount": amount}
    return {**told, **fields}


def test_an_empty_vault_asks_for_the_evening_alone(window):
    page = window.open("/t")

    assert "Write it down" in page
    assert "I took it" not in page


def test_an_evening_is_recorded_once_however_often_it_is_sent(window, state):
    first = window.send("/t/e", **RATED, effects=["nausea"], sent=FORM)
    again = window.send("/t/e", **RATED, effects=["nausea"], sent=FORM)

    (saved,) = state().diary.check_ins
    assert first == again == (303, f"/u/{FORM}")
    assert saved.day == date(2026, 3, 2)
    assert saved.stated.scales == {"mood": 5, "energy": 3, "calm": 6, "focus": 4}
    assert (saved.stated.effects_shown, saved.stated.effects) == (True, ("nausea",))
    assert "You are done for today." in window.open("/t")


def test_a_row_that_was_left_is_named_beside_it_and_nothing_is_saved(window, state):
    status, page = window.send("/t/e", **{**RATED, "row_calm": ""})

    assert status == 400
    assert '<a href="#id_row_calm">Choose a number for calm.</a>' in page
    assert 'value="5" id="id_row_mood_4" checked' in page
    assert state().diary.check_ins == ()


def test_a_page_without_its_name_is_too_old(window, state):
    status, page = window.send("/t/e", **RATED, sent="")

    assert (status, "This page is too old." in page) == (400, True)
    assert state().diary.check_ins == ()


def test_an_entry_before_four_in_the_morning_belongs_to_the_day_before(window, state):
    window.at = datetime(2026, 3, 3, 2, 30, tzinfo=UTC)

    window.send("/t/e", **RATED)

    assert state().diary.check_ins[0].day == date(2026, 3, 2)


def test_a_dose_asks_for_a_batch_first(window):
    assert window.client.get("/t/d", **{"limen.moment": AT}).headers["Location"] == "/b?to=dose"


def test_a_usual_first_amount_is_saved_without_a_question(window, state, batch):
    answer = window.send("/t/d", **taken(batch, "0,1"))

    (dose,) = state().diary.doses
    assert answer == (303, "/t")
    assert (str(dose.stated.amount), dose.stated.slip_checked) == ("0.1 g", True)
    assert dose.stated.taken_at == datetime(2026, 3, 2, 7, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"amount": "a pinch"}, "Weigh it, or choose capsule."),
        ({"amount": "0.1-0.2"}, "Enter one number, like 0.1"),
        ({"amount": "1.000"}, "Write 1 or 1000."),
        ({"unit": ""}, "Choose a unit."),
        ({"batch": ""}, "Choose a batch."),
        ({"time": "23:59"}, "This time has not come yet."),
    ],
)
def test_an_amount_that_can_be_misread_is_refused_in_words(window, state, batch, fields, says):
    status, page = window.send("/t/d", **{**taken(batch, "0.1"), **fields})

    assert (status, says in page) == (400, True)
    assert not state().diary.doses


def test_a_slip_of_the_unit_is_typed_again(window, state, batch):
    status, page = window.send("/t/d", **taken(batch, "1"))

    assert (status, "Type the number and the unit once more." in page) == (200, True)
    again = {"again_amount": "1", "again_unit": "g"}
    assert window.send("/t/d", **taken(batch, "1"), **again) == (303, "/t")
    assert str(state().diary.doses[0].stated.amount) == "1 g"


def test_of_two_amounts_that_differ_the_second_stands_and_both_are_kept(window, state, batch):
    again = {"again_amount": "0.1", "again_unit": "g"}
    status, page = window.send("/t/d", **taken(batch, "1"), **again)
    assert (status, "The two amounts differ." in page) == (400, True)

    window.send("/t/d", **taken(batch, "1"), **again, differed="yes")

    (dose,) = state().diary.doses
    assert str(dose.stated.amount) == "0.1 g"
    kinds = [event.payload.KIND for event in state().standing.events]
    assert "dose.taken" in kinds


def test_a_second_dose_of_a_day_asks_whether_it_is_another_one(window, state, batch):
    window.send("/t/d", **taken(batch, "0.1"))

    status, page = window.send("/t/d", **taken(batch, "0.1"))

    assert (status, "You recorded 0.1 g on this day already." in page) == (200, True)
    assert len(state().diary.doses) == 1


def test_whether_it_was_noticed_is_asked_in_the_evening_of_a_dose(window, state, batch):
    window.send("/t/d", **taken(batch, "0.1"))
    (dose,) = state().diary.doses

    assert "Did you notice the capsule itself?" in window.open("/t/e")
    window.send("/t/e", **RATED, **{f"felt_{dose.id}": "no"})

    assert state().diary.doses[0].felt.felt.value == "no"


def test_a_planned_day_offers_a_confirmed_amount_again_or_nothing(window, batch):
    window.send("/t/d", **taken(batch, "0.1"))
    plan_from(window, date(2026, 3, 3))
    window.at = AT + timedelta(days=1)

    page = window.open("/t")

    assert "I took it · 20:04" in page
    assert "0.1 g, batch B, as planned" in page


def test_nothing_taken_is_said_and_not_guessed(window, state):
    status, page = window.send("/t/x", why="")
    assert (status, "Choose a reason" in page) == (400, True)

    assert window.send("/t/x", why="ill") == (303, "/t")

    assert state().diary.skipped_doses[0].stated.why.value == "ill"


QUESTION = {
    "step": "question",
    "question": "Calmer?",
    "measure": "calm",
    "acts": "same_day",
    "change": "0.5",
}
EXPECTED = {"step": "expectancy", "expected": "33", "sure": "33", "hoped": ""}


def plan_from(window, begins: date, **changes: str) -> tuple[int, str]:
    """Send the last page of a plan, with what the pages before it carried."""
    dates = {
        "step": "dates",
        "schedule": "one_on_two_off",
        "starts": begins.isoformat(),
        "ends": (begins + timedelta(days=27)).isoformat(),
        "rests_until": (begins + timedelta(days=55)).isoformat(),
    }
    return window.send("/p/new", **{**QUESTION, **EXPECTED, **dates, **changes})


def test_a_plan_is_kept_with_what_was_expected_of_it(window, state):
    assert plan_from(window, date(2026, 3, 16)) == (303, "/p")

    (plan,) = state().protocols.each
    assert plan.expectancy.expected == {"calm": 33}
    assert plan.dates.reviews_on == plan.dates.ends
    assert "Calmer?" in window.open("/p")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ends": ""}, "Choose an end date. A protocol without an end is a habit."),
        ({"rests_until": ""}, "Choose a rest of at least 2 weeks."),
        ({"ends": "2027-03-16"}, "Choose an end date within 24 weeks."),
        ({"starts": "2026-03-02"}, "Choose a start from tomorrow on."),
        ({"schedule": ""}, "Choose a schedule."),
        ({"question": ""}, "Write your question."),
    ],
)
def test_a_plan_says_what_is_missing(window, state, changes, says):
    status, page = plan_from(window, date(2026, 3, 16), **changes)

    assert (status, says in page) == (400, True)
    assert state().protocols.each == ()


def test_a_plan_is_paused_gone_on_with_and_ended(window, state):
    plan_from(window, date(2026, 3, 3))
    plan = state().protocols.each[0].id
    days = [AT + timedelta(days=number) for number in (2, 3, 4)]

    states = []
    for window.at, made in zip(days, ("pause", "go_on", "end"), strict=True):
        assert window.send(f"/p/{plan}", move=made) == (303, "/p")
        states.append(state().protocols.each[0].state_on(window.at.date()).value)

    assert states == ["paused", "running", "ended"]
    assert "week 1 of" not in window.open("/t")


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"move": "extend"}, 400, "Choose pause, go on or end."),
        ({"move": "pause", "sent": ""}, 400, "This page is too old."),
        ({"move": "go_on"}, 409, "has not started yet"),
    ],
)
def test_a_move_that_cannot_be_made_says_why(window, state, fields, status, says):
    plan_from(window, date(2026, 3, 16))
    plan = state().protocols.each[0].id

    found, page = window.send(f"/p/{plan}", **fields)

    assert (found, says in page) == (status, True)


def test_the_timeline_shows_what_was_recorded(window, batch):
    assert "Your first week will appear here." in window.open("/l")
    window.send("/t/e", **RATED, effects=["nausea"])
    window.send("/t/d", **taken(batch, "0.1"))

    page = window.open("/l")

    assert "0.1 g" in page
    assert "nausea" in page
    assert "<dt>Calm</dt><dd>6</dd>" in page


PHQ9 = {f"item_{n}": "0" for n in range(1, 10)}
WEEK_ROWS = {"row_week": "4", "row_week_sleep": "4", "row_week_mattered": "4"}
OPENED = {"opened": "2026-03-02T19:00:00.000Z"}


@pytest.mark.parametrize("answer", ["1", "2", "3"])
def test_a_ninth_answer_above_none_is_saved_and_leads_to_help(window, state, answer):
    sent = {**PHQ9, **WEEK_ROWS, **OPENED, "item_9": answer}

    assert window.send("/w/fortnight", **sent) == (303, "/c")

    kinds = [event.payload.KIND for event in state().standing.events[-3:]]
    assert kinds == ["questionnaire.answered", "crisis.shown", "check_in.saved"]


def test_a_ninth_answer_alone_does_not_wait_for_the_rest_of_its_page(window, state):
    assert window.send("/w/fortnight", item_9="2", **OPENED) == (303, "/c")
    assert state().diary.questionnaires[0].stated.answers == {"9": 2}

    whole = {**PHQ9, **WEEK_ROWS, **OPENED, "item_9": "2"}
    assert window.send("/w/fortnight", **whole) == (303, "/t")

    (answered,) = state().diary.questionnaires
    assert len(answered.stated.answers) == 9
    shown = [one for one in state().standing.events if isinstance(one.payload, CrisisShown)]
    assert len(shown) == 1


@pytest.mark.parametrize("answer", ["0", ""])
def test_a_ninth_answer_of_none_or_left_leads_nowhere_else(window, state, answer):
    sent = {**PHQ9, **WEEK_ROWS, **OPENED, "item_9": answer}

    assert window.send("/w/fortnight", **sent) == (303, "/t")

    assert state().hard_moment.shown_at is None


def test_three_answers_pause_what_runs_and_help_stands_on_today(window, state):
    plan_from(window, date(2026, 3, 3))
    window.at = AT + timedelta(days=2)
    window.send("/w/fortnight", **{**PHQ9, **WEEK_ROWS, **OPENED, "item_9": "1"})

    window.send("/c/q", answer="no")
    window.send("/c/q", plan="no", answer="no")
    last = window.send("/c/q", plan="no", intent="no", answer="skip")

    assert last == (303, "/c/n")
    assert state().protocols.each[0].state_on(date(2026, 3, 4)).value == "paused"
    assert "Your protocol rests now." in window.open("/c/n")
    assert "Help is here" in window.open("/t")


def test_questions_left_open_pause_the_protocol_after_ten_minutes(window, state):
    plan_from(window, date(2026, 3, 3))
    window.at = AT + timedelta(days=2)
    window.send("/w/fortnight", **{**PHQ9, **WEEK_ROWS, **OPENED, "item_9": "1"})
    window.open("/t")
    assert state().protocols.each[0].state_on(date(2026, 3, 4)).value == "running"

    window.at += timedelta(minutes=10)
    window.open("/t")

    assert state().protocols.each[0].state_on(date(2026, 3, 4)).value == "paused"


def test_the_help_page_says_that_nobody_was_told(window):
    page = window.open("/c")

    assert "Nobody has been told." in page
    assert "findahelpline.com" in page


def test_the_seventh_evening_asks_for_the_week(window, state):
    for number in range(7):
        window.at = AT + timedelta(days=number)
        window.send("/t/e", **RATED)
    assert 'href="/w/week"' in window.open("/t")

    phq4 = {f"item_{n}": "1" for n in range(1, 5)}
    habits = {"habit_outside_plan": "0", "habit_pull": "1", "habit_more_than_planned": "0"}
    assert window.send("/w/week", **phq4, **WEEK_ROWS, **habits, **OPENED) == (303, "/t")

    assert 'href="/w/week"' not in window.open("/t")
    asked = {
        one.stated.instrument: dict(one.stated.answers) for one in state().diary.questionnaires
    }
    assert asked["habits"] == {"outside_plan": 0, "pull": 1, "more_than_planned": 0}


def test_a_week_may_be_skipped_but_not_a_single_item(window, state):
    status, page = window.send("/w/week", item_1="1", **WEEK_ROWS, **OPENED)
    assert (status, "Answer all 4, or choose Skip this week." in page) == (400, True)

    assert window.send("/w/week", skip="yes", **OPENED) == (303, "/t")

    assert state().diary.skipped_questionnaires[0].stated.instrument == "phq4"


def test_an_evening_can_be_changed_until_the_end_of_the_next_day(window, state):
    window.send("/t/e", **RATED)
    (first,) = state().diary.check_ins
    assert f'href="/l/{first.id}"' in window.open("/l")

    window.at = AT + timedelta(days=1)
    assert window.send(f"/l/{first.id}", **{**RATED, "row_mood": "2"}) == (303, "/l")
    assert state().diary.check_ins[0].stated.scales["mood"] == 2

    window.at = AT + timedelta(days=2)
    status, page = window.send(f"/l/{first.id}", **RATED)
    assert (status, "This can no longer be changed." in page) == (409, True)
    assert f'href="/l/{first.id}"' not in window.open("/l")


def test_the_entry_about_harm_leads_to_help_at_once(window, state):
    assert window.send("/t/e", **RATED, effects=["harm", "nausea"]) == (303, "/c")

    assert state().hard_moment.shown_at == AT


def test_a_noticed_day_gets_its_card_and_no_amount(window, state, batch):
    window.send("/t/d", **taken(batch, "0.1"))
    (dose,) = state().diary.doses

    assert window.send("/t/e", **RATED, **{f"felt_{dose.id}": "yes"}) == (303, "/t/n")

    card = window.open("/t/n")
    assert "do not drive" in card
    assert "0.1" not in card


def test_yesterday_is_asked_for_with_one_row_and_marked_as_recalled(window, state):
    window.send("/t/e", **RATED)
    window.at = AT + timedelta(days=2)
    assert "Mood, yesterday" in window.open("/t/e")

    window.send("/t/e", **RATED, missed="2")

    recalled = [one for one in state().diary.check_ins if one.stated.recalled]
    assert [(one.day, dict(one.stated.scales)) for one in recalled] == [
        (date(2026, 3, 3), {"mood": 2})
    ]


@pytest.mark.parametrize(
    "path", ["/u/7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0", "/l/7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"]
)
def test_an_entry_that_is_not_there_has_no_page(window, path):
    assert "There is no such page here." in window.open(path)
