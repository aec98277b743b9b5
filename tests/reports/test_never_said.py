"""What is never said is found, in each language and class; what is like it is left alone.

Goal SAF-10.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.reports.never_said import LISTS, Text, hits, normalised, sentences
from limen.reports.word_classes import Place

EXAMPLES = [
    pytest.param(language, one, id=f"{language}-{one.name}")
    for language, classes in LISTS.items()
    for one in classes
]
# The words of safety.md section 8 and of experience.md section 6, each as it would be said.
SAID = {
    "amount": (
        "0.1 g",
        "2,5mg",
        "3 drops",
        "1 capsule",
        "100 µg",
        "Start with little.",
        "Try half of it.",
        "A dose of that",
        "The recommended one",
        "Your target",
        "The sweet spot",
        "An optimal week",
        "Ideal days",
        "The right dose",
        "A suggested amount",
        "Start low",
        "Double it.",
        "Half a dose",
        "Calibrate it.",
    ),
    "direction of amounts": (
        "Increase it.",
        "Decrease it.",
        "Go up slowly.",
        "Step up",
        "Titrate it.",
        "Ramp it.",
        "Your next amount",
        "Your next dose",
        "More effective at this",
        "Raise the dose",
        "A lower amount",
    ),
    "timing": ("Take your capsule", "Time for your dose", "Dose now", "Don’t forget to take it"),
    "source and making": (
        "Buy it",
        "Order it",
        "A vendor",
        "A seller",
        "A dealer",
        "A shop",
        "The price",
        "Source it",
        "Where to get it",
        "Grow it",
        "Cultivate",
        "Spores",
        "A substrate",
        "Harvest",
        "Forage",
        "Identify a mushroom",
        "Extract it",
        "A test kit",
    ),
    "healing": (
        "It treats you",
        "It cures",
        "It heals",
        "A remedy",
        "An antidepressant",
        "It works",
        "It is effective",
        "Proven",
        "A breakthrough",
        "A miracle",
        "Plant medicine",
        "A healing journey",
        "Remission",
        "Self-therapy",
    ),
    "medicines": ("Stop taking it", "Come off it", "Wean", "Skip your tablet", "Medicine-free"),
    "law": ("Legal", "Allowed", "Permitted", "Decriminalised", "Safe to possess"),
    "safety": ("Safe", "Harmless", "No risk", "Risk-free", "Non-addictive", "Natural"),
    "praise": (
        "A streak",
        "Badges",
        "Points",
        "Well done",
        "Congratulations",
        "Keep it up",
        "Great job",
        "Level up",
        "On track",
        "In a row",
    ),
    "blame": (
        "You failed",
        "Non-compliant",
        "An addict",
        "Abuse",
        "Relapse",
        "Unfortunately",
        "It was all in your head",
        "A placebo responder",
        "You should have",
    ),
    "certainty": (
        "Significant",
        "It confirms",
        "Certainly",
        "Because of the capsule",
        "All placebo",
        "A coin",
        "Proof",
        "It proves",
        "60 % due to it",
        "The probability that it works",
    ),
    "comparison": ("Other users", "Most people", "The average person", "A ranking"),
    "confusion of seals": ("Anonymous", "Impossible to open", "Zero knowledge"),
    "begging": ("Please", "Sorry", "Invalid", "Oops"),
}


def said(words: str, language: str = "en", place: Place = Place.PAGE) -> set[str]:
    """The classes that a text belongs to."""
    return {hit.word_class for hit in hits(Text(language, place, words, "here"))}


@pytest.mark.parametrize(("language", "one"), EXAMPLES)
def test_every_class_refuses_its_own_example(language, one):
    place = min(one.places, default=Place.PAGE)

    assert one.name in said(one.example, language, place)


@pytest.mark.parametrize(
    ("name", "words"), [(name, words) for name, each in SAID.items() for words in each]
)
def test_every_word_of_both_lists_is_refused(name, words):
    assert name in said(words)


def test_every_language_has_every_class():
    names = {language: [one.name for one in classes] for language, classes in LISTS.items()}

    assert names["de"] == names["en"]


@pytest.mark.parametrize(
    "words",
    [
        "Nothing to do until this evening.",
        "Wait one second, then try once more.",
        "The next dose day is Friday.",
        "You wrote down 12 of 14 days.",
        "It is not advice to take more, less, or any.",
        "A group of capsules",
        "Go on",
    ],
)
def test_what_is_only_like_it_is_left_alone(words):
    assert said(words) == set()


@pytest.mark.parametrize(
    "words", ["RECOMMENDED", "rec\u00f6mmended", "Risk\u2011free", "risk-free"]
)
def test_case_accents_and_hyphens_hide_nothing(words):
    assert said(words) != set()


def test_some_words_are_wrong_in_one_kind_of_text_alone():
    assert said("Your score") == set()
    assert said("Your score", place=Place.HELP) == {"severity on the page for help"}
    assert said("Take it", place=Place.REMINDER) == {"reminders"}
    assert said("It helps", place=Place.REPORT) == {"cause in open use"}


def test_a_language_without_a_list_is_refused():
    with pytest.raises(KeyError, match="tlh"):
        list(hits(Text("tlh", Place.PAGE, "nuqneH", "here")))


@given(st.text())
def test_no_accent_hides_in_what_is_normalised(words):
    assert not any(unicodedata.combining(sign) for sign in normalised(words))


def test_a_text_falls_into_its_sentences():
    text = "Saved. Go on?\nNow\n\nLast\nrest = 4   # weeks"

    assert list(sentences(text)) == ["Saved.", "Go on?", "Now", "Last", "rest = 4 # weeks"]
