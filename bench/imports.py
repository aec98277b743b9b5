"""`limen import` of as many rows as a file may have, as a command of its own."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from measurement import Measurement
from processes import LIMEN, seconds_and_megabytes

ROWS = 100_000
FIRST = datetime(1950, 1, 1, 10, 0)  # noqa: DTZ001 -- what a clock on the wall showed
PASSPHRASE = "six words that open a benchmark\n"  # noqa: S105 -- of a vault that is thrown away
MAPPING = """
version = 1
kind = "long"
zone = "Europe/Berlin"
time = { column = "when", format = "%Y-%m-%d %H:%M" }
batch = [{ name = "B", material = "cubensis", form = "dried", basis = "material", tested = "no" }]
dose = [{ amount = "amount", unit = "g", form = "dried", batch = { fixed = "B" } }]
rating = [
    { column = "mood", name = "mood", low = 1, high = 5 },
    { column = "energy", name = "energy", low = 1, high = 5 },
]
note = [{ column = "note" }]
"""
PEER = """
import csv, json, sqlite3, sys
with open(sys.argv[1], newline="") as file, sqlite3.connect(sys.argv[2]) as plain:
    plain.execute("PRAGMA journal_mode = WAL")
    plain.execute("CREATE TABLE a (b TEXT)")
    rows = csv.DictReader(file)
    plain.executemany("INSERT INTO a VALUES (?)", ((json.dumps(row),) for row in rows))
"""


def import_rows() -> Iterator[Measurement]:
    """The first import of a file, and the second, which finds every row there already."""
    with tempfile.TemporaryDirectory() as base:
        file, mapping, folder = (Path(base) / name for name in ("a.csv", "a.toml", "notes"))
        _write_rows(file)
        mapping.write_text(MAPPING, encoding="utf-8")
        fixed = ("--vault", str(folder), "--passphrase-fd", "0", "--no-input")
        seconds_and_megabytes(LIMEN, "init", "--yes", *fixed, typed=PASSPHRASE)
        command = (LIMEN, "import", str(file), "--map", str(mapping), *fixed)
        peer = _peer(file, Path(base) / "plain.db")
        name = f"limen import of {ROWS:,} rows (peer: csv, json and sqlite3, as they stand)"
        took, memory = seconds_and_megabytes(*command, typed=PASSPHRASE)
        yield Measurement(name, "s", took, peer[0], "≤ 10")
        yield Measurement(f"{name}, peak memory", "MB", memory, peer[1], "≤ 512")
        name = f"limen import of {ROWS:,} rows that are there already"
        took, memory = seconds_and_megabytes(*command, typed=PASSPHRASE)
        yield Measurement(name, "s", took, goal="≤ 10")
        yield Measurement(f"{name}, peak memory", "MB", memory, goal="≤ 512")


def _peer(file: Path, plain: Path) -> tuple[float, float]:
    return seconds_and_megabytes(sys.executable, "-c", PEER, str(file), str(plain))


def _write_rows(file: Path) -> None:
    """Two ratings on each row, a dose on every third, a few words on every tenth."""
    with file.open("w", encoding="utf-8") as out:
        out.write("when,mood,energy,amount,note\n")
        for n in range(ROWS):
            at = FIRST + timedelta(hours=6 * n)
            amount = "" if n % 3 else f"0.{10 + n // 3 % 3}"
            note = "" if n % 10 else f"Walked {n % 90} minutes and then read."
            out.write(f"{at:%Y-%m-%d %H:%M},{1 + n % 5},{1 + n * 7919 % 5},{amount},{note}\n")
