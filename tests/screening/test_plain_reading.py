"""The verdict against a plain reading of the documents, written without a look at the code.

safety.md section 4 and facts.md section 5: the worst row decides; what is not known asks for a
clinician; a stop has no way round it; what holds on some days warns then and closes nothing.
"""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.screening import Answer
from limen.screening.questions import QUESTIONS
from limen.screening.tables import screening_table
from limen.screening.verdict import Said, decide

TABLE = screening_table()
TIERS = {rule.id: rule.tier.value for rule in TABLE.rules}
SCOPES = {rule.id: rule.scope.value for rule in TABLE.rules}
LAST_DAYS = {rule.id: rule.review_by for rule in TABLE.rules}
TAKEN: dict[str, set[str]] = {
    name.lower(): {rule.id for rule in TABLE.rules if name in rule.names}
    for rule in TABLE.rules
    for name in rule.names
}
AGES = {
    None: "age_18_20",
    AgeBand.FROM_18_TO_20: "age_18_20",
    AgeBand.FROM_21_TO_24: "age_21_24",
    AgeBand.FROM_25_TO_64: None,
    AgeBand.FROM_65: "age_65",
}
FROM_BEST_TO_WORST = ("info", "caution", "clinician", "stop")
OPENED_BY = {"info": "clear", "caution": "clear", "clinician": "caution", "stop": "stop"}


def plain_reading(answers, said, on, trial_age):
    """The verdict, and every reason with its weight."""
    reasons: dict[str, str] = {}

    def weigh(reason, tier):
        known = reasons.get(reason, "info")
        reasons[reason] = max(known, tier, key=FROM_BEST_TO_WORST.index)

    for row in {*rows_of_a_yes(answers), *rows_of_a_person(said)}:
        weigh(row, tier_of(row, on, trial_age))
    for name in what_is_not_known(answers):
        weigh(name, "clinician")
    worst = max(reasons.values(), key=FROM_BEST_TO_WORST.index, default="info")
    return OPENED_BY[worst], reasons


def rows_of_a_yes(answers):
    """What was ticked, whatever was said to the question above it."""
    return {name for name, said in answers.items() if name in TIERS and said is Answer.YES}


def rows_of_a_person(said):
    """What the age, the medicines and the last days say."""
    rows = {"age_lt18" if not said.is_adult else AGES[said.age_band]} - {None}
    rows |= {"suicidality_now"} if said.has_hard_moment else set()
    for name in said.medicines:
        rows |= TAKEN.get(name.lower(), {"unknown_medicine"})
    return rows


def what_is_not_known(answers):
    """Rows and questions that were not known, not answered, or a yes that names nothing."""
    of_rows = {name for name, said in answers.items() if said is Answer.UNKNOWN and name in TIERS}
    of_questions = set()
    for one in QUESTIONS:
        answer = answers.get(one.id, Answer.UNKNOWN)
        names_nothing = not any(answers.get(row) is Answer.YES for row in one.rows)
        if answer is Answer.UNKNOWN or (answer is Answer.YES and names_nothing):
            of_questions.add(one.id)
    return of_rows | of_questions


def tier_of(row, on, trial_age):
    """What a row weighs in a verdict on a day."""
    is_out_of_date = on > LAST_DAYS[row]
    if SCOPES[row] in {"dose_day", "same_day", "within_protocol"}:
        return "clinician" if is_out_of_date else "caution"
    if SCOPES[row] == "unless_setting_lowers_age" and trial_age < 21:
        return "clinician"
    if is_out_of_date and TIERS[row] != "stop":
        return "clinician"
    return TIERS[row]


NAMES = st.sampled_from(sorted(TAKEN)) | st.sampled_from(["zoltrimab", "Dr. Who’s drops", "?"])
ROWS = [row for one in QUESTIONS for row in one.rows]
ANSWERED = st.fixed_dictionaries(
    {},
    optional={
        one.id: st.sampled_from([Answer.NO, Answer.YES, Answer.UNKNOWN]) for one in QUESTIONS
    },
)
ALL_NO = st.just({one.id: Answer.NO for one in QUESTIONS})
TICKED = st.dictionaries(st.sampled_from(ROWS), st.sampled_from(list(Answer)), max_size=4)
PEOPLE = st.builds(
    Said,
    medicines=st.lists(NAMES, max_size=4).map(tuple),
    age_band=st.sampled_from(list(AGES)),
    is_adult=st.sampled_from([True, True, True, False]),
    has_hard_moment=st.sampled_from([False, False, False, True]),
)
DAYS = st.integers(0, 800).map(lambda days: date(2026, 11, 21) + timedelta(days=days))


@settings(max_examples=300)
@given(ALL_NO | ANSWERED, TICKED, PEOPLE, DAYS, st.sampled_from([21, 20, 18]))
def test_every_verdict_is_that_of_a_plain_reading(answered, ticked, said, on, trial_age):
    answers = {**answered, **ticked}

    verdict = decide(answers, said, TABLE, on=on, trial_age=trial_age)

    reasons = {one.rule_id: one.tier.value for one in verdict.reasons}
    assert (verdict.verdict.value, reasons) == plain_reading(answers, said, on, trial_age)
