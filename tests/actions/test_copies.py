"""Copies: one each day, the newest proved each week, old ones taken away, and their state told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from limen.actions import backups, copies
from limen.actions.copies import Copies, CopiesHealth, KeptUp, copies_health, keep_up
from limen.actions.visit import Role, Visit
from limen.store import age, opening
from limen.store.backups import Backup, slots_beside
from limen.store.models import BackupRow
from limen.terms.errors import NotAllowed

DAY = date(2026, 3, 2)


@pytest.fixture
def wished(tmp_path: Path) -> Copies:
    """A folder on a stick."""
    (tmp_path / "stick").mkdir()
    return Copies(tmp_path / "stick", "notes")


@pytest.fixture
def filled(record: Callable[..., object]) -> None:
    """Something to copy."""
    record(1)


def later(visit: Visit, days: int) -> Visit:
    return replace(visit, at=visit.at + timedelta(days=days))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("filled")
def test_a_backup_is_made_once_a_day(visit: Visit, wished: Copies) -> None:
    first = keep_up(visit, wished)
    again = keep_up(visit, wished)
    following = keep_up(later(visit, 1), wished)

    assert first.made is not None
    assert (again, following.fault) == (KeptUp(), "")
    assert following.made.path.name == "notes-2026-03-03.age"
    assert names(wished.folder) == [
        *("notes-2026-03-02.age", "notes-2026-03-02.age.slots.json"),
        *("notes-2026-03-03.age", "notes-2026-03-03.age.slots.json"),
    ]


@pytest.mark.usefixtures("filled")
def test_a_backup_of_today_that_was_deleted_is_made_again(visit: Visit, wished: Copies) -> None:
    keep_up(visit, wished)
    (wished.folder / "notes-2026-03-02.age").unlink()

    assert keep_up(visit, wished).made is not None


@pytest.mark.usefixtures("filled")
def test_whoever_the_settings_name_opens_it_as_well(visit: Visit, wished: Copies) -> None:
    key = bytes(range(32))

    kept = keep_up(visit, replace(wished, recipients=(age.recipient_text(key),)))

    assert b"events.jsonl" in age.opened(kept.made.path.read_bytes(), key)


def test_an_empty_journal_and_settings_without_a_folder_make_none(
    visit: Visit, wished: Copies, record: Callable
) -> None:
    empty = keep_up(visit, wished)
    record(1)

    assert empty == KeptUp()
    assert keep_up(visit, Copies(None, "notes")) == KeptUp()
    assert names(wished.folder) == []


@pytest.mark.usefixtures("filled")
def test_once_a_week_the_newest_is_opened_again(visit: Visit, wished: Copies) -> None:
    days = [keep_up(later(visit, day), wished) for day in range(10)]

    proved = [(day, kept.proved.path.name) for day, kept in enumerate(days) if kept.proved]
    assert proved == [(1, "notes-2026-03-02.age"), (8, "notes-2026-03-09.age")]
    assert {kept.fault for kept in days} == {""}


@pytest.mark.usefixtures("filled")
def test_a_proof_that_fails_is_told_and_nothing_is_taken_away(visit: Visit, wished: Copies) -> None:
    for day in range(8):
        keep_up(later(visit, day), wished)
    newest = wished.folder / "notes-2026-03-09.age"
    newest.write_bytes(newest.read_bytes()[:-1])

    kept = keep_up(later(visit, 8), wished)

    assert kept.fault.startswith("The weekly check failed: That did not open the file")
    assert (kept.proved, kept.made.path.name) == (None, "notes-2026-03-10.age")
    assert len(backups.known_backups(visit)) == 8


@pytest.mark.usefixtures("filled")
def test_a_stick_that_is_not_there_is_told(visit: Visit, wished: Copies) -> None:
    gone = replace(wished, folder=wished.folder / "gone")

    kept = keep_up(visit, gone)

    assert (kept.made, kept.fault.partition(": ")[0]) == (
        None,
        "The backup of today was not made",
    )
    assert kept.fault.endswith(
        "cannot be written: No such file or directory. Choose another place."
    )


@pytest.mark.usefixtures("filled")
def test_a_damaged_journal_replaces_no_backup(visit: Visit, wished: Copies) -> None:
    opening.only_reading("Entry 2 was changed.")

    kept = keep_up(visit, wished)

    assert kept.fault == (
        "The backup of today was not made: an older one is not to be replaced. Entry 2 was changed."
    )
    assert names(wished.folder) == []


@pytest.mark.usefixtures("filled")
def test_old_copies_are_taken_away_with_their_keys_and_strange_files_stay(
    visit: Visit, wished: Copies
) -> None:
    mine = wished.folder / "notes-2026-01-01.age"
    for day in range(10):
        keep_up(later(visit, day), wished)
    mine.write_bytes(b"put there by somebody else")
    (wished.folder / "notes-2026-03-09.age.part").write_bytes(b"half")

    keep_up(later(visit, 10), wished)

    days = [f"notes-2026-03-{day:02}.age" for day in range(6, 13)]
    assert names(wished.folder) == sorted(
        [*days, *(f"{name}.slots.json" for name in days), mine.name]
    )
    assert len(backups.known_backups(visit)) == 7


def test_seven_days_and_twelve_months_are_kept() -> None:
    first = datetime(2026, 12, 31)  # noqa: DTZ001 -- a day alone
    known = [_copy(first - timedelta(days=day)) for day in range(500)]

    kept = [one for one in known if one not in copies.not_kept(known)]

    assert [one.made_at for one in kept[:7]] == [f"2026-12-{day}" for day in range(31, 24, -1)]
    assert [one.made_at[:7] for one in kept[7:]] == [
        f"2026-{month:02}" for month in range(11, 0, -1)
    ]
    assert kept[7].made_at == "2026-11-30"


def test_a_single_copy_is_kept() -> None:
    assert copies.not_kept([_copy(datetime(2020, 1, 1))]) == ()  # noqa: DTZ001 -- a day alone


def _copy(day: datetime) -> Backup:
    made = day.date().isoformat()
    return Backup(Path(f"notes-{made}.age"), made, "", 1, made)


@pytest.mark.usefixtures("filled")
def test_only_what_the_keys_of_today_open_counts(visit: Visit, wished: Copies) -> None:
    made = keep_up(visit, wished).made
    sealed, older = wished.folder / "sealed.age", wished.folder / "older.age"
    sealed.write_bytes(b"age-encryption.org/v1\n-> scrypt x 18\n")
    older.write_bytes(made.path.read_bytes())
    slots = slots_beside(made.path).read_text("utf-8")
    slots_beside(older).write_text(slots.replace('"epoch": 1', '"epoch": 9'), encoding="utf-8")
    for path in (sealed, older):
        moment = "2026-03-05T00:00:00.000Z"
        BackupRow.objects.create(
            path=str(path), made_at=moment, head="", events=1, proved_at=moment
        )

    assert backups.newest_backup(visit) == made


@pytest.mark.usefixtures("filled")
def test_backups_of_older_keys_alone_are_failing(visit: Visit, wished: Copies) -> None:
    made = keep_up(visit, wished).made
    slots = slots_beside(made.path).read_text("utf-8")
    slots_beside(made.path).write_text(slots.replace('"epoch": 1', '"epoch": 9'), encoding="utf-8")

    health = copies_health(visit, Copies(None, "notes"))

    assert (health.is_failing, health.age) == (True, None)
    assert health.says[0] == "There is no backup that the keys of today open."


@pytest.mark.usefixtures("filled")
def test_a_backup_with_a_passphrase_of_its_own_counts_by_its_age(
    visit: Visit, tmp_path: Path
) -> None:
    (tmp_path / "own.age").write_bytes(b"age-encryption.org/v1\n-> scrypt x 18\n")
    moment = "2026-03-01T19:04:00.000Z"
    path = str(tmp_path / "own.age")
    BackupRow.objects.create(path=path, made_at=moment, head="", events=1, proved_at=moment)

    assert copies_health(visit, Copies(None, "notes")).age == timedelta(days=1)
    assert backups.newest_backup(visit) is None


@pytest.mark.usefixtures("filled")
def test_a_backup_without_its_keys_fails_its_proof(visit: Visit, wished: Copies) -> None:
    made = keep_up(visit, wished).made
    slots_beside(made.path).unlink()

    assert "does not lead to the keys of this backup" in copies.proof_fault(visit)


@pytest.mark.usefixtures("filled")
def test_a_whole_backup_and_one_that_is_away_have_no_fault(visit: Visit, wished: Copies) -> None:
    none = copies.proof_fault(visit)
    made = keep_up(visit, wished).made
    whole = copies.proof_fault(visit)
    made.path.unlink()

    assert (none, whole, copies.proof_fault(visit)) == ("", "", "")


@pytest.mark.usefixtures("filled")
def test_the_state_of_the_copies_is_told(visit: Visit, wished: Copies) -> None:
    before = copies_health(visit, wished)
    keep_up(visit, wished)
    fresh = copies_health(later(visit, 1), wished)
    old = copies_health(later(visit, 9), wished)

    assert (before.is_failing, before.says) == (True, ("There is no backup yet.",))
    assert (fresh.is_failing, old.is_failing) == (False, True)
    assert fresh.says == (
        "The last backup was made 1 day ago.",
        "It was opened and compared with the journal 1 day ago.",
    )


@pytest.mark.parametrize(
    ("health", "is_failing"),
    [
        (CopiesHealth(None, None, None), False),
        (CopiesHealth(Path("x"), None, None), True),
        (CopiesHealth(None, timedelta(days=8), timedelta(0)), False),
        (CopiesHealth(None, timedelta(days=8, seconds=1), timedelta(0)), True),
        (CopiesHealth(None, timedelta(0), timedelta(days=8, seconds=1)), True),
        (CopiesHealth(None, timedelta(0), timedelta(0), "It is damaged."), True),
    ],
)
def test_copies_fail_after_eight_days_or_by_a_fault(health: CopiesHealth, is_failing: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    assert health.is_failing is is_failing


def test_without_a_folder_that_is_said() -> None:
    health = CopiesHealth(None, timedelta(0), timedelta(days=2), "It is damaged.")

    assert health.says == (
        "It is damaged.",
        "The last backup was made today.",
        "It was opened and compared with the journal 2 days ago.",
        "No backup is made by itself, because the settings name no folder for it.",
    )


def test_the_settings_name_folder_recipient_and_name(vault: object, tmp_path: Path) -> None:
    key = age.recipient_text(bytes(range(32)))
    said = f'[backup]\nfolder = "../stick"\nrecipient = "{key}"\n[discreet]\nname = "Garden"\n'
    (vault.folder / "limen.toml").write_text(said, encoding="utf-8")

    wished = copies.wished_copies(vault.folder)

    assert wished.place(DAY) == vault.folder / "../stick" / "garden-2026-03-02.age"
    assert wished.recipients == (key,)
    assert copies.wished_copies(tmp_path).place(DAY) is None


def test_a_stranger_keeps_nothing_up(visit: Visit, wished: Copies, record: Callable) -> None:
    record(1)
    stranger = replace(visit, role=Role.RESEARCHER)

    for act in (keep_up, copies_health):
        with pytest.raises(NotAllowed, match="This is not for you to do"):
            act(stranger, wished)


@pytest.mark.usefixtures("filled")
def test_a_copy_that_cannot_be_deleted_is_told(visit: Visit, wished: Copies) -> None:
    for day in range(7):
        keep_up(later(visit, day), wished)
    oldest = wished.folder / "notes-2026-03-02.age"
    oldest.unlink()
    oldest.mkdir()

    kept = keep_up(later(visit, 7), wished)

    assert kept.fault.startswith(f"{oldest} cannot be deleted: ")
    assert kept.made.path.exists()
