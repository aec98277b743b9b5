from limen.studies.published.rows import Rows
from limen.studies.published.szigeti2021_outcomes import OUTCOMES
from limen.studies.published.szigeti2021_selection import selections


def test_every_row_belongs_to_one_selection(rows: Rows):
    selected = selections(rows)

    assert [selection.outcome for selection in selected] == list(OUTCOMES)
    assert sum(len(selection.scores) for selection in selected) == rows.accepted


def test_the_cells_of_a_row_stay_together(rows: Rows):
    found = set()
    for selection in selections(rows):
        name = selection.outcome.name
        cells = zip(selection.participants, selection.times, selection.scores, strict=True)
        found |= {(who, name, time, score) for who, time, score in cells}

    names = ("trial_id", "test_name", "tp", "value")
    assert found == set(zip(*(rows.columns[name] for name in names), strict=True))


def test_an_outcome_without_rows_is_selected_as_empty():
    columns = {
        "trial_id": (1,),
        "test_name": ("SCS",),
        "tp": ("w1s2",),
        "condition": ("MD",),
        "guess": ("PL",),
        "value": (20.0,),
        "sex": ("male",),
        "age": (30,),
        "psychiatric_past": (0,),
        "sss": (40,),
        "expectation": (50.0,),
    }

    selected = selections(Rows("rows.csv", columns, 1, 0, ()))

    assert [len(selection.scores) for selection in selected] == [0] * 19 + [1]
