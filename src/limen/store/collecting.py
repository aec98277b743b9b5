"""When Python looks for values that nobody holds any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Make very many values that all stay, without a search through them after every few hundred.

    None of ours holds itself, so that nothing waits for such a search; it goes on afterwards.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pass_by() -> None:
    """Have every later search pass by what is there now, until the process ends.

    A search through years of entries takes longer than a page may: for what is made once and stays.
    """
    gc.freeze()
