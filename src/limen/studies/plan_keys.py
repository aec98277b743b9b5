"""The keys of `protocol.toml`: what may stand for each, in words and in code.

Source: experience.md section 4.1.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar, cast

from limen.blinding.designs.design import KERNEL, WEEK, DesignName
from limen.protocols.schedules.cycle import Cycle
from limen.studies.plan import FEWEST_REST_WEEKS, MOST_WEEKS, SAME_DAY_KERNEL, Acts
from limen.studies.rows_file import COLUMNS
from limen.terms.errors import BadInput

OPEN = "open"
PRACTICE = "practice"

Read = Callable[[object], object]

_Choice = TypeVar("_Choice", DesignName, Acts)


class ValueRefused(ValueError):
    """A value that its key does not allow."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the file: what may stand there, in words, and its reading."""

    name: str
    allowed: str
    read: Read
    is_required: bool = False


def _whole(lowest: int, highest: int) -> Read:
    def read(said: object) -> int:
        if type(said) is not int or not lowest <= said <= highest:
            raise ValueRefused
        return said

    return read


def _number(lowest: float, highest: float, *, above: bool = False) -> Read:
    """A number of a range, its ends included, the lower one not where it must lie above."""

    def read(said: object) -> float:
        if type(said) not in {int, float}:
            raise ValueRefused
        number = cast("float", said)
        if not lowest <= number <= highest or (above and number == lowest):
            raise ValueRefused
        return float(number)

    return read


def _design(said: object) -> DesignName | None:
    name = _text(said)
    return None if name == OPEN else _choice(DesignName, name)


def _acts(said: object) -> Acts:
    return _choice(Acts, _text(said))


def _choice(choices: type[_Choice], word: str) -> _Choice:
    try:
        return choices(word)
    except ValueError:
        raise ValueRefused from None


def _day(said: object) -> date:
    is_day = isinstance(said, date) and not isinstance(said, datetime)
    if not is_day or not _FIRST_YEAR <= cast("date", said).year <= _LAST_YEAR:
        raise ValueRefused
    return cast("date", said)


def _flag(said: object) -> bool:
    if not isinstance(said, bool):
        raise ValueRefused
    return said


def _measure(said: object) -> str:
    if not isinstance(said, str) or not _COLUMN.fullmatch(said) or said in COLUMNS:
        raise ValueRefused
    return said


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise ValueRefused
    return said


def _weekdays(said: object) -> tuple[int, ...]:
    days = _wholes(said)
    if not 1 <= len(days) <= _MOST_WEEKDAYS or len(set(days)) != len(days):
        raise ValueRefused
    if not set(days) <= set(range(WEEK)):
        raise ValueRefused
    return tuple(sorted(days))


def _kernel(said: object) -> tuple[float, ...]:
    if not isinstance(said, list):
        raise ValueRefused
    stated = cast("list[object]", said)
    kernel = tuple(cast("float", share) for share in stated if type(share) in {int, float})
    if len(kernel) != len(stated) or kernel not in {KERNEL, SAME_DAY_KERNEL}:
        raise ValueRefused
    return tuple(map(float, kernel))


def _pattern(said: object) -> Cycle:
    try:
        return Cycle(tuple(_wholes(said)))
    except BadInput:
        raise ValueRefused from None


def _wholes(said: object) -> list[int]:
    if not isinstance(said, list):
        raise ValueRefused
    stated = cast("list[object]", said)
    wholes = [number for number in stated if isinstance(number, int) and type(number) is int]
    if len(wholes) != len(stated):
        raise ValueRefused
    return wholes


def _span(said: object) -> int:
    if type(said) is not int or said not in {6, 4}:
        raise ValueRefused
    return said


def _refuse(_said: object) -> object:
    raise ValueRefused


_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_MOST_RUN_IN_DAYS = 366
_MOST_REST_WEEKS = 52
_MOST_WEEKDAYS = 3
_MOST_PHI = 0.8
_LARGEST = 1e6
_COLUMN = re.compile(r"[^\s,;](?:[^\n\r\t]{0,58}\S)?")


KEYS = (
    Key(
        "design",
        '"one_in_four", "third_day", "paired_weeks", "spaced" or "open"',
        _design,
        is_required=True,
    ),
    Key("start", "a day without quotes, like 2026-03-02", _day, is_required=True),
    Key(
        "weeks",
        f"a whole number from 1 to {MOST_WEEKS}: the end comes within {MOST_WEEKS} weeks",
        _whole(1, MOST_WEEKS),
        is_required=True,
    ),
    Key(
        "run_in_days",
        f"a whole number from 0 to {_MOST_RUN_IN_DAYS}",
        _whole(0, _MOST_RUN_IN_DAYS),
        is_required=True,
    ),
    Key(
        "capsule_weekdays",
        "one to three different numbers from 0 to 6, like [0, 3]",
        _weekdays,
        is_required=True,
    ),
    Key("main_measure", 'the name of a column of scores, like "mood"', _measure, is_required=True),
    Key("higher_is_better", "true or false", _flag, is_required=True),
    Key(
        "smallest_change",
        "a number of points above 0, like 0.5",
        _number(0, _LARGEST, above=True),
        is_required=True,
    ),
    Key("kernel", "[1, 0.5, 0.25] or [1]", _kernel, is_required=True),
    Key("belief_limit", "a number of points from 0 upwards, like 1.0", _number(0, _LARGEST)),
    Key("span_days", "6 or 4", _span),
    Key(
        "rest_weeks",
        f"a whole number from {FEWEST_REST_WEEKS} to {_MOST_REST_WEEKS}",
        _whole(FEWEST_REST_WEEKS, _MOST_REST_WEEKS),
    ),
    Key("acts", '"same_day", "next_days" or "over_weeks"', _acts),
    Key("phi", f"a number from 0 to {_MOST_PHI}", _number(0, _MOST_PHI)),
    Key("day_sd", "a number of points above 0, like 1.0", _number(0, _LARGEST, above=True)),
    Key(PRACTICE, "[practice] on a line of its own, and its keys below", _refuse),
)
PRACTICE_KEYS = (
    Key(
        "pattern",
        "2 to 28 numbers, 1 for a dose day and 0 for an off day, like [1, 0, 0]",
        _pattern,
        is_required=True,
    ),
    Key("highest", 'a number between quotes, like "0.1"', _text, is_required=True),
    Key("unit", 'a unit between quotes, like "g"', _text, is_required=True),
    Key("form", 'a form between quotes, like "dried"', _text, is_required=True),
)
