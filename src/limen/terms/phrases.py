"""Marking words that people read, where they stand, so that every language can have them."""


def phrase(english: str) -> str:
    """Mark words that a page shows later; they come back as they are, and are translated there.

    Arguments of `Sentence`, `counted`, `Row`, `HabitQuestion`, `Effect`, `Preset` and of the errors
    of `limen.terms.errors` need no mark: whatever stands in them is for people.
    """
    return english
