import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.studies.formula import model_columns, read_formula
from limen.studies.tidy import Numbers, Table, Words
from limen.terms.errors import BadInput

TABLE = Table(
    columns={
        "score": Numbers([1.0, 2.0, 3.0, 4.0]),
        "age": Numbers([30.0, 40.0, 50.0, 60.0]),
        "my age": Numbers([3.0, 4.0, 5.0, 6.0]),
        "arm": Words(("active", "placebo"), [0, 1, 0, 1]),
        "site": Words(("n", "s", "w"), [0, 1, 2, 2]),
        "same": Words(("only",), [0, 0, 0, 0]),
    },
    groups=[0, 0, 1, 1],
    left_out=0,
)


def model(text):
    return model_columns(read_formula(text), TABLE)


def names(text):
    return list(model(text).columns)


def test_the_columns_named_are_found_with_the_outcome_first():
    formula = read_formula("score ~ age + arm * site")

    assert formula.outcome == "score"
    assert formula.used == ("score", "age", "arm", "site")


@pytest.mark.parametrize(
    ("formula", "coefficients"),
    [
        ("score ~ 1", ["Intercept"]),
        ("score ~ age + arm", ["Intercept", "age", "arm[T.placebo]"]),
        ("score ~ arm + age", ["Intercept", "arm[T.placebo]", "age"]),
        ("score ~ arm + 1", ["Intercept", "arm[T.placebo]"]),
        ("score ~ 0 + arm", ["arm[active]", "arm[placebo]"]),
        ("score ~ age * arm", ["Intercept", "age", "arm[T.placebo]", "age:arm[T.placebo]"]),
        ("score ~ age + age:arm", ["Intercept", "age", "age:arm[T.placebo]"]),
        (
            "score ~ age:arm + arm + age",
            ["Intercept", "arm[T.placebo]", "age", "age:arm[T.placebo]"],
        ),
        (
            "score ~ (arm + site)^2",
            [
                "Intercept",
                "arm[T.placebo]",
                "site[T.s]",
                "site[T.w]",
                "arm[T.placebo]:site[T.s]",
                "arm[T.placebo]:site[T.w]",
            ],
        ),
        ("score ~ 0 + age", ["age"]),
        ("score ~ age - 1", ["age"]),
        ("score ~ `my age`", ["Intercept", "my age"]),
        ("score ~ site", ["Intercept", "site[T.s]", "site[T.w]"]),
    ],
)
def test_coefficients_keep_the_order_of_the_formula(formula, coefficients):
    assert names(formula) == coefficients


def test_words_are_coded_against_their_first_level():
    found = model("score ~ arm + site + age")

    assert found.reference == {"arm": "active", "site": "n"}
    assert list(found.columns["arm[T.placebo]"]) == [0.0, 1.0, 0.0, 1.0]
    assert list(found.columns["site[T.w]"]) == [0.0, 0.0, 1.0, 1.0]
    assert list(found.columns["Intercept"]) == [1.0] * 4
    assert list(found.scores) == [1.0, 2.0, 3.0, 4.0]


def test_words_coded_without_a_reference_name_none():
    assert model("score ~ 0 + arm").reference == {}


def test_the_end_of_another_name_is_not_a_reference():
    columns = {
        "y": Numbers([1.0, 2.0, 3.0, 4.0]),
        "arm": Words(("T.b", "a"), [0, 1, 0, 1]),
        "farm": Words(("x", "y"), [0, 0, 1, 1]),
    }

    found = model_columns(read_formula("y ~ 0 + arm + farm"), Table(columns, [0, 0, 1, 1], 0))

    assert found.reference == {"farm": "x"}


def test_a_product_too_large_for_a_number_is_refused():
    columns = {"y": Numbers([1.0, 2.0]), "a": Numbers([1e200, 2.0]), "b": Numbers([1e200, 1.0])}

    with pytest.raises(BadInput, match="too large to multiply"):
        model_columns(read_formula("y ~ a:b"), Table(columns, [0, 1], 0))


@pytest.mark.parametrize(
    "formula",
    [
        "score ~ np.log(age)",
        "score ~ log(age)",
        "score ~ C(arm)",
        "score ~ {age + 1}",
        "score ~ poly(age, 2)",
        "score ~ __import__('os').getcwd()",
        "log(score) ~ age",
        "score ~ age.mean()",
    ],
)
def test_a_formula_that_names_anything_but_columns_is_refused(formula):
    with pytest.raises(BadInput, match="is not a column"):
        read_formula(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "", " ", "score", "~ age", "score ~", "score ~ 0", "score + age ~ arm", "score ~ score",
        "1 ~ age", "score ~ (", "score ~ age ~ arm", "score ~ age | arm", "score ~ 2 * age",
        "score ~ .", "score ~ 'arm'", "score ~ age +* arm", "score ~ [a ~ b]", "score:age ~ arm",
        "score ~ age**2", "score ~ (age)^2", "score ~ 0:age", "score ~ (0 + age)", "score ~ age*1",
        "score ~ age + `1`",
        "score ~ (1 | who)", "a b c", "score ~ age; import os", "\x00", "score ~ age^x",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused_with_an_example(formula):
    with pytest.raises(BadInput) as refused:
        model(formula)

    assert "score ~ arm + age" in refused.value.fix


@given(text=st.text(alphabet="ab~+*:()0 12|^{}.`-[],'\"%#@\\\n", max_size=12))
def test_any_text_is_a_formula_or_a_refusal(text):
    try:
        formula = read_formula(text)
    except BadInput:
        return
    assert formula.outcome == formula.used[0]


def test_an_outcome_of_words_is_refused():
    with pytest.raises(BadInput, match="The outcome arm holds words, like active"):
        model("arm ~ age")


def test_a_column_with_one_level_is_refused():
    with pytest.raises(BadInput, match="one level only, only"):
        model("score ~ same")


def test_two_coefficients_of_one_name_are_refused():
    table = Table({"y": Numbers([1.0, 2.0]), "Intercept": Numbers([0.0, 1.0])}, [0, 1], 0)

    with pytest.raises(BadInput, match="same name"):
        model_columns(read_formula("y ~ Intercept"), table)


@pytest.mark.parametrize(("formula", "most"), [("score ~ site", 15), ("score ~ site:arm", 23)])
def test_more_columns_than_memory_holds_are_refused_before_they_are_made(
    formula, most, monkeypatch
):
    monkeypatch.setattr("limen.studies.formula.MOST_CELLS", most)

    with pytest.raises(BadInput, match="more than can be held in memory"):
        model(formula)
