"""What a screening comes to: the worst of every rule that applies, with its reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.screening import Answer, StatedVerdict
from limen.screening.interactions import rules_for
from limen.screening.questions import AGE_RULES, QUESTIONS, UNDER_AGE, UNKNOWN_MEDICINE, Question
from limen.screening.rules import Rule, Scope, ScreeningTable, Tier, weight

TRIAL_AGE = 21
"""From this age on a trial asks nobody; a setting may lower it, and to no less than 18."""

NO_RULE = "no_rule"
"""The reason where a rule that was named is not in the table."""

_VERDICT = {
    Tier.STOP: StatedVerdict.STOP,
    Tier.CLINICIAN: StatedVerdict.CAUTION,
    Tier.CAUTION: StatedVerdict.CLEAR,
    Tier.INFO: StatedVerdict.CLEAR,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that applies, or a question that was left open, and how much it weighs."""

    rule_id: str
    tier: Tier


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say; one that holds on some days alone warns then, and closes nothing.

    Args:
        verdict: the worst of them.
        reasons: each once, the weightiest first.
    """

    verdict: StatedVerdict
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says of themself beside the twelve answers.

    Args:
        medicines: names of everything that they take, as they wrote it.
        age_band: how old they are; None where they rather do not say.
        is_adult: whether they are 18 or over.
        has_hard_moment: whether three short answers led to help in the last days.
    """

    medicines: tuple[str, ...] = ()
    age_band: AgeBand | None = None
    is_adult: bool = True
    has_hard_moment: bool = False


def decide(
    answers: Mapping[str, Answer],
    said: Said,
    table: ScreeningTable,
    *,
    on: date,
    trial_age: int = TRIAL_AGE,
) -> Verdict:
    """What the answers, the medicines and the age come to on a day.

    Args:
        answers: of the questions, and of the rules that were ticked; a missing one is unknown.
        said: what else a person says of themself.
        table: the rules.
        on: the day, by which a rule that was not read again counts as unknown.
        trial_age: the age that a trial asks for in this build, in years.

    Source: safety.md section 4; facts.md section 5.
    """
    found: dict[str, Tier] = {}
    for name, tier in _applying(answers, said, table):
        reason = Reason(name, tier) if tier else _weighed(table.find(name), on, trial_age)
        found[reason.rule_id] = max(found.get(reason.rule_id, Tier.INFO), reason.tier, key=weight)
    reasons = tuple(
        sorted((Reason(*one) for one in found.items()), key=lambda one: -weight(one.tier))
    )
    worst = reasons[0].tier if reasons else Tier.INFO
    return Verdict(_VERDICT[worst], reasons)


def open_reasons(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """What a talk with a clinician has to cover."""
    return tuple(one.rule_id for one in reasons if one.tier is Tier.CLINICIAN)


def _applying(
    answers: Mapping[str, Answer], said: Said, table: ScreeningTable
) -> Iterator[tuple[str, Tier | None]]:
    """Every rule that applies, and its tier where it is not the rule's own."""
    if not said.is_adult:
        yield UNDER_AGE, None
    elif (of_age := AGE_RULES[said.age_band]) is not None:
        yield of_age, None
    if said.has_hard_moment:
        yield "suicidality_now", None
    for question in QUESTIONS:
        yield from _of_question(question, answers)
    for name in said.medicines:
        rules = rules_for(name, table)
        yield from ((rule.id, None) for rule in rules)
        if not rules:
            yield UNKNOWN_MEDICINE, None


def _of_question(
    question: Question, answers: Mapping[str, Answer]
) -> Iterator[tuple[str, Tier | None]]:
    ticked = {row: answers[row] for row in question.rows if row in answers}
    for row, answer in ticked.items():
        if answer is not Answer.NO:
            yield row, None if answer is Answer.YES else Tier.CLINICIAN
    answer = answers.get(question.id, Answer.UNKNOWN)
    is_open = answer is Answer.YES and Answer.YES not in ticked.values()
    if answer is Answer.UNKNOWN or is_open:
        yield question.id, Tier.CLINICIAN


def _weighed(rule: Rule | None, on: date, trial_age: int) -> Reason:
    if rule is None:
        return Reason(NO_RULE, Tier.CLINICIAN)
    own = rule.weighs_on(on)
    if rule.scope is Scope.UNLESS_SETTING_LOWERS_AGE and trial_age < TRIAL_AGE:
        own = min(own, Tier.CLINICIAN, key=weight)
    if rule.scope.is_of_days:
        own = min(own, Tier.CAUTION if rule.is_known(on) else Tier.CLINICIAN, key=weight)
    return Reason(rule.id, own)
