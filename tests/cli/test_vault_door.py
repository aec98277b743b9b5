"""The recovery sheet in a terminal: seven groups, and squares where the terminal can draw them."""

from types import SimpleNamespace

import pytest

from limen.actions.unlocking import RecoverySheet
from limen.cli import vault_door
from limen.reports.recovery_sheet import squares_text

SHEET = RecoverySheet(("7F3A", "91C2", "0BE4", "D5AA", "K2MN", "P8QR", "S4TV"), (2, 6), "Notes")


@pytest.mark.parametrize(
    ("encoding", "is_drawn"),
    [("utf-8", True), ("cp437", True), ("ascii", False), ("latin-1", False), (None, False)],
)
def test_the_squares_are_drawn_where_the_terminal_has_the_signs(
    monkeypatch: pytest.MonkeyPatch, encoding: str | None, *, is_drawn: bool
) -> None:
    monkeypatch.setattr(vault_door.sys, "stderr", SimpleNamespace(encoding=encoding))
    monkeypatch.setattr(vault_door, "moment", lambda: SimpleNamespace(date=lambda: "2026-11-20"))

    text = vault_door.sheet_text(SHEET)

    assert text.startswith("Notes · 2026-11-20 · Whoever has this sheet can open the journal.\n")
    assert "1 7F3A   2 91C2   3 0BE4   4 D5AA   5 K2MN   6 P8QR   7 S4TV" in text
    assert (squares_text(SHEET.groups) in text) is is_drawn
    assert text.endswith(
        "nobody can open your notes. Not even us.\nWrite it on paper, then clear "
        "what this terminal remembers.\n"
    )
