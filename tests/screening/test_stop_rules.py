"""SAF-13: each stop rule fires on its trigger, on nothing else, and until it is answered."""

from random import Random  # noqa: TID251 -- what people write down: seeded, and no secret

import pytest

from limen.diary.effects import EFFECTS
from limen.journal.kinds.harms import AdverseReported, MedicineStopped, Severity
from limen.journal.kinds.protocols import PausedWhy, ProtocolPaused
from limen.journal.kinds.screening import Answer, ScreeningDecided
from limen.screening.stop_rules import PAUSES, StopRule, open_stops, stop_page, stop_page_of_report
from limen.terms.felt import Felt, Strength

SIGNS = {
    "jerks": StopRule.SEROTONIN,
    "chest_pain": StopRule.HEART,
    "breathless": StopRule.HEART,
    "swollen_ankles": StopRule.HEART,
    "seeing_hearing": StopRule.MIND,
    "awake": StopRule.MIND,
}
TAPPED = {**SIGNS, "panic": StopRule.ANXIETY}
FEW, ALL = 300, 10_000


@pytest.fixture
def new(load, root):
    """A practice with nothing in it."""
    return load(root / "tests" / "practised.py").Practised


@pytest.fixture
def notes(new):
    """A practice whose protocol runs for four weeks."""
    made = new()
    made.plan()
    return made


def fired(notes, number=5):
    return [stop.rule for stop in notes.stops(number)]


@pytest.mark.parametrize("effect", [one.id for one in EFFECTS])
def test_of_all_effects_these_alone_stop(notes, effect):
    notes.evening(1, effect)

    assert fired(notes) == ([TAPPED[effect]] if effect in TAPPED else [])
    assert stop_page([effect]) is SIGNS.get(effect)


def test_a_racing_heart_with_faintness_is_a_sign_and_neither_alone(notes):
    notes.evening(1, "heart_racing")
    notes.evening(2, "dizzy")
    assert fired(notes) == []

    notes.evening(3, "dizzy", "heart_racing", "nausea")

    assert fired(notes) == [StopRule.HEART]
    assert stop_page(["dizzy", "heart_racing"]) is StopRule.HEART


@pytest.mark.parametrize(
    ("severity", "rules"),
    [
        (Severity.LITTLE, []),
        (Severity.LOT, [StopRule.HEART]),
        (Severity.NEEDED_HELP, [StopRule.HEART]),
    ],
)
def test_a_bad_faint_feeling_may_be_fainting(notes, severity, rules):
    notes.report(1, "dizzy", severity)

    assert fired(notes) == rules


@pytest.mark.parametrize(("term", "rule"), TAPPED.items())
def test_a_report_is_as_good_as_a_tap(notes, term, rule):
    notes.report(1, term)

    assert fired(notes) == [rule]


def test_the_page_of_a_report_is_that_of_its_term():
    told = AdverseReported.example()

    assert stop_page_of_report(told) is None


@pytest.mark.parametrize(
    ("calm", "taken", "stops"),
    [
        ((2, 1), (0, 1), True),
        ((3, 1), (0, 1), False),
        ((2, 2), (0,), False),
        ((2, 2), (), False),
    ],
)
def test_two_very_tense_dose_days_stop_and_no_other_days(notes, calm, taken, stops):
    for number in taken:
        notes.dose(number)
    for number, each in enumerate(calm):
        notes.evening(number, calm=each)
    notes.evening(3, mood=1)

    assert fired(notes) == ([StopRule.ANXIETY] if stops else [])


def test_tense_days_without_a_protocol_and_before_it_stop_nothing(new):
    free = new()
    for number in (0, 1):
        free.dose(number)
        free.evening(number, calm=1)

    assert fired(free) == []
    free.plan(0)
    free.evening(2, "panic")
    assert fired(free) == [StopRule.ANXIETY]


def test_two_clear_answers_of_one_batch_are_told_as_counts(notes):
    batch = notes.batch()
    notes.dose(0, batch, Felt.YES)
    notes.dose(3, batch, Felt.NO)
    assert fired(notes) == []

    notes.dose(6, batch, Felt.YES, Strength.CLEAR)

    (stop,) = notes.stops(6)
    assert (stop.rule, stop.count, stop.of) == (StopRule.FELT, 2, 3)


@pytest.mark.parametrize("felt", [Felt.NO, Felt.UNSURE, Felt.YES])
def test_faint_unsure_and_other_batches_do_not_count(notes, felt):
    one, other = notes.batch(), notes.batch()
    notes.dose(0, one, Felt.YES)
    notes.dose(3, other, Felt.YES)
    notes.dose(6, one, felt, Strength.FAINT if felt is Felt.YES else None)
    notes.dose(9)

    assert fired(notes, 9) == []


def test_what_was_felt_before_the_protocol_does_not_count(new):
    notes = new()
    batch = notes.batch()
    notes.dose(-3, batch, Felt.YES)
    notes.plan()
    notes.dose(0, batch, Felt.YES)

    assert fired(notes) == []


@pytest.mark.parametrize(
    ("answer", "rules"),
    [(Answer.YES, [StopRule.PREGNANCY]), (Answer.NO, []), (Answer.UNKNOWN, [])],
)
def test_a_pregnancy_stops_a_protocol(notes, answer, rules):
    notes.pregnancy(1, Answer.YES)
    notes.pregnancy(2, answer)

    assert fired(notes) == rules


def test_a_pregnancy_without_a_protocol_stops_nothing_here(new):
    free = new()
    free.pregnancy(1)
    free.medicine(1)

    assert fired(free) == []


def test_a_new_medicine_asks_until_a_new_screening_or_its_end(notes):
    medicine = notes.medicine(1)
    assert fired(notes) == [StopRule.NEW_MEDICINE]

    notes.state(2, ScreeningDecided.example())
    assert fired(notes) == []

    again = notes.medicine(3)
    assert (fired(notes), medicine == again) == ([StopRule.NEW_MEDICINE], False)
    notes.state(4, MedicineStopped(started=again))
    assert fired(notes) == []


@pytest.mark.parametrize("rule", [*PAUSES])
def test_going_on_answers_what_paused_and_so_does_reading_the_card(notes, rule):
    plan = notes.events[0].id
    trigger = {found: effect for effect, found in TAPPED.items()}

    def happens(number):
        if rule is StopRule.PREGNANCY:
            return notes.pregnancy(number)
        return notes.evening(number, trigger[rule])

    happens(1)
    assert fired(notes) == [rule]
    notes.read(2, "another_notice")
    assert fired(notes) == [rule]
    notes.read(2, rule.value)
    assert fired(notes) == []
    happens(3)
    assert fired(notes) == [rule]
    notes.state(4, ProtocolPaused(protocol=plan, why=PausedWhy.ADVERSE))
    notes.go_on(5, plan)
    assert fired(notes) == []


def test_a_card_about_what_was_felt_outlasts_a_pause(notes):
    plan, batch = notes.events[0].id, notes.batch()
    for number in (0, 3):
        notes.dose(number, batch, Felt.YES)
    notes.go_on(4, plan)
    assert fired(notes) == [StopRule.FELT]

    notes.read(4, StopRule.FELT.value)
    assert fired(notes) == []
    notes.dose(6, batch, Felt.NO)
    assert fired(notes, 6) == []
    notes.dose(9, batch, Felt.YES)

    assert [(one.count, one.of) for one in notes.stops(9)] == [(3, 4)]


def test_without_a_protocol_a_sign_is_remembered_for_four_weeks(new):
    free = new()
    free.evening(0, "chest_pain")

    assert [fired(free, number) for number in (28, 29)] == [[StopRule.HEART], []]


def test_the_most_urgent_comes_first(notes):
    notes.evening(1, "panic", "awake", "chest_pain", "jerks")

    assert fired(notes) == [
        StopRule.SEROTONIN,
        StopRule.HEART,
        StopRule.MIND,
        StopRule.ANXIETY,
    ]


class Expected:
    """The same rules said a second time, one step after another, for the sequences below."""

    def __init__(self):
        self.signs, self.tense, self.panic, self.felt, self.clear = set(), set(), False, False, 0
        self.taken, self.calm, self.medicine, self.pregnant = set(), {}, False, False

    def step(self, what, number, effect=""):
        getattr(self, what)(number, effect)

    def evening(self, _number, effect):
        if effect in SIGNS:
            self.signs.add(SIGNS[effect])
        self.panic |= effect == "panic"

    def tense_evening(self, number, _effect):
        self.calm[number] = True

    def dose(self, number, _effect):
        self.taken.add(number)

    def clear_dose(self, number, _effect):
        self.taken.add(number)
        self.clear += 1
        self.felt |= self.clear >= 2

    def a_medicine(self, _number, _effect):
        self.medicine = True

    def a_screening(self, _number, _effect):
        self.medicine = False

    def a_pregnancy(self, _number, _effect):
        self.pregnant = True

    def going_on(self, _number, _effect):
        self.signs.clear()
        self.calm.clear()
        self.panic = self.pregnant = False

    def reading(self, _number, effect):
        rule = StopRule(effect)
        self.signs.discard(rule)
        if rule is StopRule.ANXIETY:
            self.panic = False
            self.calm.clear()
        self.felt &= rule is not StopRule.FELT
        self.pregnant &= rule is not StopRule.PREGNANCY
        self.medicine &= rule is not StopRule.NEW_MEDICINE

    @property
    def rules(self):
        found = set(self.signs)
        if self.panic or len(self.calm.keys() & self.taken) >= 2:
            found.add(StopRule.ANXIETY)
        found |= {StopRule.FELT} if self.felt else set()
        found |= {StopRule.PREGNANCY} if self.pregnant else set()
        return found | ({StopRule.NEW_MEDICINE} if self.medicine else set())


def _steps(chance):
    """What somebody does on some days of four weeks."""
    for number in sorted(chance.choices(range(28), k=chance.randrange(1, 13))):
        what = chance.choice(
            (
                "evening",
                "evening",
                "tense_evening",
                "dose",
                "clear_dose",
                "a_medicine",
                "a_screening",
                "a_pregnancy",
                "going_on",
                "reading",
            )
        )
        words = [rule.value for rule in StopRule] if what == "reading" else [e.id for e in EFFECTS]
        yield what, number, chance.choice(words)


def _written(notes, plan, batch, step):
    what, number, effect = step
    stated = {
        "evening": lambda: notes.evening(number, effect),
        "tense_evening": lambda: notes.evening(number, calm=2),
        "dose": lambda: notes.dose(number),
        "clear_dose": lambda: notes.dose(number, batch, Felt.YES),
        "a_medicine": lambda: notes.medicine(number),
        "a_screening": lambda: notes.state(number, ScreeningDecided.example()),
        "a_pregnancy": lambda: notes.pregnancy(number),
        "going_on": lambda: notes.go_on(number, plan),
        "reading": lambda: notes.read(number, effect),
    }
    stated[what]()


@pytest.mark.parametrize(
    "sequences", [FEW, pytest.param(ALL, marks=pytest.mark.nightly)], ids=["few", "all"]
)
def test_any_sequence_opens_what_the_table_says(new, sequences, record_property):
    opened = 0
    for seed in range(sequences):
        notes, expected, chance = new(), Expected(), Random(seed)  # noqa: S311 -- seeded, as above
        plan, batch = notes.plan(), notes.batch()
        before = 0
        for step in _steps(chance):
            _written(notes, plan, batch, step)
            expected.step(*step)
            assert len(notes.events) > before  # nothing that was written down goes away
            before = len(notes.events)
        held = notes.protocols.each[0]
        last = notes.events[-1].day
        found = {stop.rule for stop in open_stops(notes.events, notes.diary, held, today=last)}
        assert found == expected.rules, seed
        opened += len(found)

    record_property("opened", opened)
    assert opened > sequences / 4
