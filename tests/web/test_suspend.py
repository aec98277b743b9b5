from limen.web.suspend import JUMP_SECONDS, SuspendWatch


class Computer:
    """Two clocks, of which one stands still while the computer sleeps."""

    wall, steady = 1_000_000.0, 50.0

    def work(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


def watched() -> tuple[Computer, SuspendWatch]:
    computer = Computer()
    return computer, SuspendWatch(lambda: computer.wall, lambda: computer.steady)


def test_work_is_no_sleep():
    computer, watch = watched()
    computer.work(7200)

    assert not watch.has_slept()


def test_a_sleep_is_seen_once():
    computer, watch = watched()
    computer.sleep(JUMP_SECONDS + 0.1)

    assert [watch.has_slept(), watch.has_slept()] == [True, False]


def test_a_clock_set_right_little_by_little_is_no_sleep():
    computer, watch = watched()
    seen = []

    for _ in range(100):
        computer.sleep(JUMP_SECONDS / 2)
        seen.append(watch.has_slept())

    assert not any(seen)


def test_a_clock_set_back_is_no_sleep_and_hides_none():
    computer, watch = watched()
    computer.sleep(-3600)
    back = watch.has_slept()
    computer.sleep(60)

    assert (back, watch.has_slept()) == (False, True)
