"""SAF-15: in a seeded cohort that slides, every counted fact is shown within 7 days and no end is
passed in silence; SAF-8: every unwanted effect that was told or tapped reaches the report.
"""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random  # noqa: TID251 -- what people do: seeded, and no secret
from uuid import UUID

import pytest

from limen.journal.kinds.harms import AdverseEnded, Severity
from limen.journal.kinds.protocols import DriftAnswered, DriftChoice, ProtocolPlanned
from limen.protocols.changes import plan_protocol
from limen.protocols.drift_card import DRIFT_NOTICE, recent_facts, require_answered
from limen.protocols.states import State
from limen.reports.drift_sentences import card_sentences
from limen.reports.practice import practice_report
from limen.reports.practice_days import practice_of_plan
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import EventId

FEW, ALL = 25, 1_000
DAYS, LAST, RESTED = 56, 27, 55
PLAN_DAYS = frozenset(range(0, LAST + 1, 3))
TERMS = {
    "headache": "headache",
    "nausea": "nausea",
    "bad_sleep": "bad sleep",
    "irritable": "irritable",
    "other": "something else",
}
PRAISE = ("well done", "great", "streak", "congratulations", "on track", "in a row")


@pytest.fixture
def practised(load, root):
    """The maker of practices, and of their days."""
    return load(root / "tests" / "practised.py")


def people(many):
    """So many people, each with a chance of their own."""
    return [Random(seed) for seed in range(many)]  # noqa: S311 -- seeded, as above


SIZES = pytest.mark.parametrize(
    "many", [FEW, pytest.param(ALL, marks=pytest.mark.nightly)], ids=["few", "all"]
)


def _facts(notes, today):
    found = recent_facts(notes.diary, notes.protocols.each, today=today)
    return {(fact.id, each) for fact in found for each in fact.days}


def _lived(practised, chance, seen):
    """Eight weeks with more and more days off the plan; Today is opened every day."""
    notes = practised.Practised()
    notes.plan()
    slides = chance.uniform(0.02, 0.25)
    for number in range(DAYS):
        today = practised.day(number)
        is_planned = number in PLAN_DAYS and chance.random() < 0.9
        if is_planned or chance.random() < slides:
            notes.dose(number)
        for fact in _facts(notes, today):
            seen["due"].setdefault((id(chance), fact), number)
            seen["holds"].add((id(chance), fact, number))
        card = notes.card(number)
        if card is not None and not card.is_put_off:
            _read(notes, number, card, chance, seen)
    return notes


def _read(notes, number, card, chance, seen):
    """The person opens Today, sees what is counted, and does something about it or nothing."""
    seen["words"] += [str(one) for one in card_sentences(card)]
    for fact in card.facts:
        for each in fact.days:
            seen["shown"].setdefault((id(chance), (fact.id, each)), number)
    done = chance.random()
    if done < 0.3:
        notes.read(number, DRIFT_NOTICE)
    elif done < 0.6:
        choice = chance.choice([DriftChoice.BACK_TO_PROTOCOL, DriftChoice.TALK])
        notes.state(number, DriftAnswered(card=EventId(notes.events[-1].id), choice=choice))


@SIZES
def test_every_counted_fact_is_shown_within_seven_days_and_nothing_is_praised(
    practised, many, record_property
):
    seen = {"due": {}, "holds": set(), "shown": {}, "words": []}
    cohort = people(many)
    for chance in cohort:
        _lived(practised, chance, seen)

    # More than planned so far can be made good by days that follow; then it is no fact any more.
    settled = {
        (who, fact): day
        for (who, fact), day in seen["due"].items()
        if (who, fact, day + 7) in seen["holds"]
    }
    late = {one for one, day in settled.items() if seen["shown"].get(one, DAYS) - day > 7}
    record_property("facts", len(settled))
    assert len(settled) > many
    assert late == set()
    said = " ".join(seen["words"]).lower()
    assert [praise for praise in PRAISE if praise in said] == []


@SIZES
def test_no_protocol_begins_inside_a_rest_or_beside_an_open_card(practised, many, record_property):
    drafted = Counter()
    for chance in people(many):
        notes = practised.Practised()
        notes.plan()
        for number in chance.sample(range(LAST), k=8):
            notes.dose(number)
        for number in range(DAYS + 20):
            drafted[_drafted(practised, notes, number)] += 1

    record_property("drafted", dict(drafted))
    assert drafted["inside"] == drafted["beside"] == 0
    assert drafted["refused"] > drafted["free"] > 0


def _drafted(practised, notes, number):
    """Whether a protocol that starts on the next day could be drafted, and where that lies."""
    today, known = practised.day(number), notes.protocols.each
    dates = {
        "starts": practised.day(number + 1),
        "ends": practised.day(number + 20),
        "reviews_on": practised.day(number + 20),
        "rests_until": practised.day(number + 40),
    }
    card = notes.card(number)
    stated = replace(ProtocolPlanned.example(), **dates)
    try:
        require_answered(card)
        plan_protocol(known, stated, name=EventId(UUID(int=0)), day=today)
    except RuleBroken:
        return "refused"
    if card is not None:
        return "beside"
    return "inside" if number <= RESTED else "free"


@SIZES
def test_an_end_is_passed_only_by_an_act(practised, many):
    for chance in people(many):
        notes = practised.Practised()
        last = chance.randrange(13, 60)
        ends = {
            "ends": practised.day(last),
            "reviews_on": practised.day(last),
            "rests_until": practised.day(last + 14),
        }
        notes.plan(**ends)
        for number in range(last + 5):
            notes.evening(number)
            notes.dose(number)

        (plan,) = notes.protocols.each
        assert plan.state_on(practised.day(last)) is State.RUNNING
        assert plan.state_on(practised.day(last) + timedelta(days=1)) is State.ENDED
        assert max(plan.dose_days) <= practised.day(last)
        assert notes.card(last + 4).counts["after_end"] == 4


def _told(practised, chance):
    """Six weeks with things that were tapped and things that were told, and what they were."""
    notes, tapped, reports = practised.Practised(), Counter(), []
    notes.plan()
    for number in range(42):
        found = [term for term in TERMS if chance.random() < 0.05]
        if number <= LAST and chance.random() < 0.8:
            notes.evening(number, *found)
            tapped.update(found)
        for term in found:
            severity = chance.choice(list(Severity))
            name = notes.report(number, term, severity)
            reports.append((practised.day(number), term, severity))
            if chance.random() < 0.3:
                notes.state(number, AdverseEnded(report=name))
    return notes, tapped, reports


@SIZES
def test_every_seeded_unwanted_effect_reaches_the_report(practised, many, record_property):
    seeded = 0
    for chance in people(many):
        notes, tapped, reports = _told(practised, chance)
        (plan,) = notes.protocols.each
        practice = practice_of_plan(notes.diary, notes.protocols, plan, practised.day(42))
        tables = {one.id: one.table for one in practice_report(practice).figures}

        rows = {str(row[0]): row[1] for row in tables["unwanted"].rows}
        listed = [
            row
            for name in ("reported", "reported_else")
            for row in (tables[name].rows if name in tables else ())
        ]
        assert {TERMS[term]: count for term, count in tapped.items()}.items() <= rows.items()
        assert Counter((row[1], str(row[2])) for row in listed) == Counter(
            (each, TERMS[term]) for each, term, _ in reports
        )
        seeded += len(reports) + sum(tapped.values())

    record_property("seeded", seeded)
    assert seeded > many
