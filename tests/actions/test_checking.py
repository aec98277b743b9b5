"""Checking a plan's file, and writing one to begin with."""

from datetime import date
from pathlib import Path

import pytest

from limen.actions.checking import check_file, template_names, write_template
from limen.terms.errors import BadInput

TODAY = date(2026, 2, 15)


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    return write_template("paired_weeks", tmp_path, TODAY)


def test_a_written_plan_begins_after_a_run_in_that_begins_tomorrow(plan_file: Path) -> None:
    assert plan_file.name == "protocol.toml"
    assert "start = 2026-03-02 " in plan_file.read_text(encoding="utf-8")


def test_a_written_plan_is_accepted_and_the_same_file_gives_the_same_numbers(
    plan_file: Path,
) -> None:
    checked = check_file(plan_file)

    assert checked.refusal is None
    assert checked.check.is_accepted
    assert check_file(plan_file) == checked


def test_every_design_can_be_begun_with() -> None:
    assert template_names() == ("one_in_four", "third_day", "paired_weeks", "spaced", "open")


def test_a_refusal_names_the_line_and_the_weeks_that_would_do(plan_file: Path) -> None:
    text = plan_file.read_text(encoding="utf-8")
    plan_file.write_text(text.replace("weeks = 12 ", "weeks = 10 "), encoding="utf-8")

    refusal = check_file(plan_file).refusal

    assert refusal.says.startswith("With 5 pairs this can never show a difference")
    assert (refusal.fix, refusal.at) == ("Use weeks = 12.", "protocol.toml:3")


def test_a_plan_that_no_length_mends_wants_another_design(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("limen.studies.plan_check.LEAST_POWER", 1.1)

    assert check_file(plan_file).refusal.fix == "Choose another design."


def test_a_file_that_is_there_already_is_kept(plan_file: Path) -> None:
    before = plan_file.read_text(encoding="utf-8")

    with pytest.raises(BadInput, match="is there already"):
        write_template("open", plan_file.parent, TODAY)

    assert plan_file.read_text(encoding="utf-8") == before


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written: No such file or directory"):
        write_template("open", tmp_path / "nowhere", TODAY)


@pytest.mark.parametrize(
    ("octets", "says"),
    [(b"\xff", "not UTF-8"), (b"#" * (2**20 + 1), "larger than 1 MiB"), (b"", "design is missing")],
)
def test_a_file_that_is_no_plan_is_refused(plan_file: Path, octets: bytes, says: str) -> None:
    plan_file.write_bytes(octets)

    with pytest.raises(BadInput, match=says):
        check_file(plan_file)
