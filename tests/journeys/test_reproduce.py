"""A researcher downloads the data of a published trial and has its table computed again."""

import json
import subprocess
import sys
from pathlib import Path

FILE = "pacutes.csv"


def limen(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "limen", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_published_table_comes_out_of_the_published_file(shared: Path):
    folder = shared / "data/szigeti2021"

    ran = limen("reproduce", "szigeti2021", "--from", str(folder), "--json")

    assert (ran.returncode, ran.stderr) == (0, "")
    data = json.loads(ran.stdout)["data"]
    assert data["numbers"] == {"agree": 37, "known": 3, "differ": 0}
    assert (len(data["fits"]), len(data["strata"]), len(data["blinding"])) == (60, 20, 10)
    assert data["source"]["verified"] is True


def test_people_read_the_table_and_the_count(shared: Path):
    folder = shared / "data/szigeti2021"

    ran = limen("reproduce", "szigeti2021", "--from", str(folder))

    lines = ran.stdout.splitlines()
    assert ran.returncode == 0
    assert lines[-1] == "37 of 40 printed numbers agree · 3 differ, known misprints"
    assert "PANAS              m1        2.2±1.4**    2.219±1.404**  agrees" in lines
    assert "STAIT              m2         −0.1±0.6     −0.698±1.303  differs, known †" in lines
    assert "spatial_span       m1                –     −0.006±0.139  not given †" in lines


def test_a_flipped_octet_in_the_file_is_refused(shared: Path, tmp_path: Path):
    octets = bytearray((shared / "data/szigeti2021" / FILE).read_bytes())
    octets[500_000] ^= 1
    (tmp_path / FILE).write_bytes(octets)

    ran = limen("reproduce", "szigeti2021", "--from", str(tmp_path))

    assert (ran.returncode, ran.stdout) == (5, "")
    assert ran.stderr.startswith(
        "pacutes.csv is not the published version (SHA-256 differs). Use --unverified to go on."
    )
