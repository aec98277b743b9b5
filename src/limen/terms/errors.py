"""The one family of errors that Limen raises on purpose, and the exit code of each.

    LimenError
    ├── BadInput            a file, a field or a formula is wrong
    ├── NotAllowed          role, screening verdict, age or second person
    ├── NotFound            also for things that one may not know of
    ├── CheckFailed         seal, chain or reproduction differs
    └── RuleBroken          a rule of the practice forbids it now
        ├── SealClosed      the trial is not opened yet
        └── ProtocolRefused the plan cannot answer its question

Anything else that is raised is a mistake in Limen. The doors translate: the command line by
`exit_code`, the pages by status (architecture.md section 4.3).
"""

from collections.abc import Mapping
from typing import ClassVar

from limen.terms.exit_codes import ExitCode


class LimenError(Exception):
    """A refusal with a sentence for the reader.

    Args:
        says: what is wrong, in the reader's words, with places like `%(weeks)d` for the values.
        fix: what to do about it, or empty where the sentence says so already.
        at: where it is wrong ("pacutes.csv:812", "formula"), or empty.
        values: what stands in the places of `says` and `fix`; None: they have none.
    """

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[ExitCode] = ExitCode.FAILED

    def __init__(
        self, says: str, *, fix: str = "", at: str = "", values: Mapping[str, object] | None = None
    ) -> None:
        self.phrases, self.values = (says, fix), values
        self.says, self.fix = says, fix
        if values is not None:
            self.says, self.fix = says % values, fix % values
        super().__init__(self.says)
        self.at = at


class BadInput(LimenError):
    """A file, a field or a formula is wrong; nothing was written."""

    code = "bad-input"
    exit_code = ExitCode.BAD_INPUT


class NotAllowed(LimenError):
    """This person may not do this, or not yet."""

    code = "not-allowed"
    exit_code = ExitCode.NOT_ALLOWED


class NotFound(LimenError):
    """There is no such thing, or none that this person may know of."""

    code = "not-found"


class CheckFailed(LimenError):
    """What was checked is not what it should be: a file, a seal, a chain, a published number."""

    code = "check-failed"
    exit_code = ExitCode.CHECK_FAILED


class RuleBroken(LimenError):
    """A rule of the practice forbids it now."""

    code = "rule-broken"


class SealClosed(RuleBroken):
    """The trial is not opened yet, so nothing that needs its arms can be said."""

    code = "seal-closed"
    exit_code = ExitCode.SEAL_CLOSED


class ProtocolRefused(RuleBroken):
    """The plan cannot answer its question, whatever happens."""

    code = "protocol-refused"
    exit_code = ExitCode.BAD_INPUT
