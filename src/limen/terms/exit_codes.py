"""How a command ends: every exit code of `limen` with its meaning, in one place."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """What the number means that a command ends with; `meaning` is printed in help and manual."""

    DONE = 0, "done; also when the answer is “cannot tell yet”"
    FAILED = 1, "failed for another reason"
    WRONG_USAGE = 2, "wrong usage"
    SEAL_CLOSED = 3, "refused: the seal is closed"
    NOT_ALLOWED = 4, "not allowed: role, screening verdict, age, or second key missing"
    CHECK_FAILED = 5, "verification failed: seal, chain or reproduction differs"
    BAD_INPUT = 6, "the input has errors, or the protocol is refused; nothing was written"
    INTERRUPTED = 7, "interrupted part-way; the same command resumes"
    STOPPED = 130, "stopped with Ctrl-C"

    meaning: str

    def __new__(cls, number: int, meaning: str) -> Self:
        """Make a code that is its number and carries its meaning."""
        code = int.__new__(cls, number)
        code._value_ = number
        code.meaning = meaning
        return code
