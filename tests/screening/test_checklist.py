"""The eight things that are asked of a plan."""

from limen.reports.reading_grade import grade
from limen.screening.checklist import CHECKLIST


def test_it_has_the_eight_items_in_their_order():
    assert [item.id for item in CHECKLIST] == [
        "tested",
        "amount_known",
        "setting",
        "origin_known",
        "tracking",
        "no_mixing",
        "storage",
        "someone_to_call",
    ]


def test_each_is_a_question_with_its_reason():
    assert all(item.words.endswith("?") and item.why.endswith(".") for item in CHECKLIST)


def test_it_is_read_with_six_years_of_school():
    assert grade([words for item in CHECKLIST for words in (item.words, item.why)]) <= 6
