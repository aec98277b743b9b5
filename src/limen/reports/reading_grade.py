"""How many years of school a text in English asks for, by the formula of Flesch and Kincaid.

It ranks texts and judges none. Syllables are counted by the rules below, so that the same text has
the same grade everywhere, without a list of words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingGrade:
    """The grade of one text, and the highest that it may have."""

    of: str
    grade: float
    highest: float

    @property
    def holds(self) -> bool:
        """Whether it is no harder than it may be."""
        return self.grade <= self.highest


def grade(sentences: Sequence[str]) -> float:
    """The grade of a whole page, given its sentences; a heading is one.

    Raises:
        ValueError: it has no word.

    Source: Kincaid, Fishburne, Rogers and Chissom 1975; experience.md section 5.
    """
    words = [word for sentence in sentences for word in _WORD.findall(sentence.lower())]
    if not words:
        raise ValueError("a text without a word has no grade")
    spoken = sum(bool(_WORD.search(sentence)) for sentence in sentences)
    per_word = sum(map(syllables, words)) / len(words)
    return 0.39 * len(words) / spoken + 11.8 * per_word - 15.59


def syllables(word: str) -> int:
    """How many syllables a word has: its groups of vowels, without those that are not spoken."""
    plain = word.lower().replace("'", "").replace("’", "")
    for ending in _SILENT:
        plain = ending.sub("", plain, count=1)
    return max(1, len(_VOWELS.findall(plain)) + len(_SPOKEN_APART.findall(plain)))


_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = (
    re.compile(r"(?<=[^aeiou])(?<![^aeiou]l)e$"),  # made; but little
    re.compile(r"(?<=[^aeioutd])e(?=d$)"),  # helped; but needed
    re.compile(r"(?<=[^aeiouszxcgh])(?<![^aeiou]l)e(?=s$)"),  # makes; but pages and tables
)
_SPOKEN_APART = re.compile(
    r"(?<![tscg])i[ao]"  # diary; but question
    r"|(?:(?<=[^aeiou])|(?<=qu))ie(?=[nt])"  # science, quiet
    r"|(?<=[^aeiou])ea$"  # idea
    r"|[aeiouy](?=ing$)"  # being
)
