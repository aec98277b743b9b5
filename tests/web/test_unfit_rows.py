"""No row that is not fit to ship, and nothing that nobody checked, is packaged or shown."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape
from importlib import resources
from pathlib import Path
from types import ModuleType

import pytest

from limen.actions.phrases import walked
from limen.cli.main import run
from limen.evidence.tables import claims, references
from limen.web import urls

TABLES = {
    "crisis": "limen/screening/tables/crisis.json",
    "law": "limen/screening/tables/law.json",
    "screening": "limen/screening/tables/screening.json",
    "claims": "limen/evidence/tables/claims.json",
    "evidence": "limen/evidence/tables/evidence.json",
    "potency": "limen/evidence/tables/potency.json",
    "schedules": "limen/evidence/tables/schedules.json",
    "dose_spectrum": "limen/evidence/tables/dose_spectrum.json",
}
# Where a text stands that says nothing about the world: by what a row is found, and its dates.
NO_STATEMENT = {"id", "group", "names", "examples", "source", "as_of", "review_by", "source_kind"}
NOT_OF_A_ROW = {"checked", "to_verify", "ship_reason", "flag", "basis", "quality", "country"}
DOI, NUMBER = re.compile(r"10\.\d{4,}/\S+"), re.compile(r"\d[\d -]{7,}\d")
LONG_ENOUGH, MANY_DIGITS = 15, 7
PRINTED = ".pdf"
"""A page that stands at the same address without this, printed."""
READ = (".py", ".html", ".json", ".po", ".js", ".css", ".svg", ".txt", ".toml")


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, list[dict[str, object]]]:
    """The rows of every table of facts."""
    files = sorted((shared / "facts").glob("*.json"))
    return {file.stem: json.loads(file.read_text(encoding="utf-8"))["rows"] for file in files}


@pytest.fixture(scope="module")
def unfit(facts: dict[str, list[dict[str, object]]]) -> dict[str, str]:
    """Every text that may be nowhere, with the row that it is of."""
    found: dict[str, str] = {}
    for table, rows in facts.items():
        for row in rows:
            for text in unfit_texts(row):
                found.setdefault(plain(text), f"{table}/{row['id']}")
    fit = plain(
        " ".join(text for rows in facts.values() for row in rows for text in fit_texts(row))
    )
    return {text: where for text, where in found.items() if is_telling(text) and text not in fit}


def is_telling(text: str) -> bool:
    """Whether a text is long enough to be nothing else, and no name of a row."""
    digits = sum(sign.isdigit() for sign in text)
    return not text.startswith("evidence:") and (len(text) >= LONG_ENOUGH or digits >= MANY_DIGITS)


def unfit_texts(row: Mapping[str, object]) -> Iterator[str]:
    """What of a row may not be shown: what was not checked, and everything if it may not ship."""
    for part in row["to_verify"]:
        yield from (part, *DOI.findall(part), *NUMBER.findall(part))
        if isinstance(value := row.get(part), str):
            yield from (value, *DOI.findall(value))
    if not row["ship"]:
        shown = {name: value for name, value in row.items() if name not in NOT_OF_A_ROW}
        yield from strings(shown)


def fit_texts(row: Mapping[str, object]) -> Iterator[str]:
    """What of a row may be shown; nothing if it may not ship."""
    if row["ship"]:
        unchecked = set(row["to_verify"])
        yield from strings(
            {
                name: value
                for name, value in row.items()
                if name not in {*unchecked, "to_verify", "checked"}
            }
        )


def strings(value: object) -> Iterator[str]:
    """Every text within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield str(name)
            yield from strings(one)
    elif isinstance(value, Iterable):
        for one in value:
            yield from strings(one)


def plain(text: str) -> str:
    """A text without what its writing adds: case, kinds of space and of dash."""
    return re.sub(
        r"[\s\u2010-\u2013-]+", " ", text.casefold().removeprefix("doi:").removeprefix("doi ")
    ).strip()


def found_in(text: str, unfit: Mapping[str, str]) -> list[str]:
    """The rows whose unfit texts stand in a text."""
    said = plain(text)
    return [f"{where}: {one}" for one, where in unfit.items() if one in said]


def packaged() -> Iterator[tuple[str, str]]:
    """Every file of text in the package, with its place."""
    for place, file in walked(resources.files("limen"), "limen"):
        if place.endswith(READ):
            yield place, unescaped(file.read_text(encoding="utf-8"))


def unescaped(text: str) -> str:
    r"""A text in which \u2013 and &amp; are what they stand for."""
    plain_text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return unescape(plain_text)


def test_there_are_texts_that_may_be_nowhere(unfit: dict[str, str]) -> None:
    of = {*unfit.values()}

    assert {"law/bs", "law/nordics", "crisis/za_line", "potency/species_table"} <= of
    assert len(of) > 60


def test_no_file_of_the_package_holds_one(unfit: dict[str, str]) -> None:
    assert {place: hits for place, text in packaged() if (hits := found_in(text, unfit))} == {}


def test_no_row_that_may_not_ship_is_in_a_table(facts: dict[str, list[dict[str, object]]]) -> None:
    for table, rows in facts.items():
        if table in TABLES:
            may = {row["id"] for row in rows if row["ship"]}

            assert set(packaged_rows(table)) <= may


def packaged_rows(table: str) -> dict[str, dict[str, object]]:
    """The rows of a packaged table, by their id."""
    text = (resources.files("limen") / TABLES[table].removeprefix("limen/")).read_text("utf-8")
    parts = json.loads(text).values()
    lists = (part for part in parts if isinstance(part, list))
    return {row["id"]: row for part in lists for row in part}


@pytest.mark.parametrize("table", TABLES)
def test_what_was_not_checked_of_a_row_is_not_in_it(
    facts: dict[str, list[dict[str, object]]], table: str
) -> None:
    ours, spoilt = packaged_rows(table), []
    for row in facts[table]:
        mine = ours.get(row["id"], {})
        said = plain(" ".join(strings({k: v for k, v in mine.items() if k not in NO_STATEMENT})))
        for part in row["to_verify"]:
            name = part.removesuffix("_status")
            is_field = name in mine
            words = plain(part.removeprefix("evidence:"))
            spoilt += [(row["id"], part)] * bool(
                mine[name] is not None if is_field else re.search(rf"\b{re.escape(words)}\b", said)
            )

    assert spoilt == []


def test_no_page_shows_one(
    window: object,
    lived: dict[str, object],
    load: Callable[[Path], ModuleType],
    root: Path,
    unfit: dict[str, str],
) -> None:
    addresses = load(root / "tests" / "addresses.py")
    named = {**lived, **addresses.NAMED}
    every = {addresses.address(pattern, named) for pattern in urls.urlpatterns}
    paths = {path for path in every if not path.endswith(PRINTED)}
    places = re.findall(r'<option[^>]* value="([^"]+)"', window.open("/y"))

    shown = {
        path: found_in(text_of(window, path), unfit)
        for path in paths | {f"/y?of={place}" for place in places}
    }

    assert {path: hits for path, hits in shown.items() if hits} == {}
    assert len(shown) > 100


def text_of(window: object, path: str) -> str:
    """What an address gives, as somebody reads it."""
    answer = window.client.get(path, **{"limen.moment": window.at})
    return unescape(re.sub(r"<[^>]*>", " ", answer.content.decode()))


def test_no_answer_of_a_command_holds_one(
    capfd: pytest.CaptureFixture[str], unfit: dict[str, str]
) -> None:
    asked = [("evidence", "list"), ("evidence", "check", "--on", "2026-11-20")]
    asked += [("evidence", "show", name) for name in (*claims(), *references())]

    said, ended = [], set()
    for arguments in asked:
        ended.add(run((*arguments, "--json")))
        said.append(unescaped(capfd.readouterr().out))

    assert [hits for text in said if (hits := found_in(text, unfit))] == []
    assert ended <= {0, 5}
    assert min(map(len, said)) > 100


@pytest.mark.parametrize(
    "planted",
    [
        "secondary lists say possession legal",
        "<p>Secondary&nbsp;lists say possession legal</p>",
        '{"doi": "10.1016/j.forsciint.2003.08.009"}',
        "text 0477 13 11 14",
        "single maximum\u2010type values copied from one book to many pages",
    ],
)
def test_a_text_that_is_planted_is_found(unfit: dict[str, str], planted: str) -> None:
    assert found_in(unescaped(planted), unfit)
