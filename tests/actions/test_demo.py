from limen.actions.demo import demonstrate
from limen.reports.demonstration import demonstration_answer


def silent(_done: int, _total: int | None) -> None:
    """Somebody who is told and says nothing."""


def test_the_same_seed_gives_the_same_numbers():
    assert demonstration_answer(demonstrate(3, silent)) == demonstration_answer(
        demonstrate(3, silent)
    )


def test_another_seed_gives_other_numbers():
    first, second = (demonstrate(seed, silent).table for seed in (3, 4))

    assert first != second


def test_nothing_is_printed_beside_an_invented_trial():
    table = demonstrate(3, silent).table

    assert {cell.printed for cell in table.cells} == {None}
    assert table.numbers.agree + table.numbers.known + table.numbers.differ == 0


def test_the_trial_of_one_person_is_analysed_like_ones_own():
    trial = demonstrate(3, silent).trial

    assert trial.analysed.data["measure"] == "mood"
    assert trial.analysed.data["verdict"] != "too_few_days"
