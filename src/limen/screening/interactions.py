"""Finding what a person takes in the table, and what to warn of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from limen.screening.questions import UNKNOWN_MEDICINE
from limen.screening.rules import Rule, RuleGroup, ScreeningTable, Tier, weight


@dataclass(frozen=True, slots=True)
class Known:
    """Rules that speak of a medicine, in the order of the table; never empty."""

    rules: tuple[Rule, ...]

    @property
    def rule(self) -> Rule:
        """The rule that weighs most."""
        return max(self.rules, key=lambda rule: weight(rule.tier))


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """Names that differ by one slip of the pen; a person chooses among them, or none."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotKnown:
    """No rule speaks of it, so a clinician or pharmacist is asked."""


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule that speaks of a medicine that is taken, and its weight on that day."""

    medicine: str
    rule: Rule
    tier: Tier


def matched(name: str, table: ScreeningTable) -> Known | DidYouMean | NotKnown:
    """What the table knows of a medicine by its name.

    Case, accents, hyphens, amounts and the form of a tablet make no difference. Where words are
    left over that no rule knows, the rule for an unknown medicine holds beside the others.

    Source: safety.md section 4.
    """
    parts = [part for part in _PARTS.split(_plain(name)) if _words(part)]
    found = [_of_part(_words(part), table) for part in parts]
    rules = {rule.id: rule for known in found if isinstance(known, Known) for rule in known.rules}
    if rules:
        is_whole = all(isinstance(known, Known) for known in found)
        return Known(_in_order(rules, table, and_unknown=not is_whole))
    meant = [one for known in found if isinstance(known, DidYouMean) for one in known.names]
    return DidYouMean(tuple(dict.fromkeys(meant))) if meant else NotKnown()


def rules_for(name: str, table: ScreeningTable) -> tuple[Rule, ...]:
    """The rules that hold for a medicine as it was written: a slip of the pen is not guessed."""
    known = matched(name, table)
    if isinstance(known, Known):
        return known.rules
    return tuple(rule for rule in table.rules if rule.id == UNKNOWN_MEDICINE)


def warnings(medicines: Iterable[str], table: ScreeningTable, *, on: date) -> tuple[Warned, ...]:
    """What to warn of on a day, for every medicine that stands, the weightiest first.

    Args:
        medicines: names, as they were written down.
        table: the rules.
        on: the day, by which a rule that was not read again counts as unknown.

    Source: facts.md section 5.
    """
    each = [
        Warned(name, rule, rule.weighs_on(on))
        for name in dict.fromkeys(medicines)
        for rule in rules_for(name, table)
    ]
    return tuple(sorted(each, key=lambda one: -weight(one.tier)))


_PARTS = re.compile(r"[,;/+&\n]|\b(?:and|with|plus)\b")
_AMOUNT = re.compile(
    r"(?:(?<![^\s(])|(?<=[a-z]{4}))\d+(?:\.\d+)?\s*(?:mg|g|ug|mcg|micrograms?|ml|%|x)?(?![^\s)])",
    re.IGNORECASE,
)
_FORMS = frozenset(
    {"tablet", "tablets", "capsule", "capsules", "pill", "pills", "drops", "daily", "weekly"}
)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text)
    bare = "".join(one for one in spread if not unicodedata.combining(one))
    return bare.casefold().replace("'", "").replace("’", "")


def _words(part: str) -> tuple[str, ...]:
    kept = _AMOUNT.sub(" ", part).replace(".", "")
    return tuple(word for word in re.findall(r"[^\W_]+", kept) if word not in _FORMS)


def _names(table: ScreeningTable) -> Iterator[tuple[str, tuple[str, ...], Rule]]:
    """Each name as it is written, its words, and the rule that it belongs to."""
    for rule in table.of_group(RuleGroup.MEDICINE):
        for name, said in zip(rule.names, _spelt(rule.names), strict=True):
            yield name, said, rule


@cache
def _spelt(names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(_words(_plain(name)) for name in names)


def _of_part(words: tuple[str, ...], table: ScreeningTable) -> Known | DidYouMean | NotKnown:
    runs = _runs(words)
    each = [(runs.get("".join(said)), rule) for _, said, rule in _names(table)]
    named = [(places, rule) for places, rule in each if places]
    if named:
        rules = {rule.id: rule for _, rule in named}
        covered = {place for places, _ in named for place in places}
        return Known(_in_order(rules, table, and_unknown=len(covered) < len(words)))
    meant = [name for name, said, _ in _names(table) if _is_nearly(words, said)]
    return DidYouMean(tuple(dict.fromkeys(meant))) if meant else NotKnown()


def _runs(words: tuple[str, ...]) -> dict[str, set[int]]:
    """Words that stand side by side, written together, and where: a name is split in any way."""
    runs: dict[str, set[int]] = {}
    for first in range(len(words)):
        for end in range(first + 1, len(words) + 1):
            runs.setdefault("".join(words[first:end]), set()).update(range(first, end))
    return runs


def _is_nearly(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether a name stands in a text with one slip of the pen."""
    tried = {words, *(words[at : at + len(name)] for at in range(len(words)))}
    return any(_is_one_slip("".join(one), "".join(name)) for one in tried)


def _in_order(
    rules: dict[str, Rule], table: ScreeningTable, *, and_unknown: bool
) -> tuple[Rule, ...]:
    wanted = {*rules, UNKNOWN_MEDICINE} if and_unknown else set(rules)
    return tuple(rule for rule in table.rules if rule.id in wanted)


def _is_one_slip(typed: str, name: str) -> bool:
    """Whether one letter was added, left out, changed, or swapped with the next."""
    shorter, longer = sorted((typed, name), key=len)
    if len(longer) - len(shorter) > 1 or typed == name:
        return False
    at = next(
        (n for n, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]),
        len(shorter),
    )
    if len(longer) > len(shorter):
        return shorter[at:] == longer[at + 1 :]
    swapped = typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :]
    return typed[at + 1 :] == name[at + 1 :] or swapped == name
