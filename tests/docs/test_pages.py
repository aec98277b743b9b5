"""What holds for every page: the README above all, links, sources and words."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from limen.terms.amount import Amount, parse_amount
from limen.terms.errors import BadInput
from limen.terms.units import Form, Unit

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
SECTIONS = re.compile(r"(\w+)\.md sections? ((?:\d+(?:\.\d+)*(?:\s\([^)]*\))?(?:, | and |,)*)+)")
NEVER_SAID = re.compile(
    r"\b(please|sorry|invalid|oops|unfortunately|congratulations|well done|great job|forbidden"
    r"|should have|significant(?! digits)|significantly|responders?|proof|proves?|coin|in your head"
    r"|sweet spot|optimal(?:ly)?|ideal(?:ly)?|recommend(?:ed|s)?|titrat\w+|step up|spores?"
    r"|vendors?|dealers?|test kit|cures?|treats?|remission|addict\w*|abuse|stop taking|come off"
    r"|zero knowledge|the (?:first|only) tool)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\b\d+(?:[.,]\d+)?\s*(?:g|mg|µg|ug|mcg|micrograms?|milligrams?|grams?|drops?|capsules?)\b"
)
# The glossary lists words that are not used; one page shows how amounts are written.
LISTS_WORDS = "GLOSSARY.md"
ON_AMOUNTS = "docs/reference/amounts.md"


def test_the_readme_sets_up_with_exactly_two_commands(pages: dict[str, str]) -> None:
    blocks = FENCE.findall(pages["README.md"])

    assert blocks == [("shell", "make demo\nmake test\n")]


def test_the_readme_fits_on_two_screens(pages: dict[str, str]) -> None:
    readme = pages["README.md"].splitlines()

    assert len(readme) <= 90
    assert sum(line.startswith("![") for line in readme) == 1


def test_both_commands_of_the_readme_are_targets_that_run_what_pages_say(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")

    recipes = dict(re.findall(r"^(\w+):[^\n]*\n\t@\$\(BIN\)/([^\n]*)$", makefile, re.MULTILINE))

    assert recipes["demo"] == "limen demo"
    assert recipes["test"].startswith("pytest ")


def test_the_picture_stands_alone(docs: Path) -> None:
    text = (docs / "pictures" / "way.svg").read_text(encoding="utf-8")
    picture = ET.fromstring(text)  # noqa: S314 -- a file of this repository

    names = [element.tag.rpartition("}")[2] for element in picture.iter()]

    assert {"title", "desc"} <= set(names)
    assert {"image", "script", "foreignObject"} & set(names) == set()
    assert "href" not in text
    assert re.findall(r"https?://\S+", text) == ['http://www.w3.org/2000/svg"']


def test_every_link_to_a_file_arrives(root: Path, pages: dict[str, str]) -> None:
    assert [said for path, text in pages.items() for said in _broken(root, path, text)] == []


def test_a_link_to_nowhere_is_found(root: Path) -> None:
    page = "[a](../GLOSSARY.md) [b](nowhere.md#part) [c](https://a.example/) [d](#part)"

    assert list(_broken(root, "docs/planted.md", page)) == ["docs/planted.md: nowhere.md"]


def test_every_section_that_the_code_names_is_on_a_page(root: Path, docs: Path) -> None:
    code = {p.name: p.read_text(encoding="utf-8") for p in (root / "src").rglob("*.py")}
    there = {
        (page.stem, number)
        for page in docs.rglob("*.md")
        for number in re.findall(r"^#+ (\d+(?:\.\d+)*) ", page.read_text("utf-8"), re.MULTILINE)
    } | {section for page in docs.rglob("*.md") for section in _claimed(page.read_text("utf-8"))}

    named = {(name, *section) for name, text in code.items() for section in _sections(text)}

    assert ("reml.py", "methods", "6.3") in named
    assert {section for section in named if section[1:] not in there} == set()


@pytest.mark.parametrize(
    ("text", "sections"),
    [
        ("Source: methods.md section 6.3.", [("methods", "6.3")]),
        ("methods.md sections 6.3 and 8 (kernel 3).", [("methods", "6.3"), ("methods", "8")]),
        (
            "datasets.md section 2.1 (scales) and 2.3 (rows)",
            [("datasets", n) for n in ("2.1", "2.3")],
        ),
        ("methods.md alone, in 3 lines", []),
    ],
)
def test_sections_are_read_from_a_source_line(text: str, sections: list[tuple[str, str]]) -> None:
    assert list(_sections(text)) == sections


def test_no_page_says_what_is_never_said(pages: dict[str, str]) -> None:
    read = {path: text for path, text in pages.items() if path != LISTS_WORDS}

    assert [(path, said) for path, text in read.items() for said in _never_said(path, text)] == []


@pytest.mark.parametrize(
    "sentence",
    ["Please wait.", "This proves it.", "Begin with 0.1 g.", "It is the first tool.", "2 capsules"],
)
def test_a_planted_word_is_found(sentence: str) -> None:
    assert len(list(_never_said("docs/planted.md", sentence))) == 1


@pytest.mark.parametrize("typed", ["0.1", "0,1", ".1", "1.0"])
def test_amounts_that_the_page_calls_readable_are_read(typed: str, pages: dict[str, str]) -> None:
    amount = parse_amount(typed, "g", "dried")

    assert f"`{typed}`" in pages[ON_AMOUNTS]
    assert amount == Amount(Decimal(typed.replace(",", ".")), Unit.GRAM, Form.DRIED)


@pytest.mark.parametrize("typed", ["1,000", "1.000", "10~20", "1-2", "0.1 g", "a pinch", "0"])
def test_amounts_that_the_page_calls_refused_are_refused(typed: str, pages: dict[str, str]) -> None:
    assert f"`{typed}`" in pages[ON_AMOUNTS]
    with pytest.raises(BadInput):
        parse_amount(typed, "g", "dried")


def _broken(root: Path, path: str, text: str) -> Iterator[str]:
    for target in LINK.findall(text):
        file = target.partition("#")[0]
        if file and "://" not in file and not ((root / path).parent / file).exists():
            yield f"{path}: {file}"


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for page, numbers in SECTIONS.findall(re.sub(r"\s+", " ", text)):
        plain = re.sub(r"\([^)]*\)", "", numbers)
        for number in re.findall(r"\d+(?:\.\d+)*", plain):
            yield page, number


def _claimed(page: str) -> Iterator[tuple[str, str]]:
    """The section that a page names as its own, where it has another name in the code."""
    for said in re.findall(r"^\*In the code: `(.+)`\.\*$", page, re.MULTILINE):
        yield from _sections(said)


def _never_said(path: str, text: str) -> Iterator[str]:
    yield from (found[0] for found in NEVER_SAID.finditer(text))
    if path != ON_AMOUNTS:
        yield from (found[0] for found in AMOUNT.finditer(text))
