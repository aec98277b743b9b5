import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from limen.actions import doctor
from limen.actions.doctor import Part
from limen.store import backups

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


@pytest.fixture(autouse=True)
def no_vault(tmp_path, monkeypatch):
    """A home without a vault, whoever runs the tests."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.fixture
def on(limen, parts, closed):
    """Let the doctor look at a vault, with what opens it if that is given."""

    def ran(*arguments, passphrase=None):
        parts()
        fixed = ["doctor", "--vault", str(closed.folder), "--json", *arguments]
        if passphrase is None:
            return limen(*fixed)
        reads, writes = os.pipe()
        os.write(writes, f"{passphrase}\n".encode())
        os.close(writes)
        try:
            return limen(*fixed, "--passphrase-fd", str(reads))
        finally:
            os.close(reads)

    return ran


def holding(answer):
    """Whether each check on a vault holds, by its name."""
    checks = answer["data"]["checks"]
    return {check["name"]: check["ok"] for check in checks if "vault" in check["name"]}


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

    assert ran.answer["data"]["backup_age_days"] is None
    assert ran.answer["data"]["facts_past_review"] >= 0


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
    assert list(failing) == ["calculation part", "study part", "vault part", "web part"]
    assert failing["calculation part"]["says"].endswith(": cannot be used: ImportError: not here")


def test_a_vault_is_looked_at_from_outside(on, agrees):
    ran = on()

    agrees(ran.answer, "doctor")
    names = ("vault settings", "vault keys", "vault file", "vault folder")
    assert holding(ran.answer) == dict.fromkeys(names, True)
    assert ran.answer["data"]["backup_age_days"] is None


def test_what_is_wrong_with_a_vault_is_told_with_what_mends_it(on, closed):
    (closed.folder / "limen.toml").write_text("[lock]\nidle_minutes = 99\n", encoding="utf-8")
    (closed.folder / "slots.json").write_text("{}", encoding="utf-8")
    (closed.folder / "journal.db").write_bytes(b"SQLite format 3\0")
    closed.folder.chmod(0o755)

    ran = on("--vault", str(closed.folder))

    names = ("vault settings", "vault keys", "vault file", "vault folder")
    assert holding(ran.answer) == dict.fromkeys(names, False)
    assert ran.exit_code == 1


@pytest.mark.usefixtures("vault")
def test_an_open_vault_tells_its_chain_and_its_backup(on, made, agrees):
    ran = on(passphrase=made.passphrase)

    agrees(ran.answer, "doctor")
    found = {check["name"]: check for check in ran.answer["data"]["checks"]}
    assert (found["vault pages"]["ok"], found["vault chain"]["ok"]) == (True, True)
    assert found["last backup"]["mend"] == "Make a backup: limen backup --to FILE."
    assert ran.exit_code == 0


@pytest.mark.usefixtures("vault")
def test_the_age_of_the_last_backup_is_told_in_days(on, made, tmp_path):
    backups.back_up(tmp_path / "a.age", "2026-03-02T19:04:00.000Z")

    ran = on(passphrase=made.passphrase)

    assert ran.answer["data"]["backup_age_days"] > 8
    assert not ran.answer["data"]["checks"][-1]["ok"]


def test_a_folder_without_a_vault_is_told_where_it_was_named(limen, parts, tmp_path):
    parts()

    named = limen("doctor", "--vault", str(tmp_path / "none"), "--json").answer["data"]["checks"]

    (found,) = [check for check in named if check["name"] == "vault"]
    assert (found["ok"], found["needed"]) == (False, False)
    assert found["says"] == f"there is none in {tmp_path / 'none'}"
