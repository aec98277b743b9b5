import json
import math
from dataclasses import dataclass

import pytest
from jsonschema import Draft202012Validator

from limen.cli.answer import Answer, Notice, give
from limen.cli.streams import print_text
from limen.terms.errors import CheckFailed


@dataclass(frozen=True, slots=True)
class Found:
    value: float
    missing: int | None = None


NEXT = ("limen demo", "limen doctor")
NOTICE = Notice("rows-left-out", "3 rows had an empty cell.")
DIFFERS = CheckFailed("1 of 2 numbers differs.", fix="Look at row 2.")


def giving(answer: Answer):
    def planted(form):
        give(answer, form, lambda: print_text("the table"))

    return planted


def test_an_answer_as_json_is_the_one_object_of_the_contract(limen, plant):
    plant(giving(Answer("planted", Found(1.5), warnings=(NOTICE,), next=NEXT)))

    ran = limen("planted", "--json")

    assert (ran.exit_code, ran.err) == (0, "")
    assert ran.answer == {
        "limen": "1",
        "command": "planted",
        "ok": True,
        "data": {"value": 1.5, "missing": None},
        "warnings": [{"code": "rows-left-out", "say": "3 rows had an empty cell."}],
        "next": ["limen demo", "limen doctor"],
    }


def test_an_answer_for_people_is_drawn_and_ends_with_the_next_command(limen, plant):
    plant(giving(Answer("planted", Found(1.5), warnings=(NOTICE,), next=NEXT)))

    ran = limen("planted")

    assert (ran.exit_code, ran.out) == (0, "the table\n")
    assert ran.err == "Note: 3 rows had an empty cell.\nNext: limen demo or limen doctor\n"


def test_data_that_hold_a_failure_stand_on_stdout_as_well(limen, plant):
    plant(giving(Answer("planted", Found(1.5), next=NEXT, failure=DIFFERS)))

    ran = limen("planted", "--json")

    assert (ran.exit_code, ran.answer["ok"]) == (5, False)
    assert ran.answer["data"] == {"value": 1.5, "missing": None}
    assert ran.answer["error"] == ran.error
    assert json.loads(ran.err)["data"] is None


def test_a_failure_for_people_is_told_after_the_data(limen, plant):
    plant(giving(Answer("planted", Found(1.5), next=NEXT, failure=DIFFERS)))

    ran = limen("planted")

    assert (ran.exit_code, ran.out) == (5, "the table\n")
    assert ran.err == (
        "1 of 2 numbers differs.\nLook at row 2.\nNext: limen demo or limen doctor\n"
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_a_mistake_in_limen(limen, plant, number):
    plant(giving(Answer("planted", Found(number), next=NEXT)))

    ran = limen("planted", "--json")

    assert (ran.exit_code, ran.out) == (1, "")
    assert ran.error["code"] == "mistake-in-limen"


def test_data_without_names_are_a_mistake_in_limen(limen, plant):
    plant(giving(Answer("planted", [1, 2], next=NEXT)))

    ran = limen("planted", "--json")

    assert (ran.exit_code, ran.out) == (1, "")


def test_an_answer_without_a_next_command_is_refused():
    with pytest.raises(ValueError, match="next command"):
        Answer("planted", {})


def test_every_kind_of_answer_agrees_with_the_schema(limen, plant, schema):
    validator = Draft202012Validator(schema("answer"))
    plant(giving(Answer("planted", Found(1.5), warnings=(NOTICE,), next=NEXT, failure=DIFFERS)))

    ran = limen("planted", "--json")

    for written in (ran.out, ran.err, limen("planted", "--jsno", "--json").err):
        validator.validate(json.loads(written))


@pytest.mark.parametrize(
    "change",
    [{"ok": False}, {"data": None}, {"limen": "2"}, {"error": {}}, {"more": 1}, {"next": "limen"}],
)
def test_the_schema_refuses_what_is_no_answer(schema, change):
    answer = {"limen": "1", "command": "fit", "ok": True, "data": {}, "warnings": [], "next": []}
    validator = Draft202012Validator(schema("answer"))

    verdicts = [validator.is_valid(answer), validator.is_valid(answer | change)]

    assert verdicts == [True, False]
