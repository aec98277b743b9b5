"""New keys for a vault: agreed to by reading the sheet back, and by nothing less."""

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from limen.actions import backups, projections, unlocking
from limen.actions.new_keys import give_new_keys
from limen.actions.unlocking import RecoverySheet, require_groups
from limen.actions.visit import Role, Visit
from limen.store import opening
from limen.store.vault import OpenVault
from limen.terms.errors import BadInput, NotAllowed

OTHER = "another horse battery staple"


@pytest.fixture
def quick() -> Callable[[], float]:
    """A clock by which the lowest cost takes half a second."""
    return count(step=0.5).__next__


def typed(sheet: RecoverySheet) -> None:
    require_groups(sheet, [sheet.groups[number - 1].lower() for number in sheet.asked])


def test_a_journal_goes_on_under_new_keys(
    visit: Visit, vault: OpenVault, record: Callable, quick: Callable, tmp_path: Path
) -> None:
    record(1)
    old = backups.back_up(visit, tmp_path / "a.age")

    taken = give_new_keys(visit, OTHER, quick, typed)
    record(2)
    unlocking.lock()

    opened = unlocking.unlock(vault.folder, " ".join(taken.sheet.groups))
    assert taken.old_backups == (old.path,)
    assert (opened.events, opened.needs_sheet, opened.reason) == (2, False, "")
    notes = projections.state_of(visit.chain).diary.notes
    assert [one.stated.words for one in notes] == ["words 1", "words 2"]


def test_a_sheet_that_is_not_read_back_changes_nothing(
    visit: Visit, vault: OpenVault, quick: Callable
) -> None:
    before = {path.name: path.read_bytes() for path in vault.folder.glob("*.j*")}

    def another(sheet: RecoverySheet) -> None:
        require_groups(sheet, ["0000", "0000"])

    with pytest.raises(BadInput, match="That is not what the sheet says"):
        give_new_keys(visit, OTHER, quick, another)

    assert {path.name: path.read_bytes() for path in vault.folder.glob("*.j*")} == before


@pytest.mark.parametrize("passphrase", ["short", "limen limen limen"])
def test_an_easy_passphrase_is_refused_before_anything(
    visit: Visit, quick: Callable, passphrase: str
) -> None:
    with pytest.raises(BadInput):
        give_new_keys(visit, passphrase, quick, typed)


def test_only_the_participant_and_only_a_journal_that_may_be_written(
    visit: Visit, quick: Callable
) -> None:
    with pytest.raises(NotAllowed, match="This is not for you to do"):
        give_new_keys(replace(visit, role=Role.CLINICIAN), OTHER, quick, typed)
    opening.only_reading("Entry 2 was changed.")

    with pytest.raises(NotAllowed, match="Entry 2 was changed"):
        give_new_keys(visit, OTHER, quick, typed)
