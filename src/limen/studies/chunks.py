"""Work cut into chunks that may be done anywhere and in any order, with the same result."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Spread(Protocol):
    """Somebody who lets work be done on many items, here or elsewhere; `map` is the simplest."""

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], /
    ) -> Iterable[Result]:
        """Give the result of every item, in the order of the items."""
        ...


def chunk_sizes(total: int, size: int) -> tuple[int, ...]:
    """A total cut into chunks of one size, and what is left over last."""
    whole, rest = divmod(total, size)
    return (size,) * whole + ((rest,) if rest else ())
