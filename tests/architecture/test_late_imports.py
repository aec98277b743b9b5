"""Every module that loads numerics is in the list of those that are imported late."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

HEAVY = {"numpy", "scipy", "pandas", "formulaic"}
NUMERIC_ROOMS = ("limen.inference.", "limen.studies.")


def test_every_numeric_module_is_listed(root: Path, source: dict[str, str]) -> None:
    """Promise: other rooms import numerics inside a function alone (ruff TID253)."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    tidy = settings["tool"]["ruff"]["lint"]["flake8-tidy-imports"]

    numeric = {name for name in _numeric(source) if name.startswith(NUMERIC_ROOMS)}

    assert "limen.inference.reml" in numeric
    assert sorted(numeric - set(tidy["banned-module-level-imports"])) == []


def test_a_module_behind_a_detour_is_numeric() -> None:
    """Promise: importing what imports numerics counts, importing it inside a function does not."""
    source = {
        "src/limen/inference/reml.py": "import numpy as np",
        "src/limen/inference/odds.py": "from scipy.special import expit",
        "src/limen/studies/power.py": "from limen.inference import reml",
        "src/limen/studies/cohort/__init__.py": "from limen.studies.power import curve",
        "src/limen/studies/plan.py": "def late():\n    import numpy",
        "src/limen/studies/rows.py": "from limen.studies.plan import late",
    }

    assert _numeric(source) == {
        "limen.inference.odds",
        "limen.inference.reml",
        "limen.studies.cohort",
        "limen.studies.power",
    }


def _numeric(source: dict[str, str]) -> set[str]:
    """The modules whose import loads a heavy library, however many modules lie between."""
    imports = {_module(path): set(_imports(ast.parse(text))) for path, text in source.items()}
    numeric: set[str] = set()
    grown = {name for name, imported in imports.items() if imported & HEAVY}
    while grown:
        numeric |= grown
        grown = {name for name, imported in imports.items() if imported & numeric} - numeric
    return numeric


def _module(path: str) -> str:
    return path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports(tree: ast.Module) -> Iterator[str]:
    """What is imported when the module is: ours by full name, others by their library."""
    for node in tree.body:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [f"{node.module}"]
        else:
            continue
        yield from names
        yield from (name.split(".")[0] for name in names if not name.startswith("limen."))
