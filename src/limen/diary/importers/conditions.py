"""Conditions of a mapping: `column == 'text'`, `!=`, `and`, `or`; no code of a file ever runs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from limen.terms.errors import BadInput


@dataclass(frozen=True, slots=True)
class Comparison:
    """One cell held against a text."""

    column: str
    text: str
    is_equal: bool

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Whether it is true of a row."""
        return (cells.get(self.column, "").strip() == self.text) is self.is_equal


@dataclass(frozen=True, slots=True)
class Condition:
    """Comparisons that hold together, any group of them; without a group it always holds."""

    groups: tuple[tuple[Comparison, ...], ...] = ()

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Whether it is true of a row."""
        return not self.groups or any(
            all(comparison.holds(cells) for comparison in group) for group in self.groups
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it speaks of."""
        return tuple(comparison.column for group in self.groups for comparison in group)


def parse_condition(text: str) -> Condition:
    """The condition as written; `and` binds closer than `or`, and empty text always holds.

    Raises:
        BadInput: it says anything else.
    """
    if not text.strip():
        return Condition()
    groups: list[list[Comparison]] = [[]]
    place = 0
    while True:
        found = _COMPARISON.match(text, place)
        if not found:
            raise _refusal(text)
        column, quoted, sign, said = found.groups()
        groups[-1].append(Comparison(quoted or column, said, sign == "=="))
        if found.end() == len(text):
            return Condition(tuple(tuple(group) for group in groups))
        joint = _JOINT.match(text, found.end())
        if not joint:
            raise _refusal(text)
        if joint[1] == "or":
            groups.append([])
        place = joint.end()


_COMPARISON = re.compile(r"""\s*(?:([^\W\d]\w*)|"([^"]+)")\s*(==|!=)\s*'([^']*)'\s*""")
_JOINT = re.compile(r"(and|or)\b")


def _refusal(text: str) -> BadInput:
    return BadInput(
        f"The condition {text[:80]!r} cannot be read.",
        fix="Write it like type == 'dose' and day != 'rest'. Other signs are not read.",
        at="when",
    )
