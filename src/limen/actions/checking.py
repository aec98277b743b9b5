"""Checking a plan before it starts, and writing one to begin with."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

from limen.reports.plan_check import CheckedPlan
from limen.store.durable import write_whole
from limen.store.files import read_octets
from limen.studies.plan import RUN_IN_DAYS
from limen.studies.plan_file import place_in, read_plan
from limen.studies.plan_template import TEMPLATES, plan_template
from limen.terms.errors import BadInput, ProtocolRefused
from limen.terms.lines import utf8_text
from limen.terms.seeded_dice import SeededDice

PLAN_FILE = "protocol.toml"
_MOST_OCTETS = 2**20


def check_file(path: Path) -> CheckedPlan:
    """Check the plan of a file; the same file gives the same numbers.

    Raises:
        BadInput: the file cannot be read, or says what a plan cannot say.
    """
    from limen.studies.plan_check import plan_check, weeks_that_would_do

    octets = read_octets(path, most=_MOST_OCTETS)
    text = utf8_text(octets, path.name)
    plan = read_plan(path.name, text)
    seed = int.from_bytes(hashlib.sha256(octets).digest(), "big")
    check = plan_check(plan, SeededDice(seed, "check"))
    if check.is_accepted:
        return CheckedPlan(check, None)
    weeks = weeks_that_would_do(plan, SeededDice(seed, "weeks"))
    refusal = ProtocolRefused(
        check.refusals[0].say,
        fix=f"Use weeks = {weeks}." if weeks else "Choose another design.",
        at=place_in(path.name, text, "weeks"),
    )
    return CheckedPlan(check, refusal)


def template_names() -> tuple[str, ...]:
    """The designs that a plan can be begun with."""
    return TEMPLATES


def write_template(design: str, folder: Path, today: date) -> Path:
    """Write `protocol.toml` into a folder: a plan whose run-in begins tomorrow.

    Args:
        design: one of `template_names`.
        folder: where it goes.
        today: the day on which it is written.

    Raises:
        BadInput: there is such a file already, or the folder cannot be written.
    """
    path = folder / PLAN_FILE
    if path.exists():
        raise BadInput(f"{path} is there already.", fix="Rename it, or change it by hand.")
    text = plan_template(design, today + timedelta(days=RUN_IN_DAYS + 1))
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None
    return path
