"""Every number can be traced to its source."""

import ast
import re
from collections.abc import Iterator

ESTIMATORS = "src/limen/inference/"
PLAIN_FORMS = "src/limen/inference/reference/"
SOURCE = re.compile(r"^\s*Source:\s*\S", re.MULTILINE)


def test_every_public_function_of_inference_names_its_source(source: dict[str, str]) -> None:
    """Promise: paper and equation, or method and section, stand in the docstring."""
    found = [
        said
        for path, text in source.items()
        if path.startswith(ESTIMATORS) and not path.startswith(PLAIN_FORMS)
        for said in _unsourced(path, text)
    ]

    assert found == []


def test_a_function_without_a_source_line_is_found() -> None:
    """Promise: a docstring alone is not enough, nor is the word without a source after it."""
    text = (
        'def bare(): "Half."\n'
        'def said(): "Source: methods.md 4.1"\n'
        'def empty():\n    """Half.\n\n    Source:\n    """\n'
        'def _private(): "Half."\n'
    )

    assert list(_unsourced("a.py", text)) == ["a.py: bare", "a.py: empty"]


def _unsourced(path: str, text: str) -> Iterator[str]:
    for node in ast.parse(text).body:
        is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if is_public and not SOURCE.search(ast.get_docstring(node) or ""):
            yield f"{path}: {node.name}"
