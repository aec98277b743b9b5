"""Syllables are counted as they are spoken, and the grade is that of the published formula."""

import pytest

from limen.reports.reading_grade import ReadingGrade, grade, syllables

COUNTED = {
    1: "you are made makes helped page reach harm trust called eye week times used the safe",
    2: "alone needed little table tables number someone people danger pages question being quiet "
    "country reasons themselves noticed going seeing capsule believe science value",
    3: "department idea diary area nobody protocol evening another placebo sentences",
    4: "emergency recovery",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, n) for n, words in COUNTED.items() for word in words.split()]
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_a_sentence_has_the_grade_that_the_formula_gives():
    # 6 words in one sentence, 7 syllables: 0.39 · 6 + 11.8 · 7/6 - 15.59
    assert grade(["The cat sat on a table."]) == pytest.approx(0.5166667)


def test_what_has_no_word_counts_as_no_sentence():
    assert grade(["Save it.", "112"]) == grade(["Save it."])


def test_longer_words_and_sentences_are_harder():
    assert grade(["Nobody is watching this page now."]) < grade(
        ["Continuous observation of participants is unavailable at present."]
    )


def test_a_text_without_a_word_has_no_grade():
    with pytest.raises(ValueError, match="without a word"):
        grade(["112", "–"])


@pytest.mark.parametrize(("found", "holds"), [(5.9, True), (6.0, True), (6.1, False)])
def test_a_grade_holds_up_to_the_highest(found, holds):
    assert ReadingGrade("help", found, 6.0).holds is holds
