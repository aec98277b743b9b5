import json
import re

import pytest

from limen.reports.reading_grade import grade
from limen.screening.crisis import LineGroup
from limen.screening.rules import RuleGroup
from limen.screening.tables import crisis_table, screening_table

FACTS = ("group", "countries", "name", "phone", "text", "web", "hours", "source", "review_by")


@pytest.fixture(scope="module")
def facts(shared):
    """The rows that were read at their source and may be shipped, by their id."""
    table = json.loads((shared / "facts" / "crisis.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in table["rows"] if row["ship"]}


def test_exactly_the_rows_that_may_ship_are_there(facts):
    assert {line.id for line in crisis_table().lines} == set(facts)


def test_every_number_name_and_date_is_that_of_the_facts(facts):
    ours = {
        line.id: [
            line.group.value,
            list(line.countries),
            *(line.name, line.phone, line.text, line.web, line.hours),
            list(line.source),
            line.review_by.isoformat(),
        ]
        for line in crisis_table().lines
    }

    assert ours == {name: [row[fact] for fact in FACTS] for name, row in facts.items()}


def test_every_country_has_an_emergency_number():
    emergency = crisis_table().of_group(LineGroup.EMERGENCY)

    assert {code for line in emergency for code in line.countries} == set(crisis_table().countries)


def test_the_directory_is_there_for_every_other_country():
    (directory,) = crisis_table().of_group(LineGroup.DIRECTORY)

    assert directory.web == "findahelpline.com"


RULE_FACTS = ("group", "tier_microdose", "scope_microdose", "never_stop_note")
ROW_FACTS = ("group", "source", "source_kind", "as_of", "review_by")
HIGHEST_GRADE = 6
SCREENING = screening_table()


@pytest.fixture(scope="module")
def rows(shared):
    """The rows of screening that may be shipped, by their id."""
    table = json.loads((shared / "facts" / "screening.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in table["rows"] if row["ship"]}


def test_every_row_of_screening_that_may_ship_is_there_and_no_other(rows):
    ours = [one.id for one in (*SCREENING.rules, *SCREENING.signs)]

    assert sorted(ours) == sorted(rows)


def test_every_fact_of_a_row_is_that_of_the_facts(rows):
    ours = {
        one.id: [
            *(one.group.value, list(one.source), one.source_kind),
            *(one.as_of.isoformat(), one.review_by.isoformat()),
        ]
        for one in (*SCREENING.rules, *SCREENING.signs)
    }

    assert ours == {name: [row[fact] for fact in ROW_FACTS] for name, row in rows.items()}


def test_every_tier_scope_and_note_is_that_of_the_facts(rows):
    ours = {
        rule.id: [rule.group.value, rule.tier.value, rule.scope.value, rule.never_stop_note]
        for rule in SCREENING.rules
    }

    assert ours == {name: [rows[name][fact] for fact in RULE_FACTS] for name in ours}


def test_what_is_watched_and_what_has_evidence_is_what_the_facts_watch_and_have(rows):
    ours = {one.id: (len(one.monitor), one.evidence is not None) for one in SCREENING.rules}

    assert ours == {
        name: (len(rows[name]["monitor"]), rows[name]["evidence"] is not None) for name in ours
    }


def test_signs_and_pause_rules_carry_no_weight(rows):
    groups = {RuleGroup.EMERGENCY_SIGN, RuleGroup.PAUSE_RULE}

    assert {sign.group for sign in SCREENING.signs} == groups
    assert {rows[sign.id]["tier_microdose"] for sign in SCREENING.signs} == {None}


UNREAD = re.compile(
    r"(?i:ritonavir|rifampicin|probenecid|diclofenac|mirtazapine|nefazodone|dextropropoxyphene"
    r"|tryptophan|ondansetron|macrolide|two nights|watched)|\bSAMe\b"
)
"""What the facts leave to be verified, in the words in which it would stand."""


def test_no_word_says_what_was_not_read_at_its_source():
    said = [words for rule in SCREENING.rules for words in _said(rule)]
    said += [words for sign in SCREENING.signs for words in (sign.label, sign.say)]

    assert [words for words in said if UNREAD.search(words)] == []


def test_a_number_in_the_words_is_one_of_the_facts(rows):
    strange = {
        (rule.id, number)
        for rule in SCREENING.rules
        for number in set(_numbers(_said(rule))) - _of_facts(rows[rule.id])
    }

    assert strange == set()


@pytest.mark.parametrize("rule", SCREENING.rules, ids=lambda rule: rule.id)
def test_a_rule_is_read_with_six_years_of_school(rule):
    assert grade(_sentences((rule.why, rule.say))) <= HIGHEST_GRADE


def test_the_signs_are_read_with_six_years_of_school():
    said = _sentences(words for sign in SCREENING.signs for words in (sign.label, sign.say))

    assert grade(said) <= HIGHEST_GRADE


def test_nothing_in_the_table_begs_or_is_sorry():
    said = " ".join(words for rule in SCREENING.rules for words in _said(rule)).casefold()

    assert re.findall(r"\b(?:please|sorry|safe|natural)\b", said) == []


def _of_facts(row):
    """The numbers of a row; a share of one is also said as a share of a hundred."""
    read = set(_numbers(map(str, row.values())))
    return read | {number.removeprefix("0.") for number in read}


def _said(rule):
    return (rule.label, rule.why, rule.say, rule.evidence or "", *rule.monitor)


def _numbers(texts):
    return [number for text in texts for number in re.findall(r"\d+(?:[.,]\d+)*", text)]


def _sentences(texts):
    parts = [part for text in texts for part in re.split(r"(?<=[.:;?])\s+", text)]
    return [part for part in parts if re.search("[a-z]", part)]
