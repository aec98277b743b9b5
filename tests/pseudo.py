"""An invented language for tests: every phrase longer, in other letters, written from the right.

What it leaves in English letters is a phrase that no language can have.
"""

import ast
import io
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from limen.actions.phrases import CALLS, COUNTING_CALLS, every_phrase
from limen.screening.tables import crisis_table
from limen.web.templatetags.wording import DAY_OF_WEEK, SHORT_DAY

LANGUAGE = "ar-xb"
"""Of the family of Arabic, so that Django writes it from the right."""

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵĥíĵķĺḿńóṕɋŕśţúṽŵẋýžÁɃĆĐÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŢÚṼŴẊÝŽ",
)
KEPT = re.compile(r"(%\(\w+\)[sd]|<[^>]+>|&\w+;)")
FORMATS = {SHORT_DAY, DAY_OF_WEEK}
_SILENT = {"script", "style", "code", "title"}
_VOID = {"meta", "link", "input", "br", "path", "rect", "circle", "line", "hr", "img"}
_READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_SENTENCE = re.compile(r"[A-Za-z] [a-z].*[.?!]$")


def said(words: str) -> str:
    """A phrase in the invented language, a third longer; places for values stay."""
    if words in FORMATS:
        return words
    parts = KEPT.split(words)
    turned = "".join(
        part if number % 2 else part.translate(LETTERS) for number, part in enumerate(parts)
    )
    return f"{turned}{'~' * (len(words) // 3)}"


def write(folder: Path) -> None:
    """Write its catalogue where Django looks for it."""
    catalogue = Catalog(locale="en", fuzzy=False)
    for one in every_phrase():
        if one.many:
            catalogue.add((one.one, one.many), (said(one.one), said(one.many)))
        else:
            catalogue.add(one.one, said(one.one))
    into = io.BytesIO()
    write_mo(into, catalogue)
    file = folder / "ar_XB" / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(into.getvalue())


def left_in_english(page: str, own: tuple[str, ...] = ()) -> set[str]:
    """Every text of a page that is in English letters, outside what is marked as English.

    Args:
        page: the page.
        own: what a person wrote, or is named so everywhere.
    """
    reader = _Reader()
    reader.feed(page)
    found = set()
    for text in reader.texts:
        for word in sorted((*own, *_names()), key=len, reverse=True):
            text = text.replace(word, "")  # noqa: PLW2901 -- the same text with less in it
        if _ENGLISH.search(text):
            found.add(text.strip())
    return found


def without_tags(template: str) -> str:
    """A template without what Django fills in, and without what it translates."""
    spoken = r"{% blocktranslate.*?{% endblocktranslate %}"
    rest = re.sub(spoken, "", template, flags=re.DOTALL).replace(' class="framed"', "")
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", rest, flags=re.DOTALL)


def unmarked(code: str) -> Iterator[str]:
    """Sentences that stand in code without a mark; documentation is not for people."""
    tree = ast.parse(code)
    marked = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for part in (*node.args, *(one.value for one in node.keywords))
        if isinstance(node.func, ast.Name) and node.func.id in {*CALLS, *COUNTING_CALLS}
    }
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in marked | documented and _SENTENCE.search(node.value):
            yield node.value


def _names() -> Iterator[str]:
    """What is called so in every language: lines, addresses, programs, questionnaires, zones."""
    for line in crisis_table().lines:
        yield from (name for name in (line.name, line.web, line.phone, line.text) if name)
    yield from ("PHQ-9", "PHQ-4", "GAD-7", "SNS 24", "Europe/Berlin", "Notes", "English")


class _Reader(HTMLParser):
    """Gathers what a page shows and what a program reads aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if not self._is_silent(tag, named):
            self.texts += [named[name] for name in _READ_ALOUD if named.get(name)]
        if tag not in _VOID:
            self._open.append((tag, self._is_silent(tag, named)))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            if self._open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(is_silent for _, is_silent in self._open):
            self.texts.append(data)

    def _is_silent(self, tag: str, named: Mapping[str, str | None]) -> bool:
        is_within = any(is_silent for _, is_silent in self._open)
        return is_within or tag in _SILENT or (tag != "html" and named.get("lang") == "en")
