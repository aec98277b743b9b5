"""One line of the benchmark: our figure beside a peer's, from the same run on the same data."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure of ours and one of a peer's in the same unit, both medians; less is better.

    `peer` is None where nothing else does what is measured; `goal` is what was promised, or empty.
    """

    name: str
    unit: str
    ours: float
    peer: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """The peer's figure divided by ours: above 1, ours is the smaller."""
        return None if self.peer is None else self.peer / self.ours

    def row(self) -> dict[str, str | float | None]:
        """The line of `build/bench.json`."""
        return asdict(self) | {"ratio": self.ratio}


def median_seconds(work: Callable[[], object], *, runs: int) -> float:
    """The median wall time of several runs, after one that is not counted where there are more."""
    if runs > 1:
        work()
    return statistics.median(seconds(work, runs=runs))


def seconds(
    work: Callable[[], object], *, runs: int, before: Callable[[], object] = int
) -> list[float]:
    """The wall time of each of several runs, without what is done before each."""
    took: list[float] = []
    for _ in range(runs):
        before()
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return took
