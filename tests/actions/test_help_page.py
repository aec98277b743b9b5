import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from limen.actions.help_page import help_page, latest_day, write_help_page
from limen.terms.errors import LimenError

DAY = date(2026, 12, 1)


def test_the_page_is_written_for_its_owner_alone(tmp_path):
    path = write_help_page(tmp_path, DAY, "Notes")

    assert path == tmp_path / "help.html"
    assert path.read_text(encoding="utf-8") == help_page(DAY, "Notes")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_takes_no_file_is_told_of(tmp_path):
    with pytest.raises(LimenError, match=r"help\.html cannot be written"):
        write_help_page(tmp_path / "nowhere", DAY, "Notes")


def test_a_clock_set_back_makes_no_old_number_new(tmp_path):
    written = datetime(2026, 12, 5, 12, tzinfo=UTC).timestamp()
    (tmp_path / "journal.db-wal").write_bytes(b"")
    os.utime(tmp_path / "journal.db-wal", (written, written))

    before, after = DAY - timedelta(days=400), DAY + timedelta(days=400)

    assert latest_day(tmp_path, before) == date(2026, 12, 5)
    assert latest_day(tmp_path, before, date(2026, 12, 7)) == date(2026, 12, 7)
    assert latest_day(tmp_path, after, date(2026, 12, 7)) == after
    assert latest_day(tmp_path / "nowhere", before) == before


def test_a_moment_that_no_calendar_has_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "stat", lambda _: SimpleNamespace(st_mtime=1e12))

    assert latest_day(tmp_path, DAY) == DAY
