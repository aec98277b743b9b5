"""Questions to the person in front of a terminal, and what a script says in their place."""

import getpass
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path

import click

from limen.cli.answer import AnswerForm
from limen.cli.streams import harmless, is_terminal, talk
from limen.terms.errors import BadInput

_Option = Callable[[Callable[..., None]], Callable[..., None]]
_LONGEST_LINE = 4096
_YES = ("y", "yes")
_NO = ("n", "no")


@dataclass(slots=True)
class Passphrases:
    """Secrets in the order in which they are wanted: lines of an open file, or typed unseen."""

    descriptor: int | None
    may_ask: bool
    _lines: io.BufferedIOBase | None = field(default=None, repr=False)

    def next(self, says: str) -> str:
        """The next secret; from now on a crash writes no memory of this program to disk.

        Raises:
            click.UsageError: there is no terminal to ask at, and no file was named.
            BadInput: the file has no further line.
        """
        from limen.actions.core_dumps import switch_core_dumps_off

        switch_core_dumps_off()
        if self.descriptor is not None:
            return self._read()
        if not self.may_ask:
            raise click.UsageError("A passphrase is needed: add --passphrase-fd N.")
        return typed(says, unseen=True)

    def _read(self) -> str:
        says = f"No passphrase came from file descriptor {self.descriptor}."
        refusal = BadInput(says, fix="Write one on each line, as UTF-8.", at="--passphrase-fd")
        try:
            if self._lines is None:
                self._lines = os.fdopen(self.descriptor or 0, "rb", closefd=False)
            line = self._lines.readline(_LONGEST_LINE)
            text = line.decode().rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise refusal from None
        if not text:
            raise refusal
        return text


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether anything may be asked, what was said beforehand, and where secrets come from."""

    may_ask: bool
    is_sure: bool
    passphrases: Passphrases

    def passphrase(self, says: str = "Passphrase, or the code of the recovery sheet") -> str:
        """A secret that opens something."""
        return self.passphrases.next(says)

    def new_passphrase(self, says: str, offered: Callable[[], str]) -> str:
        """A new secret, typed twice where it is typed; words are offered to whoever types none.

        Raises:
            BadInput: the second is another one.
        """
        first = self.passphrases.next(says)
        if self.passphrases.descriptor is not None:
            return first
        if not first:
            first = offered()
            talk(f"These words are your passphrase. Write them down:\n\n    {first}\n")
        if typed("The same again", unseen=True) != first:
            raise BadInput("The two are not the same.", fix="Begin again.", at="passphrase")
        return first

    def agree(self, question: str, *, otherwise: str) -> bool:
        """Whether the person says yes, now or beforehand with --yes.

        Args:
            question: what is asked, in one sentence.
            otherwise: what --yes says, for a script that did not say it.

        Raises:
            click.UsageError: nobody can be asked and --yes was not said.
        """
        if self.is_sure:
            return True
        if not self.may_ask:
            raise click.UsageError(otherwise)
        return chosen(question)


def agree_to_replace(asking: Asking, place: Path) -> None:
    """Ask before a file that is there is replaced.

    Raises:
        click.Abort: the person says no.
        click.UsageError: nobody can be asked.
    """
    if not place.exists():
        return
    question = f"{place} is there already. Replace it?"
    if not asking.agree(question, otherwise=f"{place} is there already: add --yes to replace it."):
        raise click.Abort


def typed(says: str, *, unseen: bool = False) -> str:
    """What the person types in one line.

    Raises:
        click.Abort: the terminal was closed in place of an answer.
    """
    if unseen and os.name == "nt":
        return getpass.getpass(f"{says}: ")
    click.echo(f"{harmless(says)}: ", nl=False, err=True)
    if unseen:
        with _no_echo():
            line = sys.stdin.readline()
        talk("")
    else:
        line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line.rstrip("\r\n")


def chosen(question: str) -> bool:
    """Whether the person answers yes; anything but yes and no is asked again."""
    while True:
        answer = typed(f"{question} (yes/no)").strip().lower()
        if answer in (*_YES, *_NO):
            return answer in _YES


def folder_option(function: Callable[..., None]) -> Callable[..., None]:
    """Add --vault, and pass the folder that it names, or None, as `vault`."""

    @wraps(function)
    def asked(*, vault: str | None, **options: object) -> None:
        function(vault=None if vault is None else Path(vault), **options)

    help_text = "Folder of the vault, where it is not the usual."
    return click.option("--vault", metavar="FOLDER", help=help_text)(asked)


def asking_options(
    *, yes: str | None = None, passphrase: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add --no-input, --passphrase-fd and --yes, and pass what they say as `asking`.

    Args:
        yes: what --yes says, for the help; None: there is no such option.
        passphrase: whether a secret is wanted.
    """

    def made(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def asked(*, form: AnswerForm, no_input: bool, **options: object) -> None:
            may_ask = not no_input and not form.json and is_terminal(sys.stdin)
            is_sure, descriptor = options.pop("yes", False), options.pop("passphrase_fd", None)
            passphrases = Passphrases(descriptor if isinstance(descriptor, int) else None, may_ask)
            function(form=form, asking=Asking(may_ask, bool(is_sure), passphrases), **options)

        add: list[_Option] = [click.option("--no-input", is_flag=True, help="Ask nothing.")]
        if passphrase:
            add.append(_passphrase_option())
        if yes is not None:
            add.append(click.option("--yes", is_flag=True, help=yes))
        result: Callable[..., None] = asked
        for option in add:
            result = option(result)
        return result

    return made


def _passphrase_option() -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--passphrase-fd",
        type=click.IntRange(0),
        metavar="N",
        help="Read the passphrase from open file descriptor N, not from the terminal.",
    )


@contextmanager
def _no_echo() -> Iterator[None]:
    """Show nothing of what is typed, and show it again afterwards, however that comes."""
    import termios

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    silent = list(before)
    silent[3] = before[3] & ~termios.ECHO
    termios.tcsetattr(number, termios.TCSAFLUSH, silent)
    try:
        yield
    finally:
        termios.tcsetattr(number, termios.TCSAFLUSH, before)
