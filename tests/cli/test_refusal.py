import pytest

from limen.cli.refusal import Refusal, refusal_of, write_refusal
from limen.terms.exit_codes import ExitCode


@pytest.mark.parametrize(
    ("at", "line"),
    [
        ("protocol.toml:14", "protocol.toml line 14: “weeks: 10” is odd."),
        ("C:/a:b.csv:2", "C:/a:b.csv line 2: “weeks: 10” is odd."),
        ("formula", "formula: “weeks: 10” is odd."),
        (None, "“weeks: 10” is odd."),
    ],
)
def test_the_place_leads_the_sentence(capsys, at, line):
    refusal = Refusal("bad-input", "“weeks: 10” is odd.", "Use 12.", at)

    write_refusal(refusal, "check", as_json=False)

    assert capsys.readouterr().err == f"{line}\nUse 12.\n"


def test_what_would_steer_the_terminal_is_not_repeated(capsys):
    write_refusal(Refusal("bad-input", "no column \x1b[2Jwho\x07"), "fit", as_json=False)

    assert capsys.readouterr().err == "no column \ufffd[2Jwho\ufffd\n"


@pytest.mark.parametrize(
    ("library", "part"),
    [
        ("numpy.linalg", "The calculation part"),
        ("scipy", "The calculation part"),
        ("formulaic", "The study part"),
        ("pandas.core", "The study part"),
        ("django", "The vault part"),
        (None, "A part"),
    ],
)
def test_a_library_that_does_not_import_leads_to_the_doctor(library, part):
    refusal = refusal_of(ImportError("no such file", name=library))

    assert refusal == Refusal(
        "part-missing",
        f"{part} of Limen is not working on this computer.",
        "Run limen doctor: it says what to mend.",
    )


def test_a_missing_module_of_our_own_is_a_mistake_in_limen():
    refusal = refusal_of(ModuleNotFoundError("gone", name="limen.actions.gone"))

    assert refusal.code == "mistake-in-limen"


def test_too_little_memory_is_told():
    refusal = refusal_of(MemoryError())

    assert (refusal.code, refusal.exit_code) == ("no-memory", ExitCode.FAILED)


def test_a_value_that_does_not_fit_is_told_with_its_option(limen):
    ran = limen("fit", "--method", "guess", "--json")

    assert (ran.exit_code, ran.error["at"]) == (2, "--method")
    assert ran.error["say"] == "'guess' is not one of 'reml', 'ml'."
