"""Each thing that can be added is one file and one line of a catalogue; no file is forgotten."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from limen.cli.verbs import VERBS
from limen.inference.catalogue import ESTIMATORS
from limen.studies.published.catalogue import SOURCES

ESTIMATOR_FILES = "src/limen/inference/"
PLAIN_FORMS = "src/limen/inference/reference/"
VERB_FILES = "src/limen/cli/"
DATA_SET_FILES = "src/limen/studies/published/"


def test_every_estimator_is_in_its_catalogue(source: dict[str, str]) -> None:
    """Promise: what can answer “cannot tell” has a name and a version (architecture.md 8.1)."""
    found = {
        place
        for path, text in source.items()
        if path.startswith(ESTIMATOR_FILES) and not path.startswith(PLAIN_FORMS)
        for place in _estimators(path, text)
    }

    assert found != set()
    assert found - {estimator.place for estimator in ESTIMATORS} == set()


def test_an_estimator_is_known_by_its_answer() -> None:
    """Promise: a new estimator is found before anybody lists it; its parts are not."""
    text = (
        "def effect() -> Effect | NotEstimable: ...\n"
        "def _part() -> Effect | NotEstimable: ...\n"
        "def weights() -> dict[str, float]: ...\n"
    )

    assert list(_estimators("src/limen/inference/odds.py", text)) == ["limen.inference.odds:effect"]


def test_every_verb_is_in_its_catalogue(source: dict[str, str]) -> None:
    """Promise: `limen --help` lists every verb, and every verb that it lists is there."""
    found = {
        name
        for path, text in source.items()
        if path.startswith(VERB_FILES)
        for name in _verbs(text)
    }

    # A name that Python keeps for itself has a line below it.
    assert {name.removesuffix("_") for name in found} == set(VERBS)


def test_a_verb_is_known_by_its_decorator() -> None:
    """Promise: a new verb is found before anybody lists it."""
    text = "@verb(fields=(), examples=())\ndef fit(form): ...\n\ndef rows(): ...\n"

    assert list(_verbs(text)) == ["fit"]


def test_every_published_data_set_is_in_its_catalogue(root: Path, source: dict[str, str]) -> None:
    """Promise: one module, one file of printed numbers, one line for each (architecture.md 10)."""
    modules = {
        Path(path).stem
        for path, text in source.items()
        if path.startswith(DATA_SET_FILES) and _declares_source(text)
    }
    printed = {path.stem for path in (root / DATA_SET_FILES / "expected").glob("*.json")}

    assert modules == printed == set(SOURCES)


def test_a_data_set_is_known_by_its_source() -> None:
    """Promise: a new data set is found before anybody lists it; its parts are not."""
    assert _declares_source('"""A trial."""\n\nSOURCE = Source(\n    id="a",\n)\n')
    assert not _declares_source("def rows(source: Source): ...\n\nSOURCES = ()\n")


def _declares_source(text: str) -> bool:
    return re.search(r"^SOURCE\b.* = Source\(", text, flags=re.MULTILINE) is not None


def _estimators(path: str, text: str) -> Iterator[str]:
    module = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
    for function in _functions(text):
        answer = ast.unparse(function.returns) if function.returns else ""
        if "NotEstimable" in answer and not function.name.startswith("_"):
            yield f"{module}:{function.name}"


def _verbs(text: str) -> Iterator[str]:
    for function in _functions(text):
        if any(ast.unparse(made).startswith("verb(") for made in function.decorator_list):
            yield function.name


def _functions(text: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
