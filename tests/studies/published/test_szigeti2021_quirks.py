from collections.abc import Callable

import pytest

from limen.studies.published import szigeti2021_quirks as quirks
from limen.studies.published.rows import Rows

MUSHROOM = "Psilocybin mushroom"


def test_every_quirk_is_told_also_where_it_met_nothing(rows: Rows):
    found = quirks.findings(rows)

    assert len({finding.id for finding in found}) == len(found) == 20
    assert all(finding.says.endswith(".") for finding in found)


def test_looking_for_quirks_changes_no_value(rows: Rows):
    before = {name: tuple(column) for name, column in rows.columns.items()}

    quirks.findings(rows)

    assert rows.columns == before


def test_weighed_material_is_counted(make: Callable[..., Rows]):
    rows = make({"drug": MUSHROOM}, {"drug": "Psilocybin truffle"}, {"drug": "LSD"})

    assert quirks.amounts_in_one_unit(rows).rows == 2


def test_only_a_tiny_amount_of_weighed_material_is_implausible(make: Callable[..., Rows]):
    rows = make(
        {"drug": MUSHROOM, "dose": 1.0},
        {"drug": MUSHROOM, "dose": 1.0, "tp": "w2s1"},
        {"drug": MUSHROOM, "dose": 200000.0, "trial_id": 2},
        {"drug": "LSD", "dose": 1.0, "trial_id": 3},
    )

    found = quirks.implausible_amount(rows)

    assert found.rows == 2
    assert "(1 participant)" in found.says


def test_the_implausible_of_several_participants_are_counted(make: Callable[..., Rows]):
    rows = make({"drug": MUSHROOM, "dose": 1.0}, {"drug": MUSHROOM, "dose": 1.0, "trial_id": 2})

    assert "(2 participants)" in quirks.implausible_amount(rows).says


def test_no_finding_names_an_amount_of_a_participant(make: Callable[..., Rows]):
    rows = make({"drug": MUSHROOM, "dose": 987.0}, {"drug": quirks.SEEDS, "dose": 987.0})

    assert not any("987" in finding.says for finding in quirks.findings(rows))


def test_seeds_are_counted(make: Callable[..., Rows]):
    assert quirks.amount_of_seeds(make({"drug": quirks.SEEDS}, {})).rows == 1


def test_acute_rows_have_no_baseline(make: Callable[..., Rows]):
    rows = make({}, {"test_name": "SCS", "tp": "w1s2"})

    assert quirks.no_baseline(rows).rows == 1


def test_many_diagnoses_are_told(make: Callable[..., Rows]):
    rows = make({"psychiatric_past": 8}, {"psychiatric_past": 4, "trial_id": 2})

    assert quirks.many_diagnoses(rows).rows == 1


def test_the_numbers_of_scores_are_told_beside_those_of_the_paper(rows: Rows):
    tests = rows.words("test_name")
    asked = [tests.count(test) for test in ("PANAS", "mood", "SCS", "QIDS", "STAIT", "WEMWB")]
    tasks = [tests.count(test) for test in ("CPS", "ooo", "rotations")]

    says = quirks.scores_the_paper_speaks_of(rows).says

    assert f"{min(asked)} to {max(asked)} and {min(tasks)} to {max(tasks)}" in says


def test_codes_and_models_are_explained(make: Callable[..., Rows]):
    assert quirks.experience_is_a_code(make({}, {"tp": "w2s1"})).rows == 2


def test_what_is_said_of_the_paper_has_no_count(make: Callable[..., Rows]):
    assert quirks.model_in_the_text(make({})).rows is None
    assert quirks.scores_the_paper_speaks_of(make({})).rows is None


@pytest.mark.parametrize("quirk", [*quirks.QUIRKS, *quirks.SCORE_QUIRKS, *quirks.SITTING_QUIRKS])
def test_every_quirk_can_be_looked_for_in_a_single_row(
    make: Callable[..., Rows], quirk: quirks.Quirk
):
    assert quirk(make({})).rows in {None, 0, 1}
