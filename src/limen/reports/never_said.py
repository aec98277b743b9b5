"""What Limen never says: the classes of words that no text for people may hold, in each language.

Source: safety.md section 8 and experience.md section 6, both lists together.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from limen.reports import never_said_english, never_said_german
from limen.reports.word_classes import Place, WordClass

LISTS: Mapping[str, tuple[WordClass, ...]] = {
    "en": never_said_english.CLASSES,
    "de": never_said_german.CLASSES,
}
"""The classes by language; a language without a list cannot ship."""


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text that people read.

    Args:
        language: its code.
        place: what kind of text it is.
        words: as they are read, with places for values like `%(days)d`.
        where: the file that it stands in.
    """

    language: str
    place: Place
    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that are never said, and the class that they belong to."""

    text: Text
    word_class: str
    found: str


def hits(text: Text) -> Iterator[Hit]:
    """Everything in a text that its language never says.

    Raises:
        KeyError: the language has no list.
    """
    plain = normalised(text.words)
    for one in LISTS[text.language]:
        if one.places and text.place not in one.places:
            continue
        for pattern in one.patterns:
            if found := _compiled(pattern).search(plain):
                yield Hit(text, one.name, found[0])


def sentences(words: str) -> Iterator[str]:
    """The sentences of a text, each on one line; a setting with its comment is one as well."""
    for part in _ENDS.split(words.strip()):
        yield " ".join(part.split())


def normalised(words: str) -> str:
    """Words without case, accents and hyphens, which hide nothing."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return _HYPHENS.sub(" ", plain)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(normalised(pattern))


_ENDS = re.compile(r"(?<=[.!?])\s+|\n{2,}|\n(?=\w+ = )")
_HYPHENS = re.compile(r"(?<=\w)[-\u2010\u2011](?=\w)")
