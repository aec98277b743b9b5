import pytest

from limen.cli.trial_tables import difference, print_blinding, print_lines, with_minus
from limen.reports.reproduction import State, TableCell
from limen.studies.published.analyses import Model

CELL = TableCell(
    "mood", Model.CONDITION, None, -1.4619, 1.298, 0.03, "*", State.AGREES, False, "", ()
)
EMPTY = TableCell("mood", Model.CONDITION, None, None, None, None, "", State.AGREES, False, "", ())
TABLE = {
    "table": "postacute_sunday_week3",
    "MDMD": 75,
    "MDPL": 41,
    "PLMD": 40,
    "PLPL": 57,
    "n": 213,
    "cgr": 0.62,
    "sensitivity": 0.647,
    "specificity": 0.588,
    "kappa": 0.234,
    "james_bi": 0.383,
    "bang_md": 0.293,
    "bang_pl": None,
    "d_prime": 0.592,
    "criterion": -0.077,
    "says": "Taken as independent.",
}


def test_a_difference_is_told_with_range_stars_and_room_for_three():
    assert difference(CELL) == "−1.462±1.298*  "


def test_what_cannot_be_estimated_is_a_dash():
    assert difference(EMPTY) == "–   "


def test_a_number_has_the_sign_that_is_made_for_it():
    assert with_minus("-0.5") == "−0.5"


def test_lines_fit_into_eighty_columns(capsys: pytest.CaptureFixture[str]):
    print_lines(["word " * 40, "", "short"])

    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_blinding_is_counts_first_and_indices_after(capsys: pytest.CaptureFixture[str]):
    print_blinding([TABLE, {**TABLE, "table": "acute_thursday_all_weeks"}])

    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    words = [[cell.strip() for cell in line if cell] for line in lines]
    assert words == [
        ["rows", "MDMD", "MDPL", "PLMD", "PLPL", "n", "right", "sensitivity", "specificity"],
        ["post-acute, week 3", "75", "41", "40", "57", "213", "0.620", "0.647", "0.588"],
        ["acute, all", "75", "41", "40", "57", "213", "0.620", "0.647", "0.588"],
        [],
        ["rows", "kappa", "James", "Bang MD", "Bang PL", "d'", "criterion"],
        ["post-acute, week 3", "0.234", "0.383", "0.293", "–", "0.592", "−0.077"],
        ["acute, all", "0.234", "0.383", "0.293", "–", "0.592", "−0.077"],
        ["Taken as independent."],
    ]
