"""Reading everything that Limen says to people, and finding what it never says.

The exceptions are whole sentences, each with a reason, a reviewer and a day.
"""

import ast
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from gettext import GNUTranslations
from importlib import resources
from pathlib import Path

from limen.actions.example import example_report
from limen.actions.phrases import COMMAND_LINE_ALONE, CRISIS_TABLE, Phrase, every_phrase, walked
from limen.actions.reminders import WORDS
from limen.reports.never_said import LISTS, Hit, Text, hits
from limen.reports.never_said import sentences as sentences_of
from limen.reports.reading_grade import ReadingGrade, grade
from limen.reports.word_classes import Place
from limen.terms.errors import BadInput

SOURCE_LANGUAGE = "en"
HIGHEST_FOR_HELP, HIGHEST_FOR_A_REPORT = 6.0, 8.0
"""Grades: safety at most 6, page 1 of a report at most 8."""

_MISTAKES = {"ValueError", "TypeError", "RuntimeError", "AssertionError"}
_HELP = (
    "limen/reports/help_page.py",
    "limen/web/templates/hard",
    "limen/web/hard.py",
    "limen/web/templates/safety.html",
)
_REPORT = ("limen/reports/practice", "limen/reports/sections/", "limen/reports/noticed.py")


@dataclass(frozen=True, slots=True)
class WordException:
    """One whole sentence that may be said although it holds such words.

    Args:
        language: its code.
        words: the sentence.
        reason: why it may be said.
        reviewed_by: who decided so.
        reviewed_on: when.
    """

    language: str
    words: str
    reason: str
    reviewed_by: str
    reviewed_on: date


@dataclass(frozen=True, slots=True)
class WordsFound:
    """What was read and what was found.

    Args:
        sentences: how many were read.
        languages: their codes.
        hits: what is never said, in texts that are no exceptions.
        unused: exceptions that no text needs.
        grades: how hard the pages are to read that a person in need has to read.
    """

    sentences: int
    languages: tuple[str, ...]
    hits: tuple[Hit, ...]
    unused: tuple[WordException, ...]
    grades: tuple[ReadingGrade, ...]


def check_words(exceptions: tuple[WordException, ...] = ()) -> WordsFound:
    """Read every text in every language, and find what is never said.

    Raises:
        BadInput: a language is shipped that has no list.
    """
    texts = tuple(
        replace(text, words=sentence)
        for text in every_text()
        for sentence in sentences_of(text.words)
    )
    excepted = {(one.language, one.words) for one in exceptions}
    found = tuple(hit for text in texts for hit in hits(text))
    used = {(hit.text.language, hit.text.words) for hit in found}
    return WordsFound(
        sentences=len(texts),
        languages=tuple(sorted({text.language for text in texts})),
        hits=tuple(hit for hit in found if (hit.text.language, hit.text.words) not in excepted),
        unused=tuple(one for one in exceptions if (one.language, one.words) not in used),
        grades=reading_grades(),
    )


def reading_grades() -> tuple[ReadingGrade, ...]:
    """The grades of the pages for help, and of the first page of a report; in English alone.

    Source: experience.md section 5.
    """
    help_said = [
        one.one for one in every_phrase() if _place(one) is Place.HELP and one.place != CRISIS_TABLE
    ]
    made = example_report()
    report_said = [
        str(one)
        for one in (
            made.headline,
            *made.says,
            *(figure.says for figure in made.figures),
            *made.not_meant,
        )
    ]
    return (
        ReadingGrade("help", _grade(help_said), HIGHEST_FOR_HELP),
        ReadingGrade("report", _grade(report_said), HIGHEST_FOR_A_REPORT),
    )


def _grade(texts: Sequence[str]) -> float:
    return grade([sentence for words in texts for sentence in sentences_of(words)])


def every_text() -> Iterator[Text]:
    """Every text that people read: phrases in all languages, then the command line in English.

    Raises:
        BadInput: a language is shipped that has no list.
    """
    phrases = every_phrase()
    for one in phrases:
        for words in filter(None, (one.one, one.many)):
            yield Text(SOURCE_LANGUAGE, _place(one), words, one.place)
    for language, catalogue in _catalogues():
        if language not in LISTS:
            raise BadInput(f"The language {language} has no list of words that are never said.")
        for one in phrases:
            for words in _translated(one, catalogue):
                yield Text(language, _place(one), words, one.place)
    yield from _of_the_command_line()


def read_exceptions(file: Path) -> tuple[WordException, ...]:
    """The exceptions of a file.

    Raises:
        BadInput: it cannot be read, or an exception lacks its reason, its reviewer or its day.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))["exception"]
        return tuple(
            WordException(
                language=one["language"],
                words=one["words"],
                reason=_said(one["reason"]),
                reviewed_by=_said(one["reviewed_by"]),
                reviewed_on=one["reviewed_on"],
            )
            for one in told
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{file} cannot be read: {error}.",
            fix="Give every exception language, words, reason, reviewed_by and reviewed_on.",
        ) from None


def _said(words: str) -> str:
    if not words.strip():
        raise ValueError("a reason or a reviewer is empty")
    return words


def _place(one: Phrase) -> Place:
    if one.one == WORDS:
        return Place.REMINDER
    if one.place.startswith(_HELP) or one.place == CRISIS_TABLE:
        return Place.HELP
    return Place.REPORT if one.place.startswith(_REPORT) else Place.PAGE


def _catalogues() -> Iterator[tuple[str, GNUTranslations]]:
    """The catalogue of every language besides the source."""
    for folder in sorted(
        (resources.files("limen") / "web" / "locale").iterdir(), key=lambda one: one.name
    ):
        with (folder / "LC_MESSAGES" / "django.mo").open("rb") as file:
            yield folder.name, GNUTranslations(file)


def _translated(one: Phrase, catalogue: GNUTranslations) -> Iterator[str]:
    if one.many:
        yield from dict.fromkeys(
            catalogue.ngettext(one.one, one.many, number) for number in range(101)
        )
    else:
        yield catalogue.gettext(one.one)


@cache
def _of_the_command_line() -> tuple[Text, ...]:
    return tuple(
        Text(SOURCE_LANGUAGE, Place.COMMAND, words, place)
        for place, file in walked(resources.files("limen"), "limen")
        if place.endswith(".py") and place.startswith(COMMAND_LINE_ALONE)
        for words in _sentences(file.read_text(encoding="utf-8"), place)
    )


def _sentences(text: str, place: str) -> Iterator[str]:
    """Every text of several words in code; of documentation only what a verb shows as its help."""
    tree = ast.parse(text)
    silent = {id(node) for node in _silent(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and place.startswith("limen/cli/"):
            is_verb = any("verb" in ast.unparse(one) for one in node.decorator_list)
            if is_verb and (help_text := ast.get_docstring(node)):
                yield help_text
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
            if id(node) not in silent:
                yield _joined(node)
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as words) if id(node) not in silent and " " in words:
                yield words
            case _:
                pass


def _silent(tree: ast.Module) -> Iterator[ast.AST]:
    """Documentation, forms of numbers, and what a mistake of ours would say to us."""
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=value):
                yield value
            case ast.FormattedValue(format_spec=ast.JoinedStr() as form):
                yield from (form, *form.values)
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=said)) if name in _MISTAKES:
                yield from (part for one in said for part in ast.walk(one))
            case _:
                pass


def _joined(node: ast.JoinedStr) -> str:
    """A text with values in it, each shown as three dots."""
    parts = (str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return "".join(parts)
