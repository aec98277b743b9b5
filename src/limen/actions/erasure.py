"""Taking away the content of one entry, and erasing a whole vault."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from limen.actions import access, projections
from limen.actions.append import append
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.corrections import trial_of
from limen.journal.event import Draft, Event
from limen.journal.kinds.harms import AdverseEnded, AdverseReported
from limen.journal.kinds.meta import EventRedacted
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.trials import TrialAbandoned, TrialDrafted, TrialUnblinded
from limen.journal.standing import Standing, redaction_targets
from limen.store import erasure, events
from limen.terms.errors import BadInput, NotFound, RuleBroken
from limen.terms.identifiers import EventId

CONFIRMATION = "ERASE"
_OF_SAFETY = ("screening.", "crisis.", "notice.", "checklist.")


def redact(visit: Visit, draft: Draft[EventRedacted]) -> tuple[Event, ...]:
    """Take away the content of entries and of all corrections of them; their headers stay.

    Kind, day and moment of an entry can be read afterwards, and nothing else of it.

    Raises:
        NotAllowed: the journal is locked, for reading only, or not this person's.
        NotFound: an entry is not there.
        RuleBroken: it decides whether others count, or belongs to a trial that is not opened yet.
    """
    access.may(visit, access.Deed.RECORD)
    every = events.load(visit.chain)
    asked = draft.payload.targets
    targets = dict.fromkeys(one for each in asked for one in redaction_targets(every, each))
    whole = replace(draft, payload=replace(draft.payload, targets=tuple(targets)))

    def decide(state: State) -> tuple[Payload, ...]:
        _require_redactable(state, whole.payload.targets)
        return (whole.payload,)

    made = append(visit, whole, decide)
    events.empty_log()
    return made


def erase_vault(folder: Path, typed: str) -> tuple[Path, ...]:
    """Destroy a vault: its wrapped keys first, then every journal in its folder.

    Args:
        folder: where the vault lies; no key is needed.
        typed: the word ERASE, as the person typed it.

    Returns:
        What was deleted. Backups elsewhere, and paper, are not.

    Raises:
        BadInput: another word was typed, there is no vault, or a file cannot be deleted.
    """
    if typed != CONFIRMATION:
        raise BadInput(
            "Nothing was erased.", fix=f"Type {CONFIRMATION} to erase the vault.", at="typed"
        )
    projections.forget()
    return erasure.erase(folder)


def closed_trials(state: State) -> Iterator[UUID]:
    """Trials that were begun and whose arms are not known yet."""
    ended = {
        event.payload.trial
        for event in state.standing.events
        if isinstance(event.payload, TrialUnblinded | TrialAbandoned)
    }
    for event in state.standing.events:
        if isinstance(event.payload, TrialDrafted) and event.payload.trial not in ended:
            yield event.payload.trial


def _require_redactable(state: State, targets: tuple[EventId, ...]) -> None:
    standing = {event.id: event for event in state.standing.events}
    closed = set(closed_trials(state))
    for target in targets:
        event = standing.get(target)
        if event is None and events.find(state.chain, target) is None:
            raise NotFound("There is no such entry.", at="targets")
        if event is not None and closed and _belongs(event, closed):
            raise RuleBroken(
                "This entry belongs to a trial that is not opened yet, so its content stays.",
                fix="Ask again once the trial is opened.",
            )


def _belongs(event: Standing, closed: set[UUID]) -> bool:
    payload = event.payload
    is_safety = payload.KIND.startswith(_OF_SAFETY) or isinstance(
        payload, AdverseReported | AdverseEnded
    )
    return is_safety or trial_of(payload) in closed
