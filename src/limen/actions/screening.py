"""What screening asks and comes to: answers, what was read, who was asked, and the checklist."""

from collections.abc import Mapping, Sequence
from datetime import date

from limen.actions.append import append_sent
from limen.actions.diary import Sent, draft
from limen.actions.projections import State
from limen.actions.visit import Visit
from limen.diary.medicines import standing_medicines
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.screening import (
    Answer,
    ChecklistAnswered,
    NoticeAcknowledged,
    ScreeningAnswered,
    ScreeningAttested,
    ScreeningDecided,
    StatedReason,
    StatedVerdict,
)
from limen.screening.checklist import CHECKLIST, CHECKLIST_VERSION
from limen.screening.gates import NOTICE, VALID_FOR, Decided, ScreeningState
from limen.screening.questions import FORM_VERSION, QUESTIONS
from limen.screening.tables import screening_table
from limen.screening.verdict import Said, Verdict, decide, open_reasons
from limen.settings.configuration import configuration
from limen.store import vault
from limen.terms.errors import BadInput, NotFound, RuleBroken
from limen.terms.identifiers import EventId


def save_answers(visit: Visit, sent: Sent, answers: Mapping[str, Answer]) -> None:
    """Record the answers and what the rules make of them, together.

    Args:
        visit: of the person.
        sent: the form.
        answers: of the twelve questions, and of the rows that were ticked.

    Raises:
        BadInput: an answer to a question that is not asked.
        LimenError: see `limen.actions.append.append`.
    """
    unknown = set(answers) - {name for one in QUESTIONS for name in (one.id, *one.rows)}
    if unknown:
        raise BadInput("This is none of the questions.", at=min(unknown))
    answered = ScreeningAnswered(
        form_version=FORM_VERSION, tables_version=screening_table().version, answers=dict(answers)
    )

    def rule(state: State) -> tuple[Payload, ...]:
        verdict = verdict_of(state, answers, sent.day)
        return (answered, _decided(EventId(sent.id), verdict, sent.day))

    append_sent(visit, draft(visit, sent, answered), rule)


def verdict_of(state: State, answers: Mapping[str, Answer], day: date) -> Verdict:
    """What answers come to on a day, beside the medicines and the age that the journal knows."""
    person, known = state.diary.person, state.screening
    lifts_on = known.may_lift_stop_from()
    said = Said(
        medicines=_medicines(state, day),
        age_band=person.age_band if person else None,
        is_adult=person.adult if person else True,
        has_hard_moment=lifts_on is not None and day < lifts_on,
    )
    return decide(
        answers,
        said,
        screening_table(),
        on=_judged_on(state, day),
        trial_age=configuration(folder=vault.current().folder).trial.minimum_age,
    )


def acknowledge(visit: Visit, sent: Sent, notice: str) -> None:
    """Record that a notice was read; that of screening belongs to the decision that stands.

    Raises:
        RuleBroken: it is that of screening, and nothing was decided yet.
        LimenError: see `limen.actions.append.append`.
    """

    def rule(state: State) -> tuple[Payload, ...]:
        if notice == NOTICE:
            _require_decided(state)
        return (read,)

    read = NoticeAcknowledged(notice=notice, tables_version=screening_table().version)
    append_sent(visit, draft(visit, sent, read), rule)


def attest(
    visit: Visit, sent: Sent, reasons: Sequence[str], clinician: str, consulted: date
) -> None:
    """Record that the person spoke with a clinician about reasons of the decision that stands.

    Args:
        visit: of the person.
        sent: the form.
        reasons: what they spoke about.
        clinician: a name, or nothing.
        consulted: the day of the talk.

    Raises:
        BadInput: the day lies ahead or more than 90 days back, or a reason is not among those to
            talk about.
        RuleBroken: nothing was decided yet, it lapsed, or a talk does not open it.
        LimenError: see `limen.actions.append.append`.
    """
    if consulted > sent.day:
        raise BadInput(
            "This day lies ahead.", fix="Choose the day on which you spoke.", at="consulted"
        )
    attested = ScreeningAttested(reasons=tuple(reasons), clinician=clinician, consulted=consulted)

    def rule(state: State) -> tuple[Payload, ...]:
        _require_attestable(state, attested, sent.day)
        if consulted < sent.day - VALID_FOR:
            raise BadInput(
                "This talk was more than 90 days ago.", fix="Talk about it again.", at="consulted"
            )
        return (attested,)

    append_sent(visit, draft(visit, sent, attested), rule)


def save_checklist(
    visit: Visit,
    sent: Sent,
    protocol: EventId,
    answers: Mapping[str, Answer],
    words: Mapping[str, str],
) -> None:
    """Record the checklist of a plan; it closes nothing.

    Raises:
        BadInput: an answer or words to an item that is not there.
        NotFound: there is no such plan.
        LimenError: see `limen.actions.append.append`.
    """
    unknown = {*answers, *words} - {item.id for item in CHECKLIST}
    if unknown:
        raise BadInput("This is not on the list.", at=min(unknown))
    said = {item: text for item, text in words.items() if text}
    answered = ChecklistAnswered(
        protocol=protocol,
        form_version=CHECKLIST_VERSION,
        answers=dict(answers),
        words=said or None,
    )

    def rule(state: State) -> tuple[Payload, ...]:
        if all(one.id != protocol for one in state.protocols.each):
            raise NotFound("This plan is not in your notes.", at="protocol")
        return (answered,)

    append_sent(visit, draft(visit, sent, answered), rule)


def _medicines(state: State, day: date) -> tuple[str, ...]:
    return tuple(one.stated.name for one in standing_medicines(state.diary, day))


def _judged_on(state: State, day: date) -> date:
    """The latest of this day, the last entry's and the table's: a clock set back renews no rule."""
    written = (event.day for event in state.standing.events)
    return max(day, screening_table().compiled_on, *written)


def _decided(answered: EventId, verdict: Verdict, day: date) -> ScreeningDecided:
    return ScreeningDecided(
        answered=answered,
        verdict=verdict.verdict,
        reasons=tuple(StatedReason(id=one.rule_id, tier=one.tier) for one in verdict.reasons),
        tables_version=screening_table().version,
        expires=day + VALID_FOR,
    )


def _require_decided(state: State) -> Decided:
    if state.screening.decided is None:
        raise RuleBroken("Nothing was decided yet.", fix="Answer the questions first.")
    return state.screening.decided


def _require_attestable(state: State, attested: ScreeningAttested, day: date) -> None:
    decided = _require_decided(state)
    stands = state.screening.state_on(day)
    if stands is ScreeningState.STOP:
        raise RuleBroken("A talk does not open this.", fix="You can go on with your notes.")
    if stands is ScreeningState.LAPSED:
        raise RuleBroken("These answers no longer count.", fix="Answer the questions again.")
    if decided.verdict is StatedVerdict.CLEAR or not set(attested.reasons) <= set(
        open_reasons(decided.reasons)
    ):
        raise BadInput("This is no reason to talk to someone first.", at="reasons")
