import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from limen.actions import doctor
from limen.actions.doctor import Part

LIMEN = str(Path(sys.executable).with_name("limen"))
SET_UP_AFRESH = "Run “make clean” and then “make demo” in the folder of Limen."


@pytest.fixture
def parts(monkeypatch):
    """Let the doctor try these programs in place of the real libraries, which take seconds."""

    def tried(*, needed: str = "2", optional: str = "2") -> None:
        made = (
            Part("numbers", ("click",), f"print({needed})", answer="2", needed=True),
            Part("studies", ("click",), f"print({optional})", answer="2", needed=False),
        )
        monkeypatch.setattr(doctor, "PARTS", made)

    return tried


def states(out: str) -> dict[str, str]:
    """The state of each part, as it stands in the table."""
    rows = (line.split() for line in out.partition("\n\n")[0].splitlines()[1:])
    return {row[0]: row[1] for row in rows if row[0] in {"limen", "numbers", "studies"}}


def test_the_checks_are_answered_as_json(limen, parts, agrees):
    parts()

    ran = limen("doctor", "--json")

    agrees(ran.answer, "doctor")
    assert (ran.exit_code, ran.err, ran.answer["ok"]) == (0, "", True)
    assert ran.answer["next"] == ["limen demo"]


def test_what_does_not_exist_yet_is_missing_and_not_zero(limen, parts):
    parts()

    ran = limen("doctor", "--json", "--fields", "backup_age_days,facts_past_review")

    assert ran.answer["data"] == {"backup_age_days": None, "facts_past_review": None}


def test_the_checks_are_drawn_for_people(limen, parts):
    parts()

    ran = limen("doctor")

    assert (ran.exit_code, ran.err) == (0, "Next: limen demo\n")
    assert states(ran.out) == {"limen": "works", "numbers": "works", "studies": "works"}


def test_an_optional_part_that_fails_is_told_and_changes_nothing(limen, parts):
    parts(optional="3")

    ran = limen("doctor")

    assert (ran.exit_code, ran.err) == (0, "Next: limen demo\n")
    assert states(ran.out) == {"limen": "works", "numbers": "works", "studies": "optional"}
    assert ran.out.endswith(f"\n\nWhat mends it:\nstudies: {SET_UP_AFRESH}\n")


def test_a_needed_part_that_fails_ends_with_1(limen, parts):
    parts(needed="3")

    ran = limen("doctor")

    assert ran.exit_code == 1
    assert "numbers           to mend  " in ran.out
    assert ran.err == (
        "Limen does not work here as it should: numbers.\n"
        "What mends it stands beside each check.\n"
        "Next: limen doctor\n"
    )


def test_without_any_library_it_examines_the_doctor_works_and_says_so(tmp_path, agrees):
    for library in ("numpy", "scipy", "formulaic", "django", "rich"):
        (tmp_path / f"{library}.py").write_text("raise ImportError('not here')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}

    ran = subprocess.run(
        [LIMEN, "doctor", "--json"], check=False, capture_output=True, text=True, env=environment
    )

    answer = json.loads(ran.stdout)
    failing = {check["name"]: check for check in answer["data"]["checks"] if not check["ok"]}
    agrees(answer, "doctor")
    assert (ran.returncode, json.loads(ran.stderr)["error"]) == (1, answer["error"])
    assert list(failing) == ["calculation part", "study part", "web part"]
    assert failing["calculation part"]["says"].endswith(": cannot be used: ImportError: not here")
