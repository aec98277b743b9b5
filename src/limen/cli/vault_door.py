"""What every command on a vault does: find it, ask how old and with which secret, and open it."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from limen.actions.unlocking import (
    Opened,
    RecoverySheet,
    new_sheet,
    read_sheet_back,
    require_no_pause,
)
from limen.actions.visit import Visit
from limen.actions.visiting import is_adult, needs_sheet, require_vault, state_adult, visiting
from limen.cli.asking import Asking, typed
from limen.cli.place import local_zone, moment
from limen.cli.streams import talk
from limen.terms.errors import BadInput, NotAllowed

AGE = "Are you 18 or over?"
OVER_18 = "Add --yes: it states that you are 18 or over"
LOST = (
    "If you lose both the passphrase and this sheet, nobody can open your notes. Not even us.\n"
    "Write it on paper, then clear what this terminal remembers."
)


Take = Callable[[RecoverySheet, Sequence[str]], None]


class Entered(NamedTuple):
    """A vault that is open, and who is in it."""

    opened: Opened
    visit: Visit


@contextmanager
def entered(asking: Asking, folder: Path) -> Iterator[Entered]:
    """Ask for the passphrase and open the vault; it is locked at the end.

    Raises:
        NotFound: there is no vault in the folder; nothing was asked.
        NotAllowed: too many tries were wrong, and a pause runs; nothing was asked.
        LimenError: it does not open.
    """
    require_vault(folder)
    require_no_pause(folder, moment())
    with visiting(folder, asking.passphrase(), moment(), local_zone()) as (opened, visit):
        if opened.reason:
            talk(f"Note: this journal is open for reading only. {opened.reason}")
        yield Entered(opened, visit)


def require_adult(asking: Asking, *, also: str = "") -> None:
    """Ask how old the person is, before anything else happens.

    Raises:
        NotAllowed: under 18; nothing is stored.
        click.UsageError: nobody can be asked.
    """
    if not asking.agree(AGE, otherwise=f"{OVER_18}{also}."):
        raise NotAllowed(
            "This is not for you yet. Nothing was stored.",
            fix="Help is open to everybody: call your local emergency number, or find somebody to "
            "talk to at findahelpline.com.",
        )


def get_ready(asking: Asking, inside: Entered) -> None:
    """Make up for what has to come before an entry, where it was left out: age, and the sheet."""
    if is_adult(inside.visit) is None:
        require_adult(asking)
    if inside.opened.needs_sheet and asking.may_ask:
        _read_back(new_sheet(monotonic))
    if is_adult(inside.visit) is None:
        state_adult(inside.visit)


def finish_restored(asking: Asking, visit: Visit) -> RecoverySheet | None:
    """Give a journal that was just restored a sheet, where its backup brought none.

    Returns:
        The sheet, if there is a new one.
    """
    sheet = None
    if needs_sheet():
        sheet = new_sheet(monotonic)
        have_read_back(asking, sheet)
    if is_adult(visit) is None:
        state_adult(visit)
    return sheet


def have_read_back(asking: Asking, sheet: RecoverySheet, take: Take = read_sheet_back) -> None:
    """Show a recovery sheet and have two of its groups typed; --yes states that it is kept.

    Args:
        asking: whether --yes was said.
        sheet: the sheet.
        take: what is done with the groups that were typed.
    """
    if asking.is_sure:
        take(sheet, [sheet.groups[number - 1] for number in sheet.asked])
    else:
        _read_back(sheet, take)


def sheet_text(sheet: RecoverySheet) -> str:
    """A recovery sheet as a person writes it down, numbered, and as a QR code."""
    numbered = (f"{number} {group}" for number, group in enumerate(sheet.groups, start=1))
    return (
        f"{sheet.name} · {moment().date()} · Whoever has this sheet can open the journal.\n\n"
        f"    {'   '.join(numbered)}\n\n{_squares(sheet)}{LOST}\n"
    )


def _squares(sheet: RecoverySheet) -> str:
    """The same code as squares for a camera, where the terminal has the signs for them."""
    from limen.reports.recovery_sheet import squares_text

    drawn = squares_text(sheet.groups)
    try:
        drawn.encode(getattr(sys.stderr, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ""
    return f"{drawn}\n\n"


def _read_back(sheet: RecoverySheet, take: Take = read_sheet_back) -> None:
    talk(sheet_text(sheet))
    while True:
        groups = [typed(f"Group {number} of the sheet") for number in sheet.asked]
        try:
            take(sheet, groups)
        except BadInput as error:
            talk(f"{error.says} {error.fix}")
        else:
            return
