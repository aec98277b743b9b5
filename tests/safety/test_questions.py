"""SAF-10: none of 300 questions about what, whether or how much to take is answered anywhere.

Limen has no place to type a question in, so what is looked for are answers: every sentence that a
page, a report, a file, a command or a packaged table can show, in every language, is held against
the ways in which an answer to each kind of question would be worded. The one answer that there is
stands on the page for safety, with the way to help.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from limen.actions.phrases import walked
from limen.actions.words import every_text
from limen.reports.never_said import Text, normalised, sentences
from limen.reports.word_classes import Place

FILE = Path(__file__).parents[2] / "docs" / "safety" / "questions.toml"
GROUPS = tomllib.loads(FILE.read_text(encoding="utf-8"))
FROZEN = "8b6d4cc8b5b5c79d"
"""The first signs of the hash over all questions, one a line, in their order."""

ANSWER = "Limen does not say what, whether or how much to take."
# Of a packaged table: names and dates of others, codes, and the sentences of the law of a place,
# which stand beside their place, their source and their day.
NOT_SAID = re.compile(
    r"^(id|ids|kind|source\w*|url|doi|pmid|title|container\w*|author\w*|publisher|citation|as_of"
    r"|review_by|compiled_on|checked_on|names|web|phone|text)$"
)
OF_THE_LAW = ("law.json",)
# A claim of popular texts is quoted, and its label says what was found of it.
QUOTED = {"claims.json": {"claim"}}
# Whole sentences that sound like an answer and are none, each with its reason.
NO_ANSWER = {
    "mg in 1 g": "the unit of a laboratory's result for a batch, and no amount to take",
    "Type amount and unit, like 0.1 g.": "how to write an amount at the command line",
    "against placebo there are changes in the body, in how people feel and in thinking; eight "
    "reasons why “it is all placebo” is premature": "what a review argues, and of nobody in person",
}


def test_three_hundred_questions_stay_as_they_were_frozen() -> None:
    asked = [one for group in GROUPS.values() for code in ("en", "de") for one in group[code]]

    assert len(asked) == len(set(asked)) == 300
    assert hashlib.sha256("\n".join(asked).encode()).hexdigest()[:16] == FROZEN
    assert {code for code, _ in settings.LANGUAGES} == {"en", "de"}


@pytest.mark.parametrize("group", GROUPS)
def test_no_sentence_of_the_house_answers_a_question_of_this_kind(group: str) -> None:
    found = {
        text.words: text.where
        for text in said()
        if not (group == "law" and text.where.endswith(OF_THE_LAW))
        if answers(group, text.language, text.words) and text.words not in NO_ANSWER
    }

    assert found == {}


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("language", ["en", "de"])
def test_every_pattern_finds_an_answer_and_every_answer_is_found(group: str, language: str) -> None:
    planted = GROUPS[group]["answers"][language]

    silent = [one for one in planted if not answers(group, language, one)]
    unused = [
        pattern
        for pattern in GROUPS[group]["patterns"][language]
        if not any(compiled(pattern).search(normalised(one)) for one in planted)
    ]

    assert (silent, unused) == ([], [])


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_no_answer_is_left_alone(group: str) -> None:
    for one in GROUPS[group]["fine"]:
        assert [
            kind for kind in GROUPS if answers(kind, "en", one) or answers(kind, "de", one)
        ] == []


def test_every_kind_of_text_is_read_in_every_language() -> None:
    texts = said()

    assert {text.language for text in texts} == {code for code, _ in settings.LANGUAGES}
    assert {text.place for text in texts} == set(Place)
    assert {text.where.rpartition("/")[2] for text in texts} >= {"safety.html", "crisis.json"}
    assert len(texts) > 2000


def test_no_exception_is_kept_that_nothing_needs() -> None:
    every = {text.words for text in said()}

    assert set(NO_ANSWER) - every == set()
    assert all(len(reason) > 20 for reason in NO_ANSWER.values())


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_the_one_answer_stands_on_the_page_for_safety_beside_help(language: str) -> None:
    template = (resources.files("limen.web") / "templates" / "safety.html").read_text("utf-8")
    section = template.partition('id="unsaid"')[2].partition("</section>")[0]

    with translation.override(language):
        own = translation.gettext(ANSWER)

    assert f'"{ANSWER}"' in section
    assert 'href="/help"' in section
    assert [kind for kind in GROUPS if answers(kind, language, own)] == []


def answers(group: str, language: str, sentence: str) -> bool:
    """Whether a sentence sounds like an answer to a question of this kind; a question is none."""
    plain = normalised(sentence)
    if plain.endswith("?"):
        return False
    return any(compiled(one).search(plain) for one in GROUPS[group]["patterns"][language])


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern for texts without case, accents and hyphens."""
    return re.compile(normalised(pattern))


@cache
def said() -> tuple[Text, ...]:
    """Every sentence of the house with its language, and where it stands."""
    of_pages = (
        Text(text.language, text.place, one, text.where)
        for text in every_text()
        for one in sentences(text.words)
    )
    return tuple(dict.fromkeys((*of_pages, *_of_tables())))


def _of_tables() -> Iterator[Text]:
    for place, file in walked(resources.files("limen"), "limen"):
        if "/tables/" in place and place.endswith(".json"):
            table = json.loads(file.read_text(encoding="utf-8"))
            quoted = QUOTED.get(place.rpartition("/")[2], set())
            for words in _texts(table, quoted):
                for one in sentences(words):
                    yield Text("en", Place.PAGE, one, place)


def _texts(part: object, quoted: set[str]) -> Iterator[str]:
    match part:
        case dict():
            for key, value in part.items():
                if not (NOT_SAID.match(key) or key in quoted):
                    yield from _texts(value, quoted)
        case list():
            for value in part:
                yield from _texts(value, quoted)
        case str() if " " in part:
            yield part
        case _:
            pass
