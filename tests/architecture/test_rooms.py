"""The house stands: every room, every module that a contract names, every folder of the tree."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOMS = (
    "terms",
    "journal",
    "evidence",
    "inference",
    "instruments",
    "diary",
    "protocols",
    "screening",
    "blinding",
    "programmes",
    "studies",
    "reports",
    "store",
    "actions",
    "web",
)
DOORS_AND_SETTINGS = ("cli", "settings")
INNER_ROOMS = (
    "journal/kinds",
    "inference/reference",
    "diary/importers",
    "protocols/schedules",
    "blinding/designs",
    "studies/published",
    "reports/sections",
)
ENTRANCES = (
    ".ci/run",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "SECURITY.md",
    "docs/decisions",
    "docs/explanation",
    "docs/how-to",
    "docs/reference",
    "docs/tutorial",
    "pyproject.toml",
    "requirements/dev.txt",
    "requirements/run.txt",
    "src/limen/studies/published/expected",
    "tests/architecture",
    "tests/calibration",
    "tests/oracles",
)
# One sentence: it begins with a capital or a name in code, and ends once, at its end.
SENTENCE = re.compile(r"[A-Z`“](?:[^.!?]|[.!?](?=\S))*[.!?]", re.DOTALL)


def test_the_package_holds_the_fifteen_rooms_and_no_other(root: Path) -> None:
    """Promise: one concept, one room; a new one needs a decision record."""
    package = root / "src" / "limen"

    found = {path.parent.name for path in package.glob("*/__init__.py")}

    assert found == {*ROOMS, *DOORS_AND_SETTINGS}


@pytest.mark.parametrize("room", ["", *ROOMS, *DOORS_AND_SETTINGS, *INNER_ROOMS])
def test_a_room_opens_with_one_sentence(root: Path, room: str) -> None:
    """Promise: a newcomer understands what a room is for."""
    opening = root / "src" / "limen" / room / "__init__.py"

    docstring = ast.get_docstring(ast.parse(opening.read_text(encoding="utf-8")))

    assert _is_sentence(docstring or "")


def test_every_module_opens_with_one_sentence(source: dict[str, str]) -> None:
    """Promise: every module says what it is for before anything else."""
    silent = [
        path
        for path, text in source.items()
        if not _is_sentence((ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0])
    ]

    assert silent == []


@pytest.mark.parametrize(
    "words", ["", "amounts.", "Amounts", "Amounts. And days.", "Amounts.\nDays."]
)
def test_an_opening_that_is_not_one_sentence_is_found(words: str) -> None:
    """Promise: nothing, a fragment and two sentences are all refused."""
    assert not _is_sentence(words)


@pytest.mark.parametrize(
    "words", ["What 0.1 mg is.", "`limen.toml` as a value.", "Who, when\nand why.", "A et al. B."]
)
def test_an_opening_sentence_may_hold_numbers_and_names(words: str) -> None:
    """Promise: only the end of a sentence ends it."""
    assert _is_sentence(words)


def test_every_module_that_a_contract_names_exists(root: Path) -> None:
    """Promise: no contract guards a name that is not there (architecture.md section 2)."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]

    named = sorted({name for contract in contracts for name in _modules(contract)})

    missing = [name for name in named if not _exists(root / "src", name)]
    assert len(named) > len(ROOMS)
    assert missing == []


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_the_tree_has_its_entrances(root: Path, entrance: str) -> None:
    """Promise: folders and files stand where architecture.md 1.2 says."""
    path = root / entrance

    assert any(path.iterdir()) if path.is_dir() else path.stat().st_size > 0


def _is_sentence(words: str) -> bool:
    return SENTENCE.fullmatch(words.replace("et al.", "et al")) is not None


def _modules(named: object) -> Iterator[str]:
    """Every name of a module of ours, however deep in a contract."""
    if isinstance(named, dict):
        for value in named.values():
            yield from _modules(value)
    elif isinstance(named, list):
        for value in named:
            yield from _modules(value)
    elif isinstance(named, str) and re.fullmatch(r"limen(\.\w+)+", named):
        yield named


def _exists(folder: Path, name: str) -> bool:
    place = folder / name.replace(".", "/")
    return place.with_suffix(".py").is_file() or (place / "__init__.py").is_file()
