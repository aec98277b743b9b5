"""Seeing that the computer slept: the wall clock went on while the steady clock stood still."""

from collections.abc import Callable

# More than clocks are set by in ordinary use, and less than anybody sleeps a computer for.
JUMP_SECONDS = 5.0

Clock = Callable[[], float]


class SuspendWatch:
    """Compares two clocks each time it is asked.

    Setting the wall clock forward looks the same and locks as well, which harms nobody; setting it
    back does not.

    Args:
        wall: seconds of the wall clock.
        steady: seconds of a clock that never jumps and stands still while the computer sleeps.
    """

    def __init__(self, wall: Clock, steady: Clock) -> None:
        self._wall, self._steady = wall, steady
        self._ahead = wall() - steady()

    def has_slept(self) -> bool:
        """Whether the computer slept since the last time this was asked."""
        before, self._ahead = self._ahead, self._wall() - self._steady()
        return self._ahead - before > JUMP_SECONDS
