"""The zone that the computer is set to."""

from pathlib import Path

import pytest

from limen.actions.local_zone import local_zone


def test_the_zone_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ":America/Lima")

    assert local_zone().name == "America/Lima"


def test_the_zone_is_the_one_that_the_computer_is_set_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/Europe/Berlin")

    assert local_zone(tmp_path / "localtime").name == "Europe/Berlin"


def test_a_computer_that_names_no_zone_has_utc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", "somewhere")

    assert local_zone(tmp_path / "missing").name == "UTC"
