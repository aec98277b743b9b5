"""Every page in every language: none of its words is written where no language can reach them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import LazySettings
from django.http import HttpResponse

from limen.web import urls
from limen.web.inside import Inside
from limen.web.openness import Openness
from limen.web.visited import KEY

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "", "row_focus": "4"}
WEB = Path(urls.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SYSTEMS = ("Debian", "Ubuntu", "Fedora", "macOS")
FOR_A_TERMINAL = {"supervisor.py"}
SPOKEN = '<html lang="ar-xb" dir="rtl"'
OWN = ("Calmer?", "B", "Invented")


@pytest.fixture
def pseudo(
    load: Callable[[Path], ModuleType], root: Path, tmp_path: Path, settings: LazySettings
) -> ModuleType:
    """The invented language, spoken by the pages."""
    made = load(root / "tests" / "pseudo.py")
    made.write(tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English"), (made.LANGUAGE, "Invented")]
    return made


@pytest.fixture
def pages(
    lived: Mapping[str, object], load: Callable[[Path], ModuleType], root: Path
) -> tuple[str, ...]:
    """Every address that shows a page to an open vault in which something was lived."""
    addresses = load(root / "tests" / "addresses.py")
    shown = []
    for pattern in urls.urlpatterns:
        declared = addresses.DECLARED[str(pattern.pattern)]
        if declared.seen in {addresses.Seen.FRAMED, addresses.Seen.BARE}:
            for page in ("week", "fortnight", "fortnight_second"):
                path = addresses.address(pattern, {**lived, **addresses.NAMED, "page": page})
                shown.append(path)
    return tuple(dict.fromkeys(shown))


def asked(window: object, path: str, language: str) -> HttpResponse:
    """The answer to a browser that asks for a language."""
    told = {"HTTP_ACCEPT_LANGUAGE": language, "limen.moment": window.at}
    return window.client.get(path, **told)


def test_no_page_has_words_that_no_language_can_reach(window, pages, pseudo):
    own, left = (*OWN, str(window.here.folder)), {}
    for path in pages:
        answer = asked(window, path, pseudo.LANGUAGE)
        if words := pseudo.left_in_english(answer.content.decode(), own):
            left[path] = words

    assert pages
    assert left == {}


@pytest.mark.parametrize(
    ("paths", "is_vacant"), [(("/unlock", "/n", "/x"), False), (("/", "/a", "/a/n"), True)]
)
def test_no_page_of_a_locked_or_absent_vault_has_such_words(
    window, pseudo, tmp_path, paths, is_vacant
):
    closed = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    here = replace(window.here, openness=closed, inside=Inside())
    if is_vacant:
        here = replace(here, folder=tmp_path / "empty", begin=lambda *_: None)
    here.inside.is_adult = True
    window.client.defaults[KEY] = here

    found = {path: asked(window, path, pseudo.LANGUAGE) for path in paths}

    assert {one.status_code for one in found.values()} == {200}
    drawn = re.compile(r'<p class="words">.*?</p>')  # words of no language
    pages_read = [drawn.sub("", one.content.decode()) for one in found.values()]
    left = [pseudo.left_in_english(page, ("Garden", "Log")) for page in pages_read]
    assert left == [set()] * 3


def test_every_page_says_its_language_and_from_which_side_it_is_read(window, pages, pseudo):
    pages_read = {path: asked(window, path, pseudo.LANGUAGE).content.decode() for path in pages}

    others = [path for path, page in pages_read.items() if page and SPOKEN not in page[:90]]

    assert others == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_words_outside_the_tags_for_translation(load, root, path):
    pseudo = load(root / "tests" / "pseudo.py")

    bare = pseudo.without_tags(path.read_text(encoding="utf-8"))

    assert pseudo.left_in_english(bare, SYSTEMS) == set()


def test_every_sentence_of_the_pages_is_marked_where_it_stands(load, root):
    pseudo = load(root / "tests" / "pseudo.py")
    sources = {path.name: path.read_text(encoding="utf-8") for path in WEB.rglob("*.py")}

    unmarked = {
        name: [*pseudo.unmarked(text)]
        for name, text in sources.items()
        if name not in FOR_A_TERMINAL
    }

    assert {name: words for name, words in unmarked.items() if words} == {}


def test_a_sentence_without_a_mark_is_found(load, root):
    pseudo = load(root / "tests" / "pseudo.py")
    text = '"""What is said."""\nSAYS = "Saved. Go on."\ntold = _("Go back.")\n'

    assert [*pseudo.unmarked(text)] == ["Saved. Go on."]
    assert pseudo.left_in_english(pseudo.without_tags("<p>{% if a %}Saved{% endif %}</p>"))


def test_what_is_forgotten_is_found(load, root):
    pseudo = load(root / "tests" / "pseudo.py")
    page = '<html lang="ar-xb"><p>Śávé</p><p aria-label="Close">Forgotten</p></html>'

    assert pseudo.left_in_english(page) == {"Close", "Forgotten"}


def test_what_is_marked_as_english_is_not_looked_for(load, root):
    pseudo = load(root / "tests" / "pseudo.py")
    page = '<html lang="ar-xb"><p lang="en">Little <b>interest</b></p><code>limen</code></html>'

    assert pseudo.left_in_english(page) == set()


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,en;q=0.5", "de"),
        ("fr, de;q=0.7, en;q=0.8", "en"),
        ("fr", "en"),
        ("xx-no-language,,;q=x", "en"),
    ],
)
def test_the_browser_chooses_the_language_while_nobody_has(window, header, language):
    answer = asked(window, "/t", header)

    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]
    assert f'<html lang="{language}"' in answer.content.decode()


def test_what_a_person_chose_wins_over_the_browser(window):
    window.here.inside.language = "de"

    assert "<h1>Heute</h1>" in asked(window, "/t", "en").content.decode()


def test_a_language_that_is_not_spoken_leaves_it_to_the_browser(window):
    window.here.inside.language = "tlh"

    assert asked(window, "/t", "de").headers["Content-Language"] == "de"


def test_a_refusal_is_in_the_language_as_well(window):
    told = {"HTTP_ACCEPT_LANGUAGE": "de", "HTTP_ORIGIN": "http://elsewhere.example"}

    page = window.client.post("/t/e", RATED, **told).content.decode()

    assert "Das kam von einer anderen Seite" in page


def test_a_row_that_was_left_is_named_as_its_language_writes_it(window):
    own = {"HTTP_ACCEPT_LANGUAGE": "de", "HTTP_ORIGIN": f"http://{window.here.host}"}
    told = {"sent": "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0", **RATED}

    answer = window.client.post("/t/e", told, **own, **{"limen.moment": window.at})

    assert "Wähle eine Zahl bei „Ruhe“." in answer.content.decode()


@pytest.mark.usefixtures("lived")
def test_amounts_days_and_plural_forms_are_german(window):
    page = asked(window, "/l", "de").content.decode()

    assert "0,1 g" in page
    assert "Mo, 2. März" in page
    assert "Übelkeit" in page


def test_a_decimal_comma_is_read_in_english_and_a_point_in_german(window, state, batch):
    for day, (typed, language) in enumerate((("0,12", "en"), ("0.12", "de")), start=1):
        told = {"day": f"2026-03-0{day}", "time": "08:12", "unit": "g", "batch": batch}
        window.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        window.send("/t/d", **told, amount=typed, checked="0.12 g")

    assert [str(dose.stated.amount) for dose in state().diary.doses] == ["0.12 g", "0.12 g"]


def test_questionnaires_stay_in_the_language_of_their_authors(window):
    page = asked(window, "/w/week", "de").content.decode()

    assert '<legend lang="en">Feeling nervous, anxious or on edge</legend>' in page
    assert "<legend>Meine Woche insgesamt</legend>" in page


def test_the_help_page_is_german_for_a_german_browser(window):
    page = asked(window, "/help", "de").content.decode()

    assert page.startswith('<!doctype html>\n<html lang="de">')
    assert "Du bist nicht allein, und das kann vorübergehen." in page
    assert "Vereinigte Staaten" in page


def test_the_example_report_is_german(window):
    page = asked(window, "/x", "de").content.decode()

    assert "Das war nicht verblindet." in page
    assert "Er umfasst 12 Wochen, deine Kapseln und was du aufgeschrieben hast." in page


@pytest.mark.usefixtures("lived")
def test_the_calendar_file_is_german(window):
    file = asked(window, "/k.ics", "de").content.decode()

    assert "SUMMARY:Deine Notizen sind bereit" in file
