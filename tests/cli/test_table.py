from collections.abc import Callable

import pytest

from limen.cli.table import print_table

HEADINGS = ("outcome", "estimate", "says")
ROWS = (
    ("mood", "−0.41", "agrees"),
    ("a very long name of an outcome, as published", "12.03 to 14.20", "differs, known misprint"),
)


@pytest.fixture
def drawn(in_terminal) -> Callable[[int], str]:
    """What the table looks like in a terminal of this width."""
    return lambda columns: in_terminal(
        columns, lambda: print_table(HEADINGS, ROWS, numeric=("estimate",))
    )


def test_a_table_in_a_pipe_has_one_whole_line_a_row(capsys):
    print_table(HEADINGS, ROWS, numeric=("estimate",))

    assert capsys.readouterr().out == (
        "outcome                                             estimate  says\n"
        "mood                                                   −0.41  agrees\n"
        "a very long name of an outcome, as published  12.03 to 14.20  differs, known misprint\n"
    )


def test_a_row_in_a_pipe_is_whole_however_long_it_is(capsys):
    long = "word " * 400 + "end"

    print_table(("a",), [(long,)])

    assert capsys.readouterr().out.splitlines() == ["a", long]


def test_a_table_in_a_terminal_fits_it_and_loses_nothing(drawn, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    lines = drawn(50).splitlines()

    words = " ".join(lines).split()
    assert max(map(len, lines)) <= 50
    assert sorted(words) == sorted(" ".join(" ".join(row) for row in (HEADINGS, *ROWS)).split())


def test_numbers_are_never_folded_even_where_they_do_not_fit(drawn, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    lines = drawn(20).splitlines()

    assert [line for line in lines if "12.03 to 14.20" in line] != []


def test_a_terminal_with_colours_gets_bold_headings(drawn, monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert drawn(80).startswith("\x1b[1m")


def test_no_color_leaves_out_every_escape_code(drawn, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b" not in drawn(80)


def test_a_cell_is_text_and_nothing_else(capsys):
    print_table(("a", "b"), [("[bold]x[/bold] :smile:", "1\n2\t3\x1b[2J")])

    assert capsys.readouterr().out.splitlines() == [
        "a                       b",
        "[bold]x[/bold] :smile:  1 2 3\ufffd[2J",
    ]


def test_a_table_without_rows_shows_its_headings(capsys):
    print_table(("a", "b"), [], numeric=("b",))

    assert capsys.readouterr().out == "a  b\n"


@pytest.mark.parametrize(("row", "numeric"), [(("1",), ()), (("1", "2"), ("c",))])
def test_cells_that_do_not_fit_their_headings_are_refused(row, numeric):
    with pytest.raises(ValueError, match="do not fit"):
        print_table(("a", "b"), [row], numeric=numeric)
