"""Who has a vault: many programs may have it open, and one that replaces its files has it alone.

Without this a program that has the old file open would go on writing to it, unseen by all others.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from limen.terms.errors import LimenError

if sys.platform != "win32":
    import fcntl


@dataclass(frozen=True, slots=True)
class _Held:
    folder: Path
    opened: int
    is_alone: bool = False


_held: _Held | None = None


def hold(folder: Path) -> None:
    """Have a vault together with others, until `let_go`.

    Raises:
        LimenError: another program is replacing its files.
    """
    if _held is not None and _held.folder == folder.absolute():
        return
    let_go()
    _take(folder.absolute(), is_alone=False)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have a vault alone inside, and together with others afterwards; if that fails, not at all.

    Raises:
        LimenError: another program has it open.
    """
    place = folder.absolute()
    if _held is not None and _held.is_alone and _held.folder == place:
        yield
        return
    let_go()
    _take(place, is_alone=True)
    try:
        yield
    except BaseException:
        let_go()
        raise
    let_go()
    _take(place, is_alone=False)


def let_go() -> None:
    """Let others have the vault that this program had."""
    global _held  # noqa: PLW0603 -- one program has one open vault
    if _held is not None:
        os.close(_held.opened)
    _held = None


def _take(folder: Path, *, is_alone: bool) -> None:
    global _held  # noqa: PLW0603 -- as above
    if sys.platform == "win32":
        return
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # there is nothing to have, and whoever opens it says why
    try:
        fcntl.flock(opened, (fcntl.LOCK_EX if is_alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(opened)
        raise _taken(is_alone=is_alone) from None
    except OSError:
        os.close(opened)  # a disk of another computer that knows no locks: as it was without
        return
    _held = _Held(folder, opened, is_alone)


def _taken(*, is_alone: bool) -> LimenError:
    if is_alone:
        return LimenError(
            "Another program has this journal open, so nothing was changed.",
            fix="Lock it with “limen lock”, or let the other command end. Then try once more.",
        )
    return LimenError(
        "Another program is putting a journal in place here.",
        fix="Wait for it to end, then try once more.",
    )
