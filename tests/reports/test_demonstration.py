from limen.reports.analysed import Analysed
from limen.reports.demonstration import Demonstration, OnePerson, demonstration_answer
from limen.reports.reproduction import ReproductionTable, State, TableCell
from limen.studies.published.analyses import Analyses, Model
from limen.studies.published.rows import Rows


def cell(outcome: str, model: Model, p: float | None) -> TableCell:
    return TableCell(outcome, model, None, 1.0, 1.0, p, "", State.NOT_GIVEN, False, "", ())


DEMONSTRATION = Demonstration(
    seed=7,
    rows=Rows("rows.csv", {"trial_id": (1, 1, 2)}, read=3, rejected=0, rejections=()),
    analyses=Analyses((), (), (), ()),
    table=ReproductionTable(
        "Invented trial",
        (
            cell("mood", Model.CONDITION, 0.01),
            cell("mood", Model.GUESS, 0.3),
            cell("focus", Model.CONDITION, 0.049),
            cell("focus", Model.GUESS, 0.05),
            cell("energy", Model.CONDITION, None),
            cell("energy", Model.GUESS, 0.001),
        ),
    ),
    trial=OnePerson(Analysed({"verdict": "L0"}, ("We cannot tell yet.",)), effect=0.8, belief=0.5),
)


def test_it_says_first_that_the_data_are_invented():
    assert DEMONSTRATION.opening == (
        "Made a demo: an invented trial of 2 people over four weeks. "
        "Invented data, thrown away on exit."
    )


def test_the_paragraph_counts_what_the_table_shows():
    assert "differ in 2 of 3 measures (p < .05); with the guess in the model, in 1." in (
        DEMONSTRATION.says
    )


def test_the_data_say_that_they_are_invented_and_how_to_have_them_again():
    data = demonstration_answer(DEMONSTRATION)

    assert " ".join(data) == (
        "invented seed says rows fits table strata blinding guess_curve trial trial_says"
    )
    assert (data["invented"], data["seed"], data["rows"]) == (True, 7, 3)
    assert data["trial"] == {"verdict": "L0"}


def test_of_the_one_person_it_says_what_was_put_into_the_trial():
    assert DEMONSTRATION.trial.opening.startswith("And one person: an invented blinded trial")
    assert "a microdose adds 0.8 points on its day" in DEMONSTRATION.trial.says
    assert "believing in one adds 0.5" in DEMONSTRATION.trial.says
