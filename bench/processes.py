"""Whole commands as processes of their own: how long they take and how much memory they use."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from measurement import Measurement, median_seconds

LIMEN = str(Path(sys.executable).with_name("limen"))
ROWS, PEOPLE = 1_000_000, 5000
MEASURED = """
import json, os, subprocess, sys, time
started = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(child.pid, 0)
code = os.waitstatus_to_exitcode(status)
print(json.dumps([time.perf_counter() - started, used.ru_maxrss / 1024, code]))
"""
PEER = "import pandas, sys; pandas.read_csv(sys.argv[1])"


def help_page() -> Measurement:
    """`limen --help` beside an interpreter that does nothing."""
    ours = median_seconds(lambda: _run(LIMEN, "--help"), runs=9)
    peer = median_seconds(lambda: _run(sys.executable, "-c", "pass"), runs=9)
    return Measurement("limen --help, whole process (peer: bare interpreter)", "s", ours, peer)


def million_rows() -> list[Measurement]:
    """`limen fit` on a million rows, beside pandas that only reads the file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "million.csv"
        _write_rows(file)
        fit = (LIMEN, "fit", str(file), "score ~ arm + age", "--group", "who")
        read = (sys.executable, "-c", PEER, str(file))
        peer_seconds, peer_memory = seconds_and_megabytes(*read)
        seconds, memory = seconds_and_megabytes(*fit)
    name = "limen fit on 1,000,000 rows (peer: pandas reads the file)"
    return [
        Measurement(name, "s", seconds, peer_seconds),
        Measurement(f"{name}, peak memory", "MB", memory, peer_memory),
    ]


def _write_rows(file: Path) -> None:
    chance = np.random.default_rng(1)
    who = np.arange(ROWS) % PEOPLE
    arm = chance.integers(0, 2, ROWS)
    scores = 5 + 0.3 * arm + chance.normal(0, 2, PEOPLE)[who] + chance.normal(0, 1, ROWS)
    words = ("placebo", "active")
    with file.open("w", encoding="utf-8") as out:
        out.write("who,arm,age,score\n")
        out.writelines(
            f"p{w},{words[a]},{20 + w % 50},{y:.3f}\n"
            for w, a, y in zip(who.tolist(), arm.tolist(), scores.tolist(), strict=True)
        )


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own command


def seconds_and_megabytes(*command: str, typed: str = "") -> tuple[float, float]:
    """Wall time and peak memory of one run, started by a small process; typed is its input.

    What a child is charged with begins at the memory of the process that started it, and this one
    has loaded everything.
    """
    told = subprocess.run(  # noqa: S603 -- our own command
        (sys.executable, "-c", MEASURED, *command),
        check=True,
        stdout=subprocess.PIPE,
        input=typed.encode(),
    )
    seconds, megabytes, code = json.loads(told.stdout)
    if code != 0:
        raise subprocess.CalledProcessError(code, command)
    return seconds, megabytes
