"""No public name is written for nobody: something besides a test reads it.

At the confidence that suits us, vulture lets an unused function pass; this closes the gap.
"""

import ast
import re
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path

import pytest

from limen.cli.verbs import VERBS

# Names that only tests read so far, by who is to read them.
WAITING = {
    "the pages: what a person states, asks and is asked about": (
        "limen.actions.erasure.redact",
        "limen.actions.unlocking.change_passphrase",
        "limen.diary.batch.close_batch",
        "limen.diary.checkins.item_answer",
        "limen.diary.checkins.rating",
        "limen.diary.checkins.unwanted_effect",
        "limen.diary.felt.felt_pairs",
        "limen.terms.calendar.day_hours",
    ),
    "blinding: the card with the head of the chain": ("limen.journal.chain.short_head",),
    "Django, by their place": (
        "limen.store.migrations.first_tables.Migration",
        "limen.store.migrations.preferences.Migration",
        "limen.store.sqlcipher.base.DatabaseWrapper",
    ),
}

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
PLACE = re.compile(r"(limen(?:\.\w+)+)[.:](\w+)")
TAGS = "limen.web.templatetags."
ASKED = re.compile(r"(?:\{%\s*|\|)(\w+)")


def test_every_public_name_is_read(root: Path, code: dict[str, str]) -> None:
    """Promise: what is there is used; the rest is deleted."""
    source = {path: text for path, text in code.items() if path.startswith("src/")}
    readers = {path: text for path, text in code.items() if not path.startswith("tests/")}
    settings = (root / "pyproject.toml").read_text(encoding="utf-8")

    templates = [path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.html")]
    asked = {word for text in templates for word in ASKED.findall(text)}
    unread = {
        name
        for name in _unread(source, readers, settings)
        if not (name.startswith(TAGS) and name.rpartition(".")[2] in asked)
    }

    names = [f"{verb}_" if iskeyword(verb) else verb for verb in VERBS]
    verbs = {f"limen.cli.{name}.{name}" for name in names}  # looked up by their name
    waiting = {name for names in WAITING.values() for name in names}
    assert sorted(unread - verbs) == sorted(waiting)


@pytest.mark.parametrize(
    "reading",
    [
        "from limen.diary.felt import felt_pairs",
        "from limen.diary import felt\n\nPAIRS = felt.felt_pairs",
        "from limen.diary import felt as answers\n\nPAIRS = answers.felt_pairs",
        "import limen.diary.felt\n\nPAIRS = limen.diary.felt.felt_pairs",
        "TABLE = {'pairs': 'limen.diary.felt:felt_pairs'}",
    ],
)
def test_every_way_of_reading_a_name_counts(reading: str) -> None:
    """Promise: a name that something reads is not refused."""
    source = {"src/limen/diary/felt.py": "def felt_pairs(): ..."}

    assert _unread(source, {**source, "src/limen/reports/table.py": reading}, "") == []


@pytest.mark.parametrize(
    "reading",
    ["", "from limen.diary.fold import felt_pairs", "PAIRS = answers.felt_pairs", "felt_pairs = 1"],
)
def test_a_name_that_nothing_reads_is_found(reading: str) -> None:
    """Promise: neither the same word elsewhere nor a function that calls itself is a reader."""
    source = {"src/limen/diary/felt.py": "def felt_pairs():\n    return felt_pairs()"}

    found = _unread(source, {**source, "src/limen/reports/table.py": reading}, "")

    assert found == ["limen.diary.felt.felt_pairs"]


def test_a_name_that_its_own_module_reads_is_read() -> None:
    """Promise: an answer's type is read by the function that gives it; private names are free."""
    source = {"src/limen/diary/felt.py": "class Felt: ...\n\ndef _felt() -> Felt: ..."}

    assert _unread(source, source, "") == []


def _unread(source: dict[str, str], readers: dict[str, str], settings: str) -> list[str]:
    """Public functions and classes of `source`, with their place, that nothing reads."""
    defined = {name for path, text in source.items() for name in _defined(_module(path), text)}
    read = {f"{place}.{name}" for place, name in PLACE.findall(settings)}
    for path, text in readers.items():
        read.update(_read(_module(path), ast.parse(text)))
    return sorted(defined - read)


def _module(path: str) -> str:
    return path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _defined(module: str, text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        if isinstance(node, Definition) and not node.name.startswith("_"):
            yield f"{module}.{node.name}"


def _read(module: str, tree: ast.Module) -> Iterator[str]:
    """The full place of every name that a module reads, its own names included."""
    bound = _imported(tree)
    yield from bound.values()
    for statement in tree.body:
        own = statement.name if isinstance(statement, Definition) else ""
        for node in ast.walk(statement):
            match node:
                case ast.Name(id=name, ctx=ast.Load()) if name != own:
                    yield f"{module}.{name}"
                case ast.Attribute():
                    first, *rest = ast.unparse(node).split(".")
                    yield ".".join((bound.get(first, first), *rest))
                case ast.Constant(value=str(text)) if place := PLACE.fullmatch(text):
                    yield ".".join(place.groups())


def _imported(tree: ast.Module) -> dict[str, str]:
    """What a module imports by name: its full place, by the name that it has here."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
