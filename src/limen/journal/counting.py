"""Events taken one after the other, in the order of the chain, until it is clear which count."""

from dataclasses import dataclass, replace
from datetime import date

from limen.journal.corrections import is_corrigible, is_withdrawable, trial_of
from limen.journal.findings import Finding
from limen.journal.kinds.doses import FeltAnswered
from limen.journal.kinds.meta import EventCorrected, EventRedacted, EventWithdrawn, ImportReverted
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.trials import DataLocked
from limen.journal.payloads import from_plain, is_readable
from limen.journal.reading import CONTENT_MISSING, NEWER, UNREADABLE, Earlier, Standing
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId


@dataclass(frozen=True, slots=True)
class StandingEvents:
    """All events that count in the order of the chain, and what was found on the way."""

    events: tuple[Standing, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_newer(self) -> bool:
        """Whether a newer Limen wrote to this chain, so that this one reads and does not write."""
        return any(finding.id == NEWER for finding in self.findings)


class Counting:
    """What counts so far; a later event changes earlier ones, never the other way round."""

    def __init__(self, known: StandingEvents) -> None:
        self._events: list[Standing | None] = list(known.events)
        self._findings = list(known.findings)
        self._places = {one.id: place for place, one in enumerate(known.events)}
        self._known = set(self._places)
        self._locked = {
            one.payload.trial for one in known.events if isinstance(one.payload, DataLocked)
        }

    def result(self) -> StandingEvents:
        """What counts, and what was found."""
        return StandingEvents(
            tuple(one for one in self._events if one is not None), tuple(self._findings)
        )

    def leave_out(self, event: Standing | Finding) -> None:
        """Take an event that does not count, by an undone import or because it cannot be read."""
        if isinstance(event, Standing):
            self._known.add(event.id)
            return
        self._known.update(event.events)
        self._find(event)

    def take(self, event: Standing) -> None:
        """Take an event that counts, or that says how an earlier one does."""
        self._known.add(event.id)
        match event.payload:
            case EventCorrected() as said:
                self._correct(event, said)
            case EventWithdrawn() as said:
                self._withdraw(event, said)
            case EventRedacted() as said:
                self._redact(said)
            case ImportReverted():
                pass
            case said:
                if isinstance(said, DataLocked):
                    self._locked.add(said.trial)
                self._places[event.id] = len(self._events)
                self._events.append(event)

    def may_correct(self, target: Standing, payload: Payload, on: date) -> bool:
        """Whether an event may be stated anew like this on that day."""
        said = (target.payload, payload)
        if any(self._is_sealed(one) or trial_of(one) in self._locked for one in said):
            return False
        first_day = target.earlier[0].day if target.earlier else target.day
        return is_corrigible(target.payload, day=first_day, on=on)

    def may_withdraw(self, target: Standing, on: date) -> bool:
        """Whether an event may be withdrawn on that day."""
        said = target.payload
        if self._is_sealed(said) or trial_of(said) in self._locked:
            return False
        return is_withdrawable(said, on=on)

    def standing(self, event: EventId) -> Standing | None:
        """The event with this identifier, if it counts."""
        place = self._places.get(event)
        return None if place is None else self._events[place]

    def _correct(self, event: Standing, said: EventCorrected) -> None:
        target = self._target(event, said.target)
        if target is None:
            return
        kind = target.payload.KIND
        if not is_readable(kind, said.v):
            self._find(Finding(NEWER, None, "Saved by a newer Limen.", (event.id,)))
            return
        try:
            payload = from_plain(kind, said.v, said.payload)
        except BadInput:
            says = "This correction cannot be read."
            self._find(Finding(UNREADABLE, event.day, says, (event.id, target.id)))
            return
        if not self.may_correct(target, payload, event.day):
            self._refuse(event, target, "This correction does not count: it came too late.")
            return
        earlier = Earlier(target.payload, target.day, event.day, event.id)
        self._events[self._places[target.id]] = replace(
            target,
            payload=payload,
            day=said.day or target.day,
            earlier=(*target.earlier, earlier),
        )

    def _withdraw(self, event: Standing, said: EventWithdrawn) -> None:
        target = self._target(event, said.target)
        if target is None:
            return
        if not self.may_withdraw(target, event.day):
            self._refuse(event, target, "This withdrawal does not count: it came too late.")
            return
        self._events[self._places.pop(target.id)] = None

    def _redact(self, said: EventRedacted) -> None:
        for target in said.targets:
            place = self._places.pop(target, None)
            if place is not None:
                self._events[place] = None
        self._findings = [
            one
            for one in self._findings
            if one.id != CONTENT_MISSING or one.events[0] not in said.targets
        ]

    def _target(self, event: Standing, target: EventId) -> Standing | None:
        if target not in self._known:
            says = "This entry speaks of another one that is not there."
            self._find(Finding("target-unknown", event.day, says, (event.id,)))
        return self.standing(target)

    def _is_sealed(self, payload: Payload) -> bool:
        if not isinstance(payload, FeltAnswered):
            return False
        dose = self.standing(payload.dose)
        return dose is not None and trial_of(dose.payload) is not None

    def _refuse(self, event: Standing, target: Standing, says: str) -> None:
        self._find(Finding("too-late", event.day, says, (event.id, target.id)))

    def _find(self, finding: Finding) -> None:
        for place, one in enumerate(self._findings):
            if one.id == finding.id == NEWER:  # told once, however many there are
                self._findings[place] = replace(one, events=one.events + finding.events)
                return
        self._findings.append(finding)
