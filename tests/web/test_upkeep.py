"""Copies while the journal is open: made when nobody waits, told on the page, gone with a lock."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.template.loader import render_to_string

from limen.actions.append import append
from limen.actions.copies import Copies
from limen.actions.unlocking import Opened
from limen.actions.visiting import drafted, participant
from limen.journal.kinds.measures import NoteWritten
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId
from limen.web import upkeep as web_upkeep
from limen.web.inside import Inside
from limen.web.openness import Openness
from limen.web.upkeep import Upkeep

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def upkeep(opened, stick: Path) -> Upkeep:
    """The upkeep of a journal with one entry, by a clock that stands still."""
    note = NoteWritten(words="Rain.")
    visit = participant(ChainId(opened.id), AT, Zone("Europe/Berlin"))
    append(visit, drafted(visit, note), lambda _: (note,))
    return Upkeep(Copies(stick, "notes"), lambda: AT)


def note(kept: Upkeep) -> str:
    return " ".join(render_to_string("copies.html", {"inside": Inside(kept)}).split())


def test_what_is_due_is_done_and_told(upkeep: Upkeep, stick: Path) -> None:
    upkeep.look()
    before = note(upkeep)

    upkeep.do_what_is_due()

    assert (stick / "notes-2026-03-02.age").exists()
    assert before == '<p class="note warn">There is no backup yet. </p>'
    assert note(upkeep).startswith('<p class="note ok">The last backup was made today. ')


def test_a_fault_stays_told_until_a_copy_is_made(upkeep: Upkeep, stick: Path) -> None:
    stick.rmdir()
    upkeep.do_what_is_due()
    first = upkeep.health
    stick.mkdir()

    upkeep.do_what_is_due()

    assert first.fault.startswith("The backup of today was not made: ")
    assert (first.is_failing, upkeep.health.fault) == (True, "")


@pytest.mark.usefixtures("opened")
def test_without_a_folder_nothing_is_made_and_that_is_said(stick: Path) -> None:
    without = Upkeep(Copies(None, "notes"), lambda: AT)

    without.do_what_is_due()

    assert list(stick.iterdir()) == []
    assert "No backup is made by itself" in note(without)


def test_unlocking_tells_how_the_copies_are(upkeep: Upkeep) -> None:
    inside = Inside(upkeep)

    inside.begin(Opened(ChainId(UUID(int=1)), 1, "", needs_sheet=True), AT.date())

    assert (inside.needs_sheet, inside.newest_day) == (True, AT.date())
    assert upkeep.health.is_failing


def test_before_anything_is_known_nothing_is_said() -> None:
    empty = render_to_string("copies.html", {"inside": Inside()})

    assert empty.strip() == ""


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """How often something was done, of an openness with this many idle seconds."""
    monkeypatch.setattr(web_upkeep, "LOOK_SECONDS", 0.01)

    def counted(*, is_open: bool, idle_seconds: float) -> int:
        done = threading.Semaphore(0)
        times = iter([0.0, *[0.0] * is_open])
        openness = Openness(
            idle_minutes=5, absolute_hours=12, clock=lambda: next(times, idle_seconds)
        )
        if is_open:
            openness.mark_opened()
        kept = Upkeep(Copies(None, "notes"), lambda: AT)
        kept.do_what_is_due = done.release
        thread = threading.Thread(target=kept.run, args=(openness,))
        thread.start()
        is_done = done.acquire(timeout=0.3 if not is_open or idle_seconds < 3 else 60)
        openness.order_lock()
        thread.join(60)
        return is_done + (1 if done.acquire(blocking=False) else 0)

    return counted


@pytest.mark.parametrize(
    ("is_open", "idle_seconds", "count"), [(True, 3, 1), (True, 2, 0), (False, 9, 0)]
)
def test_it_waits_for_a_quiet_moment_of_an_open_journal(
    passes: Callable, *, is_open: bool, idle_seconds: float, count: int
) -> None:
    assert passes(is_open=is_open, idle_seconds=idle_seconds) == count
