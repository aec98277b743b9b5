import pytest

from limen.studies.published.rows import Rejection, Rows, refuse_many_rejections
from limen.terms.errors import BadInput

FIRST = Rejection("rows.csv", 812, "condition", "XX is not MD or PL")


def read(accepted: int, rejected: int) -> Rows:
    columns = {"arm": ("MD",) * accepted}
    rejections = (FIRST,) if rejected else ()
    return Rows("rows.csv", columns, accepted + rejected, rejected, rejections)


def test_a_rejection_says_line_column_and_reason():
    assert FIRST.says == "Line 812, condition: XX is not MD or PL."


def test_a_rejection_of_a_whole_row_says_line_and_reason():
    assert Rejection("rows.csv", 90, "", "repeats row 4").says == "Line 90 repeats row 4."


def test_rows_count_what_was_read_accepted_and_rejected():
    rows = read(accepted=99, rejected=1)

    assert (rows.read, rows.accepted, rows.rejected) == (100, 99, 1)


def test_columns_that_do_not_fit_the_counts_cannot_exist():
    with pytest.raises(ValueError, match="one cell for each accepted row"):
        Rows("rows.csv", {"a": (1, 2), "b": (1,)}, read=2, rejected=0, rejections=())


def test_one_in_a_hundred_may_be_rejected():
    refuse_many_rejections(read(accepted=99, rejected=1), fix="Mend it.")


def test_more_than_one_in_a_hundred_stop_the_import():
    with pytest.raises(BadInput) as caught:
        refuse_many_rejections(read(accepted=98, rejected=1), fix="Mend it.")

    assert caught.value.says == (
        "1 of 99 rows of rows.csv were rejected, more than 1 %. "
        "The first: Line 812, condition: XX is not MD or PL."
    )
    assert caught.value.fix == "Mend it."


def test_columns_are_given_as_words_or_numbers():
    rows = Rows("rows.csv", {"arm": ("MD", "PL"), "age": (20, 30.5)}, 2, 0, ())

    assert tuple(rows.words("arm")) == ("MD", "PL")
    assert tuple(rows.numbers("age")) == (20, 30.5)


@pytest.mark.parametrize("cells", [("MD", None), (1, "MD"), (1.5, None)])
def test_a_missing_or_foreign_cell_is_never_passed_on_silently(cells: tuple):
    rows = Rows("rows.csv", {"arm": cells}, 2, 0, ())

    with pytest.raises(ValueError, match="another kind"):
        rows.words("arm")
    with pytest.raises(ValueError, match="another kind"):
        rows.numbers("arm")
