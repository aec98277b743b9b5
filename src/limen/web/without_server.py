"""What the supervisor itself answers while there is no server: the help page, else a word to wait.

Nothing but the request line and the host is read, and nothing is kept.
"""

import contextlib
import socket
import threading
from pathlib import Path

from limen.web.headers import HEADERS

_MOST_OCTETS = 8192
_PATIENCE_SECONDS = 2.0
_MOST_AT_ONCE = 32

_WAIT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Notes</title>'
    "<p>One moment. This page comes back by itself; if it does not, start it again.</p>"
    '<p><a href="/help">I need help now</a></p>'
    '<div lang="de"><p>Einen Moment. Die Seite kommt von selbst wieder; sonst starte neu.</p>'
    '<p><a href="/help">Ich brauche jetzt Hilfe</a></p></div></html>'
)


class StandIn:
    """Answers on the listening socket in place of the server.

    Args:
        listening: the socket that the server would listen on.
        help_file: the static help page.
    """

    def __init__(self, listening: socket.socket, help_file: Path) -> None:
        self._listening, self._help_file = listening, help_file
        self._host = "{}:{}".format(*listening.getsockname())
        self._places = threading.Semaphore(_MOST_AT_ONCE)

    def accept(self) -> None:
        """Take one connection, if there is one, and answer it without keeping others waiting."""
        try:
            connection, _ = self._listening.accept()
        except BlockingIOError:
            return
        if not self._places.acquire(blocking=False):
            connection.close()
            return
        threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        try:
            with contextlib.suppress(OSError), connection:
                connection.settimeout(_PATIENCE_SECONDS)
                connection.sendall(self._response(_head(connection)))
                connection.shutdown(socket.SHUT_WR)
        finally:
            self._places.release()

    def _response(self, head: bytes) -> bytes:
        line, *fields = head.decode("latin-1").split("\r\n")
        pairs = (field.partition(":") for field in fields)
        hosts = [value.strip() for name, _, value in pairs if name.lower() == "host"]
        if hosts != [self._host]:
            return _octets("421 Misdirected Request", "")
        method, _, target = line.partition(" ")
        if method in {"GET", "HEAD"} and target.partition(" ")[0] == "/help":
            page = self._help_page()
            if page is not None:
                return _octets("200 OK", page, without_body=method == "HEAD")
        return _octets("503 Service Unavailable", _WAIT, more={"Retry-After": "1", "Refresh": "2"})

    def _help_page(self) -> str | None:
        try:
            return self._help_file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None


def _head(connection: socket.socket) -> bytes:
    """The request up to its first empty line."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < _MOST_OCTETS:
        received = connection.recv(_MOST_OCTETS)
        if not received:
            break
        head += received
    return head.partition(b"\r\n\r\n")[0]


def _octets(
    status: str, page: str, *, more: dict[str, str] | None = None, without_body: bool = False
) -> bytes:
    body = page.encode()
    headers = {
        **HEADERS,
        **(more or {}),
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = (f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()))
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (b"" if without_body else body)
