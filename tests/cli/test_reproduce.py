import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from limen.studies.published.invented import invented_texts
from limen.terms.exit_codes import ExitCode

FILE = "pacutes.csv"
PUBLISHED = "86aa784528ee045c61fadf3eacfd3e1897d16aae9839cee7cb4bfe839a7cc4e3"
# An invented trial differs from the printed table, of course.
DIFFERS = ExitCode.CHECK_FAILED
NUMBER = re.compile(r"(?<=\s)−?[0-9.]+±[0-9.]+\**(?=\s)")


@pytest.fixture(scope="module")
def text() -> str:
    """The first thirty people of an invented trial."""
    header, *lines = invented_texts(5)[FILE].splitlines(keepends=True)
    return header + "".join(line for line in lines if int(line.split(",", 1)[0]) <= 30)


@pytest.fixture
def reproduce(limen: Callable, tmp_path: Path) -> Callable:
    """Run the verb on a file with this content: `reproduce(text, "--unverified", "--json")`."""

    def run(content: str | bytes, *options: str):
        octets = content.encode() if isinstance(content, str) else content
        (tmp_path / FILE).write_bytes(octets)
        return limen("reproduce", "szigeti2021", "--from", str(tmp_path), *options)

    return run


def test_the_help_leads_with_examples_and_ends_with_exit_codes(limen: Callable):
    ran = limen("reproduce", "--help")

    assert ran.exit_code == 0
    assert ran.out.index("limen reproduce szigeti2021 --from FOLDER") < ran.out.index("Usage")


def test_a_success_leads_on_to_a_model_of_ones_own(limen: Callable, shared: Path):
    folder = shared / "data/szigeti2021"

    ran = limen("reproduce", "szigeti2021", "--from", str(folder), "--json")

    assert (ran.exit_code, ran.answer["warnings"]) == (ExitCode.DONE, [])
    (following,) = ran.answer["next"]
    assert shlex.split(following) == [
        *("limen", "fit", str(folder / FILE), "value ~ condition + guess"),
        *("--group", "trial_id", "--where", "test_name=PANAS"),
    ]


def test_another_file_is_refused_with_both_hashes(reproduce: Callable, text: str):
    ran = reproduce(text, "--json")

    assert (ran.exit_code, ran.out) == (ExitCode.CHECK_FAILED, "")
    assert ran.error["code"] == "check-failed"
    assert ran.error["say"] == (
        "pacutes.csv is not the published version (SHA-256 differs). Use --unverified to go on."
    )
    assert PUBLISHED in ran.error["fix"]


def test_another_file_is_computed_unverified_and_marked(
    reproduce: Callable, text: str, agrees: Callable[[Mapping, str], None]
):
    ran = reproduce(text, "--unverified", "--json")

    agrees(ran.answer, "reproduce")
    assert ran.exit_code == DIFFERS
    assert ran.answer["data"]["source"]["verified"] is False
    assert ran.answer["data"]["source"]["says"] == "not the published file"
    assert [warning["code"] for warning in ran.answer["warnings"]] == ["not-published"]
    assert len(ran.answer["data"]["fits"]) == 60


def test_people_read_that_it_is_not_the_published_file(reproduce: Callable, text: str):
    ran = reproduce(text, "--unverified")

    lines = ran.out.splitlines()
    assert lines[0] == "pacutes.csv is not the published file."
    assert lines[-1].endswith("differ (not the published file)")
    assert "differ from the printed table for no known reason" in ran.err


def test_no_number_is_folded_in_a_narrow_terminal(
    reproduce: Callable, in_terminal: Callable, text: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    wide = reproduce(text, "--unverified").out

    narrow = in_terminal(40, lambda: reproduce(text, "--unverified"))

    assert NUMBER.findall(narrow) == NUMBER.findall(wide)
    assert len(NUMBER.findall(narrow)) == 60


def test_a_few_bad_rows_are_left_out_told_and_end_with_6(
    reproduce: Callable, text: str, agrees: Callable[[Mapping, str], None]
):
    ran = reproduce(text.replace(",MD,MD,", ",MD,??,", 1), "--unverified", "--json")

    agrees(ran.answer, "reproduce")
    (rejection,) = ran.answer["data"]["rows"]["rejections"]
    assert ran.exit_code == ExitCode.BAD_INPUT
    assert (rejection["column"], rejection["reason"]) == ("guess", "?? is not MD or PL")
    assert ran.error["say"].startswith("1 of ")
    assert f"Line {rejection['line']}, guess: ?? is not MD or PL." in ran.error["say"]


def test_many_bad_rows_stop_it_before_anything_is_computed(reproduce: Callable, text: str):
    ran = reproduce(text.replace(",MD,MD,", ",MD,??,"), "--unverified", "--json")

    assert (ran.exit_code, ran.out) == (ExitCode.BAD_INPUT, "")
    assert "more than 1 %" in ran.error["say"]
    assert "--keep-going" in ran.error["fix"]


def test_many_bad_rows_can_be_left_out(
    reproduce: Callable, text: str, agrees: Callable[[Mapping, str], None]
):
    broken = text.replace(",MD,MD,", ",MD,??,")

    ran = reproduce(broken, "--unverified", "--keep-going", "--json")

    agrees(ran.answer, "reproduce")
    assert ran.exit_code == ExitCode.BAD_INPUT
    assert {warning["code"] for warning in ran.answer["warnings"]} == {
        "not-published",
        "rows-rejected",
    }


def broken(text: str, line: int, old: str, new: str) -> str:
    """The text with something in one line changed, and nothing else."""
    lines = text.splitlines(keepends=True)
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    return "".join(lines)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("expectation", "hope", 1, "Column expectation is missing in pacutes.csv."),
        ("PANAS", "PANIC", 2, "Line 2, test_name: PANIC is not PANAS, positive, "),
        (",LSD,1", ",LSD,one", 2, "Line 2, dose: one is not a number."),
        (",LSD,1", ",LSD,nan", 2, "Line 2, dose: nan is not a number."),
        (",LSD,1", ",LSD", 2, "Line 2 has 14 cells where the header has 15."),
        (",LSD,1", ',"LSD,1', 2, "This is not a line of comma-separated values."),
    ],
)
def test_what_is_wrong_in_a_file_is_told_in_one_sentence(
    reproduce: Callable, text: str, old: str, new: str, line: int, says: str
):
    ran = reproduce(broken(text, line, old, new), "--unverified")

    assert ran.exit_code == ExitCode.BAD_INPUT
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_a_repeated_row_is_told_with_its_key(reproduce: Callable, text: str):
    last = text.splitlines(keepends=True)[-1]
    who, test, time, *_ = last.split(",")

    ran = reproduce(text + last, "--unverified")

    assert ran.exit_code == ExitCode.BAD_INPUT
    assert f"repeats participant {who}, {test}, {time}." in ran.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "pacutes.csv is empty."),
        (b"trial_id\xff", "pacutes.csv line 1: This line is not UTF-8 text."),
        (b"\x89PNG\r\n\x1a\n", "pacutes.csv line 1: This line is not UTF-8 text."),
        (b"trial_id,\0", "pacutes.csv line 1: This is not a line of comma-separated values."),
    ],
)
def test_what_is_no_table_at_all_is_told(reproduce: Callable, content: bytes, says: str):
    ran = reproduce(content, "--unverified")

    assert (ran.exit_code, ran.out) == (ExitCode.BAD_INPUT, "")
    assert ran.err.splitlines()[0] == says


def test_a_header_alone_is_told(reproduce: Callable, text: str):
    ran = reproduce(text.splitlines(keepends=True)[0], "--unverified")

    assert (ran.exit_code, ran.out) == (ExitCode.BAD_INPUT, "")
    assert ran.err.startswith("pacutes.csv has no row that can be used.")


def test_an_outcome_that_never_varies_keeps_its_place_with_a_sentence(
    reproduce: Callable, text: str, agrees: Callable[[Mapping, str], None]
):
    lines = [line.split(",") for line in text.splitlines()]
    flat = [[*c[:5], "50", *c[6:]] if c[1] == "mood" else c for c in lines]

    ran = reproduce("\n".join(map(",".join, flat)), "--unverified", "--json")

    agrees(ran.answer, "reproduce")
    fit = next(fit for fit in ran.answer["data"]["fits"] if fit["outcome"] == "mood")
    assert (fit["coefficients"], fit["var_group"]) == ([], None)
    assert fit["not_estimable"]["says"].endswith(".")


def test_one_arm_alone_is_told_for_every_outcome(reproduce: Callable, text: str):
    lines = [line.split(",") for line in text.splitlines()]
    one_arm = [[*c[:3], "MD", *c[4:]] if c[0] != "trial_id" else c for c in lines]

    ran = reproduce("\n".join(map(",".join, one_arm)), "--unverified", "--json")

    assert ran.answer["data"]["numbers"] == {"agree": 0, "known": 0, "differ": 40}
    assert all(fit["not_estimable"] for fit in ran.answer["data"]["fits"])
    assert all(table["not_estimable"] for table in ran.answer["data"]["blinding"])


def test_a_missing_folder_and_a_missing_file_are_told(limen: Callable, tmp_path: Path):
    nowhere = limen("reproduce", "szigeti2021", "--from", str(tmp_path / "nowhere"))
    empty = limen("reproduce", "szigeti2021", "--from", str(tmp_path))

    assert (nowhere.exit_code, empty.exit_code) == (ExitCode.BAD_INPUT, ExitCode.BAD_INPUT)
    assert nowhere.err.startswith(f"There is no folder {tmp_path / 'nowhere'}.")
    assert empty.err.startswith(f"There is no file {tmp_path / FILE}.")
    assert "github.com/szb37/mcrds_public" in empty.err


def test_an_unknown_study_is_wrong_usage_and_those_known_are_named(limen: Callable):
    ran = limen("reproduce", "polito2019", "--from", ".")

    assert ran.exit_code == ExitCode.WRONG_USAGE
    assert "there is no study “polito2019”; those there are: szigeti2021." in ran.err


def test_the_folder_must_be_named(limen: Callable):
    assert limen("reproduce", "szigeti2021").exit_code == ExitCode.WRONG_USAGE


def test_only_the_wanted_fields_are_written(reproduce: Callable, text: str):
    ran = reproduce(text, "--unverified", "--json", "--fields", "numbers,versions")

    assert list(ran.answer["data"]) == ["numbers", "versions"]
