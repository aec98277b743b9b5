import re
from collections.abc import Callable, Mapping

import pytest

from limen.cli.main import run
from limen.terms.exit_codes import ExitCode

NUMBER = re.compile(r"(?<=\s)−?[0-9.]+±[0-9.]+\**(?=\s)")


def test_it_says_first_that_the_data_are_invented(limen: Callable):
    ran = limen("demo")

    assert ran.exit_code == ExitCode.DONE
    assert ran.out.startswith(
        "Made a demo: an invented trial of 240 people over four weeks. Invented data,\n"
        "thrown away on exit.\n"
    )
    assert "Next: limen reproduce szigeti2021 --from FOLDER" in ran.err


def test_every_line_fits_into_eighty_columns(limen: Callable):
    assert max(map(len, limen("demo").out.splitlines())) <= 80


def test_no_number_is_folded_in_a_narrow_terminal(
    limen: Callable, in_terminal: Callable, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    wide = limen("demo").out

    narrow = in_terminal(30, lambda: run(("demo",)))

    assert NUMBER.findall(wide) == NUMBER.findall(narrow)
    assert len(NUMBER.findall(narrow)) == 40


def test_the_answer_agrees_with_its_schema(limen: Callable, agrees: Callable[[Mapping, str], None]):
    answer = limen("demo", "--json", "--seed", "3").answer

    agrees(answer, "demo")
    assert (answer["ok"], answer["data"]["seed"]) == (True, 3)


def test_the_same_seed_gives_the_same_answer(limen: Callable):
    assert limen("demo", "--seed", "7").out == limen("demo", "--seed", "7").out


@pytest.mark.parametrize("seed", ["-1", "1.5", "seven", str(2**63)])
def test_a_seed_is_a_whole_number_from_0(limen: Callable, seed: str):
    assert limen("demo", "--seed", seed).exit_code == ExitCode.WRONG_USAGE


def test_nothing_is_said_of_anything_real(limen: Callable):
    says = limen("demo", "--json", "--fields", "says").answer["data"]["says"]

    assert says.startswith("In this invented trial the capsules do nothing;")
