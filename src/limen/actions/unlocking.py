"""Making a vault, opening it with its chain checked, and locking it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from limen.actions import projections
from limen.journal.chain import ChainFault, ChainReport, verify_contents, verify_headers
from limen.journal.characters import grouped, read_characters
from limen.settings.configuration import configuration
from limen.store import events, opening, tries, vault
from limen.store.dice import SystemDice
from limen.store.passphrases import accepted
from limen.terms.errors import BadInput, LimenError, NotAllowed
from limen.terms.identifiers import ChainId
from limen.terms.ports import Dice, Seconds

CHECKED_PAYLOADS = 1000


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once and kept by the person alone: seven numbered groups.

    `asked` are the numbers of the groups that are to be typed back; `name` is the neutral word
    under which others may see the vault.
    """

    groups: tuple[str, ...]
    asked: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An open vault.

    `reason` says why it is for reading only, and is empty where it may be written; with `new_sheet`
    the person has to read a sheet back before anything can be recorded.
    """

    chain: ChainId
    events: int
    reason: str
    needs_sheet: bool


def make_vault(folder: Path, passphrase: str, clock: Seconds) -> RecoverySheet:
    """Make a vault in a folder and leave it open; nothing can be recorded until the sheet is read.

    Raises:
        BadInput: the folder holds a vault already, or the passphrase is too easily guessed.
    """
    chosen = accepted(passphrase)
    dice = SystemDice()
    code = opening.create(folder, chosen, vault.cost_here(clock), dice)
    return sheet_of(code, folder, dice)


def unlock(folder: Path, typed: str) -> Opened:
    """Open the vault in a folder by its passphrase or the code of its recovery sheet.

    All headers are checked, and the contents of the last thousand events; a journal that is not as
    it was written opens for reading only.

    Raises:
        NotFound: there is no vault.
        NotAllowed: that did not open the journal.
        CheckFailed: a key slot is refused, or the file is damaged, plain or cut off.
        RuleBroken: a newer Limen has written it.
    """
    opening.open_vault(opening.unlocked(folder, typed))
    projections.forget()
    report = check_chain()
    if report.reason is not None:
        opening.only_reading(fault_sentence(report))
    opened = vault.current()
    needs_sheet = not opened.reason and not opening.is_sheet_confirmed()
    return Opened(ChainId(opened.id), report.head.n, opened.reason, needs_sheet)


def try_to_unlock(folder: Path, typed: str, at: datetime) -> Opened:
    """Open the vault as `unlock` does, unless too many tries were wrong and a pause runs.

    Args:
        folder: where the vault lies.
        typed: what a person typed.
        at: when they did.

    Raises:
        NotAllowed: a pause runs, or that did not open the journal; the sentence says how long to
            wait.
        LimenError: as `unlock`.
    """
    before = tries.begin_try(folder, at)
    try:
        opened = unlock(folder, typed)
    except NotAllowed as error:
        if pause := before.one_more(at).pause(at):
            fix, values = tries.waiting(pause)
            raise NotAllowed(error.says, fix=fix, values=values) from None
        raise
    except LimenError:
        tries.count(folder, before)
        raise
    tries.count(folder, tries.Tries())
    return opened


def require_no_pause(folder: Path, at: datetime) -> None:
    """Let pass whoever may try to open the vault now, before they type anything.

    Raises:
        NotAllowed: too many tries were wrong; the sentence says how long to wait.
    """
    tries.require_no_pause(folder, at)


def check_chain(*, payloads: int = CHECKED_PAYLOADS) -> ChainReport:
    """Check all headers of the open journal, and the contents of its last events."""
    chain = ChainId(vault.current().id)
    report = verify_headers(chain, events.headers(chain))
    return verify_contents(report, events.load(chain, after=max(0, report.head.n - payloads)))


def fault_sentence(report: ChainReport) -> str:
    """What is wrong with a chain, and what to do; empty for a sound one."""
    if report.reason is None:
        return ""
    return (
        f"Entry {report.bad} {_FAULTS[report.reason]}. Export what is there, then restore a backup."
    )


def new_sheet(clock: Seconds) -> RecoverySheet:
    """Replace a sheet that was never read back; the old one opens nothing from now on."""
    dice = SystemDice()
    code = opening.new_sheet(vault.cost_here(clock), dice)
    return sheet_of(code, vault.current().folder, dice)


def read_sheet_back(sheet: RecoverySheet, typed: Sequence[str]) -> None:
    """Take the groups that were asked for; from now on events can be recorded.

    Raises:
        BadInput: a group is another one, or missing.
    """
    require_groups(sheet, typed)
    opening.confirm_sheet()


def require_groups(sheet: RecoverySheet, typed: Sequence[str]) -> None:
    """Let the groups pass that were asked for.

    Raises:
        BadInput: a group is another one, or missing.
    """
    wanted = [sheet.groups[number - 1] for number in sheet.asked]
    if [read_characters(text.strip()) for text in typed] != wanted:
        first, second = sheet.asked
        raise BadInput(
            "That is not what the sheet says.",
            fix="Type groups %(first)d and %(second)d again.",
            at="groups",
            values={"first": first, "second": second},
        )


def change_passphrase(passphrase: str, clock: Seconds) -> None:
    """Take another passphrase; backups made before still open with the old one.

    Raises:
        BadInput: it is too easily guessed.
    """
    opening.new_passphrase(accepted(passphrase), vault.cost_here(clock), SystemDice())


def sheet_of(code: str, folder: Path, dice: Dice) -> RecoverySheet:
    """The sheet of a code, with two of its groups drawn that are to be typed back.

    Raises:
        BadInput: the settings of the vault say what they may not.
    """
    groups = tuple(grouped(code).split(" "))
    first = dice.below(len(groups))
    second = (first + 1 + dice.below(len(groups) - 1)) % len(groups)
    name = configuration(folder=folder).discreet.name
    return RecoverySheet(groups, tuple(sorted((first + 1, second + 1))), name)


def lock() -> None:
    """Close the journal and drop its key and what was folded from it.

    What a process once held in memory is gone for certain when the process is.
    """
    projections.forget()
    opening.leave()


_FAULTS = {
    ChainFault.GAP: "is missing",
    ChainFault.HASH: "was changed",
    ChainFault.PREV: "does not follow the one before",
    ChainFault.PAYLOAD: "has other content than was recorded",
}
