"""The settings page: everything that can be set there is set, said, and can be had back."""

import tomllib

import pytest

from limen.actions.preferences import Preferences, TextSize, Theme, preferences
from limen.store import events, opening

AS_IT_IS = {
    "evening": "20:30",
    "theme": "system",
    "text_size": "usual",
    "language": "-",
    "called": "Notes",
    "icon": "page",
    "idle": "5",
}


def test_the_page_shows_what_holds(window):
    page = window.open("/i")

    assert '<option value="20:30" selected>' in page
    assert page.count(" checked>") == 6
    assert "The times here are those of Europe/Berlin" in page
    assert f"limen erase --vault {window.here.folder}" in page


def test_what_is_set_holds_at_once_and_in_the_vault(window):
    changed = {"evening": "21:00", "theme": "dark", "text_size": "large", "idle": "15"}

    assert window.send("/i", **{**AS_IT_IS, **changed}) == (303, "/i")

    assert preferences().theme is Theme.DARK
    assert 'data-theme="dark" data-text="large"' in window.open("/t")
    assert window.here.openness.idle_minutes == 15
    assert "Every evening at 21:00" in planned(window).open("/k")


def planned(window):
    """The same window, with a plan that was made on that day."""
    window.send(
        "/p/new",
        question="Calmer?",
        measure="calm",
        acts="same_day",
        change="0.5",
        expected="33",
        sure="33",
        step="dates",
        schedule="one_on_two_off",
        starts="2026-03-03",
        ends="2026-03-30",
        rests_until="2026-04-27",
    )
    return window


def test_the_calendar_file_and_today_follow_the_evening(window):
    window.send("/i", **{**AS_IT_IS, "evening": "23:30"})

    file = planned(window).client.get("/k.ics", **{"limen.moment": window.at}).content.decode()

    assert "T233000" in file
    assert "Nothing to do until this evening" in window.open("/t")


def test_every_change_is_said_and_undone_with_one_button(window):
    window.send("/i", **{**AS_IT_IS, "theme": "dark", "called": "Garden"})
    said = window.open("/i")
    assert "Theme: Dark (before: As the system)" in said
    assert "Name: Garden (before: Notes)" in said

    assert window.send("/i/back") == (303, "/i")

    assert preferences().theme is Theme.SYSTEM
    assert "Theme: As the system (before: Dark)" in window.open("/i")
    assert "<title>Notes</title>" in window.open("/i")


def test_without_a_change_there_is_nothing_to_undo(window):
    assert window.send("/i/back") == (303, "/i")
    assert window.send("/i", **AS_IT_IS) == (303, "/i")


def test_name_and_icon_are_on_every_page_and_beside_the_vault(window):
    window.send("/i", **{**AS_IT_IS, "called": "Log", "icon": "dot"})

    page = window.open("/t")
    file = tomllib.loads(window.here.settings_file.read_text(encoding="utf-8"))
    assert "<title>Log</title>" in page
    assert 'href="/s/dot-' in page
    assert file == {"discreet": {"name": "Log", "icon": "dot"}}


def test_a_language_is_chosen_here_and_the_browsers_is_one_choice(window):
    window.send("/i", **{**AS_IT_IS, "language": "de"})
    assert (window.here.inside.language, preferences().language) == ("de", "de")

    window.send("/i", **AS_IT_IS)

    assert (window.here.inside.language, preferences().language) == ("", "")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"evening": "08:00"}, "Choose a time for the evening."),
        ({"theme": "pink"}, "Choose one of these for Theme."),
        ({"called": "Diary"}, "Choose one of these for Name."),
        ({"idle": ""}, "Choose one of these for It locks without use after."),
    ],
)
def test_what_is_not_offered_is_said_beside_its_field(window, wrong, says):
    status, page = window.send("/i", **{**AS_IT_IS, **wrong})

    assert (status, page.count(says)) == (400, 2)
    assert preferences() == Preferences()


def test_settings_that_this_page_cannot_change_stay_and_nothing_else_is_lost(window):
    file = window.here.settings_file
    file.write_text('discreet.name = "Garden"\n', encoding="utf-8")

    status, page = window.send("/i", **{**AS_IT_IS, "called": "Log", "theme": "dark"})

    assert (status, page.count("Write name and icon below [discreet] there yourself.")) == (400, 2)
    assert file.read_text(encoding="utf-8") == 'discreet.name = "Garden"\n'
    assert preferences().theme is Theme.SYSTEM


def test_nothing_of_it_is_an_event(window, vault):
    before = events.head(vault.id)

    window.send("/i", **{**AS_IT_IS, "theme": "light"})

    assert events.head(vault.id) == before


def test_an_entry_from_another_zone_is_named(window, monkeypatch):
    window.send("/q", words="Slept well.")
    assert "Your last entry was written" not in window.open("/i")

    monkeypatch.setenv("TZ", "America/New_York")

    assert "Your last entry was written in Europe/Berlin." in window.open("/i")
    assert "Europe/Berlin" in window.open("/t")


def test_a_vault_without_its_sheet_says_why_nothing_is_set(window):
    opening.IdentityRow.objects.update(is_sheet_confirmed=False)

    status, page = window.send("/i", **{**AS_IT_IS, "text_size": "large"})

    assert (status, "The recovery sheet has not been read back yet." in page) == (403, True)
    assert preferences().text_size is TextSize.USUAL


def test_what_cannot_be_undone_says_why(window):
    window.send("/i", **{**AS_IT_IS, "text_size": "large"})
    opening.IdentityRow.objects.update(is_sheet_confirmed=False)

    status, page = window.send("/i/back")

    assert (status, "The recovery sheet has not been read back yet." in page) == (403, True)
