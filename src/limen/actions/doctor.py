"""Examining this computer: what works of Limen, and how to mend what does not.

It imports no library that it examines. Each is tried in a Python of its own, so that one that
brings the whole program down is found out like one that is missing.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from limen import __version__
from limen.screening.tables import crisis_table
from limen.terms.ports import Tell

OLDEST_PYTHON = (3, 11)
LEAST_FREE_MB = 200
TRIAL_SECONDS = 60
_SIGNS = "±−“”"
_SET_UP = "Run “make demo” in the folder of Limen: it sets up all parts."
_SET_UP_AFRESH = "Run “make clean” and then “make demo” in the folder of Limen."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried; `mend` says what to do where it did not hold.

    Raises:
        ValueError: it holds and yet is to be mended, or does not hold and has no remedy.
    """

    name: str
    ok: bool
    needed: bool
    says: str
    mend: str | None = None

    def __post_init__(self) -> None:
        if self.ok != (self.mend is None):
            raise ValueError("a check that does not hold says how to mend it, and no other does")


@dataclass(frozen=True, slots=True)
class Examination:
    """All checks; `backup_age_days` and `facts_past_review` are None where there is nothing yet."""

    checks: tuple[Check, ...]
    backup_age_days: int | None = None
    facts_past_review: int | None = None

    def with_vault(self, checks: tuple[Check, ...], backup_age_days: int | None) -> "Examination":
        """The same with what was found out about a vault."""
        return replace(self, checks=self.checks + checks, backup_age_days=backup_age_days)

    def to_mend(self) -> tuple[Check, ...]:
        """Name the needed checks that do not hold."""
        return tuple(check for check in self.checks if check.needed and not check.ok)


@dataclass(frozen=True, slots=True)
class Part:
    """Libraries that work together, and a small program whose printed answer is known."""

    name: str
    libraries: tuple[str, ...]
    program: str
    answer: str
    needed: bool


PARTS = (
    Part(
        "calculation part",
        ("numpy", "scipy"),
        "import numpy, scipy.special\n"
        "print(numpy.linalg.solve([[2.0]], [2.0])[0] + 2 * scipy.special.ndtr(0.0))",
        answer="2.0",
        needed=True,
    ),
    Part(
        "study part",
        ("formulaic", "pandas"),
        "import formulaic\nprint(*sorted(formulaic.Formula('y ~ a + b').required_variables))",
        answer="a b y",
        needed=False,
    ),
    Part(
        "vault part",
        ("django", "pydantic", "argon2-cffi", "cryptography", "pyrage", "sqlcipher3"),
        "import django, argon2, cryptography, pydantic, pyrage, sqlcipher3.dbapi2 as d\n"
        "print(d.connect(':memory:').execute('PRAGMA cipher_version').fetchone()[0].split('.')[0])",
        answer="4",
        needed=True,
    ),
    Part(
        "web part",
        ("django",),
        "import django.utils.html\nprint(django.utils.html.escape('<'))",
        answer="&lt;",
        needed=False,
    ),
)


def examine_computer(encoding: str, today: date, tell: Tell) -> Examination:
    """Try everything that Limen stands on.

    Args:
        encoding: what the terminal is written to in.
        today: the day on which facts count as known, or not.
        tell: hears how many checks are done.
    """
    trials: tuple[Callable[[], Check], ...] = (
        version_check,
        python_check,
        *(partial(part_check, part) for part in PARTS),
        zone_check,
        partial(encoding_check, encoding),
        folder_check,
        disk_check,
    )
    checks: list[Check] = []
    for trial in trials:
        tell(len(checks), len(trials))
        checks.append(trial())
    return Examination(tuple(checks), facts_past_review=facts_past_review(today))


def facts_past_review(today: date) -> int:
    """How many help lines were to be looked at again before this day, or that of their table."""
    table = crisis_table()
    day = max(today, table.compiled_on)
    return sum(not line.is_known(day) for line in table.lines)


def part_of(library: str) -> str | None:
    """The name of the part that cannot do without a library ("study part")."""
    return next((part.name for part in PARTS if library in _imported_by(part)), None)


def _imported_by(part: Part) -> set[str]:
    """The names under which a part's libraries are imported: argon2-cffi is argon2."""
    return {library.partition("-")[0] for library in part.libraries}


def version_check() -> Check:
    """Say which Limen this is and where it lies; nothing can be wrong with that."""
    folder = Path(__file__).resolve().parent.parent
    return Check("limen", ok=True, needed=True, says=f"Limen {__version__} in {folder}")


def python_check(version: tuple[int, ...] = sys.version_info[:3]) -> Check:
    """Whether this Python is new enough."""
    return _check(
        "python",
        ok=version >= OLDEST_PYTHON,
        says=f"Python {'.'.join(map(str, version))}",
        mend=f"Install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer. {_SET_UP_AFRESH}",
    )


def part_check(part: Part) -> Check:
    """Whether the libraries of a part are there and answer a known question rightly."""
    versions = {library: _installed_version(library) for library in part.libraries}
    missing = [library for library, version in versions.items() if version is None]
    if missing:
        says = f"{' and '.join(missing)} not installed"
        return Check(part.name, ok=False, needed=part.needed, says=says, mend=_SET_UP)
    named = ", ".join(f"{library} {version}" for library, version in versions.items())
    fault = _fault(part)
    return _check(
        part.name,
        ok=fault is None,
        says=named if fault is None else f"{named}: {fault}",
        mend=_SET_UP_AFRESH,
        needed=part.needed,
    )


def zone_check(zone: str = "Europe/Berlin") -> Check:
    """Whether the time zones of the world are known, with their summer time."""
    try:
        offset = datetime(2026, 7, 1, tzinfo=ZoneInfo(zone)).strftime("%z")
    except ZoneInfoNotFoundError:
        offset = "unknown"
    return _check(
        "time zones",
        ok=offset == "+0200",
        says=f"{zone} in summer: {offset}",
        mend=_SET_UP_AFRESH,
    )


def encoding_check(encoding: str) -> Check:
    """Whether the terminal shows the signs that Limen writes; without them it spells them out."""
    try:
        shown = _SIGNS.encode(encoding).decode(encoding) == _SIGNS
    except (UnicodeError, LookupError):
        shown = False
    return _check(
        "text encoding",
        ok=shown,
        says=encoding if shown else f"{encoding}: signs are spelled out, as +/- is for plus-minus",
        mend="Set PYTHONIOENCODING=utf-8, if your terminal shows UTF-8.",
        needed=False,
    )


def folder_check(folder: str | None = None) -> Check:
    """Whether a temporary file can be written, read and removed (None: where Python puts them)."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"limen")
            file.seek(0)
            fault = None if file.read() == b"limen" else "what was written is not what is read"
    except OSError as error:
        fault = error.strerror or "cannot be written"
    return _check(
        "temporary folder",
        ok=fault is None,
        says=fault or f"{folder or tempfile.gettempdir()} can be written",
        mend="Set TMPDIR to a folder that you may write to.",
    )


def disk_check(folder: str | None = None, *, least_mb: int = LEAST_FREE_MB) -> Check:
    """Whether there is room for results where temporary files go (None: where Python puts them)."""
    try:
        free_mb = shutil.disk_usage(folder or tempfile.gettempdir()).free // 10**6
    except OSError as error:
        free_mb, says = 0, f"cannot be looked at: {error.strerror}"
    else:
        says = f"{free_mb} MB free"
    return _check(
        "free disk",
        ok=free_mb >= least_mb,
        says=says,
        mend=f"Make room: Limen wants {least_mb} MB for its work.",
    )


def _check(name: str, *, ok: bool, says: str, mend: str, needed: bool = True) -> Check:
    return Check(name, ok=ok, needed=needed, says=says, mend=None if ok else mend)


def _installed_version(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def _fault(part: Part) -> str | None:
    """What is wrong with a part, or None; a trial that cannot be made is a fault."""
    try:
        ran = subprocess.run(  # noqa: S603 -- this Python, and a program that stands above
            # -P: a file of the folder where the person stands is not taken for a library.
            [sys.executable, "-P", "-c", part.program],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"did not answer within {TRIAL_SECONDS} s"
    except OSError as error:
        return f"could not be tried: {error.strerror}"
    if ran.returncode != 0:
        last_words = ran.stderr.strip().splitlines()[-1:] or [f"ended with {ran.returncode}"]
        return f"cannot be used: {last_words[0]}"
    answer = ran.stdout.strip()
    return None if answer == part.answer else f"answers “{answer}” in place of “{part.answer}”"
