"""Notes for a clinician: the latest ones on a page, and those before them on another."""

from limen.web.note import NOTES_A_PAGE


def test_earlier_notes_stand_on_a_page_of_their_own(window):
    for number in range(NOTES_A_PAGE + 1):
        window.send("/q", words=f"note {number}.")

    latest, earlier = window.open("/q"), window.open("/q?before=1")

    assert (f"note {NOTES_A_PAGE}." in latest, "note 0." in latest) == (True, False)
    assert 'href="/q?before=1"' in latest
    assert ("note 0." in earlier, "note 1." in earlier) == (True, False)
    assert "before=" not in earlier


def test_an_address_without_a_number_shows_the_latest(window):
    window.send("/q", words="The only one.")

    assert "The only one." in window.open("/q?before=x")
