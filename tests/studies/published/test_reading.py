import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.studies.published.declaration import CellRefused, Column, Declaration, Kind, RowRule
from limen.studies.published.reading import MOST_REJECTIONS_KEPT, read_rows
from limen.terms.errors import BadInput


def refuse_odd_placebo(arm: str, score: float) -> None:
    if arm == "PL" and score > 5:
        raise CellRefused("score", "no placebo score is above 5")


DECLARED = Declaration(
    columns=(
        Column("who", Kind.WHOLE, lowest=1),
        Column("arm", Kind.WORD, words=("MD", "PL")),
        Column("score", Kind.NUMBER, missing=("NA",)),
    ),
    key=("who", "arm"),
    key_says="participant {who}, {arm}",
    rules=(RowRule(("arm", "score"), refuse_odd_placebo),),
)


def read(*lines: str):
    return read_rows("rows.csv", "\n".join(("who,arm,score", *lines)), DECLARED)


def rejected(*lines: str) -> list[str]:
    return [rejection.says for rejection in read("9,MD,1", *lines).rejections]


def test_rows_are_read_by_the_names_of_their_columns():
    text = "score,note,who,arm\r\n1.5,x,1,MD\r\n0,y,2,PL\r\n"

    rows = read_rows("rows.csv", text, DECLARED)

    assert rows.columns == {"who": (1, 2), "arm": ("MD", "PL"), "score": (1.5, 0.0)}


@given(st.permutations(("who", "arm", "score", "more")))
def test_the_order_of_columns_says_nothing(order: list[str]):
    cells = {"who": "7", "arm": "PL", "score": "2", "more": "z"}
    text = f"{','.join(order)}\n{','.join(cells[name] for name in order)}\n"

    rows = read_rows("rows.csv", text, DECLARED)

    assert rows.columns == {"who": (7,), "arm": ("PL",), "score": (2.0,)}


def test_a_missing_mark_becomes_nothing_and_zero_stays_zero():
    assert read("1,MD,NA", "2,MD,0").columns["score"] == (None, 0.0)


def test_an_unknown_word_is_told_with_line_and_column():
    assert rejected("1,XX,1") == ["Line 3, arm: XX is not MD or PL."]


def test_text_in_a_number_is_told_with_line_and_column():
    assert rejected("1,MD,high") == ["Line 3, score: high is not a number."]


def test_a_repeated_key_is_told_and_the_first_row_stays():
    rows = read("1,MD,1", "2,MD,5", "1,MD,9")

    assert [rejection.says for rejection in rows.rejections] == [
        "Line 4 repeats participant 1, MD."
    ]
    assert rows.columns["score"] == (1.0, 5.0)


def test_a_rejected_row_does_not_use_up_its_key():
    assert read("1,MD,high", "1,MD,3").columns["score"] == (3.0,)


def test_cells_that_do_not_belong_together_are_told():
    assert rejected("1,PL,6") == ["Line 3, score: no placebo score is above 5."]


def test_a_row_of_another_length_is_told():
    assert rejected("1,MD", "1,MD,2,3") == [
        "Line 3 has 2 cells where the header has 3.",
        "Line 4 has 4 cells where the header has 3.",
    ]


def test_blank_lines_are_no_rows():
    rows = read("1,MD,1", "", "2,XX,1", "")

    assert (rows.read, rows.rejected, rows.rejections[0].line) == (2, 1, 4)


def test_a_row_over_several_lines_is_told_by_its_first():
    text = 'who,arm,score,note\n1,MD,1,"two\nlines"\n2,XX,1,"two\nlines"\n'

    rows = read_rows("rows.csv", text, DECLARED)

    assert [rejection.line for rejection in rows.rejections] == [4]


def test_all_rejected_rows_are_counted_and_the_first_are_kept():
    rows = read("9,MD,1", *(f"{n},XX,1" for n in range(MOST_REJECTIONS_KEPT + 5)))

    assert rows.rejected == MOST_REJECTIONS_KEPT + 5
    assert len(rows.rejections) == MOST_REJECTIONS_KEPT


@given(st.lists(st.sampled_from(("1,MD,1", "2,MD,2", "3,XX,3", "4,PL,9")), min_size=1))
def test_every_row_is_accepted_or_rejected(lines: list[str]):
    rows = read("9,MD,1", *lines)

    assert (rows.read, rows.accepted + rows.rejected) == (len(lines) + 1, len(lines) + 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "rows.csv is empty."),
        (" \r\n\n", "rows.csv is empty."),
        ("who,arm,score\n", "rows.csv has no row that can be used."),
        (
            "who,arm,score\n1,XX,1\n",
            "rows.csv has no row that can be used. The first: Line 2, arm: XX is not MD or PL.",
        ),
        ("who,score\n1,2\n", "Column arm is missing in rows.csv."),
        ("who;arm;score\n1;MD;2\n", "Column who is missing in rows.csv."),
        ("who,arm,score,arm\n1,MD,2,PL\n", "Column arm stands twice in the header of rows.csv."),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(text: str, says: str):
    with pytest.raises(BadInput) as caught:
        read_rows("rows.csv", text, DECLARED)

    assert caught.value.says == says
    assert caught.value.fix != ""


def test_the_remedy_for_a_missing_column_names_all():
    with pytest.raises(BadInput) as caught:
        read_rows("rows.csv", "who,score\n1,2\n", DECLARED)

    assert caught.value.fix == "The header must name who, arm and score, once each."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("who,arm,score\n1,MD,1\n2,M\0D,1\n", 3),
        ('who,arm,score\n1,MD,1\n2,MD,"1\n', 3),
        ('who,arm,score\n1,MD,"1"2\n', 2),
        (f"who,arm,score\n1,MD,{'1' * 200_000}\n", 2),
    ],
)
def test_a_damaged_line_is_refused_with_its_place(text: str, line: int):
    with pytest.raises(BadInput) as caught:
        read_rows("rows.csv", text, DECLARED)

    assert caught.value.says == "This is not a line of comma-separated values."
    assert caught.value.at == f"rows.csv:{line}"
