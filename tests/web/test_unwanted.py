"""What was unwanted on an evening, and where it leads."""

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}


def test_what_was_tapped_is_asked_about_once_saved(window, state):
    _, to = window.send("/t/e", **RATED, effects=["nausea", "headache"])
    assert "How bad was it: nausea?" in window.open(to)

    answers = {"bad_nausea": "little", "bad_headache": "lot", "relation": "possible"}
    assert window.send(to, **answers)[0] == 400
    assert window.send(to, **answers, ongoing="no") == (303, "/t")

    harms = {
        one.stated.term: one.stated.severity.value for one in state().diary.adverse_events.values()
    }
    assert harms == {"headache": "lot", "nausea": "little"}


def test_help_that_was_needed_leads_to_the_help_page(window):
    _, to = window.send("/t/e", **RATED, effects=["panic"])

    asked = {"bad_panic": "needed_help", "relation": "unknown", "ongoing": "yes"}
    assert window.send(to, **asked) == (303, "/help")
