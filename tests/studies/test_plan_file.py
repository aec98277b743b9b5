"""`protocol.toml`: what it may say, and each refusal with its line and what could stand there."""

import json
import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from limen.blinding.designs.design import NOT_YET, DesignName
from limen.protocols.schedules.cycle import Cycle
from limen.studies.plan import Acts, Plan, Practice
from limen.studies.plan_file import place_in, read_plan
from limen.studies.plan_keys import KEYS, PRACTICE_KEYS
from limen.terms.amount import parse_amount
from limen.terms.errors import BadInput

NAME = "protocol.toml"
REQUIRED = {
    "design": '"third_day"',
    "start": "2026-03-02",
    "weeks": "12",
    "run_in_days": "14",
    "capsule_weekdays": "[0, 3]",
    "main_measure": '"mood"',
    "higher_is_better": "true",
    "smallest_change": "0.5",
    "kernel": "[1, 0.5, 0.25]",
}
OTHERS = {
    "belief_limit": "1.5",
    "span_days": "4",
    "rest_weeks": "2",
    "acts": '"over_weeks"',
    "phi": "0.4",
    "day_sd": "1.25",
}
# JSON does not tell a day from its text, nor 12.0 from 12, and has no NaN.
TOML_ALONE = {'"2026-03-02"', "12.0", "[0.0]", "nan", "inf"}
PRACTICE = '[practice]\npattern = [1, 0, 0]\nhighest = "0.1"\nunit = "g"\nform = "dried"\n'


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    text = (files("limen.studies") / "schemas" / "protocol.schema.json").read_text("utf-8")
    found = json.loads(text)
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def written(**changes: str) -> str:
    """The required keys, one a line, with changes; what is changed to nothing is left out."""
    keys = {**REQUIRED, **changes}
    return "".join(f"{name} = {said}\n" for name, said in keys.items() if said)


def refusal(text: str) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_plan(NAME, text)
    return caught.value


def test_nine_keys_make_a_plan() -> None:
    assert read_plan(NAME, written()) == Plan(
        design=DesignName.THIRD_DAY,
        start=date(2026, 3, 2),
        weeks=12,
        run_in_days=14,
        capsule_weekdays=(0, 3),
        main_measure="mood",
        higher_is_better=True,
        smallest_change=0.5,
    )


def test_every_other_key_is_read() -> None:
    plan = read_plan(NAME, written(**OTHERS) + PRACTICE)

    assert (plan.belief_limit, plan.span_days, plan.rest_weeks) == (1.5, 4, 2)
    assert (plan.acts, plan.phi, plan.day_sd) == (Acts.OVER_WEEKS, 0.4, 1.25)
    assert plan.practice == Practice(Cycle((1, 0, 0)), parse_amount("0.1", "g", "dried"))


@pytest.mark.parametrize("design", [*DesignName, "open"])
def test_every_design_has_its_word(design: str) -> None:
    plan = read_plan(NAME, written(design=f'"{design}"'))

    assert plan.design == (None if design == "open" else design)


def test_keys_of_another_design_change_nothing() -> None:
    with_span = read_plan(NAME, written(span_days="4", capsule_weekdays="[6]"))

    assert with_span.mechanism() == read_plan(NAME, written()).mechanism()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("design", '"every_day"'),
        ("design", "3"),
        ("design", '["third_day"]'),
        ("start", '"2026-03-02"'),
        ("start", "2026-03-02T10:00:00"),
        ("start", "1899-12-31"),
        ("start", "20260302"),
        ("weeks", "0"),
        ("weeks", "25"),
        ("weeks", "12.0"),
        ("weeks", '"12"'),
        ("weeks", "true"),
        ("run_in_days", "-1"),
        ("run_in_days", "367"),
        ("capsule_weekdays", "[]"),
        ("capsule_weekdays", "[0, 1, 2, 3]"),
        ("capsule_weekdays", "[0, 0]"),
        ("capsule_weekdays", "[7]"),
        ("capsule_weekdays", "[true]"),
        ("capsule_weekdays", "[0.0]"),
        ("capsule_weekdays", "0"),
        ("main_measure", '""'),
        ("main_measure", '" "'),
        ("main_measure", '"arm"'),
        ("main_measure", '"two\\nlines"'),
        ("main_measure", "1"),
        ("higher_is_better", "1"),
        ("higher_is_better", '"yes"'),
        ("smallest_change", "0"),
        ("smallest_change", "-0.5"),
        ("smallest_change", "nan"),
        ("smallest_change", "inf"),
        ("smallest_change", "true"),
        ("smallest_change", '"0.5"'),
        ("kernel", "[1, 0.5]"),
        ("kernel", "[]"),
        ("kernel", "[true]"),
        ("kernel", "1"),
        ("belief_limit", "-0.1"),
        ("belief_limit", "nan"),
        ("span_days", "3"),
        ("span_days", "true"),
        ("rest_weeks", "1"),
        ("rest_weeks", "53"),
        ("acts", '"soon"'),
        ("acts", "1"),
        ("phi", "0.9"),
        ("phi", "-0.1"),
        ("day_sd", "0"),
        ("practice", "3"),
        ("practice", "[1, 0]"),
    ],
)
def test_what_a_key_cannot_be_is_refused_with_its_line(
    schema: Draft202012Validator, key: str, said: str
) -> None:
    text = written(**{key: said})

    error = refusal(text)

    line = 1 + next(n for n, row in enumerate(text.splitlines()) if row.startswith(key))
    allowed = next(known.allowed for known in KEYS if known.name == key)
    assert (error.says, error.at) == (f"{key} is not what it can be.", f"{NAME}:{line}")
    assert error.fix == f"Write {allowed}."
    assert said in TOML_ALONE or not schema.is_valid(as_json(text))


@pytest.mark.parametrize("key", REQUIRED)
def test_a_required_key_is_missed(schema: Draft202012Validator, key: str) -> None:
    text = written(**{key: ""})

    error = refusal(text)

    assert (error.says, error.at) == (f"{key} is missing.", NAME)
    assert error.fix.startswith(f"Write {key} = ")
    assert not schema.is_valid(as_json(text))


@pytest.mark.parametrize("line", ["odds = [0.8, 0.2]", "open_share = 0.25"])
def test_announced_odds_and_open_days_are_not_available_yet(line: str) -> None:
    error = refusal(f"{line}\n{written()}")

    assert (error.says, error.at) == (NOT_YET, f"{NAME}:1")
    assert error.fix == "Leave this line out."


@pytest.mark.parametrize("key", ["dose", "Weeks", '"week s"', "practice2.unit"])
def test_an_unknown_key_is_refused_with_its_line(key: str) -> None:
    error = refusal(f"# a plan\n\n{key} = 1\n{written()}")

    assert error.at == f"{NAME}:3"
    assert error.says == f"There is no key {key.strip(chr(34)).split('.')[0]}."
    assert error.fix.startswith("There are: design, start, weeks,")


@pytest.mark.parametrize(
    ("changes", "line", "says"),
    [
        ({'"0.1"': '"0,1 g"'}, 12, "Enter"),
        ({'"0.1"': "0.1"}, 12, "practice.highest is not what it can be."),
        ({'"g"': '"kg"'}, 13, "Choose the unit."),
        ({'"dried"': '"raw"'}, 14, "Choose the form."),
        ({"[1, 0, 0]": "[0, 0]"}, 11, "practice.pattern is not what it can be."),
        ({"[1, 0, 0]": "1"}, 11, "practice.pattern is not what it can be."),
        ({"unit =": "units ="}, 13, "There is no key practice.units."),
        ({'form = "dried"\n': ""}, 10, "practice.form is missing."),
    ],
)
def test_a_practice_is_refused_with_its_line(changes: dict[str, str], line: int, says: str) -> None:
    text = written() + PRACTICE
    for before, after in changes.items():
        text = text.replace(before, after)

    error = refusal(text)

    assert error.says.startswith(says)
    assert error.at == f"{NAME}:{line}"


def test_an_odd_number_of_weeks_has_no_pairs() -> None:
    error = refusal(written(design='"paired_weeks"', weeks="7"))

    assert error.says == '"weeks = 7" cannot be put into pairs of weeks.'
    assert (error.fix, error.at) == ("Write an even number from 2 to 24.", f"{NAME}:3")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("weeks = 12\nweeks = 13\n", 2),
        ("weeks = 12\nstart = 2026-02-30\n", 2),
        ("weeks 12\n", 1),
        (f"weeks = {'9' * 5000}\n", 1),
        (f"weeks = {'[' * 5000}\n", 1),
        ('main_measure = "mo\n', 1),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(text: str, line: int) -> None:
    error = refusal(text)

    assert (error.says, error.at) == ("This line cannot be read.", f"{NAME}:{line}")


def test_an_empty_file_misses_its_first_key() -> None:
    assert refusal("").says == "design is missing."


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('a = 1\n"weeks" = 2\n', ("weeks",), 2),
        ("a = 1\n  weeks=2\n", ("weeks",), 2),
        ("# weeks = 1\nweeks = 2\n", ("weeks",), 2),
        ("[other]\nweeks = 1\n[practice]\nunit = 2\n", ("practice", "unit"), 4),
        ("a = 1\npractice.unit = 2\n", ("practice", "unit"), 2),
        ("a = 1\npractice = {unit = 2}\n", ("practice", "unit"), 2),
        ("a = 1\n[practice]\nform = 2\n", ("practice", "unit"), 2),
        ("a = 1\nb = 2\n", ("weeks",), 1),
    ],
)
def test_a_key_is_found_however_it_is_written(text: str, path: tuple[str, ...], line: int) -> None:
    assert place_in(NAME, text, *path) == f"{NAME}:{line}"


def test_the_schema_knows_the_same_keys(schema: Draft202012Validator) -> None:
    said = schema.schema

    assert list(said["properties"]) == [key.name for key in KEYS]
    assert said["required"] == [key.name for key in KEYS if key.is_required] == list(REQUIRED)
    assert list(said["properties"]["practice"]["properties"]) == [k.name for k in PRACTICE_KEYS]


VALUES = st.one_of(
    st.integers(-3, 30),
    st.floats(-1, 2, width=16),
    st.booleans(),
    st.sampled_from(["mood", "arm", "third_day", "open", "same_day", "", "g", "dried"]),
    st.lists(st.integers(-1, 8), max_size=4),
    st.just([1, 0.5, 0.25]),
    st.just([1]),
)


@given(
    changes=st.dictionaries(
        st.sampled_from([key.name for key in KEYS if key.name not in {"start", "practice"}]),
        VALUES,
        max_size=2,
    )
)
def test_what_the_schema_allows_is_what_is_read(
    schema: Draft202012Validator, changes: dict[str, object]
) -> None:
    text = written(**{name: json.dumps(said) for name, said in changes.items()})
    whole_as_float = any(isinstance(said, float) and said.is_integer() for said in changes.values())

    try:
        read_plan(NAME, text)
    except BadInput:
        is_read = False
    else:
        is_read = True

    assert is_read is schema.is_valid(as_json(text)) or whole_as_float


def as_json(text: str) -> object:
    """What a program reads from a TOML text, a day as its text."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))
