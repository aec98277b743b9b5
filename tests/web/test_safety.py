"""The page about safety: one's own words, the numbers of one's place, and that nobody watches."""

from limen.actions.visiting import present, state_adult
from limen.screening.tables import screening_table
from limen.terms.calendar import Zone


def test_without_anything_written_it_says_what_is_missing(window):
    page = window.open("/h")

    assert "You have named nobody yet." in page
    assert "You have not written down yet what helps you" in page
    assert "Nobody has been told. Limen does not watch and cannot call anyone." in page
    assert "findahelpline.com" in page
    assert 'href="/a/w?to=safety"' in page


def test_what_is_said_of_children_rests_on_rows_that_ship(window):
    table = screening_table()
    signs = {sign.id: sign.say for sign in table.signs}
    rules = {rule.id: rule.say for rule in table.rules}

    assert "emergency number at once. Do not wait" in signs["sign_child"]
    assert rules["children_home"].startswith("Lock it up. Put a label on it.")
    assert "call the emergency number at once. Do not wait." in window.open("/h")


def test_ones_own_words_stand_there_and_can_be_changed(window):
    told = {"person": "Ada", "message": "Call me?", "safety_plan": "Walk.\nTea."}

    assert window.send("/a/s?to=safety", **told) == (303, "/h")

    page = window.open("/h")
    assert "Ada" in page
    assert "<q>Call me?</q>" in page
    assert "Walk.<br>Tea." in page
    assert 'action="/a/s?to=safety"' in window.open("/a/s?to=safety")


def test_the_numbers_of_ones_place_come_first(window):
    state_adult(present(window.at, Zone("Europe/Berlin")), "web")

    assert window.send("/a/w?to=safety", country="DE", age="-") == (303, "/h")

    page = window.open("/h")
    assert page.index("112") < page.index("findahelpline.com")
    assert "Say where you are" not in page


def test_the_one_answer_to_what_is_never_said_stands_there_beside_help(window):
    section = window.open("/h").partition('id="unsaid"')[2].partition("</section>")[0]

    assert "Limen does not say what, whether or how much to take." in section
    assert 'href="/help"' in section


def test_more_leads_to_every_page(window):
    page = window.open("/o")

    asked = ["/f", "/d", "/h", "/q", "/i"]
    assert [one for one in asked if f'href="{one}"' not in page] == []
