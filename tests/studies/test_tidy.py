import pytest

from limen.studies.tidy import TELL_EVERY, Numbers, Words, read_table
from limen.terms.errors import BadInput

ROWS = """who,arm,age,score,week
a,placebo,40,1.5,1
a,active,40,2.5,2
b,placebo,,3.5,1
c,active,30,4.5,1
"""


def unheard(done, total):
    """Nobody listens."""


def read(text=ROWS, used=("score", "arm"), group="who", where=None, tell=unheard):
    return read_table("rows.csv", text, used, group, where or {}, tell)


def refusal(*arguments, **options):
    with pytest.raises(BadInput) as refused:
        read(*arguments, **options)
    return refused.value


def test_numbers_and_words_are_told_apart_and_levels_are_sorted():
    table = read()

    assert list(table.columns["score"].values) == [1.5, 2.5, 3.5, 4.5]
    assert table.columns["arm"].levels == ("active", "placebo")
    assert list(table.columns["arm"].places) == [1, 0, 1, 0]
    assert (list(table.groups), table.rows, table.left_out) == ([0, 0, 1, 2], 4, 0)
    assert isinstance(table.columns["score"], Numbers)
    assert isinstance(table.columns["arm"], Words)


def test_rows_with_an_empty_cell_in_a_used_column_are_left_out_and_counted():
    table = read(used=("score", "age"))

    assert list(table.columns["age"].values) == [40, 40, 30]
    assert (list(table.groups), table.left_out) == ([0, 0, 1], 1)


def test_spaces_around_cells_and_names_do_not_count_and_a_blank_cell_is_empty():
    spaced = ROWS.replace(",", " , ").replace("b , placebo", "b, ")

    table = read(spaced, where={"week": "1"})

    assert table.columns["arm"].levels == ("active", "placebo")
    assert (list(table.columns["score"].values), table.left_out) == ([1.5, 4.5], 1)


def test_an_empty_cell_elsewhere_costs_nothing():
    assert read(used=("score",)).left_out == 0


def test_a_selection_keeps_rows_with_exactly_that_cell():
    table = read(where={"week": "1", "arm": "active"})

    assert list(table.columns["score"].values) == [4.5]


def test_a_cell_outside_the_selection_is_not_read():
    table = read(ROWS.replace("40,2.5", "40,lost"), where={"week": "1"})

    assert list(table.columns["score"].values) == [1.5, 3.5, 4.5]


@pytest.mark.parametrize("cell", ["lost", "nan", "1,5", "1_0", "-"])
def test_a_word_among_numbers_is_refused_with_its_line(cell):
    refused = refusal(ROWS.replace("40,2.5", f'40,"{cell}"'))

    assert refused.says == f"{cell} in column score is not a number."
    assert refused.at == "rows.csv:3"


def test_a_number_among_words_is_refused_with_its_line():
    refused = refusal(ROWS.replace("b,placebo", "b,7"))

    assert refused.says == "Column arm mixes words and numbers: placebo here, 7 in line 4."
    assert refused.at == "rows.csv:2"


def test_groups_may_be_words_and_numbers_alike():
    table = read(ROWS.replace("b,", "7,"))

    assert list(table.groups) == [0, 0, 1, 2]


def test_a_column_that_is_not_there_is_named_with_the_nearest():
    refused = refusal(used=("scor",))

    assert refused.says == "There is no column scor in rows.csv."
    assert refused.fix == "Did you mean score? It has: who, arm, age, score, week."


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_separator_is_recognised(sign):
    refused = refusal(ROWS.replace(",", sign))

    assert refused.fix == (
        "The header is one long cell: save the file with commas between the columns."
    )


def test_a_long_header_is_listed_in_part():
    refused = refusal(",".join(f"c{n}" for n in range(20)) + "\n", used=("z",), group="c1")

    assert refused.fix.endswith("c10, c11, ….")


def test_a_column_that_stands_twice_is_refused():
    refused = refusal(ROWS.replace("age", "score"))

    assert refused.says == "Column score stands twice in the header of rows.csv."


def test_a_line_of_another_length_is_refused():
    refused = refusal(ROWS + "d,active\n")

    assert refused.says == "There are 2 cells where the header has 5."


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("who,arm,score\n", {}, "rows.csv has a header but no rows."),
        (ROWS, {"week": "9"}, "No row of rows.csv has week=9."),
        (
            "who,arm,score\na,x,\n",
            {},
            "Every row of rows.csv that was asked for has an empty cell in a used column.",
        ),
    ],
)
def test_no_row_left_is_said_with_its_cause(text, where, says):
    assert refusal(text, where=where).says == says


def test_reading_tells_how_far_it_has_come():
    heard = []
    text = "who,score\n" + "a,1\n" * (2 * TELL_EVERY)

    read(text, used=("score",), tell=lambda done, total: heard.append((done, total)))

    total = 2 * TELL_EVERY + 1
    assert heard == [(TELL_EVERY, total), (2 * TELL_EVERY, total)]
