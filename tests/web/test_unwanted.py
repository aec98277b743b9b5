"""What was unwanted on an evening, and where it leads."""

from datetime import date, timedelta

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}


def test_what_was_tapped_is_asked_about_once_saved(window, state):
    _, to = window.send("/t/e", **RATED, effects=["nausea", "headache"])
    assert "How bad was it: nausea?" in window.open(to)

    answers = {"bad_nausea": "little", "bad_headache": "lot", "relation": "possible"}
    assert window.send(to, **answers)[0] == 400
    assert window.send(to, **answers, ongoing="no", serious="no") == (303, "/t")

    harms = {
        one.stated.term: one.stated.severity.value for one in state().diary.adverse_events.values()
    }
    assert harms == {"headache": "lot", "nausea": "little"}


def test_help_that_was_needed_leads_to_the_help_page(window):
    _, to = window.send("/t/e", **RATED, effects=["panic"])

    asked = {"bad_panic": "needed_help", "relation": "unknown", "ongoing": "yes", "serious": "no"}
    assert window.send(to, **asked) == (303, "/help")


def test_every_field_of_a_report_is_kept_with_the_day_and_the_dose_it_is_about(
    window, state, lived
):
    window.at += timedelta(days=1)
    page = window.open("/t")
    assert "Say how it was" in page

    answers = {"bad_nausea": "lot", "relation": "likely", "ongoing": "yes", "serious": "yes"}
    window.send(f"/u/{lived['entry']}", **answers, words="I lay down.")

    (harm,) = state().diary.adverse_events.values()
    told = harm.stated
    assert (harm.day, told.dose, told.words) == (date(2026, 3, 2), lived["dose"], "I lay down.")
    assert (told.serious, told.ongoing, told.relation.value) == (True, True, "likely")
    assert "Say how it was" not in window.open("/t")


def test_a_bad_faint_feeling_opens_the_page_of_the_heart(window):
    _, to = window.send("/t/e", **RATED, effects=["dizzy"])

    asked = {"bad_dizzy": "lot", "relation": "unknown", "ongoing": "no", "serious": "no"}
    assert window.send(to, **asked) == (303, "/e/h")


def test_what_is_still_there_is_listed_until_it_is_over(window, state):
    _, to = window.send("/t/e", **RATED, effects=["nausea"])
    told = {"bad_nausea": "little", "relation": "possible", "ongoing": "yes", "serious": "no"}
    window.send(to, **told, words="After lunch.")
    (harm,) = state().diary.adverse_events
    page = window.open("/u")
    assert ("nausea" in page, "After lunch." in page) == (True, True)

    assert window.send("/u", report=harm) == (303, "/u")
    status, page = window.send("/u", report=harm)

    assert (status, "This was already over." in page) == (409, True)
    assert "Nothing unwanted is still there." in window.open("/u")
    assert window.send("/u", report="none")[0] == 400


def test_thoughts_of_harm_are_asked_about_by_no_scale(window, state):
    window.send("/t/e", **RATED, effects=["harm"])
    (evening,) = state().diary.check_ins

    assert "Say how it was" not in window.open("/t")
    assert window.client.get(f"/u/{evening.id}", **{"limen.moment": window.at}).status_code == 404
