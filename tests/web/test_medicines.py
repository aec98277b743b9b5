"""The page of the medicines: names as they were written, and never a verdict about one."""

import re
from datetime import date

import pytest

UNKNOWN = "We do not know about this medicine. Ask a clinician or pharmacist before you start."
FIXED = (
    "Do not stop or change a prescribed medicine because of this. Ask the person who prescribes it."
)
FORM = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"


def only(state):
    """The one medicine of the diary."""
    (found,) = state().diary.medicines.values()
    return found


def test_an_empty_list_says_so_and_what_always_holds(window):
    page = window.open("/d")

    assert "You have written down no medicine." in page
    assert FIXED in page


def test_a_name_stays_as_it_was_written_and_is_never_called_known(window, state):
    assert window.send("/d", called="Sertraline <50>", since="2026-02-01") == (303, "/d")

    page = window.open("/d")
    assert (only(state).stated.name, only(state).started_on) == (
        "Sertraline <50>",
        date(2026, 2, 1),
    )
    assert "Sertraline &lt;50&gt;" in page
    assert UNKNOWN in page


def test_without_a_day_it_counts_from_today(window, state):
    window.send("/d", called="Iron")

    assert only(state).started_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"called": ""}, "Write the name of the medicine."),
        ({"called": "x" * 101}, "Write the name with at most 100 characters."),
        ({"called": "Iron", "since": "2026-03-03"}, "This day has not come yet."),
        ({"called": "Iron", "since": "soon"}, "Choose the day from the calendar."),
    ],
)
def test_what_is_missing_is_said_beside_its_field(window, state, fields, says):
    status, page = window.send("/d", **fields)

    assert (status, page.count(says)) == (400, 2)
    assert not state().diary.medicines


def test_one_form_is_one_medicine_and_a_second_form_is_told_so(window, state):
    window.send("/d", called="Iron", sent=FORM)
    window.send("/d", called="Iron", sent=FORM)

    status, page = window.send("/d", called="iron")

    assert (status, "This medicine is in your list already." in page) == (409, True)
    assert only(state).stated.name == "Iron"


def test_it_is_no_longer_taken_until_that_is_undone(window, state):
    window.send("/d", called="Iron")
    place = f"/d/{only(state).id}"

    assert window.send(place, move="stop") == (303, "/d")
    assert only(state).stopped_on == date(2026, 3, 2)
    page = window.open("/d")
    assert "No longer taken" in page

    said_by = re.search(r'name="said_by" value="([^"]+)"', page)[1]
    assert window.send(place, move="mistake", said_by=said_by) == (303, "/d")
    assert only(state).stopped_on is None


def test_what_was_stopped_is_not_stopped_again(window, state):
    window.send("/d", called="Iron")
    place = f"/d/{only(state).id}"
    window.send(place, move="stop")

    status, page = window.send(place, move="stop")

    assert (status, "This medicine was already stopped." in page) == (409, True)


def test_an_entry_that_may_not_be_taken_back_stays(window, state):
    window.send("/d", called="Iron")
    window.send("/c/q", plan="no", intent="no", answer="no")
    fixed = state().standing.events[-1].id

    status, page = window.send(f"/d/{only(state).id}", move="mistake", said_by=str(fixed))

    assert (status, "This can no longer be changed." in page) == (409, True)


def test_a_mistake_is_taken_off_the_list(window, state):
    window.send("/d", called="Iron")

    assert window.send(f"/d/{only(state).id}", move="mistake") == (303, "/d")

    assert not state().diary.medicines


@pytest.mark.parametrize(
    ("fields", "status", "says"),
    [
        ({"move": "more"}, 400, "Choose what holds for this medicine."),
        ({"move": "stop", "sent": ""}, 400, "This page is too old."),
        ({"move": "mistake", "said_by": "7"}, 400, "Choose what holds for this medicine."),
        ({"move": "stop"}, 404, "This medicine is not in your notes."),
        ({"move": "mistake"}, 404, "This entry is not in your notes."),
    ],
)
def test_a_move_that_cannot_be_made_says_why(window, fields, status, says):
    found, page = window.send(f"/d/{FORM}", **fields)

    assert (found, says in page) == (status, True)
