"""Limen's own items: seven-point rows of the day and of the week, and three habit questions."""

from dataclasses import dataclass
from enum import StrEnum

LOWEST, HIGHEST = 1, 7
"""The ends of every row."""

MOST_DAILY_ROWS = 4
"""Longer questionnaires lower compliance and care: doi:10.1177/10731911211067538."""


class Better(StrEnum):
    """Which end of a row is the better one."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Row:
    """One seven-point row: its name in a record, its label, the words at both ends.

    Raises:
        ValueError: a label or an end has no words.
    """

    id: str
    label: str
    low_words: str
    high_words: str
    better: Better = Better.HIGH

    def __post_init__(self) -> None:
        if not all(
            words.strip() for words in (self.id, self.label, self.low_words, self.high_words)
        ):
            raise ValueError("a row has a name, a label and words at both ends")


@dataclass(frozen=True, slots=True)
class HabitQuestion:
    """One question about the past week, answered yes or no; it changes nothing on its own."""

    id: str
    words: str


DAILY_SET, DAILY_VERSION = "daily", 1
WEEKLY_SET, WEEKLY_VERSION = "weekly", 1
HABITS_ID, HABITS_VERSION = "habits", 1

DAILY_ROWS = (
    Row("mood", "Mood", "very low", "very good"),
    Row("energy", "Energy", "none", "a lot"),
    Row("calm", "Calm", "very tense", "very calm"),
    Row("focus", "Focus", "scattered", "sharp"),
)

SLEEP_ROW = Row("sleep", "Sleep last night", "very bad", "very good")
"""The row that a person may take in place of one of the four."""

WEEKLY_ROWS = (
    Row("week", "My week as a whole", "very bad", "very good"),
    Row("week_sleep", "How I slept this week", "very badly", "very well"),
    Row("week_mattered", "I could do what mattered to me", "not at all", "fully"),
)

HABIT_QUESTIONS = (
    HabitQuestion("outside_plan", "Did you take any that was not in the protocol?"),
    HabitQuestion("pull", "Did you feel a pull to take some on an off day?"),
    HabitQuestion("more_than_planned", "Did you take more than you had set down?"),
)
