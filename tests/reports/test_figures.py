"""A sentence can be ordered anew by each language, and says what its table says."""

from datetime import date

import pytest

from limen.reports.figures import Figure, InEnglish, OwnWords, Sentence, Table, counted


def test_a_sentence_reads_in_english_as_it_stands():
    words = Sentence("On %(day)s: %(what)s", {"day": date(2026, 3, 2), "what": OwnWords("rain")})

    assert str(words) == "On 2026-03-02: rain"


@pytest.mark.parametrize(("days", "says"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_a_number_of_things_chooses_the_form(days, says):
    assert str(counted(days, "%(count)d day", "%(count)d days")) == says


def test_a_row_that_does_not_fit_its_head_is_refused():
    with pytest.raises(ValueError, match="head"):
        Table((Sentence("a"), Sentence("b")), ((1,),))


def test_a_column_without_a_head_is_refused():
    with pytest.raises(ValueError, match="read aloud"):
        Table((Sentence("a"), Sentence("")), ())


def test_a_table_knows_the_numbers_within_its_words():
    table = Table((Sentence("a"),), ((3,), (counted(5, "%(count)d", "%(count)d"),)))

    assert table.numbers == {3, 5}


def test_other_cells_are_no_numbers():
    table = Table((Sentence("a"),), ((OwnWords("7"),), (date(2026, 3, 2),)))

    assert table.numbers == frozenset()


def test_a_sentence_cannot_say_what_its_table_does_not_hold():
    table = Table((Sentence("days"),), ((3,),))

    with pytest.raises(ValueError, match="not in the table"):
        Figure("days", Sentence("Days"), counted(4, "%(count)d day", "%(count)d days"), table)


def test_words_of_a_questionnaire_read_as_they_stand():
    assert str(InEnglish("mild")) == "mild"
