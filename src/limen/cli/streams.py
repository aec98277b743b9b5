"""What leaves a command: data on stdout, talk on stderr, and never a traceback on the way."""

import codecs
import io
import os
import sys
import unicodedata
from typing import TextIO

from limen.terms.errors import LimenError

_PLAIN_SPELLING = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{PLUS-MINUS SIGN}": "+/-",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{MIDDLE DOT}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{RIGHTWARDS ARROW}": "->",
}
_ERROR_HANDLER = "limen-plain-spelling"
# Characters that steer a terminal; a name in a person's file may hold them.
_STEERING = {n: "\ufffd" for n in (*range(32), *range(127, 160)) if n not in (9, 10)}


def make_streams_ready() -> None:
    """Let stdout and stderr write every sign: what their encoding lacks is spelled plainly."""
    codecs.register_error(_ERROR_HANDLER, _spelled_plainly)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_ERROR_HANDLER)


def print_text(text: str) -> None:
    """Write lines of data to stdout; a reader that has gone away ends the writing quietly.

    Raises:
        LimenError: stdout cannot take it, for instance because the disk is full.
    """
    try:
        _write(sys.stdout, text)
    except OSError as error:
        raise LimenError(
            f"The answer could not be written: {error.strerror}.",
            fix="Give it another place to go, or make room there.",
        ) from error


def talk(text: str) -> None:
    """Write lines for the person to stderr; without anybody to read them they are dropped."""
    try:
        _write(sys.stderr, text)
    except OSError:
        return


def print_json(text: str) -> None:
    """Write one JSON object to stdout as UTF-8, whatever the encoding of the terminal.

    Raises:
        LimenError: stdout cannot take it.
    """
    _speak_utf8(sys.stdout)
    print_text(text)


def talk_json(text: str) -> None:
    """Write one JSON object to stderr as UTF-8, whatever the encoding of the terminal."""
    _speak_utf8(sys.stderr)
    talk(text)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads this stream in a terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def can_redraw(stream: TextIO | None) -> bool:
    """Whether a line may be drawn again: a terminal that knows escape codes."""
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def may_be_coloured(stream: TextIO | None) -> bool:
    """Whether colours and bold letters are welcome: such a terminal, and no `NO_COLOR`."""
    return can_redraw(stream) and not os.environ.get("NO_COLOR")


def harmless(text: str) -> str:
    """The text without characters that would steer the terminal."""
    return text.translate(_STEERING)


def _write(stream: TextIO | None, text: str) -> None:
    """Write and flush; what a closed pipe leaves unread is dropped, now and later."""
    if stream is None:
        return
    try:
        stream.write(text + "\n")
        stream.flush()
    except OSError as error:
        _drop_what_follows(stream)
        if not isinstance(error, BrokenPipeError):
            raise


def _drop_what_follows(stream: TextIO) -> None:
    """Point the stream to nowhere, so that the flush at the end cannot fail again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _speak_utf8(stream: TextIO | None) -> None:
    """A lone surrogate (a file name that is not text) becomes its JSON escape."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _spelled_plainly(error: UnicodeError) -> tuple[str, int]:
    """What to write in place of signs that the encoding lacks, in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(map(_plain_spelling, signs)), error.end


def _plain_spelling(sign: str) -> str:
    without_accent = unicodedata.normalize("NFD", sign).encode("ascii", "ignore").decode("ascii")
    return _PLAIN_SPELLING.get(sign) or without_accent or "?"
