"""What a screening comes to: laws over all answers. Single cases: `vignettes.txt`."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.screening import Answer, StatedVerdict
from limen.screening.questions import QUESTIONS
from limen.screening.rules import RuleGroup, ScreeningTable, Tier, weight
from limen.screening.tables import screening_table
from limen.screening.verdict import NO_RULE, Said, decide, open_reasons

TABLE = screening_table()
ON = date(2026, 11, 21)
ROWS = [row for one in QUESTIONS for row in one.rows]
KEYS = [*(one.id for one in QUESTIONS), *ROWS]
GIVEN = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(Answer))
NAMES = st.sampled_from(["lithium", "sertraline", "coffee", "nobody knows", "alcohol", "litium"])
ORDER = [StatedVerdict.CLEAR, StatedVerdict.CAUTION, StatedVerdict.STOP]


def reached(answers, medicines=(), band=AgeBand.FROM_25_TO_64, **changed):
    said = Said(medicines=tuple(medicines), age_band=band, **changed)
    return decide(answers, said, TABLE, on=ON)


def milder(one, other):
    """Whether a verdict is milder than another."""
    return ORDER.index(one.verdict) < ORDER.index(other.verdict)


@settings(max_examples=40)
@given(GIVEN, st.sampled_from(ROWS))
def test_a_further_tick_never_makes_a_verdict_milder(answers, row):
    before = reached({**answers, row: Answer.NO})
    after = reached({**answers, row: Answer.YES})

    assert not milder(after, before) or _was_open(answers, row)


def _was_open(answers, row):
    """A yes that named nothing was unknown; its first tick says what it is."""
    (question,) = (one for one in QUESTIONS if row in one.rows)
    others = {answers.get(one) for one in question.rows if one != row}
    return answers.get(question.id) is Answer.YES and Answer.YES not in others


@settings(max_examples=40)
@given(GIVEN, st.lists(NAMES, max_size=4), NAMES)
def test_a_further_medicine_never_makes_a_verdict_milder(answers, medicines, name):
    assert not milder(reached(answers, [*medicines, name]), reached(answers, medicines))


@settings(max_examples=40)
@given(GIVEN, st.lists(NAMES, max_size=3))
def test_a_hard_moment_always_stops(answers, medicines):
    assert reached(answers, medicines, has_hard_moment=True).verdict is StatedVerdict.STOP


@settings(max_examples=40)
@given(GIVEN, st.lists(NAMES, max_size=3), st.sampled_from([None, *AgeBand]))
def test_the_worst_reason_decides_and_each_stands_once(answers, medicines, band):
    verdict = reached(answers, medicines, band)

    tiers = [weight(one.tier) for one in verdict.reasons]
    worst = max(tiers, default=weight(Tier.INFO))
    assert tiers == sorted(tiers, reverse=True)
    assert len({one.rule_id for one in verdict.reasons}) == len(tiers)
    assert (verdict.verdict is StatedVerdict.STOP) is (worst == weight(Tier.STOP))
    assert (verdict.verdict is StatedVerdict.CLEAR) is (worst < weight(Tier.CLINICIAN))


@settings(max_examples=40)
@given(GIVEN, st.lists(NAMES, max_size=3))
def test_every_reason_is_a_rule_or_a_question(answers, medicines):
    known = {rule.id for rule in TABLE.rules}
    asked = {question.id for question in QUESTIONS}

    for reason in reached(answers, medicines).reasons:
        assert reason.rule_id in known or reason.rule_id in asked


def test_the_fixed_sentence_stands_beside_every_medicine_and_nothing_else():
    noted = {rule.id for rule in TABLE.rules if rule.never_stop_note}

    assert noted == {rule.id for rule in TABLE.of_group(RuleGroup.MEDICINE)}


def test_without_any_answer_every_question_is_open():
    verdict = reached({})

    assert verdict.verdict is StatedVerdict.CAUTION
    assert open_reasons(verdict.reasons) == tuple(one.id for one in QUESTIONS)


def test_a_table_without_rules_calls_nothing_clear():
    bare = ScreeningTable(compiled_on=ON, rules=(), signs=())
    said = Said(medicines=("coffee",), age_band=AgeBand.FROM_25_TO_64)

    verdict = decide(dict.fromkeys(KEYS, Answer.NO), said, bare, on=ON)

    assert verdict.verdict is StatedVerdict.CAUTION
    assert [one.rule_id for one in verdict.reasons] == [NO_RULE]
