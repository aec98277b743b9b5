"""The card of a day on which a capsule was noticed, and a note for a clinician."""

from datetime import timedelta

import pytest

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
TAKEN = {"day": "2026-03-02", "time": "08:12", "unit": "g", "amount": "0.1"}


@pytest.fixture
def noticed(window, state, batch):
    """A dose of today that was noticed."""
    window.send("/t/d", **TAKEN, batch=batch)
    (dose,) = state().diary.doses
    window.send("/t/e", **RATED, **{f"felt_{dose.id}": "yes"})
    return dose


@pytest.mark.usefixtures("noticed")
def test_how_strongly_may_be_said_and_is_kept(window, state):
    assert "How strongly? (optional)" in window.open("/t/n")

    assert window.send("/t/n", strength="faint") == (303, "/t/n")

    assert state().diary.doses[0].felt.strength.value == "faint"
    assert "checked" in window.open("/t/n")


@pytest.mark.usefixtures("noticed")
def test_saying_it_is_no_correction_of_what_was_said(window):
    window.send("/t/n", strength="clear")

    assert "corrected" not in window.open("/r")


@pytest.mark.usefixtures("noticed")
def test_an_empty_row_says_that_it_may_be_left(window, state):
    status, page = window.send("/t/n", strength="")

    assert (status, "Choose faintly or clearly, or leave this page." in page) == (400, True)
    assert state().diary.doses[0].felt.strength is None


def test_without_a_noticed_dose_there_is_no_row(window):
    page = window.open("/t/n")

    assert "How strongly" not in page
    assert "do not drive" in page
    assert window.send("/t/n", strength="faint")[0] == 404


@pytest.mark.usefixtures("noticed")
def test_the_card_never_names_an_amount_and_leads_to_a_note(window):
    page = window.open("/t/n")

    assert "0.1" not in page
    assert 'href="/q"' in page


def test_a_note_is_kept_in_ones_own_words(window, state):
    assert "You have written no note yet." in window.open("/q")

    assert window.send("/q", words="Racing heart <at> noon") == (303, "/q")

    assert state().diary.notes[0].stated.words == "Racing heart <at> noon"
    assert "Racing heart &lt;at&gt; noon" in window.open("/q")


@pytest.mark.parametrize(
    ("words", "says"),
    [("  ", "Write your note first."), ("x" * 4001, "Write at most 4000 characters.")],
)
def test_a_note_of_nothing_or_of_too_much_is_not_kept(window, state, words, says):
    status, page = window.send("/q", words=words)

    assert (status, says in page) == (400, True)
    assert not state().diary.notes


@pytest.mark.usefixtures("noticed")
def test_after_the_next_day_the_answer_stays_as_it_was(window, state):
    dose = state().diary.doses[0]
    window.at += timedelta(days=2)

    assert "How strongly" not in window.open("/t/n")
    assert dose.felt.strength is None


@pytest.mark.parametrize("before", ["x", "9" * 5000, "-1", ""])
def test_a_number_of_a_note_that_means_nothing_shows_the_latest(window, before):
    window.send("/q", words="Slept well.")

    assert "Slept well." in window.open(f"/q?before={before}")
