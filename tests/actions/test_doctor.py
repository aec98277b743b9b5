import dataclasses
import sys
from datetime import date
from pathlib import Path

import pytest

from limen import __version__
from limen.actions import doctor
from limen.actions.doctor import PARTS, Check, Examination, Part
from limen.screening.tables import crisis_table


def part(program: str, *, libraries=("click",), needed=True) -> Part:
    return Part("a part", libraries, program, answer="2", needed=needed)


def test_a_check_that_holds_has_nothing_to_mend():
    with pytest.raises(ValueError, match="how to mend"):
        Check("a part", ok=True, needed=True, says="fine", mend="Mend it.")


def test_a_check_that_does_not_hold_says_how_to_mend_it():
    with pytest.raises(ValueError, match="how to mend"):
        Check("a part", ok=False, needed=True, says="gone")


def test_only_needed_checks_are_to_mend():
    holds = Check("first", ok=True, needed=True, says="fine")
    gone = Check("second", ok=False, needed=True, says="gone", mend="Set it up.")
    optional = dataclasses.replace(gone, name="third", needed=False)

    assert Examination((holds, gone, optional)).to_mend() == (gone,)


def test_this_computer_is_examined_check_by_check(monkeypatch):
    monkeypatch.setattr(doctor, "PARTS", (part("print(2)"),))
    told = []

    def tell(done, total):
        told.append((done, total))

    examination = doctor.examine_computer("utf-8", date(2026, 3, 2), tell)

    assert [(check.name, check.mend) for check in examination.checks] == [
        ("limen", None),
        ("python", None),
        ("a part", None),
        ("time zones", None),
        ("text encoding", None),
        ("temporary folder", None),
        ("free disk", None),
    ]
    assert told == [(done, 7) for done in range(7)]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_each_part_of_limen_holds_where_these_tests_run(part):
    assert doctor.part_check(part).mend is None


def test_the_version_is_told_with_its_place(root):
    check = doctor.version_check()

    assert check.says == f"Limen {__version__} in {root / 'src' / 'limen'}"


@pytest.mark.parametrize(("version", "ok"), [((3, 10, 9), False), ((3, 11, 0), True)])
def test_a_python_that_is_too_old_is_found(version, ok):
    check = doctor.python_check(version)

    assert (check.ok, check.needed) == (ok, True)


def test_a_part_that_answers_rightly_holds():
    check = doctor.part_check(part("print(1 + 1)"))

    assert (check.ok, check.says.split()[0]) == (True, "click")


def test_a_library_that_is_not_installed_is_named():
    check = doctor.part_check(part("print(2)", libraries=("click", "no-such-library-of-limen")))

    assert (check.ok, check.says) == (False, "no-such-library-of-limen not installed")
    assert check.mend == "Run “make demo” in the folder of Limen: it sets up all parts."


@pytest.mark.parametrize(
    ("program", "fault"),
    [
        ("print(3)", "answers “3” in place of “2”"),
        ("raise ImportError('no shared object')", "cannot be used: ImportError: no shared object"),
        ("import os; os.kill(os.getpid(), 9)", "cannot be used: ended with -9"),
    ],
)
def test_a_library_that_cannot_do_its_work_is_found(program, fault):
    check = doctor.part_check(part(program, needed=False))

    assert (check.ok, check.needed, check.says.partition(": ")[2]) == (False, False, fault)
    assert check.mend == "Run “make clean” and then “make demo” in the folder of Limen."


def test_a_library_that_never_answers_is_found(monkeypatch):
    monkeypatch.setattr(doctor, "TRIAL_SECONDS", 0.2)

    check = doctor.part_check(part("while True: pass"))

    assert check.says.partition(": ")[2] == "did not answer within 0.2 s"


def test_a_trial_that_cannot_be_made_is_a_fault(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    check = doctor.part_check(part("print(2)"))

    assert check.says.partition(": ")[2] == "could not be tried: No such file or directory"


def test_a_file_where_the_person_stands_is_not_taken_for_a_library(monkeypatch, tmp_path: Path):
    (tmp_path / "click.py").write_text("raise SystemExit(1)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    check = doctor.part_check(part("import click; print(2)"))

    assert check.ok


def test_only_what_studies_and_pages_need_is_optional():
    needed = {part.name: part.needed for part in PARTS}

    assert needed == {
        "calculation part": True,
        "study part": False,
        "vault part": True,
        "web part": False,
    }


@pytest.mark.parametrize(
    ("library", "name"),
    [("scipy", "calculation part"), ("pandas", "study part"), ("click", None)],
)
def test_a_library_belongs_to_a_part(library, name):
    assert doctor.part_of(library) == name


@pytest.mark.parametrize("zone", ["Nowhere/Atlantis", "UTC"])
def test_a_zone_that_is_not_known_or_not_right_is_found(zone):
    check = doctor.zone_check(zone)

    assert (check.ok, check.needed) == (False, True)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "unknown"])
def test_an_encoding_without_our_signs_is_told_and_changes_nothing(encoding):
    check = doctor.encoding_check(encoding)

    assert (check.ok, check.needed) == (False, False)
    assert check.says.startswith(encoding)


def test_a_temporary_folder_that_is_not_there_is_found(tmp_path: Path):
    check = doctor.folder_check(str(tmp_path / "gone"))

    assert (check.ok, check.says) == (False, "No such file or directory")


def test_a_disk_that_is_full_is_found(tmp_path: Path):
    check = doctor.disk_check(str(tmp_path), least_mb=10**12)

    assert (check.ok, check.mend) == (False, f"Make room: Limen wants {10**12} MB for its work.")


def test_a_disk_that_cannot_be_looked_at_is_a_fault(tmp_path: Path):
    check = doctor.disk_check(str(tmp_path / "gone"))

    assert (check.ok, check.says) == (False, "cannot be looked at: No such file or directory")


def test_a_help_line_past_its_review_is_counted():
    assert doctor.facts_past_review(date(2020, 1, 1)) == 0
    assert doctor.facts_past_review(date(2099, 1, 1)) == len(crisis_table().lines)
