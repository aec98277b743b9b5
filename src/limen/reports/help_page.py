"""The help page: one static page with every country's numbers, for a browser or as a file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from limen.screening.crisis import CrisisLine, CrisisTable, LineGroup

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
_HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n'
    '<meta name="referrer" content="no-referrer">\n'
)
_IN_DANGER = (
    "<h2>Emergency number</h2>\n"
    "<p>In danger, call your local emergency number, or go to an emergency department.</p>\n"
)
_NOBODY_TOLD = (
    "<p><strong>Nobody has been told. Limen does not watch and cannot call anyone.</strong></p>\n"
    "</main>\n</body>\n</html>\n"
)


def help_page(table: CrisisTable, today: date, name: str) -> str:
    """The page as HTML: no script, nothing to load, nothing personal.

    A number that is due for review is no link and says since when it is unknown; one that is no
    emergency number stands below the directory.

    Args:
        table: every line that ships.
        today: the day it is shown on; a day before the table was made counts as that day.
        name: neutral title.
    """
    day = max(today, table.compiled_on)
    parts = (
        _HEAD,
        f"<title>{escape(name)}</title>\n</head>\n<body>\n<main>\n",
        "<h1>You are not alone, and this can pass. Bring one person in now.</h1>\n",
        _IN_DANGER,
        _listed(_emergency(table, day)),
        "<h2>Someone to talk to</h2>\n",
        *_by_country(table, day),
        "<h2>Any other country</h2>\n",
        _listed(_entry(line, day) for line in table.of_group(LineGroup.DIRECTORY)),
        *_unknown(table, day),
        "<h2>And now</h2>\n",
        "<p>Ask someone you trust to come or ring you.</p>\n",
        "<p>Put what could harm you out of reach, or ask someone to keep it.</p>\n",
        _NOBODY_TOLD,
    )
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class NearbyHelp:
    """The lines of one place as HTML: emergency number first, then people to talk to.

    Without a place, `emergency` is empty, for then the local number is not known.
    """

    emergency: str
    to_talk: str
    directory: str


def nearby_help(table: CrisisTable, today: date, country: str | None) -> NearbyHelp:
    """The lines that answer where a person is; those due for review are left to the full page."""
    day = max(today, table.compiled_on)

    def here(*groups: LineGroup) -> str:
        lines = (one for one in table.of_group(*groups) if country in one.countries)
        return _listed(_entry(one, day) for one in lines if one.is_known(day))

    directory = table.of_group(LineGroup.DIRECTORY)
    return NearbyHelp(
        emergency=here(LineGroup.EMERGENCY) if country else "",
        to_talk=here(*_TO_TALK) if country else "",
        directory=_listed(_entry(one, day) for one in directory),
    )


def _emergency(table: CrisisTable, day: date) -> Iterator[str]:
    for line in table.of_group(LineGroup.EMERGENCY):
        yield f"{_countries(table, line)}: {_entry(line, day)}"


def _by_country(table: CrisisTable, day: date) -> Iterator[str]:
    known = [line for line in table.of_group(*_TO_TALK) if line.is_known(day)]
    for code, country in sorted(table.countries.items(), key=lambda item: item[1]):
        if lines := [line for line in known if code in line.countries]:
            yield f"<h3>{escape(country)}</h3>\n"
            yield _listed(_entry(line, day) for line in lines)


def _unknown(table: CrisisTable, day: date) -> Iterator[str]:
    if lines := [line for line in table.of_group(*_TO_TALK) if not line.is_known(day)]:
        yield "<h2>Due for review</h2>\n"
        yield _listed(f"{_countries(table, line)}: {_entry(line, day)}" for line in lines)


def _countries(table: CrisisTable, line: CrisisLine) -> str:
    return escape(", ".join(sorted(table.countries[code] for code in line.countries)))


def _entry(line: CrisisLine, day: date) -> str:
    """Name, ways to reach it, hours and note, in one line of text."""
    is_known = line.is_known(day)
    said = [f"<strong>{escape(line.name)}</strong>"]
    if line.phone:
        said.append(f"call {_phone(line.phone, is_linked=is_known)}")
    if line.text:
        said.append(f"text {escape(line.text)}")
    if line.web:
        said.append(_web(line.web, is_linked=is_known))
    if line.hours:
        said.append(escape(line.hours))
    sentences = [", ".join(said) + "."]
    if line.note:
        sentences.append(escape(line.note))
    if not is_known:
        sentences.append(f"Unknown since {line.review_by.isoformat()}: may have changed")
    return " ".join(sentences)


def _phone(phone: str, *, is_linked: bool) -> str:
    return " / ".join(
        f'<a href="tel:{re.sub("[ -]", "", part)}">{escape(part)}</a>'
        if is_linked and _NUMBER.fullmatch(part)
        else escape(part)
        for part in phone.split(" / ")
    )


def _web(address: str, *, is_linked: bool) -> str:
    shown = escape(address)
    return f'<a href="https://{shown}" rel="noreferrer">{shown}</a>' if is_linked else shown


def _listed(entries: Iterable[str]) -> str:
    return "<ul>\n" + "".join(f"<li>{entry}</li>\n" for entry in entries) + "</ul>\n"
