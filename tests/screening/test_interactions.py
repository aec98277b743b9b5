"""Finding a medicine by its name, and warning of every one that stands."""

import json
import re
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.screening.interactions import DidYouMean, Known, NotKnown, matched, rules_for, warnings
from limen.screening.questions import UNKNOWN_MEDICINE
from limen.screening.rules import NEVER_STOP, RuleGroup, Tier, weight
from limen.screening.tables import screening_table

TABLE = screening_table()
ON = date(2026, 11, 21)
NAMED = [(name, rule.id) for rule in TABLE.rules for name in rule.names]
PAGES = ("medicines", "reason", "day_notes", "screening_note", "screening_question")
NOT_ONE_THING = {
    UNKNOWN_MEDICINE,
    "ketamine_micro",
    "cyp",
    "ergot",
    "other_psychedelic",
    "hormonal",
}
"""Their label in the facts is no name of a thing that is taken, or of too many."""
NAMES = st.sampled_from([name for name, _ in NAMED])


def ids(name):
    found = matched(name, TABLE)
    return tuple(rule.id for rule in found.rules) if isinstance(found, Known) else found


@pytest.mark.parametrize(("name", "rule_id"), NAMED)
def test_every_name_finds_its_rule_and_leaves_nothing_over(name, rule_id):
    assert rule_id in ids(name)
    assert UNKNOWN_MEDICINE not in ids(name)


def test_every_example_of_the_facts_finds_its_row(shared):
    facts = json.loads((shared / "facts" / "screening.json").read_text(encoding="utf-8"))
    examples = [
        (part.strip(), row["id"])
        for row in facts["rows"]
        for example in row["examples"]
        for part in example.partition(" > ")[0].split("/")
    ]

    missed = [(name, row) for name, row in examples if row not in ids(name)]

    assert (missed, len(examples) > 80) == ([], True)


@given(NAMES, st.sampled_from([str.upper, str.lower, str.title]), st.sampled_from(["", " 50 mg"]))
def test_case_and_amount_make_no_difference(name, cased, amount):
    assert ids(cased(name) + amount) == ids(name)


@given(NAMES)
def test_accents_make_no_difference(name):
    assert ids(normalize("NFC", name.replace("a", "a\u0301"))) == ids(name)


@given(NAMES.filter(lambda name: len(name) > 6), st.data())
def test_one_slip_is_asked_about_and_never_chosen(name, data):
    at = data.draw(st.integers(1, len(name) - 2).filter(lambda n: name[n].isalpha()))
    slipped = name[:at] + name[at + 1 :]
    found = matched(slipped, TABLE)

    assert isinstance(found, Known | DidYouMean)
    if isinstance(found, DidYouMean):
        assert [rule.id for rule in rules_for(slipped, TABLE)] == [UNKNOWN_MEDICINE]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("litium", ("lithium",)),
        ("lithuim 300 mg", ("lithium",)),
        ("retard sertralin", ("sertraline",)),
        ("litium, sertralin", ("lithium", "sertraline")),
        ("GHL", ("GHB", "GBL")),
    ],
)
def test_names_that_differ_by_one_slip_are_offered(name, meant):
    found = matched(name, TABLE)

    assert isinstance(found, DidYouMean)
    assert set(found.names) == set(meant)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Tramadol-ratiopharm", ("tramadol", UNKNOWN_MEDICINE)),
        ("tramadol-HCl 50 mg", ("tramadol", UNKNOWN_MEDICINE)),
        ("lithium-orotate", ("lithium", UNKNOWN_MEDICINE)),
        ("S-ketamine", ("ketamine_micro", UNKNOWN_MEDICINE)),
        ("lithium400mg", ("lithium",)),
        ("Tramadol50", ("tramadol",)),
        ("l i t h i u m", ("lithium",)),
        ("5htp nightly", ("5htp", UNKNOWN_MEDICINE)),
    ],
)
def test_a_name_on_a_packet_is_found_however_it_is_joined_to_what_stands_beside_it(name, found):
    assert ids(name) == found


def test_the_whole_groups_that_the_facts_name_find_their_rows(shared):
    facts = json.loads((shared / "facts" / "screening.json").read_text(encoding="utf-8"))
    groups = [
        (part, row["id"])
        for row in facts["rows"]
        if row["group"] == "medicine" and row["id"] not in NOT_ONE_THING
        for part in re.split(r", | and (?=cath)", row["label"].partition(" (")[0])
    ]

    assert [(name, row) for name, row in groups if row not in ids(name)] == []


@pytest.mark.parametrize("name", ["", "  ", "50 mg", "zoltrimab", "lithiumate", "?"])
def test_what_no_rule_names_is_not_known(name):
    assert matched(name, TABLE) == NotKnown()


def test_a_rule_that_weighs_most_is_named_first_of_all():
    found = matched("sertraline and lithium", TABLE)

    assert isinstance(found, Known)
    assert found.rule == TABLE.find("lithium")


@given(st.lists(NAMES | st.text(max_size=9), max_size=5))
def test_every_medicine_that_stands_is_warned_of_the_weightiest_first(medicines):
    told = warnings(medicines, TABLE, on=ON)

    assert {one.medicine for one in told} == set(medicines)
    assert [weight(one.tier) for one in told] == sorted(
        (weight(one.tier) for one in told), reverse=True
    )
    assert all(one.rule.group is RuleGroup.MEDICINE for one in told)
    assert all(one.rule.never_stop_note for one in told)


def test_what_is_written_right_is_never_asked_about():
    """SAF-4: at most one prompt in 50 correct actions; here it is none."""
    asked = [name for name, _ in NAMED if isinstance(matched(name, TABLE), DidYouMean)]

    assert (asked, len(NAMED) > 50) == ([], True)


def test_a_warning_past_its_day_is_unknown():
    (told,) = warnings(["coffee"], TABLE, on=date(2027, 11, 21))

    assert told.tier is Tier.CLINICIAN


def test_the_fixed_sentence_is_that_of_the_specification(shared):
    facts = json.loads((shared / "facts" / "screening.json").read_text(encoding="utf-8"))

    assert f'Every medicine text ends with: "{NEVER_STOP}"' in facts["rules"]


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_that_name_a_medicine_say_the_fixed_sentence(root, page):
    template = root / "src" / "limen" / "web" / "templates" / f"{page}.html"

    assert f'{{% translate "{NEVER_STOP}" %}}' in template.read_text(encoding="utf-8")
