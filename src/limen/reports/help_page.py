"""The help page: one static page with every country's numbers, for a browser or as a file."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from limen.reports.help_style import STYLE
from limen.screening.crisis import CrisisLine, CrisisTable, LineGroup
from limen.terms.phrases import phrase

_TO_TALK = (
    LineGroup.CRISIS,
    LineGroup.URGENT,
    LineGroup.CRISIS_TEXT,
    LineGroup.PERINATAL,
    LineGroup.SUBSTANCE,
    LineGroup.POISON,
    LineGroup.PEER,
)
_NUMBER = re.compile(r"[0-9][0-9 -]*")
_SMALL_LETTERS = re.compile(r"[a-z]{2}|^24/7$")  # a word, and no name of letters alone
_PARTED = " / "
_HEAD = (
    '<!doctype html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta name="referrer" content="no-referrer">\n'
)
_TITLE = phrase("You are not alone, and this can pass. Bring one person in now.")
_EMERGENCY = phrase("Emergency number")
_IN_DANGER = phrase(
    "In danger, call your local emergency number, or go to an emergency department."
)
_TALK = phrase("Someone to talk to")
_OTHER = phrase("Any other country")
_REVIEW = phrase("Due for review")
_NOW = phrase("And now")
_ASK = phrase("Ask someone you trust to come or ring you.")
_OUT_OF_REACH = phrase("Put what could harm you out of reach, or ask someone to keep it.")
_NOBODY_TOLD = phrase("Nobody has been told. Limen does not watch and cannot call anyone.")
_CALL, _TEXT = phrase("call %(number)s"), phrase("text %(number)s")
_UNKNOWN = phrase("Unknown since %(day)s: may have changed")


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of the page.

    Args:
        language: its code.
        says: gives a phrase in it.
        is_from_right: whether it is written from right to left.
    """

    language: str
    says: Callable[[str], str]
    is_from_right: bool = False


ENGLISH = Voice("en", str)


def help_page(
    table: CrisisTable, today: date, name: str, voices: Sequence[Voice] = (ENGLISH,)
) -> str:
    """The page as HTML: no script, nothing to load, nothing personal.

    A number that is due for review is no link and says since when it is unknown; one that is no
    emergency number stands below the directory.

    Args:
        table: every line that ships.
        today: the day it is shown on; a day before the table was made counts as that day.
        name: neutral title.
        voices: the language of the page, then those that say each of its sentences after it, for
            whoever finds the page as a file.
    """
    day = max(today, table.compiled_on)
    first = voices[0]
    lines = _Lines(table, day, first)
    parts = (
        _HEAD.format(
            language=first.language, direction=' dir="rtl"' if first.is_from_right else ""
        ),
        f"<title>{escape(name)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        _said("h1", _TITLE, voices),
        _said("h2", _EMERGENCY, voices),
        _said("p", _IN_DANGER, voices),
        _listed(lines.emergency()),
        _said("h2", _TALK, voices),
        *lines.by_country(),
        _said("h2", _OTHER, voices),
        _listed(lines.entry(line) for line in table.of_group(LineGroup.DIRECTORY)),
        *lines.unknown(_said("h2", _REVIEW, voices)),
        _said("h2", _NOW, voices),
        _said("p", _ASK, voices),
        _said("p", _OUT_OF_REACH, voices),
        '<div class="told">\n',
        _said("p", _NOBODY_TOLD, voices, strong=True),
        "</div>\n",
        "</main>\n</body>\n</html>\n",
    )
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class NearbyHelp:
    """The lines of one place as HTML: emergency number first, then people to talk to.

    Without a place, `emergency` is empty, for then the local number is not known. `unknown` holds
    what is due for review, for below the directory.
    """

    emergency: str
    to_talk: str
    directory: str
    unknown: str


def nearby_help(
    table: CrisisTable, today: date, country: str | None, voice: Voice = ENGLISH
) -> NearbyHelp:
    """The lines that answer where a person is; no review hides an emergency number."""
    lines = _Lines(table, max(today, table.compiled_on), voice)

    def said(found: Iterable[CrisisLine]) -> str:
        entries = [lines.entry(one) for one in found]
        return _listed(entries) if entries else ""

    def here(*groups: LineGroup) -> list[CrisisLine]:
        return [one for one in table.of_group(*groups) if country in one.countries]

    to_talk = here(*_TO_TALK)
    return NearbyHelp(
        emergency=said(here(LineGroup.EMERGENCY)),
        to_talk=said(one for one in to_talk if one.is_known(lines.day)),
        directory=said(table.of_group(LineGroup.DIRECTORY)),
        unknown=said(one for one in to_talk if not one.is_known(lines.day)),
    )


def phrases_of(table: CrisisTable) -> Iterator[str]:
    """The words of the table that every language says in its own way; names stay as they are."""
    yield from table.countries.values()
    for line in table.lines:
        if line.group is LineGroup.EMERGENCY:
            yield line.name
        said = (line.hours, line.note, line.text, *(line.phone or "").split(_PARTED))
        yield from (words for words in said if words and _SMALL_LETTERS.search(words))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of the table on one day, in one language."""

    table: CrisisTable
    day: date
    voice: Voice

    def emergency(self) -> Iterator[str]:
        for line in self.table.of_group(LineGroup.EMERGENCY):
            yield f"{self._countries(line)}: {self.entry(line)}"

    def by_country(self) -> Iterator[str]:
        known = [one for one in self.table.of_group(*_TO_TALK) if one.is_known(self.day)]
        countries = {code: self.voice.says(name) for code, name in self.table.countries.items()}
        for code, country in sorted(countries.items(), key=lambda item: item[1]):
            if lines := [line for line in known if code in line.countries]:
                yield f"<details>\n<summary><h3>{escape(country)}</h3></summary>\n"
                yield _listed(self.entry(line) for line in lines)
                yield "</details>\n"

    def unknown(self, heading: str) -> Iterator[str]:
        due = [one for one in self.table.of_group(*_TO_TALK) if not one.is_known(self.day)]
        if due:
            yield heading
            yield _listed(f"{self._countries(line)}: {self.entry(line)}" for line in due)

    def entry(self, line: CrisisLine) -> str:
        """Name, ways to reach it, hours and note, in one line of text."""
        says = self.voice.says
        is_known = line.is_known(self.day)
        is_generic = line.group is LineGroup.EMERGENCY
        said = [f"<strong>{escape(says(line.name) if is_generic else line.name)}</strong>"]
        if line.phone:
            said.append(says(_CALL) % {"number": self._phone(line.phone, is_linked=is_known)})
        if line.text:
            said.append(says(_TEXT) % {"number": escape(says(line.text))})
        if line.web:
            said.append(_web(line.web, is_linked=is_known))
        if line.hours:
            said.append(escape(says(line.hours)))
        sentences = [", ".join(said) + "."]
        if line.note:
            sentences.append(escape(says(line.note)))
        if not is_known:
            sentences.append(says(_UNKNOWN) % {"day": line.review_by.isoformat()})
        return " ".join(sentences)

    def _phone(self, phone: str, *, is_linked: bool) -> str:
        return _PARTED.join(
            f'<a href="tel:{re.sub("[ -]", "", part)}">{escape(part)}</a>'
            if is_linked and _NUMBER.fullmatch(part)
            else escape(self.voice.says(part))
            for part in phone.split(_PARTED)
        )

    def _countries(self, line: CrisisLine) -> str:
        names = (self.voice.says(self.table.countries[code]) for code in line.countries)
        return escape(", ".join(sorted(names)))


def _said(tag: str, words: str, voices: Sequence[Voice], *, strong: bool = False) -> str:
    """A sentence in the language of the page, and below it in every other one."""
    first, *others = voices
    parts = [f"<{tag}>{_within(first.says(words), strong=strong)}</{tag}>\n"]
    is_strong = strong or tag != "p"
    parts += [
        f'<p lang="{one.language}">{_within(one.says(words), strong=is_strong)}</p>\n'
        for one in others
    ]
    return "".join(parts)


def _within(words: str, *, strong: bool) -> str:
    return f"<strong>{escape(words)}</strong>" if strong else escape(words)


def _web(address: str, *, is_linked: bool) -> str:
    shown = escape(address)
    return f'<a href="https://{shown}" rel="noreferrer">{shown}</a>' if is_linked else shown


def _listed(entries: Iterable[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{entry}</li>\n" for entry in entries) + "</ul>\n"
