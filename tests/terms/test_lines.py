import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.terms.errors import BadInput
from limen.terms.lines import Separator, number_in, numbered_lines, shown, utf8_text


def lines(text):
    return list(numbered_lines("rows.csv", text))


def test_lines_are_numbered_as_an_editor_numbers_them():
    found = lines('a,b\r\n1,"two\nlines"\r\n\r\n3,4\r\n')

    assert found == [(1, ["a", "b"]), (2, ["1", "two\nlines"]), (5, ["3", "4"])]


def test_only_line_ends_end_a_line():
    assert lines("a\u2028b,c\n1,2\n") == [(1, ["a\u2028b", "c"]), (2, ["1", "2"])]


def test_a_line_may_be_parted_by_another_sign():
    found = list(numbered_lines("rows.csv", 'a;b\n"1;2";0,5\n', Separator.SEMICOLON))

    assert found == [(1, ["a", "b"]), (2, ["1;2", "0,5"])]


def test_a_refusal_names_the_sign():
    with pytest.raises(BadInput, match="This is not a line of tab-separated values"):
        list(numbered_lines("rows.csv", 'a\t"b', Separator.TAB))


@pytest.mark.parametrize("text", ["", "\n\n", "  \r\n"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(BadInput, match=r"rows\.csv is empty"):
        lines(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [("a,b\n1,\x002\n", 2), ('a,b\n1,2\n3,"4\n', 3), ('a\n"1"2\n', 2), ("a\n" + "9" * 200_000, 2)],
)
def test_a_line_that_is_no_line_of_cells_is_named(text, line):
    with pytest.raises(BadInput) as refused:
        lines(text)

    assert refused.value.at == f"rows.csv:{line}"


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1", 1.0), ("-0.5", -0.5), (".5", 0.5), ("1.", 1.0), ("+2e-3", 0.002), ("0", 0.0)],
)
def test_a_number_is_written_in_plain_digits(cell, number):
    assert number_in(cell) == number


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " 1",
        "1 ",
        "nan",
        "NaN",
        "inf",
        "-inf",
        "1e999",
        "1_000",
        "0x1",
        "1,5",
        "\N{FULLWIDTH DIGIT ONE}",
        "\N{ARABIC-INDIC DIGIT THREE}",
        "None",
    ],
)
def test_what_looks_like_a_number_to_a_program_alone_is_none(cell):
    assert number_in(cell) is None


def test_a_cell_is_shown_in_one_line():
    assert shown("a\tb") == "a\N{REPLACEMENT CHARACTER}b"
    assert shown("x" * 50) == "x" * 40 + "…"
    assert shown(" ") == "an empty cell"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff")))
def test_text_comes_back_as_it_was_written(text: str):
    assert utf8_text(text.encode(), "rows.csv") == text


def test_line_ends_are_kept():
    assert utf8_text(b"a,b\r\n1,2\r3,4\n", "rows.csv") == "a,b\r\n1,2\r3,4\n"


def test_a_byte_order_mark_at_the_start_is_left_out():
    assert utf8_text(b"\xef\xbb\xbfa,b\n", "rows.csv") == "a,b\n"


@pytest.mark.parametrize(
    ("octets", "line"),
    [
        (b"\xff", 1),
        (b"a\nb\nM\xfcnchen\n", 3),
        (b"a\r\n\xc3", 2),
        (b"\xef\xbb\xbfa\n\xff", 2),
        (b"\xff\xfea\x00\n\x00", 1),
    ],
)
def test_the_line_of_the_first_bad_octet_is_named(octets: bytes, line: int):
    with pytest.raises(BadInput) as caught:
        utf8_text(octets, "rows.csv")

    assert caught.value.says == "This line is not UTF-8 text."
    assert caught.value.at == f"rows.csv:{line}"
