"""Whether the vault is open in this image, since when, and when that has to end."""

import threading

from limen.terms.ports import Seconds


class Openness:
    """Opens once; only a new image is locked again.

    Args:
        idle_minutes: it locks after so long without a request.
        absolute_hours: it locks at the latest so long after unlocking.
        clock: of the waiting.
    """

    def __init__(self, *, idle_minutes: int, absolute_hours: int, clock: Seconds) -> None:
        self.idle_minutes, self.absolute_hours = idle_minutes, absolute_hours
        self._clock = clock
        self.reason = ""
        self._opened_at: float | None = None
        self._used_at = clock()
        self._order = threading.Event()

    @property
    def is_open(self) -> bool:
        """Whether the vault is open and nobody has ordered a lock."""
        return self._opened_at is not None and not self._order.is_set()

    @property
    def idle_seconds(self) -> int:
        """Whole seconds since the last request."""
        return int(self._clock() - self._used_at)

    def mark_opened(self, reason: str = "") -> None:
        """Note that the key is in memory from now on.

        Args:
            reason: why the vault may only be read; empty where it may be written.
        """
        self.reason = reason
        self._opened_at = self._used_at = self._clock()

    def mark_used(self) -> None:
        """Note that a person asked for something."""
        self._used_at = self._clock()

    def order_lock(self) -> None:
        """Ask for this image to be replaced; what is open counts as locked from now on."""
        self._order.set()

    def wait_for_order(self, seconds: float) -> bool:
        """Wait so long for an order to lock, and say whether there is one."""
        return self._order.wait(seconds)

    def is_due(self) -> bool:
        """Whether the vault has been idle, or open, for too long."""
        if self._opened_at is None:
            return False
        now = self._clock()
        is_idle = now - self._used_at >= 60 * self.idle_minutes
        return is_idle or now - self._opened_at >= 3600 * self.absolute_hours
