"""A vault that the pages make: locked afterwards, called as it was chosen, or not there at all."""

from itertools import count
from pathlib import Path

import pytest

from limen.actions import unlocking
from limen.actions.beginning import NAMES, has_settings, make_locked_vault
from limen.settings.configuration import DiscreetSettings, configuration
from limen.store import vault
from limen.terms.errors import BadInput, NotAllowed

PASSPHRASE = "another horse battery staple"  # noqa: S105 -- of the vault that tests make


def clock():
    """A clock by which a guess at the lowest cost is dear enough."""
    return count(step=0.5).__next__


@pytest.mark.usefixtures("unblocked")
def test_it_is_locked_and_its_passphrase_opens_it(tmp_path: Path) -> None:
    make_locked_vault(tmp_path / "v", PASSPHRASE, "Notes", clock())

    with pytest.raises(NotAllowed):
        vault.current()
    opened = unlocking.unlock(tmp_path / "v", PASSPHRASE)
    assert (opened.events, opened.needs_sheet) == (0, True)


@pytest.mark.usefixtures("unblocked")
@pytest.mark.parametrize(("name", "files"), [("Notes", []), ("Garden", ["limen.toml"])])
def test_it_is_called_as_it_was_chosen(tmp_path: Path, name: str, files: list[str]) -> None:
    make_locked_vault(tmp_path / "v", PASSPHRASE, name, clock())

    assert configuration(folder=tmp_path / "v").discreet.name == name
    assert [path.name for path in tmp_path.glob("v/*.toml")] == files
    assert has_settings(tmp_path / "v", None) == bool(files)


@pytest.mark.usefixtures("unblocked")
def test_a_passphrase_that_is_easily_guessed_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="fewer than 15 characters"):
        make_locked_vault(tmp_path / "v", "short", "Garden", clock())

    assert not (tmp_path / "v").exists()


@pytest.mark.usefixtures("unblocked")
def test_a_name_that_cannot_be_written_leaves_no_vault(tmp_path: Path) -> None:
    (tmp_path / "limen.toml.part").mkdir()

    with pytest.raises(BadInput, match="cannot be written"):
        make_locked_vault(tmp_path, PASSPHRASE, "Log", clock())

    assert [path.name for path in tmp_path.iterdir()] == ["limen.toml.part"]


def test_the_names_are_those_that_the_settings_know() -> None:
    for name in NAMES:
        assert DiscreetSettings.model_validate({"name": name}).name == name


def test_a_file_that_was_named_says_the_name(tmp_path: Path) -> None:
    assert has_settings(tmp_path, tmp_path / "mine.toml")
    assert not has_settings(tmp_path, None)
