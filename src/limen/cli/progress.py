"""How far long work has come, on stderr: a bar in a terminal, elsewhere a line each ten seconds."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from limen.cli.answer import AnswerForm
from limen.cli.streams import can_redraw, may_be_coloured, talk
from limen.terms.ports import Seconds, Tell

QUIET_SECONDS = 1.0
LINE_EVERY_SECONDS = 10.0
BAR_EVERY_SECONDS = 0.1


@contextmanager
def progress(says: str, form: AnswerForm, *, seconds: Seconds = time.monotonic) -> Iterator[Tell]:
    """Give the work somebody to tell how far it has come; it is to tell at least once a second.

    Work shorter than a second shows nothing. An answer as JSON has no lines beside it on stderr, so
    that whoever reads it there finds one object.

    Args:
        says: what is being done, like "Reading the files".
        form: how the answer is wanted.
        seconds: the clock.
    """
    with ExitStack() as stack:
        if can_redraw(sys.stderr):
            yield _every(BAR_EVERY_SECONDS, _Bar(says, seconds, stack), seconds)
        elif form.json:
            yield _silence
        else:
            yield _every(LINE_EVERY_SECONDS, _line(says), seconds)


def _every(interval: float, show: Tell, seconds: Seconds) -> Tell:
    """Pass on at most one message each interval, and none in the quiet first second."""
    next_at = seconds() + QUIET_SECONDS

    def tell(done: int, total: int | None) -> None:
        nonlocal next_at
        now = seconds()
        if now >= next_at:
            next_at = now + interval
            show(done, total)

    return tell


def _silence(done: int, total: int | None) -> None:
    """Somebody who is told and says nothing."""


def _line(says: str) -> Tell:
    def show(done: int, total: int | None) -> None:
        talk(f"{says}: {done}" if total is None else f"{says}: {done} of {total}")

    return show


class _Bar:
    """A bar that appears when it is first told, and is wiped away when the work ends."""

    def __init__(self, says: str, seconds: Seconds, until: ExitStack) -> None:
        self._says = says
        self._seconds = seconds
        self._started = seconds()
        self._until = until
        self._update: Tell | None = None

    def __call__(self, done: int, total: int | None) -> None:
        if self._update is None:
            self._update = self._appear(done, total)
        else:
            self._update(done, total)

    def _appear(self, done: int, total: int | None) -> Tell:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
        )

        console = Console(
            file=sys.stderr,
            force_terminal=True,
            color_system="auto" if may_be_coloured(sys.stderr) else None,
        )
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        bar = Progress(
            *columns,
            TimeElapsedColumn(),
            console=console,
            get_time=self._seconds,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        task = bar.add_task(self._says, completed=done, total=total)
        bar.tasks[0].start_time = self._started
        self._until.enter_context(bar)

        def update(done: int, total: int | None) -> None:
            bar.update(task, completed=done, total=total)

        return update
