"""Everything that people read is looked through, and exceptions are whole sentences."""

from datetime import date

import pytest

from limen.actions import words
from limen.actions.words import WordException, check_words, every_text, read_exceptions
from limen.reports.never_said import LISTS
from limen.reports.word_classes import Place
from limen.terms.errors import BadInput

EXCEPTION = """
[[exception]]
language = "en"
words = "Your last save is safe."
reason = "{reason}"
reviewed_by = "somebody"
reviewed_on = 2026-11-21
"""


def test_pages_reports_reminders_help_and_commands_are_read_in_their_languages():
    texts = {(one.language, one.place, one.words) for one in every_text()}

    assert ("en", Place.PAGE, "How was today?") in texts
    assert ("de", Place.PAGE, "Wie war heute?") in texts
    assert ("de", Place.REPORT, "Das war nicht verblindet.") in texts
    assert ("de", Place.REMINDER, "Deine Notizen sind bereit") in texts
    assert ("de", Place.HELP, "Jemand zum Reden") in texts
    assert ("de", Place.PAGE, "vor %(count)d Tagen") in texts
    assert ("en", Place.COMMAND, "Lock the journal that is open in the browser.") in texts


def test_help_of_commands_and_composed_messages_are_read_but_mistakes_are_not():
    code = (
        '"""A module of ours."""\n'
        "@verb()\ndef go():\n"
        '    """Go on now."""\n'
        '    say(f"{n} rows, {p:.3f} of them")\n'
        '    raise ValueError("no such thing")\n'
        '    raise BadInput("Choose a row.")\n'
    )

    found = list(words._sentences(code, "limen/cli/go.py"))

    assert sorted(found) == ["Choose a row.", "Go on now.", "… rows, … of them"]


def test_an_exception_is_one_whole_sentence(tmp_path):
    file = tmp_path / "exceptions.toml"
    file.write_text(EXCEPTION.format(reason="About a file."), encoding="utf-8")

    (one,) = read_exceptions(file)
    found = check_words((one,))

    assert one == WordException(
        "en", "Your last save is safe.", "About a file.", "somebody", date(2026, 11, 21)
    )
    assert "Your last save is safe." not in {hit.text.words for hit in found.hits}
    assert found.unused == ()


def test_an_exception_that_nothing_needs_is_told():
    one = WordException("en", "Nobody says this.", "A reason.", "somebody", date(2026, 11, 21))

    assert check_words((one,)).unused == (one,)


@pytest.mark.parametrize(
    "text", [EXCEPTION.format(reason=" "), "[[exception]]\n", "no toml", "exception = 1"]
)
def test_an_exception_without_a_reason_is_refused(tmp_path, text):
    file = tmp_path / "exceptions.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(BadInput, match="cannot be read"):
        read_exceptions(file)


def test_a_language_without_its_own_list_cannot_ship(monkeypatch):
    monkeypatch.setattr(words, "LISTS", {"en": LISTS["en"]})

    with pytest.raises(BadInput, match="de has no list"):
        check_words()
