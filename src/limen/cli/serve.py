"""The verb `limen serve`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.streams import print_text, talk
from limen.cli.verb import verb
from limen.terms.errors import LimenError

SUPERVISOR = "limen.web.supervisor"
_REFUSED = "refused "


@verb(
    fields=("address", "folder"),
    examples=(
        ("limen serve", "open the address that it prints, within a minute"),
        ("limen serve --port 8001", "where another program has port 8000"),
    ),
)
@click.option("--port", type=click.IntRange(1024, 65535), help="Port on this computer.")
@click.option("--vault", metavar="FOLDER", help="Folder of the vault, where it is not the usual.")
def serve(form: AnswerForm, port: int | None, vault: str | None) -> None:
    """Open the journal in a browser on this computer.

    The pages are locked at first and lock again when they are not used. No other computer can reach
    them. The printed address is good once, for a minute. Ctrl-C ends everything.
    """
    from limen.actions.serving import ready_to_serve

    serving = ready_to_serve(None if vault is None else Path(vault), port)
    with _supervisor(serving.folder, serving.port) as (supervisor, lines):
        address = lines.readline().decode().strip()
        if not address.startswith("http"):
            raise LimenError(address.removeprefix(_REFUSED) or "The pages could not be started.")
        served = {"address": address, "folder": str(serving.folder)}
        give(
            Answer("serve", served, next=("limen lock",)),
            form,
            lambda: print_text(f"Open {address}"),
        )
        if not form.json:
            talk(f"It locks after {serving.idle_minutes} minutes without use. Stop with Ctrl-C.")
        if supervisor.wait():
            raise LimenError("The pages stopped.", fix="Start them again: limen serve.")


@contextmanager
def _supervisor(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """The supervisor in a program of its own, which ends when this one does."""
    command = (sys.executable, "-I", "-m", SUPERVISOR, "--vault", str(folder), "--port", str(port))
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        if started.stdin is None or started.stdout is None:
            raise TypeError("the supervisor is started with pipes")
        try:
            yield started, started.stdout
        finally:
            started.stdin.close()
            started.wait()
