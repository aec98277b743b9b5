"""The command `limen`: runs a verb, and turns however it ends into a sentence and an exit code."""

import os
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime

import click

from limen.cli.refusal import refusal_of, write_refusal
from limen.cli.streams import make_streams_ready, talk
from limen.cli.verbs import limen
from limen.terms.errors import LimenError
from limen.terms.exit_codes import ExitCode


def main() -> None:
    """Run the command line with the arguments of the terminal, and end with its exit code."""
    if not sys.warnoptions:
        # What a library warns its developers of is no word for the person.
        warnings.simplefilter("ignore")
    # Matrices are small here: threads that wait for each other would cost more than they bring, and
    # sums would depend on the number of cores. NumPy reads this when a verb loads it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code: int = ExitCode.STOPPED
    try:
        code = run(sys.argv[1:])
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        # A second Ctrl-C, while the first is being told, changes nothing.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and say how it ended, as its exit code.

    Whatever is raised is told here and nowhere else: a refusal with its remedy, wrong usage with
    what may be meant, a mistake in Limen in one neutral sentence.
    """
    make_streams_ready()
    context: click.Context | None = None
    try:
        with limen.make_context("limen", list(arguments), obj=datetime.now(UTC)) as context:
            limen.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- the door translates all
        _talk_traceback(error)
        refusal = refusal_of(error)
        command = context.invoked_subcommand if context else None
        next_commands = (f"limen {command} --help",) if isinstance(error, LimenError) else ()
        write_refusal(refusal, command, as_json="--json" in arguments, next_commands=next_commands)
        return refusal.exit_code
    return ExitCode.DONE


def _talk_traceback(error: BaseException) -> None:
    """Show where a mistake was made, for those who ask for it with `LIMEN_TRACEBACK=1`."""
    if os.environ.get("LIMEN_TRACEBACK") == "1" and not isinstance(
        error, LimenError | click.ClickException
    ):
        talk("".join(traceback.format_exception(error)))
