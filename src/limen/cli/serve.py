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
        ("limen serve --config limen.toml", "with settings that lie elsewhere"),
    ),
)
@click.option("--port", type=click.IntRange(1024, 65535), help="Port on this computer.")
@click.option("--vault", metavar="FOLDER", help="Folder of the vault, where it is not the usual.")
@click.option("--config", metavar="FILE", help="Settings, where they are not in that folder.")
def serve(form: AnswerForm, port: int | None, vault: str | None, config: str | None) -> None:
    """Open the journal in a browser on this computer.

    The pages are locked at first and lock again when they are not used; where there is no vault
    yet, they begin with making one. No other computer can reach them. The printed address is good
    once, for a minute. Ctrl-C ends everything.
    """
    from limen.actions.serving import ready_to_serve, served_folder

    settings = None if config is None else Path(config)
    serving = ready_to_serve(None if vault is None else Path(vault), port, settings)
    with (
        served_folder(serving.folder),
        supervised(serving.folder, serving.port, settings) as (supervisor, address),
    ):
        if not (form.json or serving.has_vault):
            talk(f"There is no vault in {serving.folder} yet. The pages begin with making one.")
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
def supervised(
    folder: Path, port: int, settings: Path | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The supervisor in a program of its own, which ends when this one does, and its address.

    Args:
        folder: of the vault.
        port: of the loopback address; 0: a free one.
        settings: the file that was named, if any.

    Raises:
        LimenError: it serves nothing; the words say why.
    """
    command = [sys.executable, "-I", "-m", SUPERVISOR, "--vault", str(folder), "--port", str(port)]
    command += [] if settings is None else ["--config", str(settings)]
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        if started.stdin is None or started.stdout is None:
            raise TypeError("the supervisor is started with pipes")
        try:
            yield started, _address(started.stdout)
        finally:
            started.stdin.close()
            started.wait()


def _address(lines: IO[bytes]) -> str:
    address = lines.readline().decode().strip()
    if not address.startswith("http"):
        raise LimenError(address.removeprefix(_REFUSED) or "The pages could not be started.")
    return address
