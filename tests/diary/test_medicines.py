"""Medicines: entered once, and standing until they are stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.fold import diary
from limen.diary.medicines import standing_medicines, start_medicine, stop_medicine
from limen.journal.kinds.harms import MedicineStarted, MedicineStopped
from limen.terms.errors import RuleBroken


@pytest.fixture
def known(make):
    """A medicine started on day 2, and one started on day 2 and stopped on day 5."""
    return diary(
        [
            make.event(1, 2, MedicineStarted(name="one")),
            make.event(2, 2, MedicineStarted(name="two")),
            make.event(3, 5, MedicineStopped(started=make.id(2))),
        ]
    )


@pytest.mark.parametrize(
    ("day", "names"),
    [(1, []), (2, ["one", "two"]), (5, ["one", "two"]), (6, ["one"]), (202, ["one"])],
)
def test_a_medicine_stands_from_its_start_to_its_stop(make, known, day: int, names) -> None:
    """Lesson A-01: one entered 200 days ago still stands."""
    found = standing_medicines(known, make.day(day))

    assert [medicine.stated.name for medicine in found] == names


@given(days=st.integers(0, 20_000))
def test_no_time_window_ends_a_medicine(make, days: int) -> None:
    """Lessons A-01 and B-16."""
    known = diary([make.event(1, 0, MedicineStarted.example())])

    found = standing_medicines(known, make.day(days))

    assert found == tuple(known.medicines.values())


def test_a_medicine_is_started_once_and_again_after_its_stop(known) -> None:
    again = MedicineStarted(name="Two")

    assert start_medicine(known, again) == (again,)
    with pytest.raises(RuleBroken, match="in your list already"):
        start_medicine(known, MedicineStarted(name="ONE"))


def test_a_medicine_is_stopped_once_and_not_before_its_start(make, known) -> None:
    stopped = MedicineStopped(started=make.id(1))

    assert stop_medicine(known, stopped, day=make.day(2)) == (stopped,)
    with pytest.raises(RuleBroken, match=r"^This day lies before its start\.$"):
        stop_medicine(known, stopped, day=make.day(1))


@pytest.mark.parametrize(
    ("number", "says"),
    [(2, "This medicine was already stopped."), (9, "This medicine is not in your notes.")],
)
def test_what_does_not_stand_is_not_stopped(make, known, number: int, says: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        stop_medicine(known, MedicineStopped(started=make.id(number)), day=make.day(9))

    assert refused.value.says == says
