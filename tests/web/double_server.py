"""A server of tests: real supervisor, link and lock, and a word in memory in place of a journal."""

import hashlib
import os
import socket
import sys
import time
from pathlib import Path

from waitress.server import create_server

from limen.web.link import keep_linked, report_new
from limen.web.openness import Openness

COPIES = 1000
REPORTED = "200 OK"


def main() -> None:
    report_new()
    listening = socket.socket(fileno=int(sys.argv[1]))
    listening.set_inheritable(True)
    openness = Openness(idle_minutes=5, absolute_hours=12, clock=clock)
    server = create_server(pages(openness), sockets=[listening], threads=4, ident=None)
    keep_linked(server, openness, lambda: None)
    server.run()


def clock() -> float:
    """The steady clock, moved on by as many seconds as the file `later` says."""
    later = Path("later")
    return time.monotonic() + (float(later.read_text()) if later.exists() else 0.0)


def pages(openness: Openness):
    kept: list[bytes] = []

    def answer(environ, start_response):
        path = environ["PATH_INFO"]
        if path == "/open":
            word = hashlib.sha256(environ["QUERY_STRING"].encode()).hexdigest().encode()
            kept.extend(word + str(n).encode() for n in range(COPIES))
            openness.mark_opened()
        elif path == "/lock":
            openness.order_lock()
        elif path == "/slow":
            openness.wait_for_order(60.0)
        elif path == "/die":
            os._exit(3)
        elif path == "/hang":
            openness.order_lock = lambda: None
        said = f"{'open' if openness.is_open else 'locked'} {os.getpid()}".encode()
        start_response(REPORTED, [("Content-Length", str(len(said)))])
        return [said]

    return answer


if __name__ == "__main__":
    main()
