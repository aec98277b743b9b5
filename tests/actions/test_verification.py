"""Verifying: everything is read, and what could not be checked is said."""

from collections.abc import Callable
from pathlib import Path

from limen.actions import backups
from limen.actions.verification import verify_vault
from limen.actions.visit import Visit
from limen.store.models import EventRow


def test_a_journal_without_a_backup_says_so(visit: Visit) -> None:
    found = verify_vault(visit)

    assert [(check.name, check.holds) for check in found.checks] == [
        ("file", True),
        ("chain", True),
    ]
    assert found.unchecked == "There is no backup yet."


def test_a_changed_entry_and_a_backup_of_another_history_are_found(
    visit: Visit, record: Callable, tmp_path: Path
) -> None:
    record(1)
    record(2)
    backups.back_up(visit, tmp_path / "a.age")
    EventRow.objects.filter(n=1).update(payload=b"{}")
    EventRow.objects.filter(n=2).update(hash="0" * 64)

    found = verify_vault(visit)

    assert [(check.name, check.holds) for check in found.checks] == [
        ("file", True),
        ("chain", False),
        ("newest backup", False),
    ]


def test_a_backup_that_is_gone_was_not_checked(
    visit: Visit, record: Callable, tmp_path: Path
) -> None:
    record(1)
    backups.back_up(visit, tmp_path / "a.age")
    (tmp_path / "a.age").unlink()

    found = verify_vault(visit)

    assert len(found.checks) == 2
    assert found.unchecked.startswith("The newest backup was not checked.")
