"""The access table: every row, by three people and in every state."""

from dataclasses import replace
from datetime import datetime
from itertools import product
from uuid import UUID

import pytest

from limen.actions import access
from limen.actions.access import TABLE, Deed, State, Whose
from limen.actions.visit import Role, Visit
from limen.store import opening
from limen.store.models import IdentityRow
from limen.terms.errors import NotAllowed
from limen.terms.identifiers import ChainId

OTHER = ChainId(UUID(int=1))


def test_every_role_chain_and_state_has_its_row() -> None:
    assert set(TABLE) == set(product(Role, Whose, State))


def test_only_the_participant_may_do_anything_and_only_in_their_own_journal() -> None:
    allowed = {row for row, deeds in TABLE.items() if deeds}

    assert {(role, whose) for role, whose, _ in allowed} == {(Role.PARTICIPANT, Whose.OWN)}


@pytest.mark.parametrize("deed", Deed)
def test_the_participant_may_do_everything_in_an_open_journal(visit: Visit, deed: Deed) -> None:
    access.may(visit, deed)

    assert access.can(visit, deed)


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize(
    "change", [{"role": Role.CLINICIAN}, {"role": Role.RESEARCHER}, {"chain": OTHER}]
)
def test_a_stranger_may_do_nothing(visit: Visit, deed: Deed, change: dict) -> None:
    stranger = replace(visit, **change)

    assert not access.can(stranger, deed)
    with pytest.raises(NotAllowed, match="This is not for you to do"):
        access.may(stranger, deed)


def test_before_the_sheet_is_read_back_nothing_is_recorded(visit: Visit) -> None:
    IdentityRow.objects.update(is_sheet_confirmed=False)

    assert {deed for deed in Deed if access.can(visit, deed)} == set(Deed) - {Deed.RECORD}
    with pytest.raises(NotAllowed, match="has not been read back"):
        access.may(visit, Deed.RECORD)


def test_a_journal_for_reading_can_be_read_and_exported(visit: Visit) -> None:
    opening.only_reading("Entry 2 was changed.")

    assert {deed for deed in Deed if access.can(visit, deed)} == set(Deed) - {Deed.RECORD}
    with pytest.raises(NotAllowed, match="Entry 2 was changed"):
        access.may(visit, Deed.RECORD)


def test_a_visit_without_a_zone_of_its_moment_is_none(visit: Visit) -> None:
    with pytest.raises(TypeError, match="moment"):
        replace(visit, at=datetime(2026, 3, 2, 19, 4))  # noqa: DTZ001 -- it is what is refused
