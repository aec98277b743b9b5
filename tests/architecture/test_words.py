"""Words that Limen does not say: begging and blaming in messages, boasting in its papers.

What it never says to people in any language is looked for by `limen words`, here over everything.

Goal SAF-10.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from limen.actions.words import check_words, read_exceptions
from limen.reports.never_said import LISTS

MESSAGES = re.compile(r"\b(please|sorry|apolog(?:y|ies|i[sz]e)|invalid|oops)\b", re.IGNORECASE)
BOASTS = re.compile(
    r"\b(the first tool|first ever|the only tool|unique(?:ly)?|never before)\b", re.IGNORECASE
)
# What ships beside code and may be shown to people.
TEXTS = ("*.json", "*.html", "*.txt", "*.svg", "*.toml")
ATTRIBUTE = re.compile(r"\baria-invalid=")  # for the programs that read a page aloud
TITLE = re.compile(r"<title[^>]*>(.*?)</title>")
HIDING = re.compile(r"\bTYPE_CHECKING\b")


def test_no_text_in_any_language_says_what_is_never_said(root: Path) -> None:
    """Promise: no advice, no promise, no praise, no blame (safety.md 8, experience.md 6)."""
    exceptions = read_exceptions(root / "docs" / "safety" / "word-exceptions.toml")

    found = check_words(exceptions)

    assert found.sentences > 2000
    assert [f"{one.word_class}: {one.text.words}" for one in found.hits] == []
    assert [one.words for one in found.unused] == []
    assert [one for one in found.grades if not one.holds] == []


def test_every_language_that_is_offered_has_its_own_list_and_is_read() -> None:
    """Promise: a language without its list of words cannot ship."""
    offered = {code for code, _name in settings.LANGUAGES}

    assert offered == set(LISTS) == set(check_words().languages)


def test_the_title_of_every_page_is_the_neutral_name_alone(root: Path) -> None:
    """Promise: a tab, a history and a task switcher tell nothing."""
    texts = [
        path.read_text(encoding="utf-8")
        for kind in ("*.html", "*.py")
        for path in (root / "src" / "limen").rglob(kind)
    ]

    titles = {title for text in texts for title in TITLE.findall(text)}

    assert titles == {"{{ name }}", "{escape(name)}", "Notes", "{{ title }}"} & titles
    assert "{{ name }}" in titles


def test_messages_neither_beg_nor_blame(source: dict[str, str]) -> None:
    """Promise: an error says what is wrong and what to do."""
    found = [
        said
        for path, text in source.items()
        if "/never_said_" not in path  # the lists themselves
        for said in _unkind(path, text)
    ]

    assert found == []


def test_texts_that_ship_neither_beg_nor_blame(root: Path) -> None:
    """Promise: tables, pages and schemas speak as calmly as messages."""
    paths = [path for kind in TEXTS for path in sorted((root / "src").rglob(kind))]

    found = [
        f"{path.name}: {word}"
        for path in paths
        for word in MESSAGES.findall(ATTRIBUTE.sub("", path.read_text(encoding="utf-8")))
    ]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "SAYS = 'Please try again.'",
        "def told(name):\n    raise ValueError(f'{name} is invalid')",
        "SAYS = ('Your file. '\n    'Sorry about that.')",
        "SAYS = 'Oops'",
    ],
)
def test_a_message_that_begs_or_blames_is_found(text: str) -> None:
    """Promise: plain, composed and broken strings are all read."""
    assert len(list(_unkind("a.py", text))) == 1


def test_docstrings_may_say_what_an_invalid_thing_is() -> None:
    """Promise: only what people see is held to these words."""
    text = '"""Refuses what is invalid."""\n\ndef refused():\n    """Whether it is invalid."""\n'

    assert list(_unkind("a.py", text)) == []


def test_a_key_is_no_message_but_its_value_is() -> None:
    """Promise: only what people see is held to these words."""
    assert list(_unkind("a.py", "SAYS = {'invalid': 'Choose a unit.'}")) == []
    assert len(list(_unkind("a.py", "SAYS = {'unit': 'invalid'}"))) == 1


def test_papers_do_not_boast(root: Path) -> None:
    """Promise: README, pages and release notes claim nothing that nobody can check."""
    pages = [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]

    found = [
        f"{page.name}: {word}"
        for page in pages
        for word in BOASTS.findall(page.read_text(encoding="utf-8"))
    ]

    assert pages != []
    assert found == []


@pytest.mark.parametrize(
    "words", ["It is the first tool that", "A unique design", "Never before seen", "first ever"]
)
def test_a_boast_is_found(words: str) -> None:
    """Promise: the search can find what it looks for."""
    assert BOASTS.search(words)


def test_nothing_is_hidden_from_a_running_program(source: dict[str, str]) -> None:
    """Promise: inward imports need no type-only import (architecture.md section 2)."""
    assert [path for path, text in source.items() if HIDING.search(text)] == []


def _unkind(path: str, text: str) -> Iterator[str]:
    tree = ast.parse(text)
    silent = {id(node) for node in (*_docstrings(tree), *_keys(tree))}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in silent and (word := MESSAGES.search(node.value)):
            yield f"{path}:{node.lineno}: {word[0]}"


def _keys(tree: ast.Module) -> Iterator[ast.expr]:
    """Names by which a library finds its messages; nobody reads them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (key for key in node.keys if key is not None)


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        match node:
            case (
                ast.Module(body=[ast.Expr(value=ast.Constant() as text), *_])
                | ast.ClassDef(body=[ast.Expr(value=ast.Constant() as text), *_])
                | ast.FunctionDef(body=[ast.Expr(value=ast.Constant() as text), *_])
            ):
                yield text
