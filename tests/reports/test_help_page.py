import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from limen.reports.help_page import help_page, nearby_help
from limen.screening.crisis import LineGroup
from limen.screening.tables import crisis_table

TABLE = crisis_table()
FRESH = TABLE.compiled_on
STALE = max(line.review_by for line in TABLE.lines) + timedelta(days=1)


class Seen(HTMLParser):
    """The text of a page, its links, and every element that it holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.links, self.elements = "", [], set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def fresh() -> Seen:
    return Seen(help_page(TABLE, FRESH, "Notes"))


@pytest.fixture(scope="module")
def stale() -> Seen:
    return Seen(help_page(TABLE, STALE, "Notes"))


def places(words: str, *parts: str) -> list[int]:
    found = [words.find(part) for part in parts]
    assert -1 not in found
    return found


def test_every_way_to_reach_every_line_stands_on_the_page(fresh, stale):
    ways = [way for line in TABLE.lines for way in (line.phone, line.text, line.web) if way]

    assert [way for way in ways if way not in fresh.words or way not in stale.words] == []


@pytest.mark.parametrize("day", [FRESH, STALE])
def test_the_page_is_small_and_has_nothing_to_load_or_run(day):
    page = help_page(TABLE, day, "Notes")

    assert len(page.encode()) <= 60_000
    assert not {"script", "img", "link", "iframe", "form"} & Seen(page).elements
    assert not re.search(r"url\(|@import", page)


def test_a_person_reads_first_what_helps_first(fresh):
    order = places(
        fresh.words,
        "You are not alone, and this can pass.",
        "your local emergency number",
        "112",
        "116 123",
        "findahelpline.com",
        "Ask someone you trust",
        "Put what could harm you out of reach",
        "Nobody has been told. Limen does not watch and cannot call anyone.",
    )

    assert order == sorted(order)


def test_plain_numbers_are_links_to_call(fresh):
    assert "tel:116123" in fresh.links
    assert "tel:192" in fresh.links
    assert [
        link for link in fresh.links if not re.fullmatch(r"tel:[0-9]+|https://[\w.]+", link)
    ] == []


def test_what_is_due_for_review_is_no_link_and_says_so(stale):
    said = stale.words.count("may have changed")

    assert stale.links == []
    assert said == len(TABLE.lines)


def test_a_line_due_for_review_stands_below_the_directory(stale):
    emergency, directory, line = places(stale.words, "112", "findahelpline.com", "Samaritans")

    assert emergency < directory < line


def test_an_emergency_number_is_never_hidden(stale):
    before = stale.words[: stale.words.index("Someone to talk to")]

    emergency = TABLE.of_group(LineGroup.EMERGENCY)
    assert [line.phone for line in emergency if line.phone not in before] == []


def test_a_clock_set_back_shows_the_page_of_the_day_of_the_table():
    long_ago = FRESH - timedelta(days=5000)

    assert help_page(TABLE, long_ago, "Notes") == help_page(TABLE, FRESH, "Notes")


def test_the_title_is_the_neutral_name():
    assert "<title>A &amp; B</title>" in help_page(TABLE, FRESH, "A & B")


def test_what_is_near_is_the_help_of_that_country_and_the_directory():
    table = crisis_table()

    near = nearby_help(table, table.compiled_on, "DE")
    nowhere = nearby_help(table, table.compiled_on, None)

    assert "112" in near.emergency
    assert "<li>" in near.to_talk
    assert (nowhere.emergency, nowhere.to_talk) == ("", "")
    assert "findahelpline.com" in near.directory == nowhere.directory
