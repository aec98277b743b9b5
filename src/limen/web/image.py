"""What an image of the server is started with, and what it passes on to the next one."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Nothing else of the environment reaches a server: names of paths, of the language and the zone.
ALLOWED_ENVIRONMENT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TZDIR")
START_UNTIL = "--start-until"
CONFIG = "--config"


@dataclass(frozen=True, slots=True)
class Passed:
    """All that a new image is told: the socket's number, two paths, a hash of the token.

    `config` is the file of settings that was named; None: the one in the vault's folder.
    """

    socket: int
    vault: Path
    token_sha256: str
    config: Path | None = None

    def arguments(self) -> tuple[str, ...]:
        """The same as options of the server's command line."""
        return (
            *("--socket", str(self.socket)),
            *("--vault", str(self.vault)),
            *("--token-sha256", self.token_sha256),
            *(() if self.config is None else (CONFIG, str(self.config))),
        )


def server_command(module: str, passed: Passed, *, start_until: float = 0.0) -> tuple[str, ...]:
    """The command line of a server.

    Args:
        module: its full name.
        passed: what it is told.
        start_until: moment of the steady clock up to which the start address is good; 0: it is not.
    """
    # Isolated: neither the folder where the person stands nor PYTHON… values choose what is loaded.
    command = (sys.executable, "-I", "-m", module, *passed.arguments())
    return (*command, START_UNTIL, str(start_until)) if start_until else command


def next_command(original: Sequence[str]) -> tuple[str, ...]:
    """The same command with the same interpreter, for an image whose start address is used up."""
    arguments = list(original[1:])
    if START_UNTIL in arguments:
        place = arguments.index(START_UNTIL)
        del arguments[place : place + 2]
    return (sys.executable, *arguments)


def allowed_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The part of an environment that a server gets."""
    return {name: environment[name] for name in ALLOWED_ENVIRONMENT if name in environment}
