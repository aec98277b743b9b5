"""The help page in another language, from either side, and in several at once."""

from datetime import date

import pytest

from limen.reports.help_page import ENGLISH, Voice, help_page, nearby_help, phrases_of
from limen.screening.tables import crisis_table

DAY = date(2026, 11, 21)
SAID = {
    "Ambulance": "Rettung",
    "Emergency services": "Notruf",
    "And now": "Und jetzt",
    "call %(number)s": "Telefon %(number)s",
    "text %(number)s": "Nachricht an %(number)s",
    "HOME to 741741": "HOME an 741741",
    "112 (mobile)": "112 (mobil)",
    "24/7": "immer",
    "South Africa": "Südafrika",
}
GERMAN = Voice("de", lambda words: SAID.get(words, words))
FROM_THE_RIGHT = Voice("ar", str, is_from_right=True)


@pytest.mark.parametrize(
    ("voice", "head"),
    [
        (ENGLISH, '<html lang="en">'),
        (GERMAN, '<html lang="de">'),
        (FROM_THE_RIGHT, '<html lang="ar" dir="rtl">'),
    ],
)
def test_a_page_says_its_language_and_its_side(voice, head):
    assert help_page(crisis_table(), DAY, "Notes", (voice,)).splitlines()[1] == head


def test_sentences_lines_and_countries_are_said_in_the_language():
    page = help_page(crisis_table(), DAY, "Notes", (GERMAN,))

    assert "<h2>Und jetzt</h2>" in page
    assert "Nachricht an HOME an 741741" in page
    assert "Südafrika: <strong>Notruf</strong>, Telefon 112 (mobil) / " in page


def test_names_of_lines_stay_as_people_there_know_them():
    shouted = Voice("xx", lambda words: words if "%" in words else words.upper())

    page = help_page(crisis_table(), DAY, "Notes", (shouted,))

    assert "<strong>TelefonSeelsorge</strong>" in page
    assert "<strong>EMERGENCY SERVICES</strong>" in page


def test_a_file_says_each_sentence_in_every_language_once():
    page = help_page(crisis_table(), DAY, "Notes", (ENGLISH, GERMAN))

    assert '<h2>And now</h2>\n<p lang="de"><strong>Und jetzt</strong></p>' in page
    assert page.count("TelefonSeelsorge") == 1
    assert len(page.encode()) <= 60 * 1024


def test_the_lines_nearby_are_said_in_the_language():
    near = nearby_help(crisis_table(), DAY, "ZA", GERMAN)

    assert "<strong>Notruf</strong>, Telefon 112 (mobil) / " in near.emergency


def test_numbers_and_names_are_no_phrases():
    phrases = set(phrases_of(crisis_table()))

    assert {"Germany", "24/7", "Emergency services", "113 or 0800-0113"} <= phrases
    assert not phrases & {"TelefonSeelsorge", "911", "0800 111 0 111", "116 123"}
