"""SAF-7 at the command line: every way in asks first, and stores nothing on "no"."""

from collections.abc import Callable
from pathlib import Path

import pytest

from limen.actions import unlocking

PASSPHRASE = "correct horse battery staple"  # noqa: S105 -- of the vault that tests make
NO = ("no", "n", "NO")
# What each way in is asked, in order, before it can go on.
WAYS = {
    "init": ((), ()),
    "restore": (("notes.age",), ()),
    "import": (("days.csv", "--map", "map.toml"), (PASSPHRASE,)),
}


@pytest.fixture
def files(place: Path) -> Path:
    """A table that an import would take."""
    (place / "days.csv").write_text("day,mood\n2026-03-01,5\n", encoding="utf-8")
    (place / "notes.age").write_bytes(b"age-encryption.org/v1\n")
    return place


@pytest.mark.parametrize("answer", NO)
@pytest.mark.parametrize("way", WAYS)
def test_no_way_in_stores_anything_on_no(
    limen: Callable, folder: Path, files: Path, terminal: Callable, way: str, answer: str
) -> None:
    arguments, before = WAYS[way]
    where = str(folder) if way == "import" else "another"

    with terminal(*before, answer):
        ran = limen(way, *arguments, "--vault", where)

    assert ran.exit_code == 4, ran.err
    assert "This is not for you yet. Nothing was stored." in ran.err
    assert not (files / "another").exists()
    assert unlocking.unlock(folder, PASSPHRASE).events == 0


@pytest.mark.parametrize("way", WAYS)
def test_nobody_to_ask_is_no_way_in_either(
    limen: Callable, folder: Path, files: Path, secrets: Callable, way: str
) -> None:
    where = str(folder) if way == "import" else "another"
    secret = ("--passphrase-fd", secrets(PASSPHRASE))

    ran = limen(way, *WAYS[way][0], "--vault", where, "--no-input", *secret)

    assert ran.exit_code == 2, ran.err
    assert "--yes" in ran.err
    assert not (files / "another").exists()
    assert unlocking.unlock(folder, PASSPHRASE).events == 0
