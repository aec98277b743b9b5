"""Passphrases: which are taken, and one that is drawn for those who want none of their own."""

import re
import unicodedata

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from limen.terms.errors import BadInput
from limen.terms.phrases import phrase
from limen.terms.ports import Dice

SHORTEST = 15
_LEAST_WITHOUT_REPEATS = 12
_REPEATED = re.compile(r"(.{3,}?)\1+")
_WORDS, _SYLLABLES = 6, 3
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aeiou"
_OF_THE_PRODUCT = ("limen", "microdosing", "microdose", "psilocybin", "passphrase", "journal")


def accepted(passphrase: str) -> str:
    """The passphrase as it is used, if it is hard enough to guess.

    Raises:
        BadInput: it is short, repeats a short piece, is often used elsewhere, or is made of this
            product's words.
    """
    normal = unicodedata.normalize("NFC", passphrase)
    if len(normal) < SHORTEST:
        raise _refused(phrase("The passphrase has fewer than %(shortest)d characters."))
    if _is_often_used(normal) or len(_without_own_words(normal)) < SHORTEST // 2:
        raise _refused(phrase("This passphrase is among the first that anybody would try."))
    if len(_without_repeats(normal)) < _LEAST_WITHOUT_REPEATS:
        raise _refused(phrase("This passphrase says one short thing again and again."))
    return normal


def drawn_passphrase(dice: Dice) -> str:
    """Six words of three syllables each, 113 bits of chance in all."""
    return " ".join(_word(dice) for _ in range(_WORDS))


def _word(dice: Dice) -> str:
    return "".join(_drawn(_CONSONANTS, dice) + _drawn(_VOWELS, dice) for _ in range(_SYLLABLES))


def _drawn(letters: str, dice: Dice) -> str:
    return letters[dice.below(len(letters))]


def _is_often_used(passphrase: str) -> bool:
    try:
        CommonPasswordValidator().validate(passphrase)
    except ValidationError:
        return True
    return False


def _without_own_words(passphrase: str) -> str:
    """What is left that nobody could read off the product's name and pages."""
    left = passphrase.lower()
    for word in _OF_THE_PRODUCT:
        left = left.replace(word, "")
    return "".join(dict.fromkeys(left.replace(" ", "")))


def _without_repeats(passphrase: str) -> str:
    """What is left when a piece that follows itself counts once, whatever stands between."""
    return _REPEATED.sub(r"\1", "".join(passphrase.casefold().split()))


def _refused(says: str) -> BadInput:
    return BadInput(
        says,
        fix="Take six words, or %(shortest)d characters or more that only you would think of.",
        at="passphrase",
        values={"shortest": SHORTEST},
    )
