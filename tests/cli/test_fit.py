import sys

import pytest

ROWS = "who,arm,age,score\n" + "".join(
    f"p{who},{('placebo', 'active')[(who + week) % 2]},{20 + who},{who + 1.5 * week}\n"
    for who in range(8)
    for week in range(4)
)


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    return str(path)


def test_people_get_a_table_with_references_counts_and_variances(limen, rows):
    ran = limen("fit", rows, "score ~ arm + age", "--group", "who")

    lines = ran.out.splitlines()
    assert ran.exit_code == 0
    assert lines[:2] == [
        "score ~ arm + age, random intercept by who (REML)",
        "arm: compared with active",
    ]
    assert lines[3].split() == ["term", "estimate", "se", "df", "t", "p", "lower", "upper"]
    assert [line.split()[0] for line in lines[4:7]] == ["Intercept", "arm[T.placebo]", "age"]
    assert lines[8] == "32 rows, 8 groups"
    assert "Next: limen fit --help" in ran.err


def test_programs_get_one_object_that_agrees_with_its_schema(limen, rows, agrees):
    ran = limen("fit", rows, "score ~ arm", "--group", "who", "--method", "ml", "--json")

    agrees(ran.answer, "fit")
    assert ran.err == ""
    assert ran.answer["data"]["method"] == "ml"
    assert ran.answer["data"]["reference"] == {"arm": "active"}


def test_rows_left_out_and_a_variance_of_zero_are_said(limen, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("who,x,y\na,1,1\na,2,4\na,3,2\nb,1,2\nb,2,1\nb,3,4\nb,,3\nc,,1\n")

    ran = limen("fit", str(path), "y ~ x", "--group", "who")

    assert "Left out: 2 rows with an empty cell in a used column." in ran.err
    assert (
        "Beyond what the columns explain, the variance between groups is estimated as 0." in ran.err
    )


def test_a_selection_is_given_as_column_and_cell(limen, rows):
    ran = limen("fit", rows, "score ~ arm", "--group", "who", "--where", "age=21", "--json")

    assert (ran.exit_code, ran.error["code"]) == (6, "bad-input")
    assert ran.error["say"].startswith("All rows belong to one participant")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--where", "week"], "write COLUMN=VALUE"),
        (["--where", "=1"], "write COLUMN=VALUE"),
        (["--where", "age=1", "--where", "age=2"], "age cannot be both 1 and 2"),
        (["--method", "bayes"], "reml"),
    ],
)
def test_wrong_usage_ends_with_2(limen, rows, arguments, words):
    ran = limen("fit", rows, "score ~ arm", "--group", "who", *arguments)

    assert (ran.exit_code, ran.out) == (2, "")
    assert words in ran.err


def test_a_group_is_required(limen, rows):
    ran = limen("fit", rows, "score ~ arm")

    assert ran.exit_code == 2
    assert "--group" in ran.err


@pytest.mark.parametrize(
    ("content", "formula", "says"),
    [
        (b"", "score ~ arm", "rows.csv is empty."),
        (b"who,arm,score\n", "score ~ arm", "rows.csv has a header but no rows."),
        (b"who,arm,score\na,x,1\na,\xff,2\n", "score ~ arm", "UTF-8"),
        (ROWS.encode(), "score ~ dose", "There is no column dose in rows.csv."),
        (ROWS.encode(), "score ~ np.log(age)", "is not a column"),
        (ROWS.encode(), "score ~ __import__('os')", "is not a column"),
        (ROWS.encode(), "arm ~ age", "The outcome arm holds words"),
        (
            ROWS.replace("20,", "nan,").encode(),
            "score ~ age",
            "Column age mixes words and numbers: nan here, 21 in line 6.",
        ),
        (
            ROWS.replace("25,", "nan,").encode(),
            "score ~ age",
            "rows.csv line 22: nan in column age is not a number.",
        ),
    ],
)
def test_bad_input_ends_with_6_and_one_sentence(limen, tmp_path, content, formula, says):
    path = tmp_path / "rows.csv"
    path.write_bytes(content)

    ran = limen("fit", str(path), formula, "--group", "who")

    assert (ran.exit_code, ran.out) == (6, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_without_the_study_part_it_says_which_part_is_missing(limen, rows, monkeypatch):
    monkeypatch.setitem(sys.modules, "formulaic", None)
    monkeypatch.delitem(sys.modules, "limen.studies.formula", raising=False)

    ran = limen("fit", rows, "score ~ arm", "--group", "who", "--json")

    assert (ran.exit_code, ran.error["code"]) == (1, "part-missing")
    assert ran.error["say"] == "The study part of Limen is not working on this computer."


def test_signs_that_steer_a_terminal_are_not_printed(limen, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text(ROWS.replace("active", "\x1b[31mactive\a"))

    ran = limen("fit", str(path), "score ~ arm", "--group", "who")

    assert ran.exit_code == 0
    assert not set("\x1b\a") & set(ran.out + ran.err)
