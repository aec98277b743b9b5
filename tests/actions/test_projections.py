"""Projections: kept in memory, and always what a fold from the start would say."""

from collections.abc import Callable
from uuid import UUID

from limen.actions import projections
from limen.actions.visit import Visit
from limen.journal.kinds.meta import EventWithdrawn, WithdrawnWhy
from limen.store.models import EventRow
from limen.terms.identifiers import ChainId, EventId


def test_an_empty_chain_has_an_empty_state(visit: Visit) -> None:
    state = projections.state_of(visit.chain)

    assert (state.head.n, state.diary.notes, state.standing.events) == (0, (), ())


def test_what_is_kept_is_given_again_without_folding(visit: Visit, record: Callable) -> None:
    record(1)

    assert projections.state_of(visit.chain) is projections.state_of(visit.chain)


def test_a_state_that_grew_equals_one_that_was_folded_anew(visit: Visit, record: Callable) -> None:
    for number in (1, 2, 3):
        record(number)
    grown = projections.state_of(visit.chain)

    projections.forget()

    assert projections.state_of(visit.chain) == grown
    assert len(grown.diary.notes) == 3


def test_an_event_that_takes_another_back_folds_anew(visit: Visit, record: Callable) -> None:
    record(1)
    record(2)
    withdrawn = EventWithdrawn(
        target=EventId(UUID(int=1)), why=WithdrawnWhy.DUPLICATE, reason="Twice."
    )

    record(3, withdrawn)

    state = projections.state_of(visit.chain)
    assert [event.id.int for event in state.standing.events] == [2]
    assert state.head.n == 3


def test_another_journal_under_the_same_chain_is_noticed(visit: Visit, record: Callable) -> None:
    record(1)
    EventRow.objects.all().delete()

    assert projections.state_of(visit.chain).head.n == 0


def test_another_chain_is_folded_on_its_own(visit: Visit, record: Callable) -> None:
    record(1)

    assert projections.state_of(ChainId(UUID(int=9))).head.n == 0
    assert projections.state_of(visit.chain).head.n == 1
