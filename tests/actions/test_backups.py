"""Backing up, proving once a week, and restoring with everything that it costs told first."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

import pyrage
import pytest

from limen.actions import backups, projections, unlocking
from limen.actions.backups import Restorable
from limen.actions.visit import Role, Visit
from limen.journal.chain import verify
from limen.journal.event import Event
from limen.store import events
from limen.store.models import EventRow
from limen.store.vault import OpenVault
from limen.terms.errors import BadInput, CheckFailed, NotAllowed


@pytest.fixture
def quick() -> Callable[[], float]:
    """A clock by which the lowest cost takes half a second."""
    return count(step=0.5).__next__


@pytest.fixture
def found(
    visit: Visit, made: object, record: Callable, quick: Callable, tmp_path: Path
) -> Callable[[Path], Restorable]:
    """Back two events up, record a third, lock, and open the backup for a folder."""
    record(1)
    record(2)
    backups.back_up(visit, tmp_path / "a.age")
    record(3)
    unlocking.lock()

    def opened(folder: Path) -> Restorable:
        return backups.restorable(tmp_path / "a.age", made.passphrase, folder, quick)

    return opened


def test_a_backup_restored_on_a_clean_machine_has_every_event_by_its_hash(
    visit: Visit, found: Callable, draft: Callable, tmp_path: Path, made: object
) -> None:
    restorable = found(tmp_path / "clean")
    statement = draft(9, backups.restored(restorable))

    last = backups.restore(visit, restorable, statement)
    unlocking.lock()
    opened = unlocking.unlock(tmp_path / "clean", made.passphrase)

    chain = events.load(visit.chain)
    assert (opened.reason, opened.needs_sheet, opened.events) == ("", False, 3)
    assert chain == (*restorable.opened.export.events, last)
    assert verify(visit.chain, chain).reason is None


def test_what_would_be_lost_is_counted_and_nothing_is_changed(
    vault: OpenVault, found: Callable, tmp_path: Path
) -> None:
    before = vault.path.read_bytes()

    assert found(vault.folder).lost == 1
    assert found(tmp_path / "clean").lost == 0
    assert vault.path.read_bytes() == before
    assert not (tmp_path / "clean").exists()


def test_what_a_damaged_journal_loses_cannot_be_said(vault: OpenVault, found: Callable) -> None:
    vault.path.write_bytes(vault.path.read_bytes()[:8192])

    assert found(vault.folder).lost is None


def test_a_restored_journal_goes_on(
    visit: Visit, vault: OpenVault, found: Callable, draft: Callable, record: Callable
) -> None:
    restorable = found(vault.folder)
    backups.restore(visit, restorable, draft(9, backups.restored(restorable, "7F3A 91C2 0BE4")))

    record(10)

    assert [event.header.n for event in events.load(visit.chain)] == [1, 2, 3, 4]
    assert len(projections.state_of(visit.chain).diary.notes) == 3


@pytest.mark.parametrize("change", [{"role": Role.CLINICIAN}, {"chain": None}])
def test_only_the_participant_restores(
    visit: Visit, vault: OpenVault, found: Callable, draft: Callable, change: dict
) -> None:
    restorable = found(vault.folder)

    with pytest.raises(NotAllowed, match="This is not for you to do"):
        backups.restore(replace(visit, **change), restorable, draft(9))


def test_a_stranger_backs_nothing_up(visit: Visit, tmp_path: Path) -> None:
    stranger = replace(visit, role=Role.RESEARCHER)

    for act in (
        lambda: backups.back_up(stranger, tmp_path / "a.age"),
        lambda: backups.back_up_by_passphrase(stranger, tmp_path / "a.age", "quite another horse"),
        lambda: backups.backup_identity(stranger),
        lambda: backups.known_backups(stranger),
        lambda: backups.prove_newest(stranger),
    ):
        with pytest.raises(NotAllowed, match="This is not for you to do"):
            act()

    assert not (tmp_path / "a.age").exists()


def test_an_easy_passphrase_seals_no_backup(visit: Visit, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="fewer than 15 characters"):
        backups.back_up_by_passphrase(visit, tmp_path / "a.age", "short")


@pytest.mark.nightly
def test_a_passphrase_of_its_own_seals_a_backup(visit: Visit, tmp_path: Path) -> None:
    made = backups.back_up_by_passphrase(visit, tmp_path / "a.age", "quite another horse")

    assert backups.known_backups(visit) == (made,)


def test_the_identity_opens_a_backup_without_limen(visit: Visit, tmp_path: Path) -> None:
    backups.back_up(visit, tmp_path / "a.age")
    identity = pyrage.x25519.Identity.from_str(backups.backup_identity(visit))

    packed = pyrage.decrypt((tmp_path / "a.age").read_bytes(), [identity])

    assert b"manifest.json" in packed


def test_the_newest_backup_is_proved_again_after_a_week(
    visit: Visit, record: Callable[..., tuple[Event, ...]], tmp_path: Path
) -> None:
    assert backups.prove_newest(visit) is None
    record(1)
    made = backups.back_up(visit, tmp_path / "a.age")
    later = replace(visit, at=visit.at + timedelta(days=7))

    proved = backups.prove_newest(later)

    assert backups.prove_newest(visit) is None
    assert proved == replace(made, proved_at="2026-03-09T19:04:00.000Z")
    assert backups.known_backups(visit) == (proved,)


def test_a_backup_that_is_gone_or_changed_fails_its_proof(
    visit: Visit, record: Callable, tmp_path: Path
) -> None:
    record(1)
    backups.back_up(visit, tmp_path / "a.age")
    later = replace(visit, at=visit.at + timedelta(days=8))
    octets = (tmp_path / "a.age").read_bytes()

    (tmp_path / "a.age").write_bytes(octets[:-3])
    with pytest.raises(NotAllowed, match="the file is damaged"):
        backups.prove_newest(later)
    (tmp_path / "a.age").unlink()

    with pytest.raises(BadInput, match="cannot be read"):
        backups.prove_newest(later)


def test_a_journal_that_was_changed_fails_the_proof(
    visit: Visit, record: Callable, tmp_path: Path
) -> None:
    record(1)
    backups.back_up(visit, tmp_path / "a.age")
    EventRow.objects.update(hash="0" * 64)

    with pytest.raises(CheckFailed, match="other entries than this journal"):
        backups.prove_newest(replace(visit, at=visit.at + timedelta(days=8)))
