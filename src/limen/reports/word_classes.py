"""A class of words that are never said, and the kinds of text that it holds for."""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """What kind of text it is: some words are wrong in one kind alone."""

    PAGE = "page"
    HELP = "help"
    REPORT = "report"
    REMINDER = "reminder"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that mean the same mistake.

    Args:
        name: of the mistake.
        patterns: regular expressions for texts without case, accents and hyphens.
        example: a sentence that it refuses.
        places: the kinds of text that it holds for; none: every kind.
    """

    name: str
    patterns: tuple[str, ...]
    example: str
    places: frozenset[Place] = frozenset()
