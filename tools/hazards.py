"""Whether every hazard is guarded: its tests are run without their control, and have to fail.

`hazards.py --on DATE` looks at every row, `hazards.py --on DATE H04` at that one. First all tests
of these rows run with everything in place, for a test that fails by itself guards nothing; then
those of each guard run while its control is switched off. `make hazards` calls it.
"""

import contextlib
import io
import sys
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "docs"), str(ROOT / "tests" / "safety")]

import from_hazards  # noqa: E402 -- stands in a folder that was not on the path before

IN_PLACE = ""


@dataclass(slots=True)
class Outcomes:
    """Which tests passed, failed and were left out, by the removal in which they ran."""

    passed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    failed: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    left_out: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


class Removing:
    """Runs the collected tests with every control in place, then once for each removal.

    Args:
        guards: whose tests run.
        removals: gives the context in which a control is switched off, by its name.
    """

    def __init__(
        self,
        guards: Sequence[from_hazards.Guard],
        removals: Callable[[str], AbstractContextManager[object]],
    ) -> None:
        self.outcomes = Outcomes()
        self._guards, self._removals = guards, removals
        self._now = IN_PLACE

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run them all, instead of what pytest would do."""
        if session.testsfailed:
            raise session.Interrupted(f"{session.testsfailed} files cannot be read")
        _run(session.items)
        for guard in self._guards:
            self._now = guard.removal
            own = [item for item in session.items if name_of(item.nodeid) in guard.tests]
            with self._removals(guard.removal):
                _run(own)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep how a test ended; a mistake while it is set up or cleared away is a failure."""
        name = name_of(report.nodeid)
        if report.failed:
            self.outcomes.failed[self._now].add(name)
        elif report.skipped:
            self.outcomes.left_out[self._now].add(name)
        elif report.when == "call":
            self.outcomes.passed[self._now].add(name)


def main(arguments: Sequence[str]) -> int:
    """Say what is not guarded, not read or not there; 0 when nothing is."""
    asked = _asked(arguments)
    rows = from_hazards.read_log(asked.log.read_text(encoding="utf-8"))
    wanted = [row for row in rows if not asked.rows or row.id in asked.rows]
    if unknown := sorted(set(asked.rows) - {row.id for row in rows}):
        print(f"There is no row {', '.join(unknown)}.")
        return 2
    started = time.monotonic()
    faults = [*overdue(wanted, asked.on), *unguarded(wanted)]
    guards = sum(len(row.guards) for row in wanted)
    print(
        "\n".join(faults or [f"{len(wanted)} rows, {guards} controls switched off, all noticed."])
    )
    print(f"It took {time.monotonic() - started:.0f} s.")
    return 1 if faults else 0


def overdue(rows: Iterable[from_hazards.Hazard], on: date) -> list[str]:
    """A sentence for each row that nobody has read for more than twelve months on a day."""
    late, early = "more than twelve months before", "after"
    return [
        f"{row.id} was read on {row.reviewed_on}, {late if row.reviewed_on < on else early} {on}."
        for row in rows
        if row.is_overdue(on)
    ]


def unguarded(rows: Sequence[from_hazards.Hazard]) -> list[str]:
    """A sentence for each test that does not notice that its control is gone."""
    guards = [guard for row in rows for guard in row.guards]
    if not guards:
        return []
    import removals  # noqa: PLC0415 -- loads what it switches off, and nothing else needs that
    import removals_of_screening  # noqa: PLC0415 -- as above

    known = {**vars(removals), **vars(removals_of_screening)}
    plugin = Removing(guards, lambda name: _removal(known, name))
    said = io.StringIO()
    tests = sorted({test for guard in guards for test in guard.tests})
    with contextlib.redirect_stdout(said):
        ended = pytest.main(
            ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "--tb=line", *tests],
            plugins=[plugin],
        )
    if ended not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        return [f"The tests could not be run.\n{said.getvalue()}"]
    return [
        sentence
        for row in rows
        for guard in row.guards
        for sentence in _judged(row.id, guard, plugin.outcomes)
    ]


def name_of(node: str) -> str:
    """The name of a test without its parameters."""
    return node.partition("[")[0]


def _judged(row: str, guard: from_hazards.Guard, found: Outcomes) -> Iterable[str]:
    controls = ", ".join(guard.controls)
    for test in guard.tests:
        name = test.rpartition("::")[2]
        if test in found.failed[IN_PLACE]:
            yield f"{row} cannot be judged: {name} fails with {controls} in place."
        elif test not in found.passed[IN_PLACE]:
            yield f"{row} cannot be judged: {name} was left out."
        elif test not in found.failed[guard.removal]:
            yield f"{row} is not guarded: {name} passes without {controls}."


def _removal(known: Mapping[str, object], name: str) -> AbstractContextManager[object]:
    made = known[name]
    if not callable(made):
        raise TypeError(f"{name} is no removal")
    return made()


def _run(items: Sequence[pytest.Item]) -> None:
    """Run tests, and clear away after the last of them what they shared."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


@dataclass(frozen=True, slots=True)
class _Asked:
    on: date
    log: Path
    rows: list[str]


def _asked(arguments: Sequence[str]) -> _Asked:
    parser = ArgumentParser(description="Whether every hazard is guarded.")
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day of reviews")
    parser.add_argument("--log", type=Path, default=from_hazards.LOG)
    parser.add_argument("rows", nargs="*", help="such as H04; all where none is named")
    found = parser.parse_args(arguments)
    return _Asked(found.on, found.log, found.rows)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
