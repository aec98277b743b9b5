"""Run every benchmark, print our figure beside the peer's, and write `build/bench.json`."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from chain import million_events
from fits import forty_fits, thousand_trials
from imports import import_rows
from measurement import Measurement
from one_trial import one_diary, one_set_of_draws, one_test, one_threshold
from pages import pages
from processes import help_page, million_rows
from simulations import (
    first_curve,
    many_fits,
    many_random_intercepts,
    many_tests,
    peak_memory,
    two_workers,
)
from vault import vault_rows

BENCHES: dict[str, tuple[Callable[[], Measurement | Iterable[Measurement]], ...]] = {
    "processes": (help_page, million_rows),
    "fits": (forty_fits, thousand_trials),
    "chain": (million_events,),
    "vault": (vault_rows,),
    "pages": (pages,),
    "imports": (import_rows,),
    "one_trial": (one_test, one_set_of_draws, one_threshold, one_diary),
    "simulations": (
        many_tests,
        many_fits,
        many_random_intercepts,
        first_curve,
        two_workers,
        peak_memory,
    ),
}
RESULT = Path(__file__).parents[1] / "build" / "bench.json"


def main() -> None:
    """Print a line for each benchmark as soon as it is done."""
    found: list[Measurement] = []
    print(f"{'ours':>10} {'goal':>8} {'peer':>10} {'ratio':>8}  unit  what")
    for one in _measurements():
        found.append(one)
        peer, ratio = _shown(one.peer, 10, 4), _shown(one.ratio, 8, 3)
        print(
            f"{one.ours:10.4g} {one.goal:>8} {peer} {ratio}  {one.unit:4}  {one.name}", flush=True
        )
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([one.row() for one in found], indent=1) + "\n", encoding="utf-8")
    print("Written to build/bench.json")


def _measurements() -> Iterator[Measurement]:
    """Those of the modules that are named, or all."""
    wished = sys.argv[1:] or BENCHES
    for name in wished:
        for measure in BENCHES[name]:
            found = measure()
            yield from [found] if isinstance(found, Measurement) else found


def _shown(figure: float | None, width: int, digits: int) -> str:
    return "–".rjust(width) if figure is None else f"{figure:{width}.{digits}g}"


if __name__ == "__main__":
    main()
