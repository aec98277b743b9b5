import pytest

from limen.actions.demo import demonstrate
from limen.reports.demonstration import Demonstration, demonstration_answer


def silent(_done: int, _total: int | None) -> None:
    """Somebody who is told and says nothing."""


@pytest.fixture(scope="module")
def shown() -> Demonstration:
    """The trials of seed 3."""
    return demonstrate(3, silent)


def test_the_same_seed_gives_the_same_numbers(shown: Demonstration):
    assert demonstration_answer(demonstrate(3, silent)) == demonstration_answer(shown)


def test_another_seed_gives_other_numbers(shown: Demonstration):
    assert demonstrate(4, silent).table != shown.table


def test_nothing_is_printed_beside_an_invented_trial(shown: Demonstration):
    table = shown.table

    assert {cell.printed for cell in table.cells} == {None}
    assert table.numbers.agree + table.numbers.known + table.numbers.differ == 0


def test_the_trial_of_one_person_is_analysed_like_ones_own(shown: Demonstration):
    trial = shown.trial

    assert trial.analysed.data["measure"] == "mood"
    assert trial.analysed.data["verdict"] != "too_few_days"
