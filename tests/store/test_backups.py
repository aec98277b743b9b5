"""Backups: proved before they get their name, restored without loss, refused when damaged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pyrage
import pytest
from django.db import IntegrityError

from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.meta import VaultRestored
from limen.store import age, backups, events, exports, opening
from limen.store import vault as vaults
from limen.store.dice import SystemDice
from limen.store.models import EventRow
from limen.store.vault import Cost, OpenVault
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput, CheckFailed, NotAllowed
from limen.terms.identifiers import ChainId, EventId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
MOMENT = "2026-03-02T19:04:00.000Z"
LATER = "2026-03-09T19:04:00.000Z"
OTHER = bytes(range(32))


@pytest.fixture
def filled(vault: OpenVault) -> tuple[Event, ...]:
    """Three notes in the open vault."""
    chain = ChainId(vault.id)
    head, made = Head(0, genesis(chain)), []
    for number in (1, 2, 3):
        made.append(_linked(number, NoteWritten(words=f"words {number}"), head))
        head = made[-1].head
    with events.appending():
        events.insert(chain, made)
    return tuple(made)


@pytest.fixture
def restored(made: object, tmp_path: Path) -> Callable[[Path], OpenVault]:
    """Open a backup by the vault's passphrase and restore it into a new folder."""

    def put_back(path: Path) -> OpenVault:
        opening.leave()
        found = _open(path, made.passphrase, tmp_path / "other")
        head = found.export.head
        backups.restore(found, _linked(9, VaultRestored(n=head.n, hash=head.hash), head))
        return vaults.current()

    return put_back


def test_a_restored_vault_holds_the_same_events_and_says_that_it_was_restored(
    vault: OpenVault, filled: tuple[Event, ...], restored: Callable, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)

    other = restored(tmp_path / "a.age")

    found = events.load(ChainId(vault.id))
    assert found[:3] == filled
    assert [event.header.kind for event in found[3:]] == ["vault.restored"]
    assert other.folder == tmp_path / "other"
    assert opening.is_sheet_confirmed()


def test_a_restored_vault_opens_by_what_opened_the_first(
    filled: tuple[Event, ...], restored: Callable, made: object, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    restored(tmp_path / "a.age")
    opening.leave()

    opening.open_vault(vaults.unlocked(tmp_path / "other", made.code))

    assert events.head(ChainId(vaults.current().id)).n == len(filled) + 1


def test_a_backup_is_remembered_with_its_proof(filled: tuple[Event, ...], tmp_path: Path) -> None:
    made = backups.back_up(tmp_path / "a.age", MOMENT)
    newer = backups.back_up(tmp_path / "b.age", LATER)

    assert backups.known_backups() == (newer, made)
    assert (made.events, made.head) == (3, filled[-1].hash)
    assert backups.prove(made, LATER) == replace(made, proved_at=LATER)
    assert backups.known_backups()[1].proved_at == LATER


@pytest.mark.parametrize("name", ["journal.db", "slots.json", "new.age"])
@pytest.mark.parametrize("write", [backups.back_up, backups.write_plain])
def test_nothing_is_written_over_the_files_of_the_vault(
    write: Callable[[Path, str], object], name: str, vault: OpenVault
) -> None:
    kept = [vault.folder / "journal.db", vault.folder / "slots.json"]
    before = [path.read_bytes() for path in kept]

    with pytest.raises(BadInput, match="lies in the folder of the vault"):
        write(vault.folder / name, MOMENT)

    assert [path.read_bytes() for path in kept] == before


@pytest.mark.usefixtures("filled")
def test_the_same_place_holds_one_backup(tmp_path: Path) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    newer = backups.back_up(tmp_path / "a.age", LATER)

    assert backups.known_backups() == (newer,)
    assert sorted(path.name for path in tmp_path.glob("a.*")) == ["a.age", "a.age.slots.json"]


def test_the_age_tool_opens_a_backup_by_its_identity(
    vault: OpenVault, filled: tuple[Event, ...], tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT, recipients=[age.recipient_text(OTHER)])
    sealed = (tmp_path / "a.age").read_bytes()

    for key in (vault.export_key(), OTHER):
        identity = pyrage.x25519.Identity.from_str(age.identity_text(key))
        packed = pyrage.decrypt(sealed, [identity])
        assert exports.unpack(packed).events == filled
    assert b"words 1" not in sealed


@pytest.mark.nightly
def test_a_backup_with_a_passphrase_of_its_own_gets_a_new_key_when_restored(
    vault: OpenVault, filled: tuple[Event, ...], tmp_path: Path
) -> None:
    backups.back_up_by_passphrase(tmp_path / "a.age", MOMENT, "quite another horse")
    opening.leave()

    found = _open(tmp_path / "a.age", "quite another horse", tmp_path / "other")
    head = found.export.head
    backups.restore(found, _linked(9, VaultRestored(n=head.n, hash=head.hash), head))
    opening.leave()
    opening.open_vault(vaults.unlocked(tmp_path / "other", "quite another horse"))

    assert events.load(ChainId(vault.id))[:3] == filled
    assert vaults.current().database_key() != vault.database_key()
    assert vaults.current().epoch == vault.epoch + 1
    assert not opening.is_sheet_confirmed()


@pytest.mark.usefixtures("filled")
def test_what_was_there_before_a_restore_is_kept_beside_it(
    vault: OpenVault, made: object, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    opening.leave()
    before = vault.path.read_bytes()
    found = _open(tmp_path / "a.age", made.passphrase, vault.folder)

    backups.restore(found, _linked(9, NoteWritten(words="after"), found.export.head))

    assert (vault.folder / "journal.replaced.db").read_bytes() == before
    assert events.head(ChainId(vault.id)).n == 4


def test_a_restore_that_fails_leaves_what_was_there(
    vault: OpenVault, filled: tuple[Event, ...], made: object, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    opening.leave()
    found = _open(tmp_path / "a.age", made.passphrase, vault.folder)

    with pytest.raises(IntegrityError):
        backups.restore(found, filled[0])

    opening.open_vault(vault)
    assert events.load(ChainId(vault.id)) == filled
    assert not list(vault.folder.glob("*.part*"))


def test_a_backup_that_is_not_what_it_was_made_of_gets_no_name(
    filled: tuple[Event, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "unpack", lambda _: len(filled))

    with pytest.raises(CheckFailed, match="not what is read back"):
        backups.back_up(tmp_path / "a.age", MOMENT)

    assert not list(tmp_path.glob("a.age*"))


def test_a_backup_that_is_damaged_is_refused_and_nothing_changes(
    vault: OpenVault, filled: tuple[Event, ...], made: object, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    octets = (tmp_path / "a.age").read_bytes()
    opening.leave()
    for damaged in (octets[:-1], octets[:900], octets[:500] + b"\0" + octets[501:]):
        (tmp_path / "a.age").write_bytes(damaged)

        with pytest.raises(NotAllowed, match="the file is damaged"):
            _open(tmp_path / "a.age", made.passphrase, vault.folder)

    opening.open_vault(vault)
    assert events.load(ChainId(vault.id)) == filled


@pytest.mark.usefixtures("filled")
def test_a_backup_whose_chain_was_changed_is_refused(
    vault: OpenVault, made: object, tmp_path: Path
) -> None:
    EventRow.objects.filter(n=2).update(day="2026-01-01")
    backups.back_up(tmp_path / "a.age", MOMENT)
    opening.leave()

    with pytest.raises(CheckFailed, match="Entry 2 in this backup is not as it was recorded"):
        _open(tmp_path / "a.age", made.passphrase, vault.folder)


@pytest.mark.usefixtures("vault", "filled")
def test_a_backup_of_another_history_proves_nothing(tmp_path: Path) -> None:
    made = backups.back_up(tmp_path / "a.age", MOMENT)
    EventRow.objects.filter(n=3).update(hash="0" * 64)

    with pytest.raises(CheckFailed, match="holds other entries than this journal"):
        backups.prove(made, LATER)


@pytest.mark.usefixtures("filled")
def test_slots_of_another_vault_beside_a_backup_are_refused(
    vault: OpenVault, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    other = vaults.new_vault(vault.folder, SystemDice()).with_passphrase(
        "quite another horse", Cost(), SystemDice()
    )
    backups.slots_beside(tmp_path / "a.age").write_bytes(other.slots_octets())

    with pytest.raises(NotAllowed, match="That did not open the file"):
        _open(tmp_path / "a.age", "quite another horse", vault.folder)


@pytest.mark.usefixtures("filled")
def test_a_backup_of_another_vault_sealed_for_these_keys_is_refused(
    vault: OpenVault, made: object, tmp_path: Path
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    foreign = replace(backups.export_now(MOMENT), chain=ChainId(UUID(int=1)))
    sealed = age.sealed(exports.pack(foreign), [age.recipient_text(vault.export_key())])
    (tmp_path / "a.age").write_bytes(sealed)

    with pytest.raises(CheckFailed, match="belongs to another vault"):
        _open(tmp_path / "a.age", made.passphrase, vault.folder)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.age", r"a\.age cannot be read"),
        ("a.age.slots.json", r"a\.age\.slots\.json is not there"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_a_backup_that_is_not_there_is_said_so(
    made: object, tmp_path: Path, name: str, says: str
) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)
    (tmp_path / name).unlink()

    with pytest.raises(BadInput, match=says):
        _open(tmp_path / "a.age", made.passphrase, tmp_path / "other")


@pytest.mark.usefixtures("filled")
def test_a_place_that_cannot_be_written_is_said_so_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        backups.back_up(tmp_path / "missing" / "a.age", MOMENT)

    assert backups.known_backups() == ()


@pytest.mark.usefixtures("vault", "filled")
def test_a_journal_for_reading_only_is_backed_up_and_remembers_nothing(tmp_path: Path) -> None:
    opening.only_reading("Entry 2 was changed.")

    made = backups.back_up(tmp_path / "a.age", MOMENT)

    assert (made.events, backups.known_backups()) == (3, ())


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_too_large_is_not_read(made: object, tmp_path: Path) -> None:
    with (tmp_path / "a.age").open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)

    with pytest.raises(BadInput, match="larger than a backup can be"):
        _open(tmp_path / "a.age", made.passphrase, tmp_path / "other")


def _open(path: Path, typed: str, folder: Path) -> backups.Opened:
    return backups.open_backup(path, typed, folder, cost=Cost, dice=SystemDice())


def _linked(number: int, payload: object, head: Head) -> Event:
    id_, zone = EventId(UUID(int=number)), Zone("Europe/Berlin")
    draft = Draft(id_, AT.date(), AT, zone, "participant", "cli", payload)
    return link(draft, head, salt=number.to_bytes(16), jump=None)
