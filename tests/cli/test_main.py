import io
import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import click
import pytest

from limen import __version__
from limen.cli.main import main
from limen.cli.verbs import VERBS
from limen.terms import errors
from limen.terms.exit_codes import ExitCode

LIMEN = str(Path(sys.executable).with_name("limen"))


def raising(error: BaseException):
    def planted(**_wishes):
        raise error

    return planted


class Impatient(io.StringIO):
    """A terminal whose person presses Ctrl-C whenever something is written."""

    def write(self, text: str) -> int:
        raise KeyboardInterrupt(text)


def encoded(encoding: str) -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": encoding}


def test_without_a_verb_the_help_is_printed(limen):
    without = limen()

    assert (without.exit_code, without.out, without.err) == (0, limen("--help").out, "")


def test_the_help_says_what_limen_is_and_then_gives_examples(limen):
    lines = limen("--help").out.splitlines()

    assert lines[0] == "Limen turns microdosing into an honest experiment on yourself."
    assert lines[2] == "Examples:"


@pytest.mark.parametrize("code", ExitCode)
def test_the_help_lists_every_exit_code(limen, code):
    lines = [line.split(maxsplit=1) for line in limen("--help").out.splitlines()]

    assert [str(code.value), code.meaning] in lines


def test_the_help_imports_no_verb_and_no_slow_library():
    program = (
        "import sys; from limen.cli.main import run; run(['--help']);"
        "heavy = {'rich', 'numpy', 'scipy', 'django', 'formulaic', 'pandas', 'limen.actions',"
        "'limen.cli.doctor', 'limen.cli.fit', 'limen.cli.demo', 'limen.cli.reproduce'};"
        "sys.stderr.write(repr(heavy & set(sys.modules)))"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )

    assert ran.stdout.startswith("Limen turns")
    assert ran.stderr == "set()"


def test_the_version_is_printed(limen):
    ran = limen("--version")

    assert (ran.exit_code, ran.out) == (0, f"limen {__version__}\n")


def test_python_m_limen_is_the_command():
    command = [sys.executable, "-m", "limen", "--version"]

    ran = subprocess.run(command, check=False, capture_output=True, text=True)

    assert (ran.returncode, ran.stdout) == (0, f"limen {__version__}\n")


def test_an_unknown_verb_is_refused_with_the_nearest_one(limen):
    ran = limen("docter")

    assert ran.exit_code == 2
    assert ran.out == ""
    assert ran.err == (
        "There is no verb “docter”. Did you mean “doctor”?\nRun limen --help: it shows examples.\n"
    )


def test_a_verb_like_no_other_is_refused_with_all_there_are(limen):
    ran = limen("xyzzy", "--json")

    assert ran.exit_code == 2
    assert ran.out == ""
    assert ran.error == {
        "code": "wrong-usage",
        "say": f"There is no verb “xyzzy”. There are {', '.join(VERBS)}.",
        "fix": "Run limen --help: it shows examples.",
        "at": None,
    }


def test_a_shortened_verb_is_refused(limen):
    ran = limen("doc")

    assert ran.exit_code == 2


def test_an_unknown_option_is_refused_with_the_nearest_one(limen):
    ran = limen("doctor", "--feilds", "checks", "--json")

    assert ran.exit_code == 2
    assert ran.error["say"] == "No such option '--feilds'. Did you mean '--fields'?"
    assert ran.error["fix"] == "Run limen doctor --help: it shows examples."


def test_a_shortened_option_is_refused(limen):
    ran = limen("doctor", "--js")

    assert ran.exit_code == 2


def test_an_option_before_its_verb_is_refused_with_its_place(limen):
    ran = limen("--json", "doctor")

    assert ran.exit_code == 2
    assert ran.error["fix"] == "Options of a verb stand after it, as in “limen doctor --json”."


@pytest.mark.parametrize(
    ("kind", "exit_code"),
    [
        (errors.LimenError, 1),
        (errors.NotFound, 1),
        (errors.RuleBroken, 1),
        (errors.SealClosed, 3),
        (errors.NotAllowed, 4),
        (errors.CheckFailed, 5),
        (errors.BadInput, 6),
        (errors.ProtocolRefused, 6),
    ],
)
def test_each_refusal_ends_with_its_exit_code(limen, plant, kind, exit_code):
    plant(raising(kind("That does not go.")))

    ran = limen("planted")

    said = "That does not go.\nNext: limen planted --help\n"
    assert (ran.exit_code, ran.out, ran.err) == (exit_code, "", said)


def test_a_refusal_as_json_is_the_one_object_on_stderr(limen, plant):
    plant(raising(errors.BadInput("“weeks: 10” is odd.", fix="Use 12.", at="protocol.toml:14")))

    ran = limen("planted", "--json")

    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert ran.error == {
        "code": "bad-input",
        "say": "“weeks: 10” is odd.",
        "fix": "Use 12.",
        "at": "protocol.toml:14",
    }


def test_a_mistake_in_limen_is_told_without_its_content(limen, plant):
    plant(raising(ZeroDivisionError("0.1 g on Tuesday")))

    ran = limen("planted")

    assert ran.exit_code == 1
    assert ran.err == (
        "Limen stopped because of a mistake in Limen itself; you did nothing wrong.\n"
        "Run it again with LIMEN_TRACEBACK=1 to see where, and report that: "
        "CONTRIBUTING.md says how.\n"
    )


def test_the_place_of_a_mistake_is_shown_to_those_who_ask(limen, plant, monkeypatch):
    monkeypatch.setenv("LIMEN_TRACEBACK", "1")
    plant(raising(ZeroDivisionError("a number")))

    ran = limen("planted")

    assert ran.err.splitlines()[0] == "Traceback (most recent call last):"


def test_a_refusal_shows_no_traceback_even_to_those_who_ask(limen, plant, monkeypatch):
    monkeypatch.setenv("LIMEN_TRACEBACK", "1")
    plant(raising(errors.NotFound("There is none.")))

    ran = limen("planted")

    assert ran.err == "There is none.\nNext: limen planted --help\n"


def test_a_module_without_its_verb_is_a_mistake_in_limen(limen, plant):
    plant(raising(ValueError()))
    sys.modules["limen.cli.planted"].planted = "no command"

    ran = limen("planted", "--json")

    assert (ran.exit_code, ran.error["code"]) == (1, "mistake-in-limen")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_ctrl_c_ends_with_130_and_one_line(limen, plant, error):
    plant(raising(error))

    ran = limen("planted")

    assert (ran.exit_code, ran.out, ran.err) == (130, "", "Stopped with Ctrl-C.\n")


SLOW = """
import signal, sys, types
# A shell starts what it runs in the background with Ctrl-C ignored, tests too.
signal.signal(signal.SIGINT, signal.default_int_handler)
from limen.cli.main import main
from limen.cli.verb import verb
from limen.cli.verbs import VERBS

def slow(form):
    "Compute for ever."
    print("begun", flush=True)
    while True:
        sum(range(1000))

sys.modules["limen.cli.slow"] = types.SimpleNamespace(slow=verb(fields=(), examples=())(slow))
VERBS["slow"] = "Compute for ever."
sys.argv[1:] = ["slow"]
main()
"""


def test_ctrl_c_stops_a_long_computation():
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        begun = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)

    assert begun == "begun\n"
    assert (running.returncode, err) == (130, "Stopped with Ctrl-C.\n")


def test_a_reader_that_has_gone_away_ends_it_quietly():
    reads, writes = os.pipe()
    os.close(reads)

    ran = subprocess.run(
        [LIMEN, "--help"], check=False, stdout=writes, stderr=subprocess.PIPE, text=True
    )
    os.close(writes)

    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which is always full")
def test_a_full_disk_is_told():
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [LIMEN, "--help"], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert ran.returncode == 1
    assert ran.stderr.splitlines()[0] == (
        "The answer could not be written: No space left on device."
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_our_signs_gets_plain_ones(encoding):
    ran = subprocess.run([LIMEN, "xyzzy"], check=False, capture_output=True, env=encoded(encoding))

    assert ran.returncode == 2
    assert ran.stderr.decode(encoding).startswith('There is no verb "xyzzy".')


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_json_is_utf8_whatever_the_terminal_writes(encoding):
    ran = subprocess.run(
        [LIMEN, "xyzzy", "--json"], check=False, capture_output=True, env=encoded(encoding)
    )

    assert "There is no verb “xyzzy”." in ran.stderr.decode("utf-8")


@pytest.fixture
def as_command(monkeypatch):
    """Run `main` with these arguments; the exit code."""
    before = signal.getsignal(signal.SIGINT)

    def ended(*arguments: str) -> object:
        monkeypatch.setattr(sys, "argv", ["limen", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return end.value.code

    yield ended
    signal.signal(signal.SIGINT, before)


def test_the_command_ends_with_the_exit_code(as_command, plant):
    plant(raising(errors.SealClosed("The seal is closed until 26 May.")))

    assert as_command("planted") == 3


@pytest.mark.parametrize(("before", "after"), [(None, "1"), ("2", "2")])
def test_numerics_take_one_thread_unless_somebody_chose(as_command, monkeypatch, before, after):
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", before or "")
    if before is None:
        monkeypatch.delenv("OPENBLAS_NUM_THREADS")

    as_command("--version")

    assert os.environ["OPENBLAS_NUM_THREADS"] == after


def test_a_second_ctrl_c_changes_nothing(as_command, plant, monkeypatch):
    plant(raising(KeyboardInterrupt()))
    monkeypatch.setattr(sys, "stderr", Impatient())

    assert as_command("planted") == 130


@pytest.mark.parametrize(("asked_for", "shown"), [([], []), (["default"], ["a trial"])])
def test_warnings_of_libraries_are_for_those_who_ask(
    as_command, plant, monkeypatch, asked_for, shown
):
    def planted(**_wishes):
        warnings.warn("a trial", RuntimeWarning, stacklevel=1)

    plant(planted)
    monkeypatch.setattr(sys, "warnoptions", asked_for)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")

        as_command("planted")

    assert [str(warning.message) for warning in heard] == shown
