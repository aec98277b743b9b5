"""New keys: every event is there, old keys open nothing, and a kill at any step harms nothing."""

import fcntl
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import NoteWritten
from limen.store import backups, durable, events, opening, placing, rotation
from limen.store import vault as vaults
from limen.store.dice import SystemDice
from limen.store.models import IdentityRow
from limen.store.vault import Cost, OpenVault
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import CheckFailed, LimenError, NotAllowed
from limen.terms.identifiers import ChainId, EventId, parse_event_id

MOMENT = "2026-03-02T19:04:00.000Z"
OTHER = "another horse battery staple"


def noted(number: int, head: Head) -> Event:
    at, zone = parse_instant(MOMENT), Zone("Europe/Berlin")
    note = NoteWritten(words=f"words {number}")
    name = EventId(parse_event_id(f"00000000-0000-4000-8000-{number:012}"))
    draft = Draft(name, at.date(), at, zone, "participant", "cli", note)
    return link(draft, head, salt=number.to_bytes(16), jump=None)


@pytest.fixture
def filled(vault: OpenVault) -> tuple[Event, ...]:
    """Three notes, the second of which has lost its content."""
    chain = ChainId(vault.id)
    head, made = Head(0, genesis(chain)), []
    for number in (1, 2, 3):
        made.append(noted(number, head))
        head = made[-1].head
    with events.appending():
        events.insert(chain, made)
        events.redact(chain, [parse_event_id(made[1].header.id)])
    return events.load(chain)


@pytest.fixture
def keyed(vault: OpenVault) -> OpenVault:
    """The vault under a new key that its old slots do not hold; no slot, which takes no time."""
    return vaults.new_key(vault.id, vault.slots_octets(), vault.folder, SystemDice())


def test_everything_is_there_under_new_keys(
    vault: OpenVault, filled: tuple[Event, ...], tmp_path: Path, made: object
) -> None:
    backup = backups.back_up(tmp_path / "a.age", MOMENT)

    new, code = rotation.with_new_key(OTHER, Cost(), SystemDice())
    rotation.take(new)
    found, known = events.load(ChainId(vault.id)), backups.known_backups()
    opening.leave()

    assert (found, known) == (filled, (backup,))
    for typed in (OTHER, code):
        opened = opening.unlocked(vault.folder, typed)
        opening.open_vault(opened)
        assert (opened.epoch, opened.id) == (vault.epoch + 1, vault.id)
        assert opened.database_key() != vault.database_key()
        opening.leave()
    for typed in (made.passphrase, made.code):
        with pytest.raises(NotAllowed, match="That did not open the journal"):
            opening.unlocked(vault.folder, typed)


@pytest.mark.usefixtures("filled")
def test_an_old_backup_keeps_its_old_keys(
    vault: OpenVault, keyed: OpenVault, made: object, tmp_path: Path
) -> None:
    old = backups.back_up(tmp_path / "a.age", MOMENT)

    rotation.take(keyed)

    assert not backups.opens_by_keys(old)
    slots = vaults.read_slots(backups.slots_beside(old.path))
    assert vaults.unlocked_by(slots, made.passphrase, tmp_path).export_key() == vault.export_key()


@pytest.mark.usefixtures("filled")
def test_old_slots_and_the_old_journal_are_gone_from_the_folder(
    vault: OpenVault, keyed: OpenVault
) -> None:
    slots = (vault.folder / "slots.json").read_bytes()

    rotation.take(keyed)
    opening.leave()

    every = b"".join(path.read_bytes() for path in vault.folder.iterdir() if path.is_file())
    wrapped = vault.slots.slots[0].wrapped.hex().encode()
    assert wrapped in slots
    assert wrapped not in every
    assert {"slots.next.json", "journal.db.part"} & {
        p.name for p in vault.folder.iterdir()
    } == set()


def test_old_slots_open_the_new_journal_no_more(vault: OpenVault, keyed: OpenVault) -> None:
    rotation.take(keyed)
    opening.leave()

    with pytest.raises(CheckFailed, match="damaged, or belongs to other keys"):
        opening.open_vault(vault)
    older = replace(keyed, slots=replace(keyed.slots, epoch=1))
    with pytest.raises(CheckFailed, match="These keys are older than this journal"):
        opening.open_vault(older)


def test_what_was_written_is_compared(
    vault: OpenVault, keyed: OpenVault, filled: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = events.insert
    monkeypatch.setattr(events, "insert", lambda chain, every: insert(chain, every[:-1]))

    with pytest.raises(CheckFailed, match="Its old keys open it"):
        rotation.take(keyed)

    opening.open_vault(vault)
    assert events.load(ChainId(vault.id)) == filled


def test_a_vault_that_another_program_has_open_keeps_its_keys(
    vault: OpenVault, keyed: OpenVault, elsewhere: Callable
) -> None:
    with elsewhere(vault), pytest.raises(LimenError, match="Another program has this journal open"):
        rotation.take(keyed)

    opening.open_vault(vault)


def test_nobody_opens_a_vault_while_its_files_are_replaced(
    vault: OpenVault, keyed: OpenVault, monkeypatch: pytest.MonkeyPatch, in_child: Callable
) -> None:
    tried = []
    put = placing.put_in_place

    def while_replacing(folder: Path, slots: bytes) -> None:
        tried.append(in_child(lambda: opening.open_vault(vault)))
        put(folder, slots)

    monkeypatch.setattr(placing, "put_in_place", while_replacing)
    rotation.take(keyed)

    assert tried == ["Another program is putting a journal in place here."]


# Every call by which a file or a name in the folder changes: where a kill can make a difference.
STEPS = (
    *((Path, name) for name in ("replace", "unlink")),
    *((os, name) for name in ("fsync", "open", "write")),
    *((opening, name) for name in ("migrate",)),
)


def test_a_rotation_killed_at_any_step_leaves_a_vault_that_opens_with_everything(
    made: object, tmp_path: Path, unblocked: None, killed_at: Callable
) -> None:
    del unblocked  # what it does is wanted, not what it gives
    outcomes, step = [], 0
    while not outcomes or outcomes[-1] != "done":
        closed = made.copy(tmp_path / str(step) / "notes")
        opening.open_vault(closed)
        chain = ChainId(closed.id)
        with events.appending():
            events.insert(chain, [noted(1, Head(0, genesis(chain)))])
        new = vaults.new_key(closed.id, closed.slots_octets(), closed.folder, SystemDice())
        opening.leave()

        ended = killed_at(step, closed, new)

        opened_by = _opens_by(closed, new)
        assert opened_by in {"old", "new"}, (step, opened_by)
        assert not (closed.folder / "slots.next.json").exists()
        outcomes.append("done" if ended == 0 else opened_by)
        step += 1

    assert set(outcomes) == {"old", "new", "done"}
    assert outcomes == sorted(outcomes, key=["old", "new", "done"].index)


def _opens_by(old: OpenVault, new: OpenVault) -> str:
    """Which keys open what is left, as somebody finds out who has both; and that all is there."""
    for name, one in (("old", old), ("new", new)):
        try:
            opening.open_vault(one)
        except LimenError:
            continue
        agrees = (one.folder / "slots.json").read_bytes() == one.slots_octets()
        whole = len(events.load(ChainId(one.id))) == 1 and events.is_file_whole()
        IdentityRow.objects.get(epoch=one.epoch)
        opening.leave()
        return name if agrees and whole else f"{name}, and not whole"
    return "nobody"


@pytest.fixture
def in_child() -> Callable[[Callable[[], object]], str]:
    """Do something in a process of its own; what it was refused with, or nothing."""

    def done(act: Callable[[], object]) -> str:
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            said = b""
            try:
                opening.connections.close_all = lambda: None
                opening.holding._held = None  # it is the parent who has the vault
                act()
            except LimenError as error:
                said = error.says.encode()
            finally:
                os.write(writes, said)
                os._exit(0)
        os.waitpid(child, 0)
        os.close(writes)
        with os.fdopen(reads, "rb") as told:
            return told.read().decode()

    return done


@pytest.fixture
def elsewhere() -> Callable[[OpenVault], object]:
    """Let another program have a vault open."""

    @contextmanager
    def has(vault: OpenVault) -> Iterator[None]:
        opened = os.open(vault.folder, os.O_RDONLY)
        fcntl.flock(opened, fcntl.LOCK_SH)
        yield
        os.close(opened)

    return has


@pytest.fixture
def killed_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, OpenVault, OpenVault], int]:
    """Change the keys in a process that is killed before its n-th step; how it ended."""

    def rotated(step: int, old: OpenVault, new: OpenVault) -> int:
        child = os.fork()
        if child:
            return os.waitpid(child, 0)[1]
        opening.open_vault(old)
        left = step

        def counted(act: Callable) -> Callable:
            def perhaps(*given: object, **named: object) -> object:
                nonlocal left
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1
                return act(*given, **named)

            return perhaps

        for place, name in STEPS:
            monkeypatch.setattr(place, name, counted(getattr(place, name)))
        rotation.take(new)
        os._exit(0)

    return rotated


def test_writing_over_an_open_file_leaves_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "slots.json"
    path.write_bytes(b"secret" * 300_000)
    opened = os.open(path, os.O_RDWR)

    durable.overwrite(opened)

    os.close(opened)
    assert len(path.read_bytes()) == 1_800_000
    assert b"secret" not in path.read_bytes()
