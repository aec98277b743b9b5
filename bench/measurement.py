"""One line of the benchmark: our figure beside a peer's, from the same run on the same data."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure of ours and one of a peer's in the same unit, both medians; less is better."""

    name: str
    unit: str
    ours: float
    peer: float

    @property
    def ratio(self) -> float:
        """The peer's figure divided by ours: above 1, ours is the smaller."""
        return self.peer / self.ours

    def row(self) -> dict[str, str | float]:
        """The line of `build/bench.json`."""
        return asdict(self) | {"ratio": self.ratio}


def median_seconds(work: Callable[[], object], *, runs: int) -> float:
    """The median wall time of several runs, after one that is not counted where there are more."""
    if runs > 1:
        work()
    seconds: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)
