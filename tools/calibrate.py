"""Simulate every table of error rates and write it into the reference; `make calibrate` calls it.

A module of `tests/calibration` with a function `rows` and a dataclass `Row` is a table: its opening
words are the title, `rows` gives the lines, and the fields of `Row` head the columns. Two tables
are made at a time, each with its own seed, so that the numbers do not depend on the machine.

`calibrate.py power ladder` makes those two tables; `--share 0.1` takes a tenth of the trials.
"""

import argparse
import importlib.util
import inspect
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import astuple, dataclass, fields
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "calibration"
PAGES = ROOT / "docs" / "reference" / "calibration"
AT_A_TIME = 2
HEADINGS = {"mc_error": "Monte Carlo error", "l2": "L2", "l1": "L1", "h2": "H2", "h1": "H1"} | {
    "e": "E", "l0": "L0", "printed_l2": "published L2", "printed_l1": "published L1",
    "printed": "published",
}  # fmt: skip
HELD = "held"


@dataclass(frozen=True, slots=True)
class Made:
    """A table that is done: its page, its lines, and how many of them do not hold."""

    name: str
    page: str
    lines: int
    missed: int
    seconds: float


def table_names() -> tuple[str, ...]:
    """The tables that there are, by the names of their modules without "test_"."""
    found = (path.stem.removeprefix("test_") for path in sorted(TABLES.glob("test_*.py")))
    return tuple(name for name in found if "\ndef rows(" in _path(name).read_text("utf-8"))


def headings(module: ModuleType) -> tuple[str, ...]:
    """What stands above the columns of a table."""
    return tuple(HEADINGS.get(f.name, f.name.replace("_", " ")) for f in fields(module.Row))


def page(module: ModuleType, rows: Sequence[object]) -> str:
    """A table as a page of the reference."""
    title, _, prose = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    lines = [headings(module), ["---"] * len(headings(module)), *map(_cells, rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    parts = (f"# {title.removesuffix('.')}", prose, _held(rows), table)
    return "\n\n".join(part for part in parts if part) + "\n"


def load(name: str) -> ModuleType:
    """The module of a table."""
    spec = importlib.util.spec_from_file_location(f"calibration_{name}", _path(name))
    if spec is None or spec.loader is None:
        raise SystemExit(f"There is no table {name}; there are {', '.join(table_names())}.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def make(name: str, share: float) -> Made:
    """Simulate one table; each line is said as soon as it is there."""
    started = time.monotonic()
    module = load(name)
    whole = inspect.signature(module.rows).parameters["trials"].default
    rows: list[object] = []
    for row in module.rows(trials=max(1, round(whole * share))):
        rows.append(row)
        print(f"{name}: {' | '.join(_cells(row))}", flush=True)
    missed = sum(getattr(row, HELD, "yes") == "no" for row in rows)
    return Made(name, page(module, rows), len(rows), missed, time.monotonic() - started)


def main(names: Sequence[str], share: float) -> int:
    """Make the tables and write their pages; 0 whatever they say, since a miss is a result."""
    started = time.monotonic()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # each table has a process of its own
    PAGES.mkdir(exist_ok=True)
    with ProcessPoolExecutor(AT_A_TIME, get_context("spawn")) as pool:
        for future in as_completed([pool.submit(make, name, share) for name in names]):
            made = future.result()
            (PAGES / f"{made.name}.md").write_text(made.page, encoding="utf-8")
            says = f"{made.lines} lines, {made.missed} missed, {made.seconds:.0f} s"
            print(f"{made.name}: {says}", flush=True)
    print(f"All tables after {(time.monotonic() - started) / 60:.0f} minutes.")
    return 0


def _path(name: str) -> Path:
    return TABLES / f"test_{name}.py"


def _held(rows: Sequence[object]) -> str:
    states = [state for row in rows if (state := getattr(row, HELD, None)) is not None]
    if not states:
        return ""
    return f"{states.count('yes')} of {len(states)} lines hold what is promised or published."


def _cells(row: object) -> list[str]:
    names = (field.name for field in fields(row))
    return [_cell(name, value) for name, value in zip(names, astuple(row), strict=True)]


def _cell(name: str, value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.4f}" if name == "mc_error" else f"{value:.3f}"
    return str(value)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("tables", nargs="*", choices=[[], *table_names()], metavar="TABLE")
    asked.add_argument("--share", type=float, default=1.0, metavar="S")
    given = asked.parse_args()
    raise SystemExit(main(given.tables or table_names(), given.share))
