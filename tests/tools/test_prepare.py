"""The set-up: once, again only when something changed, with uv or else with pip."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

# A program that notes how it was called, then ends as it is told to.
NOTING = '#!/bin/sh\necho "$(basename "$0") $*" >> "{notes}"\nexit {status}\n'

Program = Callable[[str, int], Path]


@pytest.fixture
def prepare(root: Path, load: Callable[[Path], ModuleType], tmp_path: Path) -> ModuleType:
    """The tool in a folder of its own, so that it sets up that folder."""
    tool = tmp_path / "tools" / "prepare.py"
    tool.parent.mkdir()
    shutil.copyfile(root / "tools" / "prepare.py", tool)
    shutil.copyfile(root / "pyproject.toml", tmp_path / "pyproject.toml")
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev", "installer"):
        (tmp_path / "requirements" / f"{name}.txt").write_text(f"# {name}\n", encoding="utf-8")
    return load(tool)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Make a program that notes its arguments and ends with a status."""

    def made(name: str, status: int) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTING.format(notes=tmp_path / "notes", status=status), encoding="utf-8")
        path.chmod(0o755)
        return path

    return made


@pytest.fixture
def installed(program: Program, prepare: ModuleType) -> Callable[..., None]:
    """Leave the state that a finished set-up leaves; `changes` make it an older or a moved one."""

    def left(level: str, **changes: str) -> None:
        program(".venv/bin/limen", 0)
        home = f"{prepare.ROOT} {prepare.sys.version}"
        stamp = {"level": level, "home": home, "sha256": prepare._fingerprint(level), **changes}
        prepare.STAMP.write_text(json.dumps(stamp), encoding="utf-8")

    return left


@pytest.fixture
def search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look for programs in a folder of the test first, and in no folder that may hold a real uv."""
    (tmp_path / "path").mkdir()
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path / "path"), "/usr/bin", "/bin")))


@pytest.mark.parametrize("part", ["requirements/dev.txt", "pyproject.toml", "tools/prepare.py"])
def test_a_changed_part_changes_the_fingerprint(
    prepare: ModuleType, tmp_path: Path, part: str
) -> None:
    before = prepare._fingerprint("dev")

    with (tmp_path / part).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    assert prepare._fingerprint("dev") != before


def test_another_level_leaves_the_fingerprint(prepare: ModuleType, tmp_path: Path) -> None:
    before = prepare._fingerprint("run")

    (tmp_path / "requirements" / "dev.txt").write_text("# changed\n", encoding="utf-8")

    assert prepare._fingerprint("run") == before


@pytest.mark.parametrize(("level", "asked"), [("run", "run"), ("dev", "dev"), ("dev", "run")])
def test_a_call_that_finds_its_stamp_does_nothing(
    prepare: ModuleType, installed: Callable[..., None], tmp_path: Path, level: str, asked: str
) -> None:
    installed(level)
    before = _state(tmp_path)

    status = prepare.main(asked)

    assert status == 0
    assert _state(tmp_path) == before


@pytest.mark.usefixtures("search")
def test_a_changed_pin_is_installed_once_at_the_level_that_was_there(
    prepare: ModuleType, installed: Callable[..., None], program: Program, tmp_path: Path
) -> None:
    installed("dev", sha256="of other pins")
    program("path/uv", 0)

    statuses = [prepare.main("run"), prepare.main("run")]

    pins, ourselves = _notes(tmp_path)
    assert statuses == [0, 0]
    assert pins.endswith(f"-r {tmp_path}/requirements/dev.txt")
    assert ourselves.endswith("--no-deps --no-build-isolation -e .")


@pytest.mark.usefixtures("search")
def test_an_environment_of_another_folder_is_made_anew(
    prepare: ModuleType, installed: Callable[..., None], program: Program, tmp_path: Path
) -> None:
    installed("run", home="another folder")
    program("path/uv", 0)

    prepare.main("run")

    assert not (tmp_path / ".venv" / "bin" / "limen").exists()
    assert (tmp_path / ".venv" / "bin" / "python").exists()


@pytest.mark.usefixtures("search")
def test_a_uv_that_fails_is_followed_by_pip(
    prepare: ModuleType, program: Program, tmp_path: Path
) -> None:
    program("path/uv", 1)
    program(".venv/bin/python", 0)
    program(".venv/bin/pip", 0)
    pins = tmp_path / "requirements" / "run.txt"

    name = prepare._install(pins)

    assert name == "pip"
    assert [note.split()[0] for note in _notes(tmp_path)] == ["uv", "python", "python"]
    assert _notes(tmp_path)[1].endswith(f"--require-hashes --only-binary :all: -r {pins}")


@pytest.mark.usefixtures("search")
def test_a_uv_that_cannot_be_had_is_followed_by_pip(
    prepare: ModuleType, program: Program, tmp_path: Path
) -> None:
    program(".venv/bin/python", 1)
    program(".venv/bin/pip", 0)

    uv = prepare._uv()

    assert uv is None
    assert _notes(tmp_path)[0].endswith(f":all: -r {tmp_path}/requirements/installer.txt")


@pytest.mark.usefixtures("search")
def test_pip_is_put_into_the_environment_where_it_is_needed(
    prepare: ModuleType, program: Program, tmp_path: Path
) -> None:
    program(".venv/bin/python", 0)

    had = prepare._pip("install", "limen", check=False)

    assert had
    assert _notes(tmp_path) == [
        "python -m ensurepip --default-pip",
        "python -m pip --disable-pip-version-check install limen",
    ]


@pytest.mark.usefixtures("search")
def test_a_uv_that_pip_could_install_is_used(
    prepare: ModuleType, program: Program, tmp_path: Path
) -> None:
    for name in ("python", "pip", "uv"):
        program(f".venv/bin/{name}", 0)

    name = prepare._install(tmp_path / "requirements" / "run.txt")

    assert name == "uv"
    assert [note.split()[0] for note in _notes(tmp_path)] == ["python", "uv", "uv"]


@pytest.mark.usefixtures("search")
def test_a_set_up_that_fails_leaves_no_stamp_and_says_what_to_do(
    prepare: ModuleType, program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program("path/uv", 1)
    program(".venv/bin/python", 1)

    with pytest.raises(SystemExit) as end:
        prepare._install(tmp_path / "requirements" / "run.txt")

    assert end.value.code == 1
    assert not prepare.STAMP.exists()
    assert "Mend what is said above and call make again." in capsys.readouterr().err


def test_traces_of_another_environment_are_left_out(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("VIRTUAL_ENV", "elsewhere")

    environment = prepare._environment()

    assert "PYTHONPATH" not in environment
    assert environment["VIRTUAL_ENV"] == str(prepare.VENV)


def _state(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def _notes(folder: Path) -> list[str]:
    return (folder / "notes").read_text(encoding="utf-8").splitlines()
