"""Catalogues of the languages: `words.py` brings them up to date, `words.py --check` looks only.

The phrases come from the sources (limen.actions.phrases). What a language lacks is listed, and the
status is 1 until every phrase has its words.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from limen.actions.phrases import every_phrase

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "src" / "limen" / "web" / "locale"
LANGUAGES = ("de",)
PLACE = re.compile(r"%\(\w+\)[sd]")
# A value may be given in two forms, of which a language takes the one that it needs.
ALSO_GIVEN = {"Choose a number for %(name)s.": {"%(label)s"}}

Wanted = Sequence[tuple[str, str, str]]
"""English, its plural form or nothing, and the file where it stands."""


def main(arguments: Sequence[str]) -> int:
    """Check every catalogue, after bringing it up to date where that is wished."""
    is_check = list(arguments) == ["--check"]
    wanted = tuple(_phrases())
    faults = []
    for language in LANGUAGES:
        if not is_check:
            update(catalogue_file(LOCALE, language), wanted)
        faults += [f"{language}: {fault}" for fault in faults_of(LOCALE, language, wanted)]
    print("\n".join(faults) or "Every phrase has its words in every language.")
    return 1 if faults else 0


def catalogue_file(folder: Path, language: str) -> Path:
    """Where the catalogue of a language lies; what programs read lies beside it."""
    return folder / language / "LC_MESSAGES" / "django.po"


def update(path: Path, wanted: Wanted) -> None:
    """Put new phrases into a catalogue, take out those that are gone, and compile it."""
    catalogue = read(path)
    made = Catalog(locale=catalogue.locale, charset="utf-8", fuzzy=False)
    made.header_comment = catalogue.header_comment
    for one, many, place in wanted:
        said = catalogue.get(one)
        is_same_shape = said is not None and isinstance(said.id, str) is not bool(many)
        string = said.string if said is not None and is_same_shape else None
        made.add((one, many) if many else one, string, locations=[(place, None)])
    path.write_bytes(written(made))
    path.with_suffix(".mo").write_bytes(compiled(made))


def faults_of(folder: Path, language: str, wanted: Wanted) -> Iterator[str]:
    """What keeps a catalogue from being whole."""
    path = catalogue_file(folder, language)
    catalogue = read(path)
    known = {_key(message.id): message for message in catalogue if message.id}
    for one, many, place in wanted:
        message = known.pop((one, many), None)
        if message is None:
            yield f"missing: {one!r} ({place}); run tools/words.py"
        else:
            yield from _faults(message, place, catalogue.num_plurals)
    yield from (f"nothing says this any longer: {one!r}" for one, _many in known)
    if path.with_suffix(".mo").read_bytes() != compiled(catalogue):
        yield "the compiled catalogue is another one; run tools/words.py"


def read(path: Path) -> Catalog:
    """A catalogue as it is written."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def written(catalogue: Catalog) -> bytes:
    """The text of a catalogue, without a date, so that the same words give the same octets."""
    into = io.BytesIO()
    write_po(into, catalogue, width=100, omit_header=False, sort_output=True)
    return re.sub(
        rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|'
        rb"Project-Id-Version|Report-Msgid-Bugs-To):.*\n",
        b"",
        into.getvalue(),
        flags=re.MULTILINE,
    )


def compiled(catalogue: Catalog) -> bytes:
    """The form that programs read, with nothing in it that changes by itself."""
    plain = Catalog(locale=catalogue.locale, charset="utf-8", fuzzy=False)
    for message in catalogue:
        if message.id and not message.fuzzy:
            plain.add(message.id, message.string)
    into = io.BytesIO()
    write_mo(into, plain)
    return re.sub(rb"(?:POT-Creation-Date|PO-Revision-Date): [^\n]*", _blank, into.getvalue())


def _blank(found: re.Match[bytes]) -> bytes:
    """As long as before, for the file holds the length of each text."""
    name, _, value = found[0].partition(b": ")
    return name + b": " + b"-" * len(value)


def _faults(message: Message, place: str, plurals: int) -> Iterator[str]:
    ids, strings = _texts(message.id), _texts(message.string)
    if message.fuzzy:
        yield f"not certain: {ids[0]!r} ({place})"
    if not all(strings) or len(strings) != (plurals if len(ids) > 1 else 1):
        yield f"untranslated: {ids[0]!r} ({place})"
        return
    allowed = {found for text in ids for found in PLACE.findall(text)}
    allowed |= ALSO_GIVEN.get(ids[0], set())
    for string in strings:
        if unknown := set(PLACE.findall(string)) - allowed:
            yield f"{string!r} has places that nothing fills: {', '.join(sorted(unknown))}"
    is_one = len(strings) == 1 and ids[0] not in ALSO_GIVEN
    if is_one and set(PLACE.findall(ids[0])) - set(PLACE.findall(strings[0])):
        yield f"{strings[0]!r} leaves a value out"


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


def _key(given: str | Sequence[str]) -> tuple[str, str]:
    return (given, "") if isinstance(given, str) else (given[0], given[1])


def _phrases() -> Iterator[tuple[str, str, str]]:
    yield from ((one.one, one.many, one.place) for one in every_phrase())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
