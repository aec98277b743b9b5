"""Words that Limen does not say: begging and blaming in messages, boasting in its papers."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

MESSAGES = re.compile(r"\b(please|sorry|apolog(?:y|ies|i[sz]e)|invalid|oops)\b", re.IGNORECASE)
BOASTS = re.compile(
    r"\b(the first tool|first ever|the only tool|unique(?:ly)?|never before)\b", re.IGNORECASE
)
# What ships beside code and may be shown to people.
TEXTS = ("*.json", "*.html", "*.txt", "*.svg", "*.toml")
ATTRIBUTE = re.compile(r"\baria-invalid=")  # for the programs that read a page aloud
HIDING = re.compile(r"\bTYPE_CHECKING\b")


def test_messages_neither_beg_nor_blame(source: dict[str, str]) -> None:
    """Promise: an error says what is wrong and what to do."""
    found = [said for path, text in source.items() for said in _unkind(path, text)]

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
