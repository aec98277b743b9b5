"""Run every benchmark, print our figure beside the peer's, and write `build/bench.json`."""

import json
from collections.abc import Iterator
from pathlib import Path

from chain import million_events
from fits import forty_fits, thousand_trials
from measurement import Measurement
from processes import help_page, million_rows

RESULT = Path(__file__).parents[1] / "build" / "bench.json"


def main() -> None:
    """Print a line for each benchmark as soon as it is done."""
    found: list[Measurement] = []
    print(f"{'ours':>10} {'peer':>10} {'ratio':>8}  unit  what")
    for one in _measurements():
        found.append(one)
        print(f"{one.ours:10.4g} {one.peer:10.4g} {one.ratio:8.3g}  {one.unit:4}  {one.name}")
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps([one.row() for one in found], indent=1) + "\n", encoding="utf-8")
    print("Written to build/bench.json")


def _measurements() -> Iterator[Measurement]:
    yield help_page()
    yield forty_fits()
    yield thousand_trials()
    yield from million_rows()
    yield million_events()


if __name__ == "__main__":
    main()
