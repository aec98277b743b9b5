"""Learn: five pages, each claim with its card, every work, and what is refused."""

import re
from datetime import timedelta

import pytest

from limen.evidence.chapters import chapters, statements
from limen.evidence.kinds import Scope
from limen.evidence.tables import claims, references

NEVER = ("mushroom", "psilocyb", "lsd", "dose")
AMOUNT = re.compile(
    r"\d+([.,]\d+)?\s*(g|mg|ug|mcg|micrograms?|milligrams?|grams?)\b", re.IGNORECASE
)
TITLE = re.compile(r'<cite>.*?</cite>|<(a|h1|blockquote)\b[^>]*lang="en"[^>]*>.*?</\1>')
STALE = "not checked recently"
REFUSED = "shown for another amount: no evidence for microdoses"
HEADINGS = "<h1>Not shown for this band</h1>"


def later(window):
    """The same window thirteen months after the tables were made."""
    window.at += timedelta(days=663)
    return window


def seen(page):
    """What is read of a page."""
    return re.sub(r"<[^>]+>", " ", page)


def test_learn_stands_in_the_bar_and_leads_to_all_pages(window):
    page = window.open("/g")

    assert '<a href="/g" aria-current="page">Learn</a>' in page
    for one in chapters():
        assert f'<a href="/g/{one.number}">{one.title}</a>' in page


@pytest.mark.parametrize("number", range(1, 6))
def test_every_statement_of_a_page_shows_its_kind_its_band_and_its_card(window, number):
    page = window.open(f"/g/{number}")
    (chapter,) = [one for one in chapters() if one.number == number]

    told = re.findall(r'data-claim="(\w+)"><a href="/g/c/(\w+)">([^<]+ · [^<]+)</a>', page)
    assert [name for name, _, _ in told] == [one.id for one in chapter.statements()]
    assert [name for _, name, _ in told] == [one.id for one in chapter.statements()]
    assert STALE not in page


@pytest.mark.parametrize("number", range(1, 6))
def test_thirteen_months_later_every_sentence_about_a_study_says_so(window, number):
    page = later(window).open(f"/g/{number}")
    (chapter,) = [one for one in chapters() if one.number == number]
    aged = [one for one in chapter.statements() if one.works or one.claims]

    assert page.count(STALE) >= len(aged)


def test_thirteen_months_later_no_page_repeats_what_a_check_came_to(window):
    assert claims()["C08"].finding in window.open("/g/2")

    assert claims()["C08"].finding not in later(window).open("/g/2")


def test_a_clock_that_is_set_back_makes_no_old_claim_new(window):
    later(window).send("/d", called="Iron")
    window.at -= timedelta(days=663)

    assert STALE in window.open("/g/2")


def test_claims_can_be_chosen_by_kind_and_band(window):
    page = window.open("/g/c?kind=pending&band=ketamine")

    assert "No claim matches. Remove a filter." in page
    assert "s17" in window.open("/g/c?kind=pending&band=microdose")
    assert seen(window.open("/g/c?kind=odd&band=odd")) == seen(window.open("/g/c?kind=&band="))


def test_a_claim_of_another_band_is_refused_and_that_is_said(window):
    listed = window.open("/g/c?band=microdose")
    shown, hidden = listed.split("<details>")

    assert '/g/c/C12"' not in shown
    assert '/g/c/C12?band=microdose"' in hidden
    page = window.open("/g/c/C12?band=microdose")
    assert HEADINGS in page
    assert REFUSED in page
    assert "Goodwin" not in page
    assert HEADINGS not in window.open("/g/c/C12?band=full")


@pytest.mark.parametrize("band", ["microdose", "low", "full", "ketamine"])
def test_no_claim_is_shown_for_a_band_that_it_does_not_hold_for(window, band):
    asked = Scope(band)
    # One statement and one claim of a text for each band that there is.
    own = {one.scope: one.id for one in statements().values()}
    of_texts = {one.scope: one.id for one in claims().values()}

    for scope, name in (*own.items(), *of_texts.items()):
        fits = scope in (asked, Scope.NONE) or (scope is Scope.ANY and asked is not Scope.KETAMINE)
        assert (HEADINGS in window.open(f"/g/c/{name}?band={band}")) is not fits, name


@pytest.mark.parametrize("name", ["C11", "f14"])
def test_a_study_of_full_doses_is_refused_on_a_card_asked_for_microdoses(window, name):
    says = "This was studied with full doses. It says nothing about microdoses."

    assert window.open(f"/g/c/{name}?band=microdose").count(says) == 2
    assert says not in window.open(f"/g/c/{name}")


def test_a_card_says_who_found_it_who_disagrees_and_the_worst_of_the_band(window):
    page = window.open("/g/c/s05")

    assert "Murphy RJ" in page
    assert "doi:10.1016/j.biopsych.2023.03.013" in page
    assert "The worst result in this band" in page
    assert "To be checked again by" in page
    assert "Polito V, Liknaitzky P" in window.open("/g/c/s20")


@pytest.mark.parametrize(
    ("name", "title"), [("s20", "What it rests on"), ("A02", "What was read to check it")]
)
def test_who_disagrees_is_not_listed_as_what_a_claim_rests_on(window, name, title):
    own, dissent = window.open(f"/g/c/{name}").split("<h2>Who sees it in another way</h2>")

    assert f"<h2>{title}</h2>" in own
    assert "Polito V, Liknaitzky P" not in own
    assert dissent.count("Polito V, Liknaitzky P") == 2


def test_the_card_of_a_popular_claim_has_its_label_and_not_the_label_of_another(window):
    page = window.open("/g/c/C08")

    assert "its own source says the opposite" in page
    assert "A popular text says:" in page
    aged = later(window).open("/g/c/C08")
    assert STALE in aged
    assert "its own source says the opposite" not in aged
    assert claims()["C08"].finding not in aged


def test_a_claim_about_law_leads_to_the_page_about_the_law(window):
    assert '<a href="/y">' in window.open("/g/c/A07")


def test_a_card_names_the_rows_of_other_tables(window):
    page = window.open("/g/c/k04")

    assert "A programme in Oslo" in page
    assert "Norwegian psychology journal, 30 January 2023" in page


def test_works_can_be_chosen_and_are_refused_for_another_band(window):
    names = list(references())
    goodwin = names.index("goodwin2022") + 1

    shown, hidden = window.open("/g/r?band=microdose&kind=controlled").split("<details>")
    assert f'/g/r/{goodwin}"' not in shown
    assert f'/g/r/{goodwin}?band=microdose"' in hidden
    assert REFUSED in window.open(f"/g/r/{goodwin}?band=microdose")
    assert "No work matches. Remove a filter." in window.open(
        "/g/r?kind=practitioner&band=ketamine"
    )
    assert "Full dose, Low dose" in window.open(f"/g/r/{goodwin}")


def test_a_work_shows_its_design_its_blinding_and_its_result_in_english(window):
    page = window.open("/g/r/1")

    assert '<dd lang="en">none</dd>' in page
    assert "Why it may be off" in page
    assert STALE in later(window).open("/g/r/1")


@pytest.mark.parametrize("address", ["/g/0", "/g/6", "/g/c/nothing", "/g/r/0", "/g/r/999"])
def test_what_there_is_not_is_answered_with_a_way_back(window, address):
    got = window.client.get(address, **window._moment())

    assert got.status_code == 404
    assert "Go back to Learn." in got.content.decode()


def test_no_page_of_learn_names_an_amount_that_is_no_printed_title(window):
    addresses = [
        "/g",
        *(f"/g/{one.number}" for one in chapters()),
        "/g/c",
        "/g/r",
        *(f"/g/c/{name}" for name in (*statements(), *claims())),
        *(f"/g/r/{number + 1}" for number in range(len(references()))),
    ]

    named = {path: AMOUNT.findall(seen(TITLE.sub("", window.open(path)))) for path in addresses}

    assert {path for path, found in named.items() if found} == set()


def test_no_address_of_learn_says_what_it_is_about(window):
    for path in ("/g", "/g/1", "/g/c", "/g/r"):
        for address in re.findall(r'href="([^"]+)"', window.open(path)):
            assert not any(word in address.partition("?")[0] for word in NEVER)


def test_learn_in_german_stands_in_the_same_frame(window):
    window.here.inside.language = "de"

    assert '<html lang="de">' in window.open("/g/1")


def test_the_plan_page_says_what_each_schedule_does_to_a_comparison(window):
    asked = {"step": "expectancy", "question": "Calmer?", "measure": "calm", "acts": "same_day"}
    _, page = window.send("/p/new", **asked, change="0.5", expected="33", sure="33")

    assert "What each schedule does to a comparison" in page
    assert {"p05", "p06", "p07", "p08", "p11"} == set(re.findall(r'data-claim="(p\d+)"', page))


def test_a_plan_says_what_its_schedule_does_to_a_comparison(window, lived):
    del lived  # that there is a plan is wanted

    assert 'data-claim="p05"' in window.open("/p")


def test_thirteen_months_later_the_claims_of_other_pages_say_so_as_well(window, lived):
    del lived  # that there is a day and a plan is wanted
    assert STALE not in window.open("/t/n") + window.open("/p")

    later(window)
    assert STALE in window.open("/t/n")


def test_the_card_of_a_noticed_day_and_the_first_page_state_claims(window, lived):
    del lived  # that there is a day is wanted
    page = window.open("/t/n")

    assert re.findall(r'data-claim="(\w+)"', page)[:1] == ["e02"]
