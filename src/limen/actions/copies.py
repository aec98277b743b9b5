"""Copies of a journal: where they go, who opens them, which are kept, and how they are."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from limen.actions import access, backups
from limen.actions.access import Deed
from limen.actions.visit import Visit
from limen.reports.figures import OwnWords, Sentence, counted
from limen.settings.configuration import configuration
from limen.store import backups as stored
from limen.store import events, vault
from limen.store.backups import Backup
from limen.terms.calendar import parse_instant
from limen.terms.errors import LimenError

OLDEST = timedelta(days=8)
DAYS_KEPT, MONTHS_KEPT = 7, 12
T = TypeVar("T")
_NAMED = re.compile(r"[a-z]+-\d{4}-\d{2}-\d{2}\.age(\.part)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Copies:
    """What the settings say about backups.

    Args:
        folder: where one is written each day while the journal is open; None: nowhere.
        name: neutral word that the name of each begins with.
        recipients: age recipients who can open every backup besides the person.
    """

    folder: Path | None
    name: str
    recipients: tuple[str, ...] = ()

    def place(self, day: date) -> Path | None:
        """The file that the backup of a day is written to; None where no folder is named."""
        return None if self.folder is None else self.folder / f"{self.name}-{day}.age"


@dataclass(frozen=True, slots=True)
class CopiesHealth:
    """How the copies of a journal are, for the doctor and for the pages.

    Args:
        folder: where copies are made by themselves; None: nowhere.
        age: since the newest backup was made; None: there is none that today's secrets open.
        proved: since that one was last opened and compared; None: as above.
        fault: what went wrong with the last one, in a sentence; empty where nothing did.
        has_older: whether there are backups that only older keys open.
    """

    folder: Path | None
    age: timedelta | None
    proved: timedelta | None
    fault: str = ""
    has_older: bool = False

    @property
    def is_failing(self) -> bool:
        """Whether copies are meant to be there, and the newest is too old, unproved or damaged."""
        if self.age is None or self.proved is None:
            return self.folder is not None or self.has_older
        return bool(self.fault) or self.age > OLDEST or self.proved > OLDEST

    @property
    def says(self) -> tuple[str, ...]:
        """The same in sentences."""
        return tuple(map(str, self.sentences))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The same, for every language."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        if self.fault:
            yield Sentence("%(fault)s", {"fault": OwnWords(self.fault)})
        if self.age is None or self.proved is None:
            yield Sentence(
                "There is no backup that the keys of today open."
                if self.has_older
                else "There is no backup yet."
            )
        else:
            yield Sentence("The last backup was made %(when)s.", {"when": _ago(self.age)})
            words = "It was opened and compared with the journal %(when)s."
            yield Sentence(words, {"when": _ago(self.proved)})
        if self.folder is None:
            yield Sentence(
                "No backup is made by itself, because the settings name no folder for it."
            )


def wished_copies(named: Path | None, file: Path | None = None) -> Copies:
    """What the settings of a vault say about backups.

    Args:
        named: folder of the vault; None: as configured.
        file: the settings; None: those in the folder of the vault.

    Raises:
        BadInput: the settings say what they may not.
    """
    wished = configuration(file=file, folder=named)
    recipient = wished.backup.recipient
    return Copies(
        folder=wished.backup.folder,
        name=wished.discreet.name.lower(),
        recipients=() if recipient is None else (recipient,),
    )


@dataclass(frozen=True, slots=True)
class KeptUp:
    """What was done about copies: what was written, what was opened again, and what went wrong."""

    made: Backup | None = None
    proved: Backup | None = None
    fault: str = ""


def keep_up(visit: Visit, wished: Copies) -> KeptUp:
    """Do what is due: the weekly proof of the newest backup, a new one today, fewer old ones.

    Older ones are taken away only after a new one was written and read back, and only while the
    proof did not fail.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    access.may(visit, Deed.EXPORT)
    if wished.folder is None or not events.head(visit.chain).n:
        return KeptUp()
    proved, unproved = _told(lambda: backups.prove_newest(visit), "The weekly check failed: ")
    made, unmade = _told(lambda: _daily(visit, wished), "The backup of today was not made: ")
    undeleted = ""
    if made is not None and not unproved:
        _, undeleted = _told(lambda: _take_away(visit, made.path.parent), "")
    return KeptUp(made, proved, " ".join(filter(None, (unproved, unmade, undeleted))))


def copies_health(visit: Visit, wished: Copies, fault: str = "") -> CopiesHealth:
    """How the copies are, with what is known of the last attempt.

    Raises:
        NotAllowed: the journal is locked, or not this person's.
    """
    known = backups.known_backups(visit)
    newest = next((one for one in known if not stored.needs_older_keys(one)), None)
    if newest is None:
        return CopiesHealth(wished.folder, None, None, fault, has_older=bool(known))
    age, proved = (
        max(timedelta(0), visit.at - parse_instant(moment))
        for moment in (newest.made_at, newest.proved_at)
    )
    return CopiesHealth(wished.folder, age, proved, fault)


def proof_fault(visit: Visit) -> str:
    """Open the newest backup again; what is wrong with it, or nothing.

    A disk that is not there now is no fault while the last proof is younger than eight days.
    """
    newest = backups.newest_backup(visit)
    if newest is None or not newest.path.exists():
        return ""
    try:
        backups.prove_again(visit, newest)
    except LimenError as error:
        return f"{newest.path} is no backup any more: {error.says}"
    return ""


def not_kept(known: Sequence[Backup]) -> tuple[Backup, ...]:
    """Those of some backups, the newest first, that a folder need not keep.

    The newest seven stay, and the newest of each of the last twelve months.
    """
    months: dict[str, Backup] = {}
    for one in known:
        months.setdefault(one.made_at[:7], one)
    kept = {*known[:DAYS_KEPT], *list(months.values())[:MONTHS_KEPT]}
    return tuple(one for one in known if one not in kept)


def _told(act: Callable[[], T], what_failed: str) -> tuple[T | None, str]:
    """What an act gives, or the sentence that says why it could not be done."""
    try:
        return act(), ""
    except LimenError as error:
        return None, f"{what_failed}{error.says} {error.fix}".strip()


def _daily(visit: Visit, wished: Copies) -> Backup | None:
    place = wished.place(visit.at.astimezone(visit.zone.clock).date())
    if place is None or _is_made(visit, place):
        return None
    reason = vault.current().reason
    if reason:
        raise LimenError(f"an older one is not to be replaced. {reason}")
    return backups.back_up(visit, place, wished.recipients)


def _is_made(visit: Visit, place: Path) -> bool:
    """Whether the backup of today lies where it is to lie, and the keys of today open it."""
    known = (one for one in backups.known_backups(visit) if one.path == place.absolute())
    return any(one.path.exists() and stored.opens_by_keys(one) for one in known)


def _take_away(visit: Visit, folder: Path) -> None:
    """Delete the copies in a folder that are not kept, and what a crash left half-written."""
    here = folder.absolute()
    own = [
        one
        for one in backups.known_backups(visit)
        if one.path.parent == here and _NAMED.fullmatch(one.path.name)
    ]
    for one in not_kept(own):
        stored.discard(one)
    for path in here.glob("*.age.part"):
        if _NAMED.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _ago(age: timedelta) -> Sentence:
    if not age.days:
        return Sentence("today")
    return counted(age.days, "%(count)d day ago", "%(count)d days ago")
