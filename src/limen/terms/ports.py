"""What the pure rooms ask of the outside: chance, elapsed time, and to be told of progress."""

from typing import Protocol


class Dice(Protocol):
    """Where chance comes from: the operating system in use, a seed in tests and simulations."""

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each equally likely; n is at least 1."""
        ...

    def octets(self, n: int) -> bytes:
        """Return n octets, each value from 0 to 255 equally likely."""
        ...


class Seconds(Protocol):
    """A clock for measuring how long something takes; it never goes back and has no date."""

    def __call__(self) -> float:
        """Return the seconds since some moment that stays the same."""
        ...


class Tell(Protocol):
    """Somebody who wants to know how far long work has come."""

    def __call__(self, done: int, total: int | None) -> None:
        """Hear that so many parts are done, of a total that may not be known."""
        ...
