"""The contracts between rooms hold, and each one breaks when it should."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

# A deliberate break, the modules that plant it, and the contracts that must refuse it: no others.
BREAKS: tuple[tuple[str, dict[str, str], set[str]], ...] = (
    ("a room beside", {"evidence/planted": "import limen.inference"}, {"layers"}),
    (
        "a room beside, for its types alone",
        {
            "evidence/planted": "from typing import TYPE_CHECKING\n\n"
            "if TYPE_CHECKING:\n    import limen.inference"
        },
        {"layers"},
    ),
    (
        "a room beside, inside a function",
        {"evidence/planted": "def late():\n    import limen.inference"},
        {"layers"},
    ),
    ("a sixteenth room", {"sixteenth/__init__": ""}, {"layers"}),
    (
        "a room above, which makes a cycle of rooms too",
        {"terms/planted": "import limen.journal", "journal/planted": "import limen.terms"},
        {"layers", "acyclic"},
    ),
    ("chance in a pure room", {"journal/planted": "import random"}, {"pure"}),
    ("files in a pure room", {"diary/planted": "import os"}, {"pure"}),
    ("a framework in a pure room", {"reports/planted": "import django"}, {"pure"}),
    (
        "a clock behind a detour",
        {"blinding/planted": "import limen.terms.planted", "terms/planted": "import time"},
        {"pure"},
    ),
    ("numerics in blinding", {"blinding/planted": "import numpy"}, {"numerics"}),
    (
        "a page that reads the store",
        {"web/planted": "import limen.store.events", "store/events": ""},
        {"doors"},
    ),
    ("a verb that estimates", {"cli/planted": "import limen.inference"}, {"doors"}),
    ("tables in an action", {"actions/planted": "import limen.store.models"}, {"tables"}),
    (
        "a cycle inside a room",
        {
            "diary/planted": "import limen.diary.planted_too",
            "diary/planted_too": "import limen.diary.planted",
        },
        {"acyclic"},
    ),
    ("seals in another action", {"actions/planted": "import limen.store.seals"}, {"seal"}),
    ("keys in an action", {"actions/planted": "import limen.store.keys"}, {"keys"}),
    ("keys beside the vault", {"store/planted": "import limen.store.keys"}, {"keys"}),
)
WAYS_IN = {
    "seals in the sealing actions": {"actions/sealing": "import limen.store.seals"},
    "keys in the vault": {"store/vault": "import limen.store.keys"},
}

Plant = Callable[[dict[str, str]], None]


def test_every_contract_holds(tree: Path) -> None:
    """Promise: imports point inwards, pure rooms stay pure (contracts in pyproject.toml)."""
    verdicts = _verdicts(tree)

    assert verdicts == dict.fromkeys(_names(tree), "KEPT")


@pytest.mark.parametrize(
    ("planted", "refused"),
    [(planted, refused) for _, planted, refused in BREAKS],
    ids=[title for title, *_ in BREAKS],
)
def test_a_break_is_refused_by_its_contract_alone(
    tree: Path, plant: Plant, planted: dict[str, str], refused: set[str]
) -> None:
    """Promise: each contract can fail, and says so for the break that it is there for."""
    names = _names(tree)

    plant({f"src/limen/{module}.py": f"{text}\n" for module, text in planted.items()})

    broken = {names[name] for name, verdict in _verdicts(tree).items() if verdict == "BROKEN"}
    assert broken == refused


@pytest.mark.parametrize("planted", WAYS_IN.values(), ids=WAYS_IN)
def test_the_one_way_in_stays_open(tree: Path, plant: Plant, planted: dict[str, str]) -> None:
    """Promise: seals and keys are protected from all but the one module that needs them."""
    plant({f"src/limen/{module}.py": f"{text}\n" for module, text in planted.items()})

    assert _verdicts(tree) == dict.fromkeys(_names(tree), "KEPT")


def test_every_contract_has_a_break(tree: Path) -> None:
    """Promise: a new contract comes with the proof that it can fail."""
    shown = set().union(*(refused for *_, refused in BREAKS))

    assert shown == set(_names(tree).values())


def _names(tree: Path) -> dict[str, str]:
    """The id of every contract in the settings, by its name."""
    settings = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))
    return {found["name"]: found["id"] for found in settings["tool"]["importlinter"]["contracts"]}


def _verdicts(tree: Path) -> dict[str, str]:
    done = subprocess.run(
        (Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"),
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, flags=re.MULTILINE))
