"""The squares of a sheet hold its 28 characters, on a page and in a terminal alike."""

import re

import segno

from limen.reports.recovery_sheet import BORDER, squares, squares_path, squares_text

GROUPS = ("7F3A", "91C2", "0BE4", "D5AA", "K2MN", "P8QR", "S4TV")


def test_the_squares_are_those_of_the_code_without_spaces() -> None:
    code = segno.make("7F3A91C20BE4D5AAK2MNP8QRS4TV", error="m", micro=False)

    rows = squares(GROUPS)

    inner = [row[BORDER:-BORDER] for row in rows[BORDER:-BORDER]]
    assert inner == [tuple(map(bool, row)) for row in code.matrix]
    assert {len(row) for row in rows} == {len(rows)}
    assert code.mode == "alphanumeric"


def test_the_path_draws_each_dark_square_once() -> None:
    drawn = re.findall(r"M(\d+) (\d+)h1v1h-1z", squares_path(GROUPS))

    dark = [
        (x, y) for y, row in enumerate(squares(GROUPS)) for x, is_dark in enumerate(row) if is_dark
    ]
    assert [(int(x), int(y)) for x, y in drawn] == dark


def test_two_rows_stand_in_a_line_of_text() -> None:
    rows = squares(GROUPS)
    upper = {"█": (False, False), "▀": (False, True), "▄": (True, False), " ": (True, True)}

    read = [[upper[sign] for sign in line] for line in squares_text(GROUPS).split("\n")]

    halves = [tuple(pair[half] for pair in line) for line in read for half in (0, 1)]
    assert halves[: len(rows)] == list(rows)
    assert len(halves) - len(rows) == len(rows) % 2
