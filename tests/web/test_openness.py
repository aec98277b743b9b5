import pytest

from limen.web.openness import Openness


class Times:
    """A steady clock that a test moves on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Times:
    return Times()


@pytest.fixture
def opened(clock: Times) -> Openness:
    openness = Openness(idle_minutes=5, absolute_hours=12, clock=clock)
    openness.mark_opened()
    return openness


def test_a_locked_vault_is_never_due(clock: Times):
    openness = Openness(idle_minutes=5, absolute_hours=12, clock=clock)
    clock.now = 1e6

    assert (openness.is_open, openness.is_due()) == (False, False)


def test_it_is_due_after_five_idle_minutes(opened: Openness, clock: Times):
    clock.now = 299
    before = opened.is_due()
    clock.now = 300

    assert (before, opened.is_due(), opened.idle_seconds) == (False, True, 300)


def test_use_puts_the_idle_lock_off_but_not_the_absolute_one(opened: Openness, clock: Times):
    due = []
    for minute in range(12 * 60 + 1):
        clock.now = 60 * minute
        opened.mark_used()
        due.append(opened.is_due())

    assert due == [False] * 720 + [True]


def test_what_is_ordered_to_lock_counts_as_locked_at_once(opened: Openness):
    before = (opened.is_open, opened.wait_for_order(0))

    opened.order_lock()

    assert before == (True, False)
    assert (opened.is_open, opened.wait_for_order(0)) == (False, True)
