"""The hazard log, read from its file and written as Markdown.

`docs/safety/hazards.toml` is the only copy: `make hazards`, the tests of the log and the page of
the reference all read it here.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from from_code import table

LOG = Path(__file__).resolve().parent / "safety" / "hazards.toml"
MONTHS_BETWEEN_REVIEWS = 12
_SCALE = range(1, 6)


class Release(StrEnum):
    """With which part of Limen a hazard arrives."""

    VAULT = "vault"
    BOTH = "vault and hub"
    HUB = "hub"
    PROGRAMME = "programme"


@dataclass(frozen=True, slots=True)
class Guard:
    """Controls that are switched off together, and the tests that fail without them.

    Args:
        controls: what can be imported, as `module:name`.
        tests: their ids, from the folder of the repository.
        removal: the name under which `tests/safety/removals.py` switches the controls off.

    Raises:
        ValueError: one of the three is missing.
    """

    controls: tuple[str, ...]
    tests: tuple[str, ...]
    removal: str

    def __post_init__(self) -> None:
        if not (self.controls and self.tests and self.removal):
            raise ValueError("a guard has a control, a test and a removal")


@dataclass(frozen=True, slots=True)
class FrozenText:
    """Words that are themselves the control, as they were when somebody read them last.

    Args:
        words: the sentence in English, by which every language finds its own.
        sha256: by language, the first 16 hexadecimal digits over the words in that language.
    """

    words: str
    sha256: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hazard:
    """One row of the log.

    Args:
        id: H and two digits.
        situation: what may happen.
        cause: what it comes from.
        harm: what it does to somebody.
        severity: 1 to 5.
        likelihoods: 1 to 5, before and after the controls; the second one is a proposal.
        goals: what is promised against it.
        guards: controls with their tests.
        texts: words whose change asks for a new review.
        release: with which part of Limen it arrives.
        awaits: what has no control yet, and why; empty where nothing is left.
        closed_on: when what it is about was taken out of Limen; None while it is there.
        reviewed_on: when somebody read the row last.
        reviewed_by: who.

    Raises:
        ValueError: a number is off the scale, or a row of the vault has neither guard nor reason.
    """

    id: str
    situation: str
    cause: str
    harm: str
    severity: int
    likelihoods: tuple[int, int]
    goals: tuple[str, ...]
    guards: tuple[Guard, ...]
    texts: tuple[FrozenText, ...]
    release: Release
    awaits: str
    closed_on: date | None
    reviewed_on: date
    reviewed_by: str

    def __post_init__(self) -> None:
        if not all(one in _SCALE for one in (self.severity, *self.likelihoods)):
            raise ValueError(f"{self.id} is off the scale of 1 to 5")
        if self.likelihoods[1] > self.likelihoods[0]:
            raise ValueError(f"{self.id} is likelier with its controls than without")
        if not (self.guards or self.awaits):
            raise ValueError(f"{self.id} has no guard, and does not say what it awaits")

    @property
    def is_released(self) -> bool:
        """Whether it belongs to what can be used now."""
        return self.closed_on is None and self.release in (Release.VAULT, Release.BOTH)

    def is_overdue(self, on: date) -> bool:
        """Whether nobody has read the row for more than twelve months, or it was read later."""
        months = (on.year - self.reviewed_on.year) * 12 + on.month - self.reviewed_on.month
        is_past = months == MONTHS_BETWEEN_REVIEWS and on.day > self.reviewed_on.day
        return months > MONTHS_BETWEEN_REVIEWS or is_past or self.reviewed_on > on


def read_log(text: str) -> tuple[Hazard, ...]:
    """The rows of a log.

    Raises:
        KeyError: a row lacks one of its parts.
        ValueError: a row is wrong.
    """
    return tuple(_hazard(name, row) for name, row in tomllib.loads(text).items())


def hazards() -> str:
    """The situations of the log, with what they come from and what they do."""
    return table(
        ("#", "Situation", "Cause", "Harm", "Severity", "Likelihood", "With"),
        [
            (
                row.id,
                row.situation,
                row.cause,
                row.harm,
                str(row.severity),
                " → ".join(map(str, row.likelihoods)),
                row.release.value,
            )
            for row in _rows()
        ],
    )


def guards() -> str:
    """The controls of every row, each with the tests that fail without it."""
    return table(
        ("#", "Control", "Tests that fail without it", "Goals"),
        [
            (row.id, _codes(one.controls), _codes(one.tests), ", ".join(row.goals))
            for row in _rows()
            for one in row.guards
        ],
    )


def awaited() -> str:
    """What has no control yet, and why."""
    return table(("#", "What is awaited"), [(r.id, r.awaits) for r in _rows() if r.awaits])


def reviews() -> str:
    """Who read the rows last, and when."""
    read = sorted({(row.reviewed_by, row.reviewed_on.isoformat()) for row in _rows()})
    said = [(who, day, ", ".join(_read_by(who, day))) for who, day in read]
    return table(("Read by", "On", "Rows"), said)


def _rows() -> tuple[Hazard, ...]:
    return read_log(LOG.read_text(encoding="utf-8"))


def _read_by(who: str, day: str) -> list[str]:
    rows = _rows()
    return [r.id for r in rows if (r.reviewed_by, r.reviewed_on.isoformat()) == (who, day)]


def _hazard(name: str, row: Mapping[str, Any]) -> Hazard:
    first = [row] if "removal" in row else []
    return Hazard(
        id=name,
        situation=row["situation"],
        cause=row["cause"],
        harm=row["harm"],
        severity=row["severity"],
        likelihoods=(row["likelihood_before"], row["likelihood_after"]),
        goals=tuple(row["goals"]),
        guards=tuple(_guard(one) for one in (*first, *row.get("also", ()))),
        texts=tuple(FrozenText(one["words"], one["sha256"]) for one in row.get("texts", ())),
        release=Release(row["release"]),
        awaits=row.get("awaits", ""),
        closed_on=row.get("closed_on"),
        reviewed_on=row["reviewed_on"],
        reviewed_by=row["reviewed_by"],
    )


def _guard(one: Mapping[str, Any]) -> Guard:
    return Guard(tuple(one["controls"]), tuple(one["tests"]), one["removal"])


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
