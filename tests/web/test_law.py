"""The law by place: dated, sourced, expiring; the person's place first, and never a bare word.

Goal SAF-9.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from uuid import UUID

import pytest

from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.visiting import present
from limen.actions.words import every_text
from limen.journal.kinds.person import PersonStated
from limen.reports.never_said import hits, sentences
from limen.screening.law_table import law_table
from limen.terms.calendar import Zone

WORDS = re.compile(r"\b(legal|allowed|permitted|decriminali[sz]ed)\b", re.IGNORECASE)
FIXED = "This is not legal advice."
READ_ON = law_table().compiled_on
NOTHING = "Not known. We have nothing for this place."


def on(day: date) -> datetime:
    """An evening of a day."""
    return datetime(day.year, day.month, day.day, 19, 4, tzinfo=UTC)


def text_of(html: str) -> str:
    """What somebody reads, with one space between words."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def places(page: str) -> list[str]:
    """What stands on a page for each place, in its order."""
    return re.findall(r"<section.*?</section>", page, re.DOTALL)


@pytest.fixture
def law(window):
    """The page about one place, on a day."""

    def opened(place: str = "", day: date = READ_ON) -> str:
        window.at = on(day)
        return window.open(f"/y?of={place}")

    return opened


@pytest.fixture
def lives(window):
    """Say where the person lives, as finely as they like."""

    def stated(country: str | None, region: str | None = None) -> None:
        window.at = on(READ_ON)
        visit = present(window.at, Zone("Europe/Berlin"))
        said = PersonStated(
            adult=True, country=country, region=region, day_start="04:00", language="en"
        )
        entry = Sent(UUID(int=1, version=4), READ_ON)
        append_sent(visit, draft(visit, entry, said), lambda _: (said,))

    return stated


def test_whoever_has_not_said_where_they_are_chooses_a_place(law):
    page = law()

    assert places(page) == []
    assert "You have not said where you are. Choose a place." in page
    assert page.count("<option ") == 1 + 1 + 43 + 9


def test_the_place_of_the_person_comes_first(law, lives):
    lives("PT")

    found = [re.search("<h2.*?>(.*?)</h2>", place)[1] for place in places(law("CH"))]

    assert found == ["Portugal", "Switzerland"]


@pytest.mark.parametrize(("region", "local"), [("US-CO", "Colorado"), ("DE-BE", "Not known.")])
def test_a_state_that_was_stated_is_shown_with_its_country(law, lives, region, local):
    lives("US", region)

    (place,) = places(law())

    assert "Place US federal" in text_of(place)
    assert local in text_of(place.split("<h3>")[2])


def test_a_place_that_would_rather_not_be_said_is_none(law, lives):
    lives(None)

    assert "You have not said where you are." in law()


def test_a_current_row_is_shown_with_place_kinds_date_source_and_that_it_is_no_advice(law):
    (place,) = places(law("CH"))

    said = text_of(place)
    assert "Unknown" not in said
    for part in (
        "scheduled: possession is a crime medical by exception: with a permission",
        "Prohibited. The FOPH gives exceptional licences for restricted medical use",
        "Switzerland Place Switzerland Kind scheduled:",
        "As of 2025 Source NarcA Art. 8 para 5; FOPH (BAG) page;",
        FIXED,
    ):
        assert part in said


def test_a_row_past_its_day_shows_place_source_and_since_when_and_the_rest_in_a_closed_disclosure(
    law,
):
    (place,) = places(law("DE"))

    before, inside = place.split("<details>")
    assert text_of(before) == (
        "Germany Unknown since Dec. 31, 2025: check Place Germany Source ZI Mannheim, press "
        "release, July 2025; PTAheute, 2 September 2025; country reimbursement page quoting the "
        "BfArM table"
    )
    assert text_of(inside).startswith(
        "What the source said in September 2025. It may have changed. Kind scheduled:"
    )


def test_a_source_without_a_date_says_when_it_was_read(law):
    (current,) = places(law("AT"))
    (stale,) = places(law("AT", date(2026, 11, 21)))

    assert "As of no date; read on Nov. 20, 2026" in text_of(current)
    assert "What the source said on Nov. 20, 2026, when it was read." in text_of(stale)


@pytest.mark.parametrize("code", ["BE", "JP", "DK"])
def test_a_place_without_a_row_is_not_known(law, code):
    (place,) = places(law(code))

    assert text_of(place).endswith(NOTHING)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("US", ["US federal", None]),
        ("US-OR", ["US federal", "Oregon"]),
        ("US-MI", ["US federal", "Michigan"]),
        ("US-MA", ["US federal", "Massachusetts"]),
    ],
)
def test_in_the_united_states_both_lines_stand_together_and_each_says_what_it_does_not_know(
    law, code, lines
):
    (place,) = places(law(code))

    federal, local = (text_of(part) for part in place.split("<h3>")[1:])
    assert federal.startswith("The whole country Unknown since Oct. 31, 2026: check")
    assert lines[0] in federal
    if lines[1] is None:
        assert local == f"State or city {NOTHING}"
    else:
        assert "Unknown since" in local
        assert lines[1] in local


def test_northern_ireland_has_the_law_of_its_country(law):
    (place,) = places(law("GB-NIR"))

    assert "Place United Kingdom" in text_of(place)


def test_a_place_that_is_not_offered_is_no_page(window, law):
    law("US-OR")

    assert window.client.get("/y?of=XX", **{"limen.moment": window.at}).status_code == 404


def offered(page: str) -> list[str]:
    """The codes that can be chosen."""
    return [code for code in re.findall(r'<option[^>]* value="([^"]*)"', page) if code]


@pytest.mark.parametrize("days", [181, 396])
def test_half_a_year_and_thirteen_months_later_no_row_is_current(law, days):
    later = READ_ON + timedelta(days=days)

    pages = {code: places(law(code, later)) for code in offered(law())}

    assert [code for code, (place,) in pages.items() if "As of" in text_of(place)] == []


def test_a_clock_that_is_set_back_makes_no_row_current_again(window, law, batch):
    del batch  # an entry of the last day is wanted, not what it is
    window.at = on(date(2028, 1, 3))
    window.send("/d", called="Iron")

    (place,) = places(law("CH", date(2026, 3, 2)))

    assert "Unknown since Dec. 31, 2026: check" in text_of(place)


def test_no_word_of_law_stands_without_a_place_a_date_and_its_conditions(law):
    codes = offered(law())

    for code in codes:
        page = law(code)
        outside = page
        for place in places(page):
            outside = outside.replace(place, "")
            for card in re.split(r"<h3>", place):
                if WORDS.search(text_of(card).replace(FIXED, "")):
                    said = text_of(card)
                    assert "Place " in said
                    assert "Source " in said
                    assert "Kind " in said
                    assert "As of " in said or "What the source said " in said
        assert not WORDS.search(text_of(outside).replace(FIXED, ""))
    assert len(codes) == 1 + 43 + 9


def test_what_the_sources_say_is_marked_as_english_in_every_language(window, law):
    window.here.inside.language = "de"

    page = law("CH")

    assert '<dd lang="en">Prohibited.' in page
    assert '<p class="hint">' in page


def test_no_text_in_any_language_holds_a_word_of_law_besides_that_it_is_no_advice():
    said = {
        (text.language, sentence)
        for text in every_text()
        for sentence in sentences(text.words)
        for hit in hits(replace(text, words=sentence))
        if hit.word_class == "law"
    }

    # What a computer says of a folder is about no place and no law.
    assert {words for _, words in said} <= {FIXED, "Operation not permitted"}
    assert ("en", FIXED) in said
