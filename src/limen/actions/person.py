"""What a person states about themselves, and which of the first steps is still to come."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from limen.actions import access, projections
from limen.actions.access import Deed
from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.journal.kinds.person import AgeBand, PersonStated, SupportStated
from limen.store import preferences as store
from limen.terms.errors import NotAllowed

_PUT_OFF = "put_off"


class Step(StrEnum):
    """What comes between a new vault and a practice, in its order."""

    PLACE = "place"
    SUPPORT = "support"
    SCREENING = "screening"
    PLAN = "plan"


def state_place(
    visit: Visit,
    sent: Sent,
    country: str | None,
    age_band: AgeBand | None,
    *,
    region: str | None = None,
) -> None:
    """Record where the person is and how old; whatever else they stated about themselves stays.

    Args:
        visit: of the person.
        sent: the form.
        country: its code; None: they would rather not say.
        age_band: None: they would rather not say.
        region: code of a part of that country that has law of its own; None: it has none, or they
            would rather not say.

    Raises:
        NotAllowed: nobody has said yet that they are 18 or over.
        LimenError: see `limen.actions.append.append`.
    """
    state = projections.state_of(visit.chain)
    person = state.diary.person
    if person is None:
        raise NotAllowed("Say first whether you are 18 or over.")
    stated = replace(person, country=country, region=region, age_band=age_band)
    if stated != person or Step.PLACE in steps_left(state):
        append_sent(visit, draft(visit, sent, stated), lambda _: (stated,))


def state_support(visit: Visit, sent: Sent, stated: SupportStated) -> None:
    """Record whom the person turns to in a hard moment, or that there is nobody to name.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    if stated != projections.state_of(visit.chain).diary.support:
        append_sent(visit, draft(visit, sent, stated), lambda _: (stated,))


def put_off(visit: Visit, step: Step) -> None:
    """Leave a step for another time; no page asks for it by itself any more.

    Raises:
        NotAllowed: the journal is for reading only, or not this person's.
        LimenError: it cannot be written.
    """
    access.may(visit, Deed.RECORD)
    store.keep_preferences({_PUT_OFF: " ".join(sorted({*steps_put_off(), step}))})


def steps_put_off() -> frozenset[Step]:
    """The steps that were left for another time.

    Raises:
        LimenError: the journal cannot be read.
    """
    words = store.kept_preferences().get(_PUT_OFF, "").split()
    return frozenset(step for step in Step if step in words)


def next_step(state: State, put_off: Collection[Step] = ()) -> Step | None:
    """The first step that is neither done nor put off."""
    return next((one for one in steps_left(state) if one not in put_off), None)


def steps_left(state: State) -> tuple[Step, ...]:
    """The steps that were never taken, in their order."""
    said = [one for one in state.standing.events if isinstance(one.payload, PersonStated)]
    is_done = {
        Step.PLACE: len(said) > 1,
        Step.SUPPORT: state.diary.support is not None,
        Step.SCREENING: state.screening.decided is not None,
        Step.PLAN: bool(state.protocols.each),
    }
    return tuple(step for step in Step if not is_done[step])
