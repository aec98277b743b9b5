"""No module and no function grows beyond what one reading holds."""

import ast
from collections.abc import Iterator

LINES_OF_MODULE = 400
LINES_OF_FUNCTION = 50


def test_modules_and_functions_stay_small(code: dict[str, str]) -> None:
    """Promise: module at most 400 lines, function at most 50."""
    found = [said for path, text in code.items() for said in _oversized(path, text)]

    assert found == []


def test_a_module_of_401_lines_is_found() -> None:
    """Promise: the limit of a module is refused where it is passed, not before."""
    lines = ["value = 1"] * LINES_OF_MODULE

    within = list(_oversized("a.py", "\n".join(lines)))
    beyond = list(_oversized("a.py", "\n".join([*lines, "value = 1"])))

    assert within == []
    assert beyond == ["a.py has 401 lines"]


def test_a_function_of_51_lines_is_found() -> None:
    """Promise: the limit of a function counts its first line and its docstring."""
    lines = ["class Kept:", "    def grown(self):", *["        pass"] * (LINES_OF_FUNCTION - 1)]

    within = list(_oversized("a.py", "\n".join(lines)))
    beyond = list(_oversized("a.py", "\n".join([*lines, "        pass"])))

    assert within == []
    assert beyond == ["a.py: grown has 51 lines"]


def _oversized(path: str, text: str) -> Iterator[str]:
    length = len(text.splitlines())
    if length > LINES_OF_MODULE:
        yield f"{path} has {length} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LINES_OF_FUNCTION:
                yield f"{path}: {node.name} has {length} lines"
