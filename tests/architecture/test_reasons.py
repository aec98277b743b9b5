"""Every exception to a rule says why."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

import pytest

# Comments that silence a tool: for a line, or for a whole file.
SILENCES = re.compile(
    r"#\s*(?:(?:ruff|flake8):\s*)?noqa\b"
    r"|#\s*type:\s*ignore"
    r"|#\s*(?:pyright|mypy|ruff|isort|vulture|codespell):"
    r"|#\s*pragma:\s*no\b",
    re.IGNORECASE,
)
REASON = re.compile(r" -- \S")
HASH = chr(35)
LEAVING_OUT = {"skip", "skipif", "xfail", "importorskip"}


def test_every_silenced_tool_has_its_reason(code: dict[str, str]) -> None:
    """Promise: every exception carries its reason."""
    found = [said for path, text in code.items() for said in _unexplained(path, text)]

    assert found == []


@pytest.mark.parametrize(
    "comment",
    [
        "noqa",
        "noqa: S101",
        "NOQA:S101 - too short a dash",
        "noqa: S101 -- ",
        "ruff: noqa: S101",
        "type: ignore[arg-type]",
        "pyright: ignore[reportUnknownMemberType]",
        "pyright: basic",
        "pragma: no cover",
        "pragma: no branch",
    ],
)
def test_an_exception_without_a_reason_is_found(comment: str) -> None:
    """Promise: no form of exception slips through."""
    text = f"value = 1  {HASH} {comment}\n"

    assert list(_unexplained("a.py", text)) == [f"a.py:1: {HASH} {comment.rstrip()}"]


def test_a_reason_after_two_dashes_is_enough() -> None:
    """Promise: a reason stands behind the exception, after two dashes."""
    text = f"value = 1  {HASH} type: ignore[misc]  {HASH} -- the library types it loosely\n"

    assert list(_unexplained("a.py", text)) == []


def test_words_in_a_text_are_no_exception() -> None:
    """Promise: only comments count, so that a test may plant them."""
    text = f'value = "{HASH} noqa"\n'

    assert list(_unexplained("a.py", text)) == []


def test_every_test_that_is_left_out_says_why(code: dict[str, str]) -> None:
    """Promise: nothing is skipped, or expected to fail, without a sentence for the reader."""
    found = [said for path, text in code.items() for said in _left_out(path, text)]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "@pytest.mark.skip\ndef test_a(): ...",
        "@pytest.mark.skip()\ndef test_a(): ...",
        "@pytest.mark.skipif(True)\ndef test_a(): ...",
        "@pytest.mark.xfail(strict=True)\ndef test_a(): ...",
        "pytestmark = pytest.mark.skip",
        "pytest.skip(reason='')",
        "pytest.importorskip('numba')",
    ],
)
def test_a_test_left_out_without_a_word_is_found(text: str) -> None:
    """Promise: no form of leaving a test out slips through."""
    assert len(list(_left_out("a.py", text))) == 1


def test_a_test_left_out_with_a_sentence_is_not_found() -> None:
    """Promise: what cannot run on a computer may be left out there, said so."""
    text = (
        "@pytest.mark.skipif(True, reason='needs a browser')\ndef test_a():\n"
        "    pytest.skip('no browser')\n    pytest.skip(says)\n"
    )

    assert list(_left_out("a.py", text)) == []


def _unexplained(path: str, text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and SILENCES.search(token.string):
            comment = token.string.rstrip()
            if not REASON.search(comment):
                yield f"{path}:{token.start[0]}: {comment}"


def _left_out(path: str, text: str) -> Iterator[str]:
    tree = ast.parse(text)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    explained = {id(call.func) for call in calls if _says_why(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in LEAVING_OUT:
            place = ast.unparse(node)
            if place.startswith("pytest.") and id(node) not in explained:
                yield f"{path}:{node.lineno}: {place}"


def _says_why(call: ast.Call) -> bool:
    """Whether a call has a reason: by name, or first where nothing else can stand first."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"skip", "xfail"}:
        given += call.args[:1]
    return any(not isinstance(said, ast.Constant) or bool(said.value) for said in given)
