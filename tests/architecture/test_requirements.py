"""What Limen rests on is pinned by hash, has its reason, and stays in its rooms.

Goal SEC-12.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

MOST_RUN_TIME_LIBRARIES = 25
PIN = re.compile(r"(?P<name>[\w.-]+)==(?P<version>\S+)(?: *;.*?)?(?P<hashes>(?: +--\S+)*)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# A line of a list of libraries: the library, then its reason and, after a colon, its rooms.
LIBRARY = re.compile(r'^    "(?P<name>[\w.-]+)[^"]*",[ ]*(?:#[ ]*(?P<reason>.*))?$', re.MULTILINE)
LISTS = re.compile(r"^(?P<name>[\w-]+) = \[\n(?P<lines>.*?)^\]", re.MULTILINE | re.DOTALL)
NO_IMPORT = {"tzdata"}


@pytest.fixture(scope="module")
def settings(root: Path) -> str:
    return (root / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "installer.txt"])
def test_every_requirement_is_pinned_by_hash(root: Path, name: str) -> None:
    """Promise: what is installed is what was reviewed."""
    text = (root / "requirements" / name).read_text(encoding="utf-8")

    assert _pins(text) != {}
    assert list(_loose(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "click==8.5.1",
        "click>=8 --hash=sha256:" + "0" * 64,
        "click==8.5.1 --hash=sha256:0",
        "click @ https://packages.example/click.whl --hash=sha256:" + "0" * 64,
        "click==8.5.1 --hash=sha256:" + "0" * 64 + " --hash=md5:0",
        "--only-binary :all:",
        "-r other.txt",
    ],
)
def test_a_loose_requirement_is_found(line: str) -> None:
    """Promise: no version without hash, no address, no option hides in a requirement."""
    assert list(_loose(f"{line}\n")) == [line]


def test_a_pin_over_several_lines_is_held() -> None:
    """Promise: the form that the pinning command writes is read as it is meant."""
    text = "click==8.5.1 ; sys_platform == 'x' \\\n    --hash=sha256:" + "a" * 64 + "\n"

    assert list(_loose(text)) == []
    assert _pins(text) == {"click": {"8.5.1"}}


def test_tests_run_on_the_versions_that_people_run(root: Path) -> None:
    """Promise: every library of run.txt has the same versions in dev.txt."""
    run, dev = (
        _pins((root / "requirements" / name).read_text(encoding="utf-8"))
        for name in ("run.txt", "dev.txt")
    )

    assert run == {name: versions for name, versions in dev.items() if name in run}


def test_every_declared_library_is_pinned(root: Path, settings: str) -> None:
    """Promise: nothing is resolved on a newcomer's computer."""
    project = tomllib.loads(settings)["project"]
    extras = project["optional-dependencies"]
    for_people = [*project["dependencies"], *extras["web"], *extras["study"]]
    run, dev = (
        _pins((root / "requirements" / name).read_text(encoding="utf-8"))
        for name in ("run.txt", "dev.txt")
    )

    assert _names(for_people) - set(run) == set()
    assert _names(extras["dev"]) - set(dev) == set()
    assert len(project["dependencies"]) + len(extras["web"]) <= MOST_RUN_TIME_LIBRARIES


def test_every_library_has_its_reason(settings: str) -> None:
    """Promise: each dependency says why it is there."""
    project = tomllib.loads(settings)["project"]
    declared = _names(project["dependencies"]).union(
        *(_names(extra) for extra in project["optional-dependencies"].values())
    )

    reasons = _reasons(settings)

    assert set(reasons) == declared
    assert [name for name, reason in reasons.items() if not reason] == []


def test_a_library_without_a_reason_is_found() -> None:
    """Promise: a bare line and an empty remark are both refused."""
    text = 'dependencies = [\n    "click >=8.1",\n    "rich",  # \n    "numpy", # arrays: a\n]\n'

    assert _reasons(text) == {"click": "", "rich": "", "numpy": "arrays: a"}


def test_a_library_stays_in_the_rooms_that_its_reason_names(
    settings: str, source: dict[str, str]
) -> None:
    """Promise: who may import a library is said where it is declared."""
    rooms = {name: _rooms(reason) for name, reason in _reasons(settings, "dev").items()}

    found = list(_astray(source, {n: r for n, r in rooms.items() if n not in NO_IMPORT}))

    assert found == []


def test_a_library_outside_its_rooms_is_found() -> None:
    """Promise: an import in another room is refused, whichever form it has."""
    source = {
        "src/limen/cli/a.py": "import rich.table",
        "src/limen/web/b.py": "def late():\n    from rich import table",
    }

    assert list(_astray(source, {"rich": {"cli"}})) == ["src/limen/web/b.py imports rich"]


def _logical_lines(text: str) -> list[str]:
    joined = text.replace("\\\n", " ")
    lines = (line.strip() for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _loose(text: str) -> Iterator[str]:
    """Every requirement that is not a version with at least one hash and nothing else."""
    for line in _logical_lines(text):
        pin = PIN.fullmatch(line)
        hashes = pin["hashes"].split() if pin else []
        if "://" in line or not hashes or not all(HASH.fullmatch(one) for one in hashes):
            yield line


def _pins(text: str) -> dict[str, set[str]]:
    """The pinned versions by name: more than one where they depend on the version of Python."""
    pins: dict[str, set[str]] = {}
    for line in _logical_lines(text):
        if pin := PIN.fullmatch(line):
            pins.setdefault(pin["name"].lower(), set()).add(pin["version"])
    return pins


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[ <>=\[;]", requirement)[0].lower() for requirement in requirements}


def _reasons(settings: str, without: str = "") -> dict[str, str]:
    """The reason of every library in the lists of pyproject.toml, empty where none is given."""
    project = settings.split("\n[project.scripts]", maxsplit=1)[0]
    return {
        library["name"]: library["reason"] or ""
        for found in LISTS.finditer(project)
        if found["name"] != without
        for library in LIBRARY.finditer(found["lines"])
    }


def _rooms(reason: str) -> set[str]:
    return set(re.findall(r"\w+", reason.rpartition(":")[2]))


def _astray(source: dict[str, str], rooms: dict[str, set[str]]) -> Iterator[str]:
    for path, text in source.items():
        room = path.split("/")[2]
        for library in sorted(_imported(text) & set(rooms)):
            if room not in rooms[library]:
                yield f"{path} imports {library}"


def _imported(text: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found
