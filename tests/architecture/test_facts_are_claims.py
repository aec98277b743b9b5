"""Every sentence about the world is a claim with an id, and no template states one by itself.

What people read comes from the sources (limen.actions.phrases). Tables of facts have their own
rows with a source each; everywhere else a sentence that looks like a fact is met here.
"""

import re
from collections.abc import Iterator

import pytest

from limen.actions.phrases import every_phrase, sources
from limen.evidence.chapters import Plain, chapters, statements
from limen.evidence.tables import schedules
from limen.protocols.schedules.catalogue import PRESETS
from limen.reports.never_said import sentences
from limen.screening.questions import QUESTIONS

# Anywhere, with a sentence that each of them meets.
OF_NUMBERS = {
    r"\d ?(%|per ?cent\b)": "Calm rose for 40 % of them",
    r"\b\d+ (of|in|out of) (every )?(10|100|1000)\b": "This happens on 25 of 100 days",
    r"\b(19|20)\d\d\b(?!-\d)": "Known since 2019",
}
# In whole sentences alone: the same words are names of things elsewhere.
OF_SENTENCES = {
    r"\b(stud(y|ies)|research(ers?)?|scientists?|surveys?|literature|randomi[sz]ed)\b": (
        "Studies find less worry."
    ),
    r"\btrials\b|\ba (\w+ )?trial (finds?|found|shows?|showed|reported)\b": "A trial found it.",
    r"\b(people|adults|men|women|patients|doctors|some|many|most) (\w+ )?"
    r"(reports?|notices?|says?|feels?|expects?|starts?|finds?|gets?|differs?|improved?)\b": (
        "People often feel calmer."
    ),
    r"\b(microdos(e|es|ing)|psilocybin|mushrooms?|psychedelics?|(es)?ketamine|lsd|truffles?"
    r"|tolerance|placebos?|niacin|lithium|alcohol) "
    r"(is|are|was|were|can|may|does|do|has|have|raises?|causes?|helps?|acts?|builds?|makes?)\b": (
        "Tolerance builds within days."
    ),
    r"\b(linked (to|with)|associated with|leads? to|causes|risk of|(more|less) likely)\b": (
        "It is linked to better sleep."
    ),
}
# Sentences that only look like facts about the world, each with its reason.
NOT_ABOUT_THE_WORLD = {
    "In studies this is the band of a microdose.": "names the band of the table of amounts",
    "In studies this is the band of a low dose.": "names the band of the table of amounts",
    "In studies this is the band of a full dose.": "names the band of the table of amounts",
    "It lies between two bands, so no study fits it.": "says how Limen matches a band",
    "No band of studies is matched to it.": "says how Limen matches a band",
}
TABLES = ("limen/evidence/tables/", "limen/screening/tables/")
CLAIM_TAG = re.compile(r'{%\s*claim\s+"(\w+)"\s*%}')


def met(words: str) -> list[str]:
    """The patterns that a sentence meets."""
    plain = words.casefold()
    patterns = [*OF_NUMBERS, *(OF_SENTENCES if words.endswith((".", "!", ":")) else ())]
    return [one for one in patterns if re.search(one, plain)]


def told() -> Iterator[tuple[str, str]]:
    """Each sentence of any page that stands in no table of facts, with its place."""
    asked = {one.why for one in QUESTIONS if one.rows}
    for phrase in every_phrase():
        if not phrase.place.startswith(TABLES) and phrase.one not in asked:
            for words in {*sentences(phrase.one), *sentences(phrase.many)}:
                yield words, phrase.place


def test_no_page_states_a_fact_that_is_no_claim():
    stated = {(words, place) for words, place in told() if met(words)}

    assert {one for one in stated if one[0] not in NOT_ABOUT_THE_WORLD} == set()
    assert {words for words, _ in stated} == set(NOT_ABOUT_THE_WORLD)


@pytest.mark.parametrize(("pattern", "planted"), (OF_NUMBERS | OF_SENTENCES).items())
def test_a_planted_fact_is_met_by_its_pattern_alone(pattern, planted):
    assert met(planted) == [pattern]


def test_what_only_leads_on_states_nothing():
    plain = {
        one.words
        for chapter in chapters()
        for section in chapter.sections
        for one in section.sentences
        if isinstance(one, Plain)
    }
    leads = {one.leads for one in chapters()}

    assert {one for one in plain | leads if met(one) or re.search(r"\d", one)} == set()


def test_a_schedule_as_in_trials_is_one_of_the_table():
    assert {one.fact for one in PRESETS} - set(schedules()) == set()


def test_templates_name_statements_that_there_are_and_every_one_is_shown():
    named = {name for _place, text in sources() for name in CLAIM_TAG.findall(text)}
    of_pages = {one.id for chapter in chapters() for one in chapter.statements()}

    assert of_pages | named == set(statements())
    assert of_pages & named == set()
