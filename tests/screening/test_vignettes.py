"""SAF-6: what screening comes to in each case of the frozen file, which no clinician has signed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from limen.journal.kinds.harms import AdverseReported, MedicineStarted, MedicineStopped, Severity
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import AgeBand, PersonStated
from limen.journal.kinds.protocols import EndedWhy, PausedWhy, ProtocolEnded, ProtocolPaused
from limen.journal.kinds.screening import (
    Answer,
    CrisisShown,
    CrisisTriaged,
    CrisisTrigger,
    NoticeAcknowledged,
    ScreeningAnswered,
    ScreeningAttested,
    ScreeningDecided,
    StatedReason,
    StatedVerdict,
    TriageAnswer,
    TriageAnswers,
)
from limen.journal.standing import Standing
from limen.screening import fold, gates, interactions, verdict
from limen.screening.fold import screening
from limen.screening.gates import NOTICE, VALID_FOR
from limen.screening.interactions import warnings
from limen.screening.questions import QUESTIONS
from limen.screening.rules import Rule, RuleGroup, ScreeningTable, Tier, weight
from limen.screening.tables import screening_table
from limen.screening.verdict import TRIAL_AGE, Said, Verdict, decide, open_reasons
from limen.terms.identifiers import EventId

FIRST = date(2026, 11, 21)
BANDS = {
    "18": AgeBand.FROM_18_TO_20,
    "21": AgeBand.FROM_21_TO_24,
    "25": AgeBand.FROM_25_TO_64,
    "65": AgeBand.FROM_65,
}
ANSWERS = {"yes": Answer.YES, "no": Answer.NO, "?": Answer.UNKNOWN}
NO, YES = TriageAnswer.NO, TriageAnswer.YES


@dataclass(frozen=True, slots=True)
class Vignette:
    """One row of the file; `tests/screening/vignettes.txt` says what each column holds."""

    name: str
    row: str
    ticked: str
    medicines: str
    age: str
    on: str
    verdict: str
    reasons: str
    warns: str
    then: str
    day: str
    state: str

    @property
    def screened_on(self) -> date:
        """The day of the screening."""
        return FIRST + timedelta(days=int(self.on))

    @property
    def expected(self) -> tuple[str, frozenset[str], frozenset[str], str]:
        """What whoever wrote it expects."""
        return (
            self.verdict,
            frozenset(self.reasons.split()),
            frozenset(self.warns.split()),
            self.state,
        )


def vignettes() -> tuple[Vignette, ...]:
    """Every vignette of the file."""
    text = Path(__file__).with_name("vignettes.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return tuple(Vignette(*line.split("|")) for line in lines[1:])


def found(one: Vignette, table: ScreeningTable) -> tuple[str, frozenset[str], frozenset[str], str]:
    """What the rules of a table make of a vignette, in the form of what is expected."""
    verdict = _verdict(one, table)
    named = [table.find(reason.rule_id) for reason in verdict.reasons]
    rules = [rule for rule in named if rule is not None]
    rules += [told.rule for told in warnings(_medicines(one), table, on=one.screened_on)]
    of_days = {
        f"{rule.id}:{rule.weighs_on(one.screened_on).value}"
        for rule in rules
        if rule.scope.is_of_days
    }
    reasons = {f"{reason.rule_id}:{reason.tier.value}" for reason in verdict.reasons}
    state = screening(events(one, verdict)).state_on(_after(one, int(one.day))).value
    return (
        verdict.verdict.value,
        frozenset(reasons),
        frozenset(of_days),
        state if one.state else "",
    )


def events(one: Vignette, verdict: Verdict) -> tuple[Standing, ...]:
    """The journal of a vignette: the screening, and what came afterwards."""
    stated: list[tuple[int, Payload]] = [(0, _person(one)), (0, ScreeningAnswered.example())]
    stated.append((0, _decided(verdict, one.screened_on)))
    for word in one.then.split():
        what, _, days = word.rpartition("+")
        kind, _, about = what.partition(":")
        day = int(days)
        stated += [(day, payload) for payload in THEN[kind](about, verdict, _after(one, day))]
    return tuple(
        _standing(number, _after(one, day), payload)
        for number, (day, payload) in enumerate(stated, start=1)
    )


def _verdict(one: Vignette, table: ScreeningTable) -> Verdict:
    age, _, trial_age = one.age.partition("@")
    said = Said(
        medicines=_medicines(one),
        age_band=BANDS.get(age),
        is_adult=age != "under",
        has_hard_moment="hard" in one.ticked.split(),
    )
    years = int(trial_age or TRIAL_AGE)
    return decide(_answers(one.ticked.split()), said, table, on=one.screened_on, trial_age=years)


def _medicines(one: Vignette) -> tuple[str, ...]:
    return tuple(name.strip() for name in one.medicines.split(";") if name)


def _answers(ticked: Iterable[str]) -> dict[str, Answer]:
    answers = {question.id: Answer.NO for question in QUESTIONS}
    stated: dict[str, str] = {}
    for word in ticked:
        name, is_stated, said = word.partition("=")
        if is_stated:
            stated[name] = said
        elif name != "hard":
            row = name.removeprefix("?")
            is_open = name.startswith("?")
            answers[row] = Answer.UNKNOWN if is_open else Answer.YES
            of_it = Answer.NO if is_open else Answer.YES
            answers |= {each.id: of_it for each in QUESTIONS if row in each.rows}
    for name, said in stated.items():
        if said == "-":
            del answers[name]
        else:
            answers[name] = ANSWERS[said]
    return answers


def _person(one: Vignette) -> PersonStated:
    return replace(PersonStated.example(), age_band=BANDS.get(one.age.partition("@")[0]))


def _decided(verdict: Verdict, day: date) -> ScreeningDecided:
    return replace(
        ScreeningDecided.example(),
        verdict=verdict.verdict,
        reasons=tuple(StatedReason(id=one.rule_id, tier=one.tier) for one in verdict.reasons),
        expires=day + VALID_FOR,
    )


def _talk(about: str, verdict: Verdict, day: date) -> list[Payload]:
    reasons = (about,) if about else open_reasons(verdict.reasons)
    return [ScreeningAttested(reasons=reasons, clinician="", consulted=day)]


def _shown(trigger: CrisisTrigger) -> list[Payload]:
    return [replace(CrisisShown.example(), trigger=trigger)]


def _triaged(plan: TriageAnswer) -> list[Payload]:
    return [CrisisTriaged(answers=TriageAnswers(plan=plan, intent=NO, recent_act=NO))]


def _harm(about: str, severity: Severity) -> list[Payload]:
    return [replace(AdverseReported.example(), term=about, severity=severity)]


Then = Callable[[str, Verdict, date], list[Payload]]
THEN: dict[str, Then] = {
    "read": lambda *_: [NoticeAcknowledged(notice=NOTICE, tables_version="2026-11-20")],
    "talk": _talk,
    "medicine": lambda about, *_: [MedicineStarted(name=about)],
    "stopped": lambda *_: [MedicineStopped.example()],
    "answers": lambda *_: [ScreeningAnswered.example()],
    "age": lambda about, *_: [replace(PersonStated.example(), age_band=BANDS[about])],
    "asked": lambda *_: _shown(CrisisTrigger.ASKED),
    "change": lambda *_: _shown(CrisisTrigger.CHANGE),
    "item": lambda *_: _shown(CrisisTrigger.ITEM),
    "watch": lambda *_: _triaged(NO),
    "now": lambda *_: _triaged(YES),
    "again": lambda _, verdict, day: [ScreeningAnswered.example(), _decided(verdict, day)],
    "harm": lambda about, *_: _harm(about, Severity.LITTLE),
    "helped": lambda about, *_: _harm(about, Severity.NEEDED_HELP),
    "evening": lambda about, *_: [replace(CheckInSaved.example(), effects=(about,))],
    "paused": lambda about, *_: [replace(ProtocolPaused.example(), why=PausedWhy(about))],
    "ended": lambda about, *_: [replace(ProtocolEnded.example(), why=EndedWhy(about))],
}
"""What can come after a screening, by its word in the file."""


def _after(one: Vignette, days: int) -> date:
    return one.screened_on + timedelta(days=days)


def _standing(number: int, day: date, payload: Payload) -> Standing:
    at = datetime(day.year, day.month, day.day, 19, tzinfo=UTC)
    of = EventId(UUID(int=number))
    return Standing(number, of, day, at, "UTC", "participant", "web", None, payload)


EVERY = vignettes()
WEAKER = {Tier.STOP: Tier.CLINICIAN, Tier.CLINICIAN: Tier.CAUTION, Tier.CAUTION: Tier.INFO}
OF_ALL_RULES = tuple(rule.id for rule in screening_table().rules)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_unsigned_vignette(one: Vignette) -> None:
    assert found(one, screening_table()) == one.expected


def test_there_are_at_least_200_vignettes_that_are_not_signed_by_clinicians(
    record_property: Callable[[str, object], None],
) -> None:
    record_property("vignettes signed by clinicians", "not measured")

    assert len({one.name for one in EVERY}) == len(EVERY)
    assert len(EVERY) >= 200


def test_every_rule_decides_at_least_one_vignette() -> None:
    assert set(OF_ALL_RULES) <= {row for one in EVERY for row in one.row.split()}


@pytest.mark.parametrize("rule_id", OF_ALL_RULES)
def test_a_rule_that_is_deleted_is_missed_by_a_vignette(rule_id: str) -> None:
    table = screening_table()
    without = replace(table, rules=tuple(one for one in table.rules if one.id != rule_id))

    assert _is_noticed(without, rule_id)


@pytest.mark.parametrize("rule_id", OF_ALL_RULES)
def test_a_rule_that_weighs_less_is_noticed_by_a_vignette(rule_id: str) -> None:
    rule = screening_table().find(rule_id)
    assert rule is not None

    is_noticed = rule.tier not in WEAKER or _is_noticed(_with(_weaker(rule)), rule_id)

    assert is_noticed


@pytest.mark.parametrize(
    "rule_id", [rule.id for rule in screening_table().rules if rule.group is RuleGroup.MEDICINE]
)
def test_a_medicine_that_loses_its_names_is_noticed_by_a_vignette(rule_id: str) -> None:
    rule = screening_table().find(rule_id)
    assert rule is not None

    is_noticed = not rule.names or _is_noticed(_with(replace(rule, names=())), rule_id)

    assert is_noticed


def _best(weigh: Callable[[Tier], int]) -> Callable[[Tier], int]:
    return lambda tier: -weigh(tier)


BROKEN: dict[str, tuple[object, str, object]] = {
    "the best wins": (verdict, "weight", _best(weight)),
    "unknown is clear": (verdict, "_of_question", lambda *_: iter(())),
    "a medicine that stands is not looked at": (verdict, "rules_for", lambda *_: ()),
    "an unknown medicine is clear": (interactions, "UNKNOWN_MEDICINE", "caffeine"),
    "every talk opens": (gates, "open_reasons", lambda _: ()),
    "nothing ends early": (fold, "_ends_early", lambda _: None),
    "any screening lifts a stop": (fold, "_unless_lifted", lambda *_: None),
    "questions left open are nothing": (fold, "_after_help", lambda known, *_: known),
    "a caution goes on": (
        verdict,
        "_VERDICT",
        dict.fromkeys(Tier, StatedVerdict.CLEAR) | {Tier.STOP: StatedVerdict.STOP},
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_of_the_whole_that_is_broken_is_noticed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*BROKEN[name])

    assert any(_fails(one, screening_table()) for one in EVERY)


def test_a_decision_that_never_expires_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gates.Screening, "lapsed_why", lambda known, _: known.broken_by)

    assert any(_fails(one, screening_table()) for one in EVERY)


def test_a_rule_that_never_falls_due_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rule, "is_known", lambda *_: True)

    assert any(_fails(one, screening_table()) for one in EVERY)


def _with(changed: Rule) -> ScreeningTable:
    table = screening_table()
    rules = tuple(changed if one.id == changed.id else one for one in table.rules)
    return replace(table, rules=rules)


def _weaker(rule: Rule) -> Rule:
    return replace(rule, tier=WEAKER[rule.tier])


def _is_noticed(table: ScreeningTable, rule_id: str) -> bool:
    return any(_fails(one, table) for one in _of(rule_id))


def _of(rule_id: str) -> Iterator[Vignette]:
    return (one for one in EVERY if rule_id in one.row.split())


def _fails(one: Vignette, table: ScreeningTable) -> bool:
    try:
        return found(one, table) != one.expected
    except (KeyError, TypeError, ValueError):
        return True
