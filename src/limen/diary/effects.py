"""The fixed list of unwanted effects that every evening shows, so that none tapped is an answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """One unwanted effect: its name in a record, and its words on the page.

    `asks_for_help` marks the entry that leads to the help page at once.
    """

    id: str
    words: str
    asks_for_help: bool = False


EFFECTS_VERSION = 1

EFFECTS = (
    Effect("headache", "headache"),
    Effect("nausea", "nausea"),
    Effect("bad_sleep", "bad sleep"),
    Effect("anxious", "anxious"),
    Effect("panic", "panic"),
    Effect("low_mood", "low mood"),
    Effect("irritable", "irritable"),
    Effect("heart_racing", "heart racing"),
    Effect("dizzy", "faint or dizzy"),
    Effect("chest_pain", "chest pain"),
    Effect("breathless", "breathless"),
    Effect("swollen_ankles", "swollen ankles"),
    Effect("jerks", "jerks or shaking"),
    Effect("seeing_hearing", "seeing or hearing things"),
    Effect("awake", "two nights awake with energy"),
    Effect("harm", "thoughts of harming myself or that I would be better off dead", True),
    Effect("other", "something else"),
)
"""In the order of the page. Source: safety.md sections 2.2 and 6."""
