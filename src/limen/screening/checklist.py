"""The eight things that a clinician asks of a plan; the answers close nothing."""

from dataclasses import dataclass

from limen.terms.phrases import phrase

CHECKLIST_VERSION = "1"
"""Of the items; a journal writes it beside the answers."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to have thought of: *yes*, *no* or *do not know*, and own words.

    Args:
        id: its name in the answers.
        words: the question.
        why: what stands below it.
    """

    id: str
    words: str
    why: str


CHECKLIST: tuple[Item, ...] = (
    Item(
        "tested",
        phrase("Has a laboratory tested it?"),
        phrase("Without a test nobody knows what is in it, or how much."),
    ),
    Item(
        "amount_known",
        phrase("Do you know each amount: weighed, with its unit and its batch?"),
        phrase("One piece can hold many times as much as the next."),
    ),
    Item(
        "setting",
        phrase("Is the place set: where you are, who knows, no driving, no small child alone?"),
        phrase("A dose day is a day to be at home."),
    ),
    Item(
        "origin_known",
        phrase("Does it have a label, and is it kept apart from all else?"),
        phrase("Limen asks for no place and for no name."),
    ),
    Item(
        "tracking",
        phrase("Do you write things down before, during and after, with an end and a rest?"),
        phrase("What is not written down is soon told in another way."),
    ),
    Item(
        "no_mixing",
        phrase("Have you checked it against your medicines and against alcohol?"),
        phrase("Some do great harm when they are mixed with it."),
    ),
    Item(
        "storage",
        phrase("Is it locked away from children?"),
        phrase("A child may take it for a sweet."),
    ),
    Item(
        "someone_to_call",
        phrase("Is there someone whom you can call?"),
        phrase("A hard hour is shorter with someone there."),
    ),
)
"""In the order in which they are asked. Source: safety.md section 4."""
