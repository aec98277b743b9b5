import os
import pty
import sys
from contextlib import suppress
from dataclasses import dataclass

import pytest

from limen.cli.answer import AnswerForm
from limen.cli.progress import progress

FOR_PEOPLE = AnswerForm()
AS_JSON = AnswerForm(json=True)


@dataclass
class Clock:
    """A clock that stands where the test puts it."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def told_at(moments, form=FOR_PEOPLE, total=40) -> None:
    """Tell of as many parts done as seconds have passed, at each of these moments."""
    clock = Clock()
    with progress("Reading", form, seconds=clock) as tell:
        for moment in moments:
            clock.now = moment
            tell(int(moment), total)


def in_terminal(monkeypatch, moments, form=FOR_PEOPLE, total=40) -> str:
    """What was written to stderr in a terminal."""
    keeper, end = pty.openpty()
    with os.fdopen(end, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        with suppress(ZeroDivisionError):
            told_at(moments, form, total)
        stream.write("end")
        stream.flush()
        written = ""
        while not written.endswith("end"):
            written += os.read(keeper, 100_000).decode("utf-8")
    os.close(keeper)
    return written


def test_work_shorter_than_a_second_says_nothing(capsys):
    told_at([0, 0.5, 0.99])

    assert capsys.readouterr() == ("", "")


def test_without_a_terminal_there_is_a_line_each_ten_seconds(capsys):
    told_at([0, 0.5, 1, 5, 10.9, 11, 20, 21.5])

    assert capsys.readouterr() == (
        "",
        "Reading: 1 of 40\nReading: 11 of 40\nReading: 21 of 40\n",
    )


def test_an_unknown_total_is_left_out(capsys):
    told_at([3], total=None)

    assert capsys.readouterr().err == "Reading: 3\n"


def test_an_answer_as_json_has_no_lines_beside_it(capsys):
    told_at([1, 11, 21], form=AS_JSON)

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("form", [FOR_PEOPLE, AS_JSON])
def test_a_terminal_shows_a_bar_and_wipes_it_away(monkeypatch, form):
    monkeypatch.setenv("TERM", "xterm")

    written = in_terminal(monkeypatch, [0.5, 2, 39], form)

    assert "Reading" in written
    assert "39/40" in written
    assert written.endswith("\x1b[2Kend")


def test_a_terminal_shows_no_bar_for_work_shorter_than_a_second(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")

    assert in_terminal(monkeypatch, [0, 0.5, 0.99]) == "end"


def test_the_bar_counts_the_time_from_the_beginning_of_the_work(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")

    assert "0:00:39" in in_terminal(monkeypatch, [2, 39])


def test_the_bar_has_no_colour_where_none_is_wanted(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")

    written = in_terminal(monkeypatch, [2, 39])

    assert [code for code in ("\x1b[3", "\x1b[9", "\x1b[1m") if code in written] == []


def test_a_dumb_terminal_gets_lines(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")

    assert in_terminal(monkeypatch, [2]) == "Reading: 2 of 40\r\nend"


def test_work_that_fails_leaves_no_bar_behind(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")

    def failing():
        yield from (2, 39)
        raise ZeroDivisionError

    assert in_terminal(monkeypatch, failing()).endswith("\x1b[2Kend")
