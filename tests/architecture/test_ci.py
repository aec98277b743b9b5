"""What the continuous check runs: everything, and nothing that could pass by not running."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[[str, Path], subprocess.CompletedProcess[str]]


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    """Run the script with a `make` that notes its target and fails on one of them."""

    def done(failing: str, shared: Path) -> subprocess.CompletedProcess[str]:
        make = tmp_path / "make"
        make.write_text(f'#!/bin/sh\necho "made $*"\n[ "$1" != "{failing}" ]\n', encoding="utf-8")
        make.chmod(0o755)
        searched = os.pathsep.join((str(tmp_path), os.environ["PATH"]))
        return subprocess.run(
            ("bash", ".ci/run"),
            cwd=root,
            env={**os.environ, "PATH": searched, "LIMEN_SHARED": str(shared)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return done


def test_tests_and_checks_run_and_pass(run: Run, tmp_path: Path) -> None:
    """Promise: `make test` and `make check` are what is run, no test twice, each with its time."""
    done = run("", tmp_path)

    said = [line for line in done.stdout.splitlines() if line.startswith("made")]
    assert done.returncode == 0
    assert said == ["made test COVERED=yes", "made check STEPS=-tests"]
    assert "make check STEPS=-tests took " in done.stdout


@pytest.mark.parametrize("failing", ["test", "check"])
def test_either_failure_fails_the_run_after_both(run: Run, tmp_path: Path, failing: str) -> None:
    """Promise: the first failure does not hide the second."""
    done = run(failing, tmp_path)

    assert done.returncode == 1
    assert "made check" in done.stdout


def test_missing_oracles_fail_the_run(run: Run, tmp_path: Path) -> None:
    """Promise: a check that could not run is red."""
    done = run("", tmp_path / "nowhere")

    assert done.returncode == 1
    assert "made" not in done.stdout
    assert "Set LIMEN_SHARED to their folder." in done.stdout
