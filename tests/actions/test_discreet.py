"""Name and icon in the settings: those two lines change, and nothing else."""

import tomllib
from pathlib import Path

import pytest

from limen.actions.discreet import change_appearance, settings_file
from limen.settings.configuration import configuration
from limen.terms.errors import BadInput


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where settings would lie."""
    return settings_file(tmp_path)


def test_without_settings_they_are_made(file: Path) -> None:
    change_appearance(file, "Garden", "leaf")

    wished = configuration(file=file).discreet
    assert (wished.name, wished.icon) == ("Garden", "leaf")


@pytest.mark.parametrize(
    "before",
    [
        '[discreet]\nname = "Log"\n',
        '# mine\n[lock]\nidle_minutes = 7\n\n[ discreet ]\nicon = "dot"  # round\n[backup]\n',
        "[discreet]\n[lock]\nidle_minutes = 9",
        'shape = "vault"\n',
    ],
)
def test_everything_else_in_them_stays(file: Path, before: str) -> None:
    file.write_text(before, encoding="utf-8")
    rest = {name: said for name, said in tomllib.loads(before).items() if name != "discreet"}

    change_appearance(file, "Garden", "leaf")

    after = tomllib.loads(file.read_text(encoding="utf-8"))
    assert after.pop("discreet") == {"name": "Garden", "icon": "leaf"}
    assert after == rest
    assert ("# mine" in before) == ("# mine" in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "before", ['discreet.name = "Log"\n', 'discreet = { name = "Log" }\n', '["discreet"]\n']
)
def test_a_way_of_writing_that_it_does_not_know_is_left_alone(file: Path, before: str) -> None:
    file.write_text(before, encoding="utf-8")

    with pytest.raises(BadInput, match="does not change"):
        change_appearance(file, "Garden", "leaf")

    assert file.read_text(encoding="utf-8") == before


def test_the_same_again_writes_nothing(file: Path) -> None:
    change_appearance(file, "Garden", "leaf")
    written = file.stat().st_ino

    change_appearance(file, "Garden", "leaf")

    assert file.stat().st_ino == written


@pytest.mark.parametrize(("name", "icon"), [("Diary", "leaf"), ("Garden", "mushroom")])
def test_only_neutral_names_and_icons_are_taken(file: Path, name: str, icon: str) -> None:
    with pytest.raises(BadInput, match="from the list"):
        change_appearance(file, name, icon)

    assert not file.exists()


def test_a_folder_that_takes_no_file_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        change_appearance(tmp_path / "nowhere" / "limen.toml", "Garden", "leaf")
