"""Every phrase that pages, reports and files show, read from the sources of this package."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from limen.evidence.chapters import phrases_of_chapters
from limen.evidence.tables import claims, schedules
from limen.reports.help_page import phrases_of
from limen.screening.law_table import law_table
from limen.screening.tables import crisis_table, screening_table
from limen.terms.units import Unit

# Calls whose words are for people: places of the words, then of their plural, then names.
CALLS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "phrase": ((0,), ()),
    "_": ((0,), ()),
    "gettext": ((0,), ()),
    "gettext_lazy": ((0,), ()),
    "Row": ((1, 2, 3), ("label", "low_words", "high_words")),
    "HabitQuestion": ((1,), ("words",)),
    "Effect": ((1,), ("words",)),
    "Preset": ((1,), ("title",)),
    "Sentence": ((0,), ("one",)),
    "LimenError": ((0,), ("says", "fix")),
    "BadInput": ((0,), ("says", "fix")),
    "NotAllowed": ((0,), ("says", "fix")),
    "NotFound": ((0,), ("says", "fix")),
    "CheckFailed": ((0,), ("says", "fix")),
    "RuleBroken": ((0,), ("says", "fix")),
    "ProtocolRefused": ((0,), ("says", "fix")),
}
CRISIS_TABLE, UNITS = "limen/screening/tables/crisis.json", "limen/terms/units.py"
CHAPTERS = "limen/evidence/tables/articles.json"
COUNTING_CALLS = {"counted": 1, "ngettext": 0}
"""Calls with two forms, and the place of the first."""

COMMAND_LINE_ALONE = (
    "limen/cli/",
    "limen/settings/",
    "limen/inference/",
    "limen/studies/",
    "limen/blinding/",
    "limen/diary/importers/",
    "limen/actions/analysing",
    "limen/actions/checking.py",
    "limen/actions/doctor.py",
    "limen/actions/fitting.py",
    "limen/actions/importing.py",
    "limen/actions/imports.py",
    "limen/actions/phrases.py",
    "limen/actions/reproduction.py",
    "limen/actions/serving.py",
    "limen/actions/simulating.py",
    "limen/actions/tables.py",
    "limen/actions/words.py",
    "limen/actions/workers.py",
    "limen/journal/",
    "limen/terms/lines.py",
    "limen/terms/identifiers.py",
)
"""Where every word is for a terminal, which speaks English alone."""

_TRANSLATED = re.compile(r"""{%\s*translate\s+("[^"]*"|'[^']*')""")
_BLOCK = re.compile(r"{%\s*blocktranslate\b.*?%}(.*?){%\s*endblocktranslate\s*%}", re.DOTALL)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_VALUE = re.compile(r"{{\s*(\w+)\s*}}")


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """Words in English, with their plural form where they count something.

    Args:
        one: the words.
        many: the form for any other number of things, or empty.
        place: the file that they stand in.
    """

    one: str
    many: str = ""
    place: str = ""


class UnreadableError(Exception):
    """Words are marked that are put together elsewhere, so no language can have them."""


@cache
def every_phrase() -> tuple[Phrase, ...]:
    """All phrases of this package, each once, in the order of their words."""
    found: dict[tuple[str, str], Phrase] = {}
    for place, text in sources():
        of_place = phrases_of_template if place.endswith(".html") else phrases_of_code
        for one in of_place(text, place):
            found.setdefault((one.one, one.many), one)
    for one in phrases_of_tables():
        found.setdefault((one.one, ""), one)
    for unit in Unit:
        found.setdefault((unit.word, unit.plural), Phrase(unit.word, unit.plural, UNITS))
    counted = {one for one, many in found if many}
    return tuple(sorted(said for said in found.values() if said.many or said.one not in counted))


def sources() -> Iterator[tuple[str, str]]:
    """Every file of code and every template that people read words of: its place and its text."""
    for place, file in walked(resources.files("limen"), "limen"):
        if place.endswith((".py", ".html")) and not place.startswith(COMMAND_LINE_ALONE):
            yield place, file.read_text(encoding="utf-8")


def phrases_of_tables() -> Iterator[Phrase]:
    """The texts of the tables of facts that people read, each language in its own words.

    What a study found and what a law says are shown as they stand in the table, in English.
    """
    told: dict[str, Iterable[str]] = {
        CRISIS_TABLE: phrases_of(crisis_table()),
        "limen/screening/tables/law.json": law_table().regions.values(),
        "limen/screening/tables/screening.json": _of_screening(),
        "limen/evidence/tables/claims.json": _of_claims(),
        "limen/evidence/tables/schedules.json": _of_schedules(),
        CHAPTERS: phrases_of_chapters(),
    }
    for place, texts in told.items():
        yield from (Phrase(words, place=place) for words in texts if words)


def phrases_of_code(text: str, place: str) -> Iterator[Phrase]:
    """The words of the calls that are for people.

    Raises:
        UnreadableError: words are marked that do not stand there.
    """
    tree = ast.parse(text)
    everywhere = _assigned(tree.body)
    for part in tree.body:
        known = everywhere | _assigned(ast.walk(part))
        for node in ast.walk(part):
            if isinstance(node, ast.Call) and (name := _name(node.func)):
                yield from _of_call(_Call(node, name, known, place))


def phrases_of_template(text: str, place: str) -> Iterator[Phrase]:
    """The words of the tags for translation, with places for values."""
    for found in _TRANSLATED.finditer(text):
        yield Phrase(str(ast.literal_eval(found[1])), place=place)
    for found in _BLOCK.finditer(text):
        forms = [_with_places(part) for part in _PLURAL.split(found[1])]
        yield Phrase(forms[0], forms[1] if len(forms) > 1 else "", place)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call, with the texts that stand in names where it is made."""

    node: ast.Call
    name: str
    known: Mapping[str, ast.expr]
    place: str

    def given(self, places: Sequence[int], names: Sequence[str]) -> Iterator[ast.expr]:
        """The arguments at these places, and under these names."""
        node = self.node
        yield from (node.args[at] for at in places if at < len(node.args))
        yield from (one.value for one in node.keywords if one.arg in names)

    def words(self, argument: ast.expr) -> Iterator[str]:
        """The words that an argument can be: one text, or one of two."""
        match argument:
            case ast.Constant(value=str() as words):
                yield words
            case ast.IfExp(body=body, orelse=otherwise):
                yield from self.words(body)
                yield from self.words(otherwise)
            case ast.Name(id=name) if name in self.known:
                yield from self.words(self.known[name])
            case _:
                pass


def _of_screening() -> Iterator[str]:
    table = screening_table()
    for rule in table.rules:
        yield from filter(None, (rule.label, rule.why, rule.say, rule.evidence))
    for sign in table.signs:
        yield from (sign.label, sign.say)


def _of_claims() -> Iterator[str]:
    for claim in claims().values():
        yield from (claim.words, claim.finding)


def _of_schedules() -> Iterator[str]:
    for schedule in schedules().values():
        yield from (schedule.name, schedule.analysis)


def _of_call(call: _Call) -> Iterator[Phrase]:
    if call.name in COUNTING_CALLS:
        first = COUNTING_CALLS[call.name]
        yield from _counting(call, (first,), (first + 1,))
    elif call.name == "Sentence" and [*call.given((2,), ("many",))]:
        yield from _counting(call, (0,), (2,))
    elif call.name in CALLS:
        yield from _plain(call)


def _plain(call: _Call) -> Iterator[Phrase]:
    found = [words for one in call.given(*CALLS[call.name]) for words in call.words(one)]
    if call.name == "phrase" and not found:
        raise UnreadableError(f"{call.place}:{call.node.lineno}")
    yield from (Phrase(words, place=call.place) for words in found if words)


def _counting(call: _Call, one_at: Sequence[int], many_at: Sequence[int]) -> Iterator[Phrase]:
    ones = [words for one in call.given(one_at, ("one",)) for words in call.words(one)]
    manies = [words for many in call.given(many_at, ("many",)) for words in call.words(many)]
    if len(ones) != len(manies):
        raise UnreadableError(f"{call.place}:{call.node.lineno}")
    for one, many in zip(ones, manies, strict=True):
        yield Phrase(one, many, call.place)


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """What is put into names, one by one or several at once."""
    found: dict[str, ast.expr] = {}
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found[name] = value
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)) if len(
                names
            ) == len(values):
                pairs = zip(names, values, strict=True)
                found |= {name.id: each for name, each in pairs if isinstance(name, ast.Name)}
            case _:
                pass
    return found


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _with_places(body: str) -> str:
    return _VALUE.sub(r"%(\1)s", body.replace("%", "%%"))


def walked(folder: Traversable, place: str) -> Iterator[tuple[str, Traversable]]:
    """Every file below a folder, with its place in the package."""
    for one in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{place}/{one.name}"
        if one.is_dir():
            yield from walked(one, path)
        else:
            yield path, one
