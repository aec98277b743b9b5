"""What a start does not load: numerics stay out of pages, help and pure rooms."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from limen.cli.verbs import VERBS

HEAVY = {"numpy", "scipy", "pandas", "formulaic", "numba", "dask"}
TERMINAL_AND_PAGES = {"rich", "django"}
LIGHT_ROOMS = (
    "terms",
    "journal",
    "evidence",
    "instruments",
    "diary",
    "protocols",
    "screening",
    "blinding",
    "programmes",
    "reports",
)
LIGHT_PARTS = ("inference/estimates.py", "inference/reference")
# They may load pages, tables or a terminal, yet import numerics only inside a function.
SHELLS = ("store", "actions", "web", "cli")

PROBE = """
import json, sys
try:
    exec(sys.argv[1])
except SystemExit as end:
    assert not end.code, end.code
sys.stderr.write(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""
RUN = "import sys; sys.argv = ['limen', {}'--help']; from limen.cli.main import main; main()"
HELP = RUN.format("")
# Every numeric library fails to import, as it does on a computer where it is broken.
WITHOUT_NUMERICS = f"import sys; sys.modules.update(dict.fromkeys({sorted(HEAVY)})); "


def test_help_loads_neither_numerics_nor_tables_nor_pages() -> None:
    """Promise: `limen --help` within 0.25 s (architecture.md 8.1)."""
    loaded = _loaded(HELP)

    assert loaded & (HEAVY | TERMINAL_AND_PAGES) == set()


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb_loads_no_numerics(verb: str) -> None:
    """Promise: `limen <verb> --help` within 0.25 s (architecture.md 10)."""
    loaded = _loaded(RUN.format(f"'{verb}', "))

    assert loaded & HEAVY == set()


def test_settings_of_the_vault_load_no_numerics() -> None:
    """Promise: the server never imports NumPy (architecture.md 8.1)."""
    vault = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'limen.settings.vault'; "

    loaded = _loaded(vault + "import django; django.setup()")

    assert "django" in loaded
    assert loaded & HEAVY == set()


def test_help_works_where_the_numeric_libraries_do_not() -> None:
    """Promise: what needs no numerics works without them."""
    loaded = _loaded(WITHOUT_NUMERICS + HELP)

    assert "limen" in loaded


@pytest.mark.parametrize("part", [*LIGHT_ROOMS, *LIGHT_PARTS])
def test_pure_rooms_load_no_numerics(root: Path, part: str) -> None:
    """Promise: only inference and studies do numerics, reports and pages can hold their values."""
    modules = _modules(root / "src", part)

    loaded = _loaded(f"import {', '.join(modules)}")

    assert loaded & (HEAVY | TERMINAL_AND_PAGES) == set()


@pytest.mark.parametrize("part", SHELLS)
def test_doors_and_store_load_no_numerics(root: Path, part: str) -> None:
    """Promise: diary, help and export work when the numerics do not."""
    modules = _modules(root / "src", part)

    loaded = _loaded(f"import django; django.setup(); import {', '.join(modules)}")

    assert loaded & HEAVY == set()


def test_a_module_that_loads_numerics_is_seen() -> None:
    """Promise: the probe can find what the tests above look for."""
    heavy = "formulaic, numba, dask, rich, django"

    loaded = _loaded(f"from limen.inference import reml; import {heavy}")

    assert loaded >= HEAVY | TERMINAL_AND_PAGES


def _modules(folder: Path, part: str) -> list[str]:
    found = folder / "limen" / part
    paths = [found] if found.is_file() else sorted(found.rglob("*.py"))
    dotted = [".".join(path.relative_to(folder).with_suffix("").parts) for path in paths]
    return [name.removesuffix(".__init__") for name in dotted]


def _loaded(statements: str) -> set[str]:
    """Top-level modules that a new interpreter holds after the statements."""
    done = subprocess.run(
        (sys.executable, "-c", PROBE, statements),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))
