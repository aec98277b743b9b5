"""Opening a vault: what it is made of, and everything that is refused in its place."""

import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from limen import __version__
from limen.store import keys, migrations, opening
from limen.store import vault as vaults
from limen.store.dice import SystemDice
from limen.store.keys import Cost
from limen.store.models import IdentityRow
from limen.store.vault import OpenVault
from limen.terms.errors import BadInput, CheckFailed, LimenError, NotAllowed, NotFound, RuleBroken

PLANTED = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("store", "first_tables")]
    operations = [migrations.RunSQL("CREATE TABLE planted (a)")]
"""
DAMAGED = "The journal is damaged, or belongs to other keys."


@pytest.fixture
def newer_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of a table that only a later Limen has; from here on, this is that Limen."""
    folder = tmp_path / "planted_migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder)
    (folder / "second_planted.py").write_text(PLANTED)
    monkeypatch.syspath_prepend(tmp_path)
    with override_settings(MIGRATION_MODULES={"store": "planted_migrations"}):
        yield "planted"
    for name in [name for name in sys.modules if name.startswith("planted_migrations")]:
        del sys.modules[name]


def test_a_new_vault_is_two_encrypted_files_for_its_owner_alone(made: object) -> None:
    folder = made.opened.folder

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}

    assert modes == {"journal.db": 0o600, "slots.json": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not (folder / "journal.db").read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("kind", ["passphrase", "code"])
def test_the_passphrase_and_the_sheet_both_open_it(
    made: object, closed: OpenVault, kind: str
) -> None:
    opened = vaults.unlocked(closed.folder, getattr(made, kind))

    opening.open_vault(opened)

    assert vaults.current().id == made.opened.id
    assert opening.is_sheet_confirmed()


def test_a_wrong_passphrase_opens_nothing(closed: OpenVault) -> None:
    with pytest.raises(NotAllowed, match=r"That did not open the journal\."):
        vaults.unlocked(closed.folder, "wrong horse battery staple")

    with pytest.raises(NotAllowed, match=r"The journal is locked\."):
        vaults.current()


def test_leaving_forgets_the_key_and_closes_the_file(vault: OpenVault) -> None:
    opening.leave()

    with pytest.raises(NotAllowed, match=r"The journal is locked\."):
        IdentityRow.objects.count()
    left = ["journal.db", "journal.reserve", "slots.json"]
    assert sorted(path.name for path in vault.folder.iterdir()) == left


def test_a_folder_without_a_vault_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no vault in"):
        vaults.unlocked(tmp_path, "")


@pytest.mark.parametrize("name", ["journal.db", "slots.json"])
def test_a_folder_with_part_of_a_vault_gets_no_new_one(closed: OpenVault, name: str) -> None:
    (closed.folder / name).unlink()

    with pytest.raises(BadInput, match="holds a vault already, or part of one"):
        opening.create(closed.folder, "a" * 15, Cost(), SystemDice())


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    for folder in (tmp_path / "file", tmp_path / "file" / "notes"):
        with pytest.raises(BadInput, match=r"cannot be made: .*/file is a file") as refused:
            opening.create(folder, "a" * 15, Cost(), SystemDice())

        assert refused.value.fix == "Choose another folder."
        with pytest.raises(BadInput, match=r"cannot be made: .*/file is a file"):
            opening.require_place(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_can_be_made_or_written_passes_and_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()

    for folder in (tmp_path / "a" / "b", tmp_path / "here"):
        opening.require_place(folder)

    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_a_folder_that_cannot_be_written_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    for folder in (tmp_path / "new", tmp_path):
        with pytest.raises(BadInput, match="cannot be written"):
            opening.require_place(folder)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(4096)), "is not encrypted"),
        (lambda path: path.write_bytes(b""), "is cut off"),
        (lambda path: path.unlink(), "is not there"),
    ],
    ids=["plaintext", "empty", "missing"],
)
def test_a_journal_that_is_none_is_refused_before_a_key_is_tried(
    closed: OpenVault, change: Callable[[Path], object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(closed.path)
    monkeypatch.delattr(keys, "hash_secret_raw")

    with pytest.raises(CheckFailed, match=says):
        vaults.unlocked(closed.folder, "wrong horse battery staple")


def test_a_plain_database_in_place_of_the_vault_is_not_opened(closed: OpenVault) -> None:
    closed.path.write_bytes(b"SQLite format 3\0" + bytes(4096))

    with pytest.raises(CheckFailed, match="is not encrypted"):
        opening.open_vault(closed)


@pytest.mark.parametrize("kept", [17, 4095, 4096, 8192])
def test_a_file_that_was_cut_off_is_refused(closed: OpenVault, kept: int) -> None:
    closed.path.write_bytes(closed.path.read_bytes()[:kept])

    with pytest.raises(CheckFailed, match=DAMAGED):
        opening.open_vault(closed)


@pytest.mark.usefixtures("made")
def test_keys_of_another_vault_are_refused(closed: OpenVault) -> None:
    other = vaults.new_vault(closed.folder, SystemDice())

    with pytest.raises(CheckFailed, match=DAMAGED):
        opening.open_vault(other)


def test_keys_that_are_older_than_the_journal_are_refused(vault: OpenVault) -> None:
    IdentityRow.objects.update(epoch=2)

    with pytest.raises(CheckFailed, match=r"These keys are older than this journal\."):
        opening.open_vault(vault)


@pytest.mark.parametrize("change", [{"canary": bytes(32)}, {"vault": "other"}])
def test_a_canary_of_another_key_is_refused(vault: OpenVault, change: dict) -> None:
    IdentityRow.objects.update(**change)

    with pytest.raises(CheckFailed, match=r"These keys belong to another journal\."):
        opening.open_vault(vault)


def test_a_journal_that_does_not_say_whose_it_is_is_refused(vault: OpenVault) -> None:
    IdentityRow.objects.all().delete()

    with pytest.raises(CheckFailed, match="does not say whose it is"):
        opening.open_vault(vault)


def test_a_journal_of_a_newer_limen_is_refused_with_the_version_it_needs(vault: OpenVault) -> None:
    IdentityRow.objects.update(written_by="7.0")
    _write("INSERT INTO django_migrations VALUES (NULL, 'store', '0999_x', '2026-01-01 00:00:00')")

    with pytest.raises(RuleBroken, match="opened by a newer Limen") as refused:
        opening.open_vault(vault)

    assert refused.value.fix == "Install at least version 7.0."
    with pytest.raises(NotAllowed):
        vaults.current()


def test_a_journal_with_older_tables_is_copied_before_they_change(
    vault: OpenVault, newer_table: str
) -> None:
    IdentityRow.objects.update(written_by="0.0.1")

    opening.open_vault(vault)

    copy = vault.folder / "journal.before-0.0.1.db"
    assert _tables() >= {newer_table, "events"}
    assert _written_by() == __version__
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    opening.leave()
    vaults.use(vault.at(copy))
    assert newer_table not in _tables()
    assert _written_by() == "0.0.1"


@pytest.mark.usefixtures("newer_table")
def test_a_journal_with_older_tables_in_a_folder_for_reading_is_left_alone(
    closed: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(LimenError, match="needs new tables first"):
        opening.open_vault(closed)


def test_a_new_sheet_closes_the_old_one_and_asks_to_be_read_back(
    made: object, vault: OpenVault
) -> None:
    code = opening.new_sheet(Cost(), SystemDice())

    assert not opening.is_sheet_confirmed()
    assert vaults.unlocked(vault.folder, code).id == made.opened.id
    with pytest.raises(NotAllowed):
        vaults.unlocked(vault.folder, made.code)


def test_a_new_passphrase_closes_the_old_one(made: object, vault: OpenVault) -> None:
    opening.new_passphrase("another horse battery", Cost(), SystemDice())

    assert vaults.unlocked(vault.folder, "another horse battery").id == made.opened.id
    with pytest.raises(NotAllowed):
        vaults.unlocked(vault.folder, made.passphrase)


@pytest.mark.usefixtures("vault")
def test_a_vault_open_for_reading_is_read_and_not_written() -> None:
    opening.only_reading("The chain is broken.")

    assert opening.is_sheet_confirmed()
    with pytest.raises(LimenError, match="open for reading only"):
        opening.confirm_sheet()


def test_a_folder_that_others_could_read_is_closed_to_them(closed: OpenVault) -> None:
    closed.folder.chmod(0o755)
    closed.path.chmod(0o644)

    opening.open_vault(closed)

    assert stat.S_IMODE(closed.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(closed.path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_is_read_without_touching_it(closed: OpenVault) -> None:
    read_only = closed.untouched(opening.READ_ONLY_FOLDER)
    vaults.use(read_only)

    assert opening.is_sheet_confirmed()
    with pytest.raises(LimenError, match="open for reading only"):
        opening.confirm_sheet()
    assert sorted(path.name for path in closed.folder.iterdir()) == ["journal.db", "slots.json"]


def test_a_folder_for_reading_with_entries_in_its_log_is_not_opened(
    vault: OpenVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    opening.new_passphrase("another horse battery", Cost(), SystemDice())
    _write("UPDATE identity SET written_by = '0.0.2'")
    shutil.copytree(vault.folder, copy)
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(LimenError, match="The last entries wait to be written there"):
        opening.open_vault(replace(vault, folder=copy, path=copy / "journal.db"))


def test_a_folder_that_may_not_be_written_gets_no_vault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(BadInput, match="cannot be written"):
        opening.create(tmp_path / "notes", "a" * 15, Cost(), SystemDice())


def test_a_key_file_that_is_not_there_is_said_so(closed: OpenVault) -> None:
    (closed.folder / "slots.json").unlink()

    with pytest.raises(BadInput, match=r"slots\.json cannot be read") as refused:
        vaults.unlocked(closed.folder, "")

    assert refused.value.fix == (
        "Nothing opens the journal without it. A copy lies beside each backup, under a name that "
        "ends in .slots.json: put it back as slots.json."
    )


def _tables() -> set[str]:
    return set(connection.introspection.table_names())


def _written_by() -> str:
    return IdentityRow.objects.values_list("written_by", flat=True).get()


def _write(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
