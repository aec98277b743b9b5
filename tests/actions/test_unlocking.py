"""Unlocking: the sheet read back first, the chain checked each time, and the lock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from limen.actions import projections, unlocking
from limen.actions.unlocking import RecoverySheet
from limen.actions.visit import Visit
from limen.journal.chain import ChainFault
from limen.store import events, tries
from limen.store import vault as vaults
from limen.store.models import EventRow, IdentityRow
from limen.store.vault import OpenVault
from limen.terms.errors import BadInput, CheckFailed, NotAllowed

WRONG = "none of the words of it"
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HALF_A_MINUTE = timedelta(seconds=30)
PASSPHRASE = "another horse battery staple"  # noqa: S105 -- opens vaults of tests alone


@pytest.fixture
def quick() -> Callable[[], float]:
    """A clock by which the lowest cost takes half a second."""
    return count(step=0.5).__next__


@pytest.fixture
def reopened(vault: OpenVault, made: object, record: Callable) -> Callable:
    """Three events, a change of the file behind the chain's back, and the vault opened again."""
    for number in (1, 2, 3):
        record(number)

    def changed(statement: str) -> unlocking.Opened:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        unlocking.lock()
        return unlocking.unlock(vault.folder, made.passphrase)

    return changed


@pytest.mark.usefixtures("unblocked")
def test_a_new_vault_is_made_with_a_sheet_of_seven_groups(tmp_path: Path, quick: Callable) -> None:
    sheet = unlocking.make_vault(tmp_path / "notes", PASSPHRASE, quick)

    assert [len(group) for group in sheet.groups] == [4] * 7
    assert len(set(sheet.asked)) == 2
    assert set(sheet.asked) <= set(range(1, 8))
    assert vaults.unlocked(tmp_path / "notes", " ".join(sheet.groups)) == vaults.current()


@pytest.mark.usefixtures("unblocked")
def test_an_easy_passphrase_makes_no_vault(tmp_path: Path, quick: Callable) -> None:
    with pytest.raises(BadInput, match="fewer than 15 characters"):
        unlocking.make_vault(tmp_path / "notes", "short", quick)

    assert not (tmp_path / "notes").exists()


def test_two_groups_read_back_let_events_be_recorded(vault: OpenVault, made: object) -> None:
    IdentityRow.objects.update(is_sheet_confirmed=False)
    unlocking.lock()
    opened = unlocking.unlock(vault.folder, made.passphrase)
    sheet = RecoverySheet(("7F3A", "91C2", "0BE4", "D5AA", "K2MN", "P8QR", "S4TV"), (2, 6), "Notes")

    unlocking.read_sheet_back(sheet, ["91c2", " p8qr"])

    assert opened.needs_sheet
    assert IdentityRow.objects.get().is_sheet_confirmed


@pytest.mark.parametrize("typed", [[], ["91C2"], ["P8QR", "91C2"], ["91C2", "P8QS"]])
@pytest.mark.usefixtures("vault")
def test_other_groups_are_refused(typed: list[str]) -> None:
    IdentityRow.objects.update(is_sheet_confirmed=False)
    sheet = RecoverySheet(("7F3A", "91C2", "0BE4", "D5AA", "K2MN", "P8QR", "S4TV"), (2, 6), "Notes")

    with pytest.raises(BadInput) as refused:
        unlocking.read_sheet_back(sheet, typed)

    assert refused.value.fix == "Type groups 2 and 6 again."
    assert not IdentityRow.objects.get().is_sheet_confirmed


def test_a_sheet_that_was_never_read_back_is_replaced(
    vault: OpenVault, made: object, quick: Callable
) -> None:
    sheet = unlocking.new_sheet(quick)

    assert "".join(sheet.groups) != made.code
    with pytest.raises(NotAllowed):
        vaults.unlocked(vault.folder, made.code)


def test_a_passphrase_is_changed(vault: OpenVault, quick: Callable) -> None:
    unlocking.change_passphrase(PASSPHRASE, quick)

    assert vaults.unlocked(vault.folder, PASSPHRASE).id == vault.id


def test_a_sound_journal_opens_for_writing(reopened: Callable, vault: OpenVault) -> None:
    opened = reopened("SELECT 1")

    assert opened == unlocking.Opened(vault.id, 3, reason="", needs_sheet=False)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE events SET day = '2026-03-01' WHERE n = 2", "Entry 2 was changed."),
        ("DELETE FROM events WHERE n = 2", "Entry 2 is missing."),
        ("UPDATE events SET salt = zeroblob(16) WHERE n = 3", "Entry 3 has other content than"),
        ("UPDATE events SET payload = x'78' WHERE n = 1", "Entry 1 has other content than"),
    ],
)
def test_a_journal_that_was_changed_opens_for_reading_only(
    reopened: Callable, visit: Visit, record: Callable, statement: str, reason: str
) -> None:
    opened = reopened(statement)

    assert opened.reason.startswith(reason)
    assert opened.reason.endswith("Export what is there, then restore a backup.")
    assert projections.state_of(visit.chain).head.n == 3
    with pytest.raises(NotAllowed, match="open for reading only"):
        record(4)


@pytest.mark.usefixtures("visit")
def test_contents_before_the_last_thousand_are_left_to_a_whole_check(record: Callable) -> None:
    for number in (1, 2, 3):
        record(number)
    EventRow.objects.filter(n=1).update(payload=b"x")

    assert unlocking.check_chain(payloads=2).reason is None
    assert unlocking.check_chain().reason is ChainFault.PAYLOAD
    assert unlocking.fault_sentence(unlocking.check_chain(payloads=2)) == ""


def test_a_lock_forgets_the_key_and_what_was_folded(visit: Visit, record: Callable) -> None:
    record(1)
    projections.state_of(visit.chain)

    unlocking.lock()

    with pytest.raises(NotAllowed, match=r"The journal is locked\."):
        events.head(visit.chain)
    assert projections._kept is None


def test_an_unlock_of_a_guess_takes_long_enough(vault: OpenVault) -> None:
    unlocking.lock()

    begins = time.monotonic()
    with pytest.raises(NotAllowed, match=r"That did not open the journal\."):
        unlocking.unlock(vault.folder, "a wrong guess of it")

    assert time.monotonic() - begins > 0.02


def test_the_fifth_wrong_try_says_how_long_to_wait(closed: OpenVault) -> None:
    _counted(closed, 3)

    fourth, fifth = _refused(closed, WRONG, NINE), _refused(closed, WRONG, NINE)

    assert (fourth.says, fourth.fix) == ("That did not open the journal.", "")
    assert fifth.says == "That did not open the journal."
    assert fifth.fix == "Wait 30 seconds, then try once more."


def test_during_a_pause_the_right_passphrase_has_to_wait_as_well(
    closed: OpenVault, made: object
) -> None:
    _counted(closed, 5)

    early = _refused(closed, made.passphrase, NINE + timedelta(seconds=10))

    assert early.says == "Too many tries did not open the journal."
    assert early.fix == "Wait 20 seconds, then try once more."
    assert unlocking.try_to_unlock(closed.folder, made.passphrase, NINE + HALF_A_MINUTE).events == 0


def test_a_wrong_try_after_the_pause_doubles_it(closed: OpenVault) -> None:
    _counted(closed, 5)

    sixth = _refused(closed, WRONG, NINE + HALF_A_MINUTE)

    assert sixth.fix == "Wait 60 seconds, then try once more."


def test_a_right_try_forgets_the_wrong_ones(closed: OpenVault, made: object) -> None:
    _counted(closed, 4)

    unlocking.try_to_unlock(closed.folder, made.passphrase, NINE)

    assert tries.begin_try(closed.folder, NINE) == tries.Tries()


def test_a_damaged_file_is_no_wrong_try(closed: OpenVault, made: object) -> None:
    closed.path.write_bytes(b"SQLite format 3\0" + bytes(4096))

    for _ in range(9):
        with pytest.raises(CheckFailed, match="is not encrypted"):
            unlocking.try_to_unlock(closed.folder, made.passphrase, NINE)

    assert tries.begin_try(closed.folder, NINE) == tries.Tries()


def test_nobody_is_asked_for_a_passphrase_during_a_pause(closed: OpenVault) -> None:
    unlocking.require_no_pause(closed.folder, NINE)
    _counted(closed, 5)

    with pytest.raises(NotAllowed, match="Too many tries"):
        unlocking.require_no_pause(closed.folder, NINE)


def _counted(closed: OpenVault, wrong: int) -> None:
    for _ in range(wrong):
        tries.begin_try(closed.folder, NINE)


def _refused(closed: OpenVault, typed: str, at: datetime) -> NotAllowed:
    with pytest.raises(NotAllowed) as refused:
        unlocking.try_to_unlock(closed.folder, typed, at)
    return refused.value
