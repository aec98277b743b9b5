"""Processes of this computer among which work is spread, ended at once when it is given up."""

import os
import signal
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from multiprocessing import TimeoutError as NothingYet
from multiprocessing import active_children, get_context
from multiprocessing.pool import Pool

from limen.studies.chunks import Item, Result, Spread
from limen.terms.errors import LimenError

LOOK_EVERY_SECONDS = 1.0


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def own_workers(count: int) -> Generator[Spread]:
    """Somebody who spreads work over so many processes; over none where one is enough.

    Whatever ends the work early, Ctrl-C included, ends the processes too. Load NumPy inside only.

    Raises:
        LimenError: a process ended before its work was done, mostly for want of memory.
    """
    # Matrices are small here: threads that wait for each other cost more than they bring. NumPy
    # reads this when it is loaded: here with the first piece of work, in a new process at once.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if count == 1:
        yield map
        return
    others = _numbers()
    pool = get_context("spawn").Pool(count, initializer=_leave_ctrl_c)
    try:
        yield _InOrder(pool, _numbers() - others, others)
    finally:
        pool.terminate()
        pool.join()


class _InOrder:
    """Sends all items at once, gives their results in order, and sees when a process is gone."""

    def __init__(self, pool: Pool, workers: set[int | None], others: set[int | None]) -> None:
        self._pool = pool
        self._workers = workers
        self._others = others

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], /
    ) -> Iterable[Result]:
        results = self._pool.imap(work, items)
        given = 0
        while given < len(items):
            try:
                result = results.next(timeout=LOOK_EVERY_SECONDS)
            except NothingYet:
                # A pool puts a new process in the place of one that is gone, and its work is lost.
                if _numbers() - self._others != self._workers:
                    raise LimenError(
                        "A worker ended before its work was done.",
                        fix="Use fewer workers, or fewer runs.",
                    ) from None
                continue
            given += 1
            yield result


def _numbers() -> set[int | None]:
    """The numbers of all processes that this one started and that are still there."""
    return {child.pid for child in active_children()}


def _leave_ctrl_c() -> None:
    """Leave Ctrl-C to the process that asked for the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
