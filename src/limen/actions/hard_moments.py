"""What follows a hard answer: it is saved first, then help is shown, and a protocol rests."""

from dataclasses import replace

from limen.actions import projections
from limen.actions.append import append_sent
from limen.actions.diary import Sent, correct, draft
from limen.actions.projections import State
from limen.actions.stops import plan_held
from limen.actions.visit import Visit
from limen.diary.diary import Recorded
from limen.instruments.catalogue import instrument
from limen.instruments.instrument import Instrument
from limen.instruments.scoring import asks_for_help, score
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import PausedWhy, ProtocolPaused
from limen.journal.kinds.screening import CrisisShown, CrisisTriaged, CrisisTrigger, TriageAnswers
from limen.protocols.states import State as ProtocolState
from limen.screening.tables import crisis_table
from limen.screening.triage import NextStep
from limen.screening.worsening import needs_help_page
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId


def save_questionnaire(visit: Visit, sent: Sent, answered: QuestionnaireAnswered) -> bool:
    """Record answers, and say whether one of them leads to the help page at once.

    The answers and the note that help was shown are saved together, before anything else goes on.

    Raises:
        BadInput: there is no such questionnaire, or an answer is outside its range.
        LimenError: see `limen.actions.append.append`.
    """
    known = instrument(answered.instrument)
    if known is None:
        raise BadInput("Limen has no words for this questionnaire.", at="instrument")
    score(known, answered.answers)
    needs_help = asks_for_help(known, answered.answers)
    begun = _begun(visit, sent, known)
    if begun is not None:
        correct(visit, sent, begun.id, answered, "The rest of the page was answered.")
        return needs_help and not asks_for_help(known, begun.stated.answers)

    def decide(state: State) -> tuple[Payload, ...]:
        trigger = CrisisTrigger.ITEM if needs_help else _change(state, sent, answered)
        if trigger is None:
            return (answered,)
        pauses = _pauses(state, sent) if trigger is CrisisTrigger.CHANGE else []
        return (answered, _shown(state, trigger, EventId(sent.id)), *pauses)

    made = append_sent(visit, draft(visit, sent, answered), decide)
    return any(one.header.kind == CrisisShown.KIND for one in made)


def show_help_for_effect(visit: Visit, sent: Sent, cause: EventId) -> None:
    """Note that the help page is shown because of what was tapped in an evening's list.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    shown = _shown(projections.state_of(visit.chain), CrisisTrigger.EFFECT, cause)
    append_sent(visit, draft(visit, sent, shown), lambda _: (shown,))


def triage(visit: Visit, sent: Sent, answers: TriageAnswers) -> None:
    """Record the three short answers, and pause what runs.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    triaged = CrisisTriaged(answers=answers)
    append_sent(
        visit,
        draft(visit, sent, triaged),
        lambda state: (triaged, *_pauses(state, sent)),
    )


def attend(visit: Visit, sent: Sent, state: State) -> NextStep | None:
    """Which page comes first now; a protocol that still runs beside an open question is paused.

    Raises:
        LimenError: see `limen.actions.append.append`.
    """
    step = state.hard_moment.step_at(visit.at)
    if step is NextStep.NOW:
        pauses = _pauses(state, sent)
        if pauses:
            by_limen = replace(draft(visit, sent, pauses[0]), by="limen")
            append_sent(visit, by_limen, lambda known: tuple(_pauses(known, sent)))
    return step


def _change(state: State, sent: Sent, answered: QuestionnaireAnswered) -> CrisisTrigger | None:
    """Whether the answers lie so far above the baseline that help is shown, without questions."""
    is_worse = needs_help_page(state.diary, answered, plan_held(state, sent.day))
    return CrisisTrigger.CHANGE if is_worse else None


def _begun(visit: Visit, sent: Sent, known: Instrument) -> Recorded[QuestionnaireAnswered] | None:
    """The same questionnaire of this day, of which one answer was kept ahead of the others."""
    for one in projections.state_of(visit.chain).diary.questionnaires:
        is_same = (one.stated.instrument, one.day) == (known.id, sent.day)
        if is_same and set(one.stated.answers) < {item.id for item in known.items}:
            return one
    return None


def _shown(state: State, trigger: CrisisTrigger, cause: EventId) -> CrisisShown:
    person = state.diary.person
    country = person.country if person else None
    return CrisisShown(trigger=trigger, from_=cause, country=country, tables_version=_version())


def _version() -> str:
    return crisis_table().compiled_on.isoformat()


def _pauses(state: State, sent: Sent) -> list[Payload]:
    running = (
        one for one in state.protocols.each if one.state_on(sent.day) is ProtocolState.RUNNING
    )
    return [ProtocolPaused(protocol=one.id, why=PausedWhy.CRISIS) for one in running]
