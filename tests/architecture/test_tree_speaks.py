"""The tree speaks of the product alone: no machine, no package index, no data of others."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# Made by commands and ignored by git; they are no part of the tree.
MADE = re.compile(r"\.git|\.venv|build|__pycache__|\..*_cache|\.hypothesis|\.coverage.*")
MOST_OCTETS = 200_000
# Long, ours, and written by a command: the hashes of libraries, and every sentence in a language.
WRITTEN = re.compile(r"requirements/\w+\.txt|src/limen/web/locale/\w+/LC_MESSAGES/django\.[mp]o")
DATA = {".csv", ".tsv", ".xlsx", ".parquet", ".feather", ".rds", ".zip", ".gz"}

# Written so that this file does not hold the words that it looks for.
FOREIGN = re.compile(
    r"\bpy(?:pi)\b|python(?:hosted)|npm(?:js)|extra-(?:index)"
    r"|(?<!no-emit-)(?:index-(?:url)|find-(?:links))"
    r"|(?<![\w.])/(?:work|root|home|Users)/",
    re.IGNORECASE,
)
# What sets something up or builds it; using `limen` afterwards does not.
SET_UP = re.compile(r"make |(python[\d.]* -m )?(pip|venv|uv|virtualenv) |sudo |apt")


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, Path]:
    """Every file of the tree by its path from the root."""
    return {path.relative_to(root).as_posix(): path for path in _files(root)}


def test_no_address_of_an_index_and_no_machine_path(files: dict[str, Path]) -> None:
    """Promise: the tree works on any computer."""
    found = [
        said
        for name, path in files.items()
        for said in _foreign(name, path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "halves",
    [
        ("pip install --ind", "ex-url=https://packages.example"),
        ("--extra-ind", "ex-url"),
        ("--find-", "links wheels"),
        ("https://py", "pi.example/simple"),
        ("https://files.python", "hosted.example"),
        ("cd /", "home/ada/notes"),
        ("'/", "work/limen'"),
        ("/", "root/.config"),
    ],
)
def test_a_foreign_address_or_path_is_found(halves: tuple[str, str]) -> None:
    """Promise: the search can find what it looks for."""
    line = "".join(halves)

    assert list(_foreign("a.md", f"One.\n{line}\n")) == [f"a.md:2: {line}"]


def test_an_address_within_the_product_is_not_foreign() -> None:
    """Promise: paths of the tree and switches that leave addresses out stay sayable."""
    text = f"docs/{'work'}/x.md and https://example.org/{'home'}/ and --no-emit-index-{'url'}"

    assert list(_foreign("a.md", text)) == []


def test_no_data_of_others_in_the_tree(files: dict[str, Path]) -> None:
    """Promise: Limen ships no data set (datasets.md); people download what they use."""
    found = [name for name, path in files.items() if _is_data(name, path.stat().st_size)]

    assert found == []


@pytest.mark.parametrize(
    ("name", "octets"), [("src/limen/studies/a.csv", 1), ("docs/a.png", MOST_OCTETS + 1)]
)
def test_a_data_set_is_found(name: str, octets: int) -> None:
    """Promise: a table or a large file is refused wherever it lies."""
    assert _is_data(name, octets)


def test_a_text_of_ordinary_size_is_no_data_set() -> None:
    """Promise: code, documentation, catalogues and the hashes of libraries are not refused."""
    catalogue = "src/limen/web/locale/de/LC_MESSAGES/django.po"

    assert not _is_data("docs/a.md", MOST_OCTETS)
    assert not _is_data(catalogue, MOST_OCTETS + 1)
    assert not _is_data("requirements/dev.txt", MOST_OCTETS + 1)


def test_readme_sets_up_with_two_commands(root: Path) -> None:
    """Promise: `make demo` and `make test` from nothing but Python and make."""
    commands = _commands((root / "README.md").read_text(encoding="utf-8"))

    assert [line for line in commands if SET_UP.match(line)] == ["make demo", "make test"]


def test_a_third_way_of_setting_up_is_found() -> None:
    """Promise: only what a reader would copy counts, with or without a prompt and a remark."""
    text = "```sh\n$ make demo   # a trial\nmake test\npip install .\nlimen demo\n```\nmake bench\n"

    commands = _commands(text)

    assert commands == ["make demo", "make test", "pip install .", "limen demo"]
    assert [line for line in commands if SET_UP.match(line)] == commands[:3]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if MADE.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def _foreign(name: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if FOREIGN.search(line):
            yield f"{name}:{number}: {line}"


def _is_data(name: str, octets: int) -> bool:
    is_large = octets > MOST_OCTETS and not WRITTEN.fullmatch(name)
    return is_large or Path(name).suffix in DATA


def _commands(text: str) -> list[str]:
    """The lines of the code blocks of a page, without prompt and remark."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).splitlines()
    commands = (line.partition("#")[0].strip().removeprefix("$ ") for line in lines)
    return [command for command in commands if command]
