"""Everything that must hold before a commit, in one order; `make check` calls it.

`check.py` runs every step and shows every failure; `check.py lint types` runs those two, and
`check.py -tests` all but that one, after `make test COVERED=yes` has run them. The table `STEPS` is
the only list of them: the architecture tests break each step on purpose and read it too.
"""

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TESTS = ("pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", "not nightly")
# Pure rooms come from the contract that keeps them pure; keys are held to the same measure.
ALSO_EVERY_BRANCH = ("src/limen/store/keys.py",)


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name and the command that fails when it does not hold."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one step ended: its exit status, its seconds, and all that the tool said."""

    step: Step
    status: int
    seconds: float
    says: str


def pure_paths() -> tuple[str, ...]:
    """Patterns of the files in which every branch is tested: pure rooms, and the keys."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    pure = next(contract for contract in contracts if contract["id"] == "pure")
    rooms = (f"src/{room.replace('.', '/')}/*" for room in pure["source_modules"])
    return (*rooms, *ALSO_EVERY_BRANCH)


STEPS = (
    Step("format", ("ruff", "format", "--check")),
    Step("lint", ("ruff", "check")),
    Step("types", ("mypy",)),
    Step("pure-types", ("pyright", "--warnings")),
    Step("contracts", ("lint-imports", "--no-logo")),
    Step("dependencies", ("deptry", "--no-ansi", "src")),
    Step("dead-code", ("vulture",)),
    Step("spelling", ("codespell",)),
    Step("tests", (*TESTS, "--cov", "--cov-report=term-missing:skip-covered")),
    Step(
        "pure-branches",
        ("coverage", "report", "--fail-under=100", f"--include={','.join(pure_paths())}"),
    ),
    # A page that was not read again repeats no warning, hence -E.
    Step("docs", ("sphinx-build", "-W", "-E", "-q", "-b", "html", "docs", "build/docs")),
)


def main(names: Sequence[str]) -> int:
    """Run the named steps, or all but those after a dash, in their order; 0 when all hold."""
    named = {name for name in names if not name.startswith("-")}
    left_out = {name[1:] for name in names if name.startswith("-")}
    unknown = sorted((named | left_out) - {step.name for step in STEPS})
    if unknown:
        print(f"There is no step {', '.join(unknown)}. Steps: {', '.join(s.name for s in STEPS)}.")
        return 2
    wanted = (named or {step.name for step in STEPS}) - left_out
    steps = [step for step in STEPS if step.name in wanted]
    failed = [step.name for step in steps if not _shown(outcome(step, ROOT))]
    print(f"Failed: {', '.join(failed)}." if failed else "Everything holds.")
    return 1 if failed else 0


def outcome(step: Step, root: Path, also: Mapping[str, str] | None = None) -> Outcome:
    """Run one step in the folder `root`, with `also` added to the environment."""
    (root / "build").mkdir(exist_ok=True)
    started = time.monotonic()
    program, *arguments = step.command
    done = subprocess.run(  # noqa: S603 -- fixed commands of the table above, no shell
        (str(BIN / program), *arguments),
        cwd=root,
        env={**os.environ, **_quiet(root), **(also or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Outcome(step, done.returncode, time.monotonic() - started, done.stdout)


def _quiet(root: Path) -> dict[str, str]:
    """No colour, no question to the network for newer versions, coverage beside other products."""
    return {
        "NO_COLOR": "1",
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        "COVERAGE_FILE": str(root / "build" / ".coverage"),
    }


def _shown(ended: Outcome) -> bool:
    """Whether the step held; prints its line, and what the tool said where it did not."""
    held = ended.status == 0
    print(f"{ended.step.name:<14}{ended.seconds:7.1f} s  {'ok' if held else 'FAILED'}", flush=True)
    if not held:
        print(f"{ended.says.rstrip()}\n", flush=True)
    return held


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
