"""The section about habits: how often each question was answered with yes."""

from collections import Counter

from limen.instruments.rows import HABIT_QUESTIONS, HABITS_ID
from limen.reports.figures import Figure, Sentence, Table, counted
from limen.reports.practice_days import Practice


def build(practice: Practice) -> tuple[Figure, ...]:
    """Yes and no to each question about the past week; none of it is judged."""
    asked = {
        one.day: one.stated.answers
        for one in practice.of_days(practice.diary.questionnaires)
        if one.stated.instrument == HABITS_ID
    }
    if not asked:
        return ()
    counts = [
        (habit, Counter(answers.get(habit.id) for answers in asked.values()))
        for habit in HABIT_QUESTIONS
    ]
    rows = tuple((Sentence(habit.words), found[1], found[0]) for habit, found in counts)
    every = (Sentence("weeks answered"), len(asked), Sentence(""))
    head = (Sentence("About the week"), Sentence("yes"), Sentence("no"))
    one = "You answered these questions about %(count)d week."
    says = counted(len(asked), one, "You answered these questions about %(count)d weeks.")
    return (Figure("habits", Sentence("Habits"), says, Table(head, (*rows, every))),)
