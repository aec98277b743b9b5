"""A program that writes to vaults as it is told, each time in a process of its own.

It loads everything once. A line on its input names a deed, a vault by its key, and numbers; for
each deed it forks a process, tells its id, and what is saved as soon as it is saved.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.conf import settings

from limen.actions import projections
from limen.actions.append import append, append_all
from limen.actions.visit import Role, Visit
from limen.journal.chain import link
from limen.journal.event import Draft
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.meta import VaultRestored
from limen.store import backups, events, keys, opening, vault
from limen.store.dice import SystemDice
from limen.terms.calendar import Zone, instant_text
from limen.terms.identifiers import ChainId, EventId

AT, ZONE = datetime(2026, 3, 2, 19, 4, tzinfo=UTC), Zone("Europe/Berlin")
MANY = 20


def main() -> None:
    _load_everything()
    gc.freeze()
    for line in sys.stdin:
        begun = [_begun(told) for told in json.loads(line)]
        for process in begun:
            os.waitpid(process, 0)
        _tell("ended")


def _load_everything() -> None:
    """Do once what each process would spend its first moments on."""
    with TemporaryDirectory() as folder:
        made = vault.new_vault(Path(folder) / "notes", SystemDice())
        with opening.new_file(made):
            opening.confirm_sheet()
        opening.open_vault(made)
        append(_visit(made.id), _draft(1), lambda _: (_draft(1).payload,))
        append_all(_visit(made.id), [_draft(2)])
        backups.back_up(Path(folder) / "a.age", instant_text(AT))
        opening.leave()
        projections.forget()


def _begun(told: dict) -> int:
    process = os.fork()
    if process == 0:
        try:
            _tell(f"pid {os.getpid()}")
            _do(told)
        except BaseException as error:
            _tell(repr(error))
            raise
        finally:
            os._exit(0)  # whatever went wrong: there is one reader of orders
    return process


def _do(told: dict) -> None:
    if "migrations" in told:
        sys.path.insert(0, str(Path(told["migrations"]).parent))
        settings.MIGRATION_MODULES = {"store": Path(told["migrations"]).name}
    name, folder = UUID(told["vault"]), Path(told["folder"])
    key = keys.VaultKey(name, bytes.fromhex(told["key"]))
    slots = keys.parse_slots((folder / "slots.json").read_bytes())
    vault.use(vault.OpenVault(folder, folder / "journal.db", slots, _key=key))
    first, until = told.get("first", 1), told.get("until")
    numbers = iter(range(first, until)) if until else count(first)
    DEEDS[told["deed"]](_visit(name), numbers)


def _one_by_one(visit: Visit, numbers: Iterator[int]) -> None:
    for number in numbers:
        draft = _draft(number)
        append(visit, draft, lambda _, draft=draft: (draft.payload,))
        _tell(number)


def _many_at_once(visit: Visit, numbers: Iterator[int]) -> None:
    for number in numbers:
        if number % MANY == 0:
            append_all(visit, [_draft(each) for each in range(number, number + MANY)])
            _tell(number)


def _before_it_is_saved(visit: Visit, numbers: Iterator[int]) -> None:
    """The mistake: telling of what is written, and not yet committed."""
    while True:
        with events.appending():
            for number in islice(numbers, MANY):
                head = events.head(visit.chain)
                linked = link(_draft(number), head, salt=bytes(16), jump=None)
                events.insert(visit.chain, [linked])
                _tell(number)


def _backups(_: Visit, numbers: Iterator[int]) -> None:
    beside = vault.current().folder.parent
    for number in numbers:
        backups.back_up(beside / f"{number % 2}.age", instant_text(AT))
        _tell(number)


def _slots(_: Visit, numbers: Iterator[int]) -> None:
    for number in numbers:
        vault.write_slots(vault.current())
        _tell(number)


def _restores(_: Visit, numbers: Iterator[int]) -> None:
    """Put what the journal holds now in its own place, over and over."""
    export = backups.export_now(instant_text(AT))
    found = backups.Opened(export, vault.current())
    for number in numbers:
        said = VaultRestored(n=export.head.n, hash=export.head.hash)
        draft = replace(_draft(number), payload=said)
        backups.restore(found, link(draft, export.head, salt=bytes(16), jump=None))
        _tell(number)


def _openings(_: Visit, numbers: Iterator[int]) -> None:
    opened = vault.current()
    for number in numbers:
        opening.open_vault(opened)
        _tell(number)


DEEDS: dict[str, Callable[[Visit, Iterator[int]], None]] = {
    "one by one": _one_by_one,
    "many at once": _many_at_once,
    "before it is saved": _before_it_is_saved,
    "backups": _backups,
    "slots": _slots,
    "restores": _restores,
    "opening": _openings,
}


def _visit(name: UUID) -> Visit:
    return Visit("participant", Role.PARTICIPANT, ChainId(name), AT, ZONE)


def _draft(number: int) -> Draft[NoteWritten]:
    note = NoteWritten(words=f"words {number} " * 20)
    return Draft(EventId(UUID(int=number)), AT.date(), AT, ZONE, "participant", "cli", note)


def _tell(said: object) -> None:
    os.write(1, f"{said}\n".encode())


if __name__ == "__main__":
    main()
