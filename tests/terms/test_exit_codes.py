"""How a command ends."""

from limen.terms.exit_codes import ExitCode

# experience.md section 4.
MEANINGS = {
    0: "done; also when the answer is “cannot tell yet”",
    1: "failed for another reason",
    2: "wrong usage",
    3: "refused: the seal is closed",
    4: "not allowed: role, screening verdict, age, or second key missing",
    5: "verification failed: seal, chain or reproduction differs",
    6: "the input has errors, or the protocol is refused; nothing was written",
    7: "interrupted part-way; the same command resumes",
    130: "stopped with Ctrl-C",
}


def test_every_exit_code_has_its_number_and_its_meaning() -> None:
    assert {int(code): code.meaning for code in ExitCode} == MEANINGS


def test_a_code_is_found_by_its_number() -> None:
    assert ExitCode(130) is ExitCode.STOPPED


def test_a_code_ends_a_process_as_its_number() -> None:
    assert SystemExit(ExitCode.BAD_INPUT).code == 6
