"""Entering a vault from the command line: making one, opening one, and who is then there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from limen.actions import projections, unlocking
from limen.actions.append import append
from limen.actions.unlocking import Opened, RecoverySheet
from limen.actions.visit import Role, Visit
from limen.journal.event import Draft, Event
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import PersonStated
from limen.settings.configuration import configuration
from limen.store import erasure, events, files, opening, vault
from limen.store.dice import SystemDice
from limen.store.passphrases import accepted, drawn_passphrase
from limen.terms.calendar import DayStart, Zone, day_of, parse_day
from limen.terms.errors import BadInput, LimenError, NotFound
from limen.terms.identifiers import ChainId, EventId
from limen.terms.ports import Seconds

LANGUAGE = "en"
_P = TypeVar("_P", bound=Payload)


def folder_of(named: Path | None) -> Path:
    """Where the vault lies, or would lie.

    Raises:
        BadInput: the configuration says what it may not.
    """
    return configuration(folder=named).vault.folder


def is_vault(folder: Path) -> bool:
    """Whether a vault, or part of one, lies in a folder."""
    return (folder / vault.SLOTS).exists() or (folder / vault.JOURNAL).exists()


def require_vault(folder: Path) -> None:
    """Let a folder with a vault pass.

    Raises:
        NotFound: there is none.
    """
    if not is_vault(folder):
        raise NotFound(f"There is no vault in {folder}.", fix="Make one with “limen init”.")


def require_no_vault(folder: Path) -> None:
    """Let a folder pass that a new vault can be made in.

    Raises:
        BadInput: it holds one already.
    """
    if is_vault(folder):
        raise BadInput(
            f"{folder} holds a vault already, or part of one.",
            fix="Choose another folder with --vault, or open this one.",
        )


def require_room(folder: Path) -> None:
    """Let a folder pass that can be made, or written where it is there; nothing is left of it.

    Raises:
        BadInput: it cannot.
    """
    opening.require_place(folder)


def require_file(path: Path) -> None:
    """Let a name pass under which there is a file that can be read, before anything is asked.

    Raises:
        BadInput: there is none.
    """
    files.require_file(path)


def offered_passphrase() -> str:
    """Six words that nobody can guess, for those who want no passphrase of their own."""
    return drawn_passphrase(SystemDice())


def require_good(passphrase: str) -> None:
    """Let a passphrase pass that is hard enough to guess.

    Raises:
        BadInput: it is too easily guessed.
    """
    accepted(passphrase)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A vault that is to be made: where, for whom, and by which passphrase it opens."""

    folder: Path
    passphrase: str = field(repr=False)
    at: datetime
    zone: Zone


def begin_vault(
    wished: Beginning, clock: Seconds, read_back: Callable[[RecoverySheet], None]
) -> RecoverySheet:
    """Make a vault of somebody who is 18 or over, once its recovery sheet was read back.

    Args:
        wished: what is to be made.
        clock: measures how dear a guess can be made here.
        read_back: shows the sheet and gives the groups that were typed to `read_sheet_back`; where
            it raises anything, no vault is left.

    Raises:
        BadInput: the folder holds a vault already, or the passphrase is too easily guessed.
    """
    with making(wished.folder):
        sheet = unlocking.make_vault(wished.folder, wished.passphrase, clock)
        read_back(sheet)
        state_adult(participant(ChainId(vault.current().id), wished.at, wished.zone))
    return sheet


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Let a vault be made in a folder; it is locked afterwards, and gone where anything failed.

    Raises:
        BadInput: the folder holds a vault already.
    """
    require_no_vault(folder)
    was_there = folder.exists()
    try:
        yield
    except BaseException:
        _take_away(folder, and_folder=not was_there)
        raise
    finally:
        unlocking.lock()


@contextmanager
def visiting(folder: Path, typed: str, at: datetime, zone: Zone) -> Iterator[tuple[Opened, Visit]]:
    """The participant in their open vault; it is locked afterwards, however that comes.

    Raises:
        LimenError: see `limen.actions.unlocking.try_to_unlock`.
    """
    try:
        opened = unlocking.try_to_unlock(folder, typed, at)
        yield opened, participant(opened.chain, at, zone)
    finally:
        unlocking.lock()


def participant(chain: ChainId, at: datetime, zone: Zone) -> Visit:
    """The participant, who visits a chain of their own."""
    return Visit("participant", Role.PARTICIPANT, chain, at, zone)


def present(at: datetime, zone: Zone) -> Visit:
    """The participant, who visits the vault that is open in this program.

    Raises:
        NotAllowed: none is open.
    """
    return participant(ChainId(vault.current().id), at, zone)


def newest_zone(visit: Visit) -> Zone:
    """The zone of the entry that was recorded last; in an empty journal, that of the visit."""
    last = events.load(visit.chain, after=max(0, events.head(visit.chain).n - 1))
    return Zone(last[-1].header.zone) if last else visit.zone


def newest_day(visit: Visit) -> date | None:
    """The day of the entry that was recorded last; None in an empty journal."""
    last = events.load(visit.chain, after=max(0, events.head(visit.chain).n - 1))
    return parse_day(last[-1].header.day) if last else None


def needs_sheet() -> bool:
    """Whether the open vault has no recovery sheet that somebody read back."""
    return not opening.is_sheet_confirmed()


def is_adult(visit: Visit) -> bool | None:
    """Whether the person said that they are 18 or over; None where nobody has asked yet."""
    person = projections.state_of(visit.chain).diary.person
    return None if person is None else person.adult


def state_adult(visit: Visit, via: str = "cli") -> Event:
    """Record that the person is 18 or over, with the day start that is configured.

    Args:
        visit: of that person.
        via: the door through which they came.

    Raises:
        NotAllowed: the sheet was not read back, or the journal is for reading only.
    """
    day_start = configuration(folder=vault.current().folder).person.day_start
    stated = PersonStated(adult=True, day_start=str(day_start), language=LANGUAGE)
    draft = replace(drafted(visit, stated, day_start), via=via)
    return append(visit, draft, lambda _: (stated,))[0]


def drafted(visit: Visit, payload: _P, day_start: DayStart | None = None) -> Draft[_P]:
    """What the participant states now, under a new identifier."""
    return Draft(
        id=EventId(new_identifier()),
        day=day_of(visit.at, visit.zone, day_start or DayStart()),
        at=visit.at,
        zone=visit.zone,
        by="participant",
        via="cli",
        payload=payload,
    )


def new_identifier() -> UUID:
    """An identifier that nobody has used."""
    return UUID(bytes=SystemDice().octets(16), version=4)


def _take_away(folder: Path, *, and_folder: bool) -> None:
    with suppress(LimenError):
        erasure.erase(folder)
    if and_folder:
        with suppress(OSError):
            folder.rmdir()
