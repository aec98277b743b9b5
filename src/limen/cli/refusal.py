"""How a run that did not succeed is told: code, sentence, remedy, place, and the exit code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import click

from limen.cli.json_text import json_text
from limen.cli.streams import harmless, talk, talk_json
from limen.terms.errors import LimenError
from limen.terms.exit_codes import ExitCode

CONTRACT = "1"

_AT_LINE = re.compile(r"^(?P<file>.+):(?P<line>\d+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One error in the words of the contract, and how the run ends with it."""

    code: str
    say: str
    fix: str | None = None
    at: str | None = None
    exit_code: ExitCode = ExitCode.FAILED


def refusal_of(error: BaseException) -> Refusal:
    """What to tell of anything that was raised; of a mistake in Limen nothing of its content."""
    match error:
        case LimenError():
            return Refusal(
                error.code, error.says, error.fix or None, error.at or None, error.exit_code
            )
        case click.ClickException():
            return _wrong_usage(error)
        case KeyboardInterrupt() | click.Abort():
            return Refusal("stopped", "Stopped with Ctrl-C.", exit_code=ExitCode.STOPPED)
        case MemoryError():
            return Refusal(
                "no-memory",
                "This computer has not enough free memory for it.",
                "Close other programs and run it again.",
            )
        case ImportError() if not (error.name or "").startswith("limen"):
            return _part_missing(error)
        case _:
            return Refusal(
                "mistake-in-limen",
                "Limen stopped because of a mistake in Limen itself; you did nothing wrong.",
                "Run it again with LIMEN_TRACEBACK=1 to see where, and report that: "
                "CONTRIBUTING.md says how.",
            )


def contract(
    command: str | None,
    *,
    data: object = None,
    warnings: Sequence[object] = (),
    next_commands: Sequence[str] = (),
    refusal: Refusal | None = None,
) -> dict[str, object]:
    """The one object that a command answers with under `--json`."""
    answer: dict[str, object] = {
        "limen": CONTRACT,
        "command": command,
        "ok": refusal is None,
        "data": data,
        "warnings": warnings,
        "next": next_commands,
    }
    if refusal is not None:
        answer["error"] = {name: getattr(refusal, name) for name in ("code", "say", "fix", "at")}
    return answer


def write_refusal(
    refusal: Refusal, command: str | None, *, as_json: bool, next_commands: Sequence[str] = ()
) -> None:
    """Write the error to stderr: the object of the contract, or sentence, remedy, next command."""
    if as_json:
        talk_json(json_text(contract(command, next_commands=next_commands, refusal=refusal)))
        return
    place = "" if refusal.at is None else _AT_LINE.sub(r"\g<file> line \g<line>", refusal.at) + ": "
    talk(harmless(place + refusal.say))
    if refusal.fix is not None:
        talk(harmless(refusal.fix))
    talk_next(next_commands)


def talk_next(commands: Sequence[str]) -> None:
    """Name the next command on stderr, as every run for people ends."""
    if commands:
        talk(f"Next: {' or '.join(commands)}")


def _wrong_usage(error: click.ClickException) -> Refusal:
    """The words of click, without its prefix "Invalid value for"."""
    say, at = error.format_message(), None
    if isinstance(error, click.BadParameter) and not isinstance(error, click.MissingParameter):
        hint = error.param_hint or (error.param and error.param.get_error_hint(error.ctx))
        say, at = error.message, str(hint).strip("'") if hint else None
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "limen"
    fix = f"Run {path} --help: it shows examples."
    if isinstance(error, click.NoSuchOption) and path == "limen":
        fix = "Options of a verb stand after it, as in “limen doctor --json”."
    return Refusal("wrong-usage", say, fix, at, ExitCode.WRONG_USAGE)


def _part_missing(error: ImportError) -> Refusal:
    from limen.actions.doctor import part_of

    part = part_of((error.name or "").partition(".")[0])
    return Refusal(
        "part-missing",
        f"{f'The {part}' if part else 'A part'} of Limen is not working on this computer.",
        "Run limen doctor: it says what to mend.",
    )
