"""`make check` runs its steps in their order, shows every failure, and fails when one does."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def check(root: Path, load: Callable[[Path], ModuleType], tmp_path: Path) -> ModuleType:
    """The tool in a folder of its own, where it finds what the test writes."""
    (tmp_path / "tools").mkdir()
    for name in ("tools/check.py", "pyproject.toml"):
        shutil.copyfile(root / name, tmp_path / name)
    return load(tmp_path / "tools" / "check.py")


def test_every_failure_is_shown(
    check: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.py").write_text("value  =  1\n", encoding="utf-8")
    (tmp_path / "a.md").write_text(f"Rec{'ie'}ved.\n", encoding="utf-8")

    status = check.main(["format", "spelling"])

    printed = capsys.readouterr().out
    assert status == 1
    assert re.findall(r"^(\S+) .* s  (ok|FAILED)$", printed, re.MULTILINE) == [
        ("format", "FAILED"),
        ("spelling", "FAILED"),
    ]
    assert "a.py:1:" in printed
    assert "a.md:1: " in printed
    assert printed.endswith("Failed: format, spelling.\n")


def test_named_steps_run_in_the_order_of_the_table(
    check: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    status = check.main(["spelling", "format"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert [line.split()[0] for line in lines[:2]] == ["format", "spelling"]
    assert lines[2:] == ["Everything holds."]


def test_a_step_after_a_dash_is_the_only_one_left_out(
    check: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done = [check.Step(name, ("python", "--version")) for name in ("lint", "tests", "docs")]
    monkeypatch.setattr(check, "STEPS", done)

    status = check.main(["-tests"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert [line.split()[0] for line in lines] == ["lint", "docs", "Everything"]


def test_an_unknown_step_is_wrong_usage(
    check: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    status = check.main(["format", "nothing"])

    assert status == 2
    assert capsys.readouterr().out.startswith("There is no step nothing. Steps: format, lint, ")


def test_every_step_has_a_name_of_its_own(check: ModuleType) -> None:
    names = [step.name for step in check.STEPS]

    assert sorted(set(names)) == sorted(names)


def test_pure_paths_are_the_pure_rooms_and_the_keys(check: ModuleType) -> None:
    paths = check.pure_paths()

    assert len(paths) == 13
    assert {"src/limen/terms/*", "src/limen/reports/*", "src/limen/store/keys.py"} <= set(paths)
