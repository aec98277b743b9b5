import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from limen.reports.help_page import help_page, nearby_help
from limen.screening.crisis import LineGroup
from limen.screening.tables import crisis_table

TABLE = crisis_table()
FRESH = TABLE.compiled_on
ASIDE = {LineGroup.EMERGENCY, LineGroup.DIRECTORY}
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


@pytest.mark.parametrize("country", ["DE", "US", "JM", "GB-NIR", "DK"])
def test_thirteen_months_later_what_is_near_is_plain_text_below_the_directory(country):
    near = nearby_help(TABLE, FRESH + timedelta(days=396), country)

    lines = [line for line in TABLE.lines if country in line.countries]
    emergency = [line for line in lines if line.group is LineGroup.EMERGENCY]
    assert [line.phone for line in emergency if line.phone not in near.emergency] == []
    assert near.emergency.count("Unknown since") == len(emergency) > 0
    assert near.unknown.count("may have changed") == len(lines) - len(emergency)
    assert near.to_talk == ""
    assert Seen(near.emergency + near.directory + near.unknown).links == []


def test_a_clock_set_back_by_two_years_makes_no_line_near_newer():
    before = FRESH - timedelta(days=731)

    assert nearby_help(TABLE, before, "DE") == nearby_help(TABLE, FRESH, "DE")


def test_a_country_without_a_row_gets_the_directory_alone():
    near = nearby_help(TABLE, FRESH, "AR")

    assert (near.emergency, near.to_talk, near.unknown) == ("", "", "")
    assert "findahelpline.com" in near.directory


def test_the_lines_of_a_country_come_in_the_order_of_their_need():
    order = [group.value for group in LineGroup if group not in ASIDE]

    for country in TABLE.countries:
        near = Seen(nearby_help(TABLE, FRESH, country).to_talk).words
        lines = [line for line in TABLE.lines if country in line.countries]
        found = sorted(
            (line for line in lines if line.group not in ASIDE),
            key=lambda line: near.index(line.name),
        )
        assert [order.index(line.group.value) for line in found] == sorted(
            order.index(line.group.value) for line in found
        )


def test_every_row_that_ships_stands_on_the_page_and_nothing_else_is_listed(fresh, stale):
    entries = {line.id: (line.name, line.phone or line.text or line.web) for line in TABLE.lines}

    assert len(entries) == 46
    for page in (fresh, stale):
        assert [
            one for one in entries.values() if any(part not in page.words for part in one)
        ] == []
    assert help_page(TABLE, STALE, "Notes").count("<li>") == 46
