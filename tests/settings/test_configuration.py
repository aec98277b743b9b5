"""`limen.toml`: what it can say, and the sentence for everything else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from limen.settings.configuration import Configuration, configuration, default_folder
from limen.terms.calendar import DayStart
from limen.terms.errors import BadInput

WHOLE = """
shape = "vault"
[vault]
folder = "mine"
port = 8001
[lock]
idle_minutes = 7
absolute_hours = 24
[person]
day_start = "05:30"
[trial]
minimum_age = 18
[discreet]
name = "Garden"
icon = "leaf"
[backup]
folder = "../stick"
recipient = "age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqsdyrwwr"
[worker]
count = 1
memory_gb = 2
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "limen.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    found = configuration(folder=tmp_path)

    assert found == Configuration.model_validate({"vault": {"folder": tmp_path}})
    assert (found.vault.port, found.lock.idle_minutes, found.lock.absolute_hours) == (8000, 5, 12)
    assert (found.person.day_start, found.trial.minimum_age) == (DayStart(4), 21)
    assert (found.discreet.name, found.backup.folder, found.backup.recipient) == (
        "Notes",
        None,
        None,
    )


def test_every_setting_can_be_said(write: Callable[[str], Path], tmp_path: Path) -> None:
    found = configuration(file=write(WHOLE))

    assert found.vault.folder == tmp_path / "mine"
    assert found.backup.folder == tmp_path / "../stick"
    assert found.person.day_start == DayStart(5, 30)
    assert (found.lock.idle_minutes, found.lock.absolute_hours) == (7, 24)


def test_the_file_in_the_folder_of_the_vault_is_found(
    write: Callable[[str], Path], tmp_path: Path
) -> None:
    write("[lock]\nidle_minutes = 9\n")

    found = configuration(folder=tmp_path)

    assert (found.lock.idle_minutes, found.vault.folder) == (9, tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "says", "fix"),
    [
        ("color = 1", 1, "Limen knows no setting color.", "There are: shape, vault, "),
        ("\n[lock]\nidle = 5", 3, "Limen knows no setting lock.idle.", "There are: idle_minutes, "),
        ("[hub]\nhost = 'a'", 1, "Limen knows no setting hub.", "There are: shape, "),
        (
            "[lock]\n\nidle_minutes = 31",
            3,
            "lock.idle_minutes is not what it can be.",
            "Write a whole number from 1 to 30.",
        ),
        (
            "lock.idle_minutes = true",
            1,
            "lock.idle_minutes is not what it can be.",
            "Write a whole number from 1 to 30.",
        ),
        (
            "[lock]\nidle_minutes = '5'",
            2,
            "lock.idle_minutes is not what it can be.",
            "Write a whole number from 1 to 30.",
        ),
        (
            "[trial]\nminimum_age = 17",
            2,
            "trial.minimum_age is not what it can be.",
            "Write a whole number from 18 to 120.",
        ),
        (
            "[person]\nday_start = '06:01'",
            2,
            "person.day_start is not what it can be.",
            'Write a time from 00:00 to 06:00, like "04:00".',
        ),
        (
            "[person]\nday_start = 4",
            2,
            "person.day_start is not what it can be.",
            'Write a time from 00:00 to 06:00, like "04:00".',
        ),
        (
            "[discreet]\nname = 'Trip'",
            2,
            "discreet.name is not what it can be.",
            'Write "Notes", "Garden" or "Log".',
        ),
        (
            "[vault]\nfolder = ''",
            2,
            "vault.folder is not what it can be.",
            "Write the path of a folder between quotes.",
        ),
        (
            "shape = 'hub'",
            1,
            "shape is not what it can be.",
            'Write "vault" or "demo".',
        ),
        (
            "lock = 5",
            1,
            "lock is not what it can be.",
            "Write [lock] on a line of its own, and its settings below.",
        ),
        ("shape = ", 1, "This line cannot be read.", "Write key = value, "),
        ("[lock]\nidle_minutes 5", 2, "This line cannot be read.", "Write key = value, "),
        ("[lock]\nshape = '''", 2, "This line cannot be read.", "Write key = value, "),
    ],
)
def test_what_may_not_be_said_is_refused_with_its_line(
    write: Callable[[str], Path], text: str, line: int, says: str, fix: str
) -> None:
    file = write(text)

    with pytest.raises(BadInput) as refused:
        configuration(file=file)

    assert (refused.value.says, refused.value.at) == (says, f"{file}:{line}")
    assert refused.value.fix.startswith(fix)


def test_a_file_that_is_named_and_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        configuration(file=tmp_path / "other.toml")


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_default_folder_is_called_notes(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", platform)

    assert default_folder().name == "notes"
