import io
import os
import pty
import sys
from pathlib import Path

import pytest

from limen.cli.streams import (
    can_redraw,
    harmless,
    is_terminal,
    make_streams_ready,
    may_be_coloured,
    print_json,
    print_text,
    talk,
)
from limen.terms.errors import LimenError

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full, which is always full")


def stream_in(monkeypatch, encoding: str, name: str = "stdout") -> io.BytesIO:
    """Put a stream of this encoding in the place of stdout or stderr; what it took."""
    taken = io.BytesIO()
    monkeypatch.setattr(sys, name, io.TextIOWrapper(taken, encoding=encoding))
    make_streams_ready()
    return taken


@pytest.fixture
def terminal():
    """The end of a pseudo-terminal that a program writes to."""
    keeper, end = pty.openpty()
    with os.fdopen(end, "w", encoding="utf-8") as stream:
        yield stream
    os.close(keeper)


def test_signs_that_an_encoding_lacks_are_spelled_plainly(monkeypatch):
    taken = stream_in(monkeypatch, "ascii")

    print_text("−0.4 ± 0.1 · “Zürich” → 10² ≤ \udcff")

    assert taken.getvalue() == b'-0.4 +/- 0.1 - "Zurich" -> 10? <= ?\n'


def test_an_encoding_keeps_the_signs_that_it_has(monkeypatch):
    taken = stream_in(monkeypatch, "latin-1")

    print_text("−0.4 ± 0.1")

    assert taken.getvalue().decode("latin-1") == "-0.4 ± 0.1\n"


def test_the_plain_spelling_is_for_writing_only():
    make_streams_ready()

    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("ascii", errors="limen-plain-spelling")


def test_json_is_utf8_and_a_name_that_is_no_text_is_escaped(monkeypatch):
    taken = stream_in(monkeypatch, "ascii")

    print_json('{"file": "±\udcff"}')

    assert taken.getvalue().decode("utf-8") == '{"file": "±\\udcff"}\n'


def leads_nowhere(stream) -> bool:
    return os.fstat(stream.fileno()).st_rdev == Path(os.devnull).stat().st_rdev


def test_a_closed_pipe_drops_what_follows(monkeypatch):
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)

        print_text("first")
        print_text("second")

        assert leads_nowhere(pipe)


@needs_full
def test_a_full_disk_is_refused_with_a_remedy(monkeypatch):
    with FULL.open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)

        with pytest.raises(LimenError, match="No space left") as refused:
            print_text("first")

    assert refused.value.fix == "Give it another place to go, or make room there."


@needs_full
def test_talk_that_nobody_can_hear_is_dropped(monkeypatch):
    with FULL.open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stderr", full)

        talk("first")
        talk("second")

        assert leads_nowhere(full)


def test_streams_that_are_not_there_are_left_alone(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)

    make_streams_ready()
    print_json("first")
    talk("first")

    assert not is_terminal(sys.stdout)


def test_a_terminal_may_be_coloured_and_drawn_again(monkeypatch, terminal):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")

    assert (is_terminal(terminal), can_redraw(terminal), may_be_coloured(terminal)) == (
        True,
        True,
        True,
    )


def test_no_color_leaves_a_terminal_without_colour(monkeypatch, terminal):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")

    assert (can_redraw(terminal), may_be_coloured(terminal)) == (True, False)


def test_a_dumb_terminal_is_not_drawn_again(monkeypatch, terminal):
    monkeypatch.setenv("TERM", "dumb")

    assert (can_redraw(terminal), may_be_coloured(terminal)) == (False, False)


def test_only_what_steers_a_terminal_is_taken_out():
    assert harmless("a\tb\nc\x1b[0m\x9b1m\x7f") == "a\tb\nc\ufffd[0m\ufffd1m\ufffd"
