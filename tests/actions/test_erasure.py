"""Redaction of one entry, and the end of a vault."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from limen.actions import projections
from limen.actions.erasure import CONFIRMATION, erase_vault, redact
from limen.actions.visit import Visit
from limen.journal.chain import verify
from limen.journal.event import Draft, Event
from limen.journal.kinds.harms import AdverseReported
from limen.journal.kinds.measures import NoteWritten
from limen.journal.kinds.meta import EventRedacted, EventWithdrawn, RedactedWhy, WithdrawnWhy
from limen.journal.kinds.trials import PacketOpened, TrialDrafted, TrialUnblinded
from limen.journal.payloads import correction
from limen.store import events
from limen.store.vault import OpenVault
from limen.terms.errors import BadInput, NotFound, RuleBroken
from limen.terms.identifiers import EventId


@pytest.fixture
def take_away(visit: Visit, draft: Callable[..., Draft]) -> Callable[..., tuple[Event, ...]]:
    """Redact events by their numbers, with a draft of this number."""

    def redacted(number: int, *targets: int) -> tuple[Event, ...]:
        named = tuple(EventId(UUID(int=target)) for target in targets)
        payload = EventRedacted(targets=named, why=RedactedWhy.PERSON_ASKED)
        return redact(visit, draft(number, payload))

    return redacted


def test_a_redacted_entry_keeps_its_header_and_the_chain_verifies(
    visit: Visit, record: Callable, take_away: Callable
) -> None:
    kept, doomed = record(1)[0], record(2)[0]

    take_away(3, 2)

    found = events.load(visit.chain)
    assert found[0] == kept
    assert (found[1].header, found[1].salt, found[1].payload) == (doomed.header, None, None)
    assert verify(visit.chain, found).redacted == 1
    assert [note.id.int for note in projections.state_of(visit.chain).standing.events] == [1]


def test_corrections_of_a_redacted_entry_lose_their_content_too(
    visit: Visit, record: Callable, take_away: Callable
) -> None:
    record(1)
    record(2, correction(EventId(UUID(int=1)), NoteWritten(words="again"), reason="Typo."))

    take_away(3, 1)

    assert [event.payload is None for event in events.load(visit.chain)] == [True, True, False]


def test_a_redaction_sent_twice_is_done_once(
    visit: Visit, record: Callable, take_away: Callable
) -> None:
    record(1)

    assert take_away(2, 1) == take_away(2, 1)
    assert events.head(visit.chain).n == 2


def test_an_entry_that_is_not_there_is_said_so(visit: Visit, take_away: Callable) -> None:
    with pytest.raises(NotFound, match="There is no such entry"):
        take_away(1, 7)

    assert events.head(visit.chain).n == 0


def test_an_entry_that_speaks_of_others_keeps_its_content(
    record: Callable, take_away: Callable
) -> None:
    record(1)
    target = EventId(UUID(int=1))
    record(2, EventWithdrawn(target=target, why=WithdrawnWhy.OTHER, reason="Not so."))

    with pytest.raises(RuleBroken, match="decides whether another one counts"):
        take_away(3, 2)


@pytest.mark.parametrize("kind", [PacketOpened, AdverseReported])
def test_entries_of_a_trial_and_of_safety_stay_until_it_is_opened(
    visit: Visit, record: Callable, take_away: Callable, kind: type
) -> None:
    trial = TrialDrafted.example().trial
    record(1, TrialDrafted.example())
    record(2, _of(kind, trial))
    record(3)

    take_away(4, 3)
    with pytest.raises(RuleBroken, match="belongs to a trial that is not opened yet"):
        take_away(5, 2)

    record(6, _of(TrialUnblinded, trial))
    take_away(7, 2)
    assert events.find(visit.chain, EventId(UUID(int=2))).payload is None


def test_a_vault_is_erased_by_the_word(vault: OpenVault) -> None:
    erase_vault(vault.folder, CONFIRMATION)

    assert list(vault.folder.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "erase", "ERASE ", "yes"])
def test_any_other_word_erases_nothing(vault: OpenVault, typed: str) -> None:
    with pytest.raises(BadInput, match="Nothing was erased"):
        erase_vault(vault.folder, typed)

    assert (vault.folder / "slots.json").exists()


def _of(kind: type, trial: UUID) -> object:
    example = kind.example()
    return replace(example, trial=trial) if hasattr(example, "trial") else example
