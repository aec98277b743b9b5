"""The one family of errors: its tree, its words and its exit codes."""

import re
from inspect import getdoc, getmembers, isclass

import pytest

from limen.terms import errors
from limen.terms.errors import BadInput, LimenError
from limen.terms.exit_codes import ExitCode

# architecture.md 4.3: error, the one above it, word for machines, exit code.
TREE = [
    ("LimenError", "Exception", "failed", 1),
    ("BadInput", "LimenError", "bad-input", 6),
    ("NotAllowed", "LimenError", "not-allowed", 4),
    ("NotFound", "LimenError", "not-found", 1),
    ("CheckFailed", "LimenError", "check-failed", 5),
    ("RuleBroken", "LimenError", "rule-broken", 1),
    ("SealClosed", "RuleBroken", "seal-closed", 3),
    ("ProtocolRefused", "RuleBroken", "protocol-refused", 6),
]


def family() -> list[type[LimenError]]:
    return [kind for _, kind in getmembers(errors, isclass) if issubclass(kind, LimenError)]


def test_every_error_has_its_place_its_word_and_its_exit_code() -> None:
    found = [
        (kind.__name__, kind.__base__.__name__, kind.code, kind.exit_code) for kind in family()
    ]

    assert sorted(found) == sorted(TREE)


def test_words_for_machines_are_said_once() -> None:
    words = [kind.code for kind in family()]

    assert sorted(words) == sorted(set(words))


def test_exit_codes_are_codes_and_not_bare_numbers() -> None:
    assert [kind for kind in family() if not isinstance(kind.exit_code, ExitCode)] == []


def test_the_drawn_tree_names_every_error() -> None:
    drawn = re.findall(r"[├└]── (\w+)", getdoc(errors) or "")

    assert ["LimenError", *drawn] == [name for name, *_ in TREE]


@pytest.mark.parametrize("kind", family())
def test_an_error_is_what_it_says(kind: type[LimenError]) -> None:
    refusal = kind("Two rows have the same day.", fix="Remove one of them.", at="days.csv:12")

    assert str(refusal) == refusal.says == "Two rows have the same day."
    assert refusal.fix == "Remove one of them."
    assert refusal.at == "days.csv:12"


def test_fix_and_place_are_empty_where_they_do_not_apply() -> None:
    refusal = BadInput("Choose the unit.")

    assert (refusal.fix, refusal.at) == ("", "")


def test_every_error_says_in_its_docstring_when_it_is_raised() -> None:
    assert [kind for kind in family() if not kind.__doc__] == []


def test_values_stand_in_their_places_in_both_sentences() -> None:
    refusal = BadInput("Not in %(weeks)d weeks.", fix="Choose %(weeks)d.", values={"weeks": 24})

    assert str(refusal) == refusal.says == "Not in 24 weeks."
    assert refusal.fix == "Choose 24."
    assert refusal.phrases == ("Not in %(weeks)d weeks.", "Choose %(weeks)d.")


def test_a_sentence_without_values_keeps_its_signs() -> None:
    assert BadInput("100 % of it").says == "100 % of it"
