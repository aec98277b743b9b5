"""Reading `protocol.toml`: every key by name, and whatever it may not say refused with its line.

`schemas/protocol.schema.json` says the same for other programs.

Source: experience.md section 4.1.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from limen.blinding.designs.design import NOT_YET, DesignName
from limen.protocols.schedules.cycle import Cycle
from limen.studies.plan import MOST_WEEKS, Plan, Practice
from limen.studies.plan_keys import KEYS, PRACTICE, PRACTICE_KEYS, Key, ValueRefused
from limen.terms.amount import parse_amount
from limen.terms.errors import BadInput

_NOT_YET_KEYS = {"odds", "open_share"}


def read_plan(file: str, text: str) -> Plan:
    """The plan that a file states.

    Args:
        file: its name, for the place of a refusal ("protocol.toml:14").
        text: what it holds.

    Raises:
        BadInput: it is no TOML, a key is unknown or missing, or a value is not what it can be.
    """
    written = _written(file, text)
    place = _Place(file, text)
    values = _values(KEYS, written, place, ())
    if values["design"] is DesignName.PAIRED_WEEKS and cast("int", values["weeks"]) % 2:
        raise BadInput(
            f'"weeks = {values["weeks"]}" cannot be put into pairs of weeks.',
            fix=f"Write an even number from 2 to {MOST_WEEKS}.",
            at=place.of(("weeks",)),
        )
    return Plan(**values)  # type: ignore[arg-type]  # -- every key reads the type of its field


def place_in(file: str, text: str, *path: str) -> str:
    """File and line of a key, for a refusal: "protocol.toml:14"."""
    return _Place(file, text).of(path)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a key stands in the file."""

    file: str
    text: str

    def of(self, path: tuple[str, ...]) -> str:
        """File and line of a key, or else of its section, or else of the first line."""
        section: tuple[str, ...] = ()
        found = 1
        for number, line in enumerate(self.text.splitlines(), start=1):
            if heading := _HEADING.match(line):
                section = _names(heading[1])
                if section == path:
                    return f"{self.file}:{number}"
                found = number if section == path[: len(section)] else found
            elif (key := _KEY.match(line)) and _begins(path, section + _names(key[1])):
                return f"{self.file}:{number}"
        return f"{self.file}:{found}"


def _begins(path: tuple[str, ...], stated: tuple[str, ...]) -> bool:
    """Whether a stated key is the one of the path, or holds it or a part of it."""
    shorter = min(len(path), len(stated))
    return path[:shorter] == stated[:shorter]


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _written(file: str, text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadInput(
            "This line cannot be read.",
            fix='Write key = value, with words between quotes, like design = "third_day".',
            at=f"{file}:{line[1] if line else max(1, len(text.splitlines()))}",
        ) from None


def _values(
    keys: tuple[Key, ...], written: Mapping[str, object], place: _Place, section: tuple[str, ...]
) -> dict[str, object]:
    """What is written for each key; keys that are left out have no entry."""
    known = {key.name: key for key in keys}
    for name in written:
        if name in _NOT_YET_KEYS:
            raise BadInput(NOT_YET, fix="Leave this line out.", at=place.of((*section, name)))
        if name not in known:
            raise BadInput(
                f"There is no key {'.'.join((*section, name))}.",
                fix=f"There are: {', '.join(known)}.",
                at=place.of((*section, name)),
            )
    for key in keys:
        if key.is_required and key.name not in written:
            raise BadInput(
                f"{'.'.join((*section, key.name))} is missing.",
                fix=f"Write {key.name} = {key.allowed}.",
                at=place.of(section) if section else place.file,
            )
    return {name: _value(known[name], said, place, section) for name, said in written.items()}


def _value(key: Key, said: object, place: _Place, section: tuple[str, ...]) -> object:
    path = (*section, key.name)
    if key.name == PRACTICE and isinstance(said, dict):
        return _practice(cast("Mapping[str, object]", said), place)
    try:
        return key.read(said)
    except ValueRefused:
        raise BadInput(
            f"{'.'.join(path)} is not what it can be.",
            fix=f"Write {key.allowed}.",
            at=place.of(path),
        ) from None


def _practice(written: Mapping[str, object], place: _Place) -> Practice:
    said = _values(PRACTICE_KEYS, written, place, (PRACTICE,))
    unit, form = (str(said[name]) for name in ("unit", "form"))
    try:
        return Practice(
            cast("Cycle", said["pattern"]), parse_amount(str(said["highest"]), unit, form)
        )
    except BadInput as refusal:
        name = "highest" if refusal.at == "amount" else refusal.at
        raise BadInput(refusal.says, fix=refusal.fix, at=place.of((PRACTICE, name))) from None


_HEADING = re.compile(r"\s*\[\s*([^\[\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
