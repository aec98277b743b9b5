import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from limen.cli.main import run
from limen.terms.exit_codes import ExitCode

LIMEN = str(Path(sys.executable).with_name("limen"))
ADDRESS = re.compile(rb"Open http://127\.0\.0\.1:\d+/start\?t=\S+\r\n")
NUMBER = re.compile(r"(?<=\s)−?[0-9.]+±[0-9.]+\**(?=\s)")


@pytest.fixture(scope="module")
def shown() -> dict[tuple[str, ...], object]:
    """What the command answered to its arguments, so that it computes each of them once."""
    return {}


@pytest.fixture
def demo(limen: Callable, shown: dict[tuple[str, ...], object]) -> Callable[..., object]:
    """The answer to these arguments, computed by the first test that asks."""

    def answered(*arguments: str) -> object:
        if arguments not in shown:
            shown[arguments] = limen("demo", *arguments)
        return shown[arguments]

    return answered


def test_it_says_first_that_the_data_are_invented(demo: Callable):
    ran = demo()

    assert ran.exit_code == ExitCode.DONE
    assert ran.out.startswith(
        "Made a demo: an invented trial of 240 people over four weeks. Invented data,\n"
        "thrown away on exit.\n"
    )
    assert "Next: limen reproduce szigeti2021 --from FOLDER" in ran.err


def test_every_line_fits_into_eighty_columns(demo: Callable):
    assert max(map(len, demo().out.splitlines())) <= 80


def test_no_number_is_folded_in_a_narrow_terminal(
    demo: Callable, in_terminal: Callable, monkeypatch: pytest.MonkeyPatch
):
    wide = demo().out
    monkeypatch.setenv("NO_COLOR", "1")

    narrow = in_terminal(30, lambda: run(("demo",)))

    assert NUMBER.findall(wide) == NUMBER.findall(narrow)
    assert len(NUMBER.findall(narrow)) == 40


def test_the_answer_agrees_with_its_schema(
    demo: Callable, agrees: Callable[[Mapping, str], None], schema: Callable[[str], dict]
):
    answer = demo("--json", "--seed", "3").answer

    agrees(answer, "demo")
    assert (answer["ok"], answer["data"]["seed"]) == (True, 3)
    Draft202012Validator(schema("analyse")).validate(answer["data"]["trial"])


def test_the_same_seed_gives_the_same_answer(limen: Callable, demo: Callable):
    assert limen("demo", "--json", "--seed", "3").out == demo("--json", "--seed", "3").out


@pytest.mark.parametrize("seed", ["-1", "1.5", "seven", str(2**63)])
def test_a_seed_is_a_whole_number_from_0(limen: Callable, seed: str):
    assert limen("demo", "--seed", seed).exit_code == ExitCode.WRONG_USAGE


def test_nothing_is_said_of_anything_real(demo: Callable):
    says = demo("--json", "--seed", "3").answer["data"]["says"]

    assert says.startswith("In this invented trial the capsules do nothing;")


def test_it_shows_a_verdict_on_one_invented_person_and_what_was_put_into_it(demo: Callable):
    out = demo().out

    _, one = out.split("And one person: an invented blinded trial")
    assert "\nWe cannot tell yet.\n" in one
    assert one.rstrip().endswith("seldom says more than there is.")


@pytest.mark.parametrize(
    "ending", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.nightly)]
)
def test_in_a_terminal_it_ends_with_a_practice_that_is_thrown_away(tmp_path: Path, ending: int):
    person, computer = pty.openpty()
    told = {**os.environ, "TMPDIR": str(tmp_path), "COLUMNS": "80"}
    with os.fdopen(person, "rb", buffering=0) as reads:
        started = subprocess.Popen(
            (LIMEN, "demo"), stdin=computer, stdout=computer, stderr=computer, env=told
        )
        os.close(computer)
        said = _read_up_to_address(reads)
        (folder,) = tmp_path.iterdir()
        names = {path.name for path in (folder / "notes").iterdir()}
        started.send_signal(ending)
        code = started.wait(60)

    assert b"Making an invented practice of 12 weeks." in said
    assert {"journal.db", "slots.json"} <= names
    assert code == (0 if ending == signal.SIGINT else 128 + ending)
    assert list(tmp_path.iterdir()) == []


def test_the_table_alone_is_shown_to_whoever_wants_no_pages(limen: Callable, terminal: Callable):
    with terminal():
        ran = limen("demo", "--no-serve")

    assert (ran.exit_code, "127.0.0.1" in ran.out) == (ExitCode.DONE, False)


def _read_up_to_address(reads: object) -> bytes:
    said = b""
    while not ADDRESS.search(said):
        said += reads.read(4096)
    return said
