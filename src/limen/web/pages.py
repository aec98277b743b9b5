"""The pages of one image behind the application server, on the socket that was passed on."""

import contextlib
import logging
import os
import socket
import time
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # -- ships no types
from waitress.server import create_server  # type: ignore[import-untyped]  # -- ships no types
from waitress.task import ErrorTask  # type: ignore[import-untyped]  # -- ships no types

from limen.actions.help_page import write_help_page
from limen.settings.configuration import configuration
from limen.terms.errors import LimenError
from limen.web.headers import HEADERS
from limen.web.image import Passed
from limen.web.link import keep_linked
from limen.web.middleware import MOST_OCTETS, today
from limen.web.openness import Openness
from limen.web.visited import KEY, StartAddress, Visited

THREADS = 8
MOST_CONNECTIONS = 1000
_NEVER_ON_DISK = 2**31 - 1


class GuardedErrorTask(ErrorTask):  # type: ignore[misc]  # -- the library ships no types
    """An answer of the application server itself, to a request that it cannot read."""

    def execute(self) -> None:
        """Answer with the headers that stand on every answer."""
        self.response_headers.extend(HEADERS.items())
        super().execute()


class GuardedChannel(HTTPChannel):  # type: ignore[misc]  # -- the library ships no types
    """A connection whose errors are answered with the headers of the vault."""

    error_task_class = GuardedErrorTask


def serve(passed: Passed, start_until: float) -> None:
    """Answer on the inherited socket until a lock replaces this image.

    Args:
        passed: what the supervisor passed on.
        start_until: moment of the steady clock up to which the start address is good.
    """
    logging.disable(logging.CRITICAL)
    os.environ["DJANGO_SETTINGS_MODULE"] = "limen.settings.vault"
    django.setup()
    from limen.actions import unlocking  # noqa: PLC0415 -- its tables need Django set up

    listening = socket.socket(fileno=passed.socket)
    listening.set_inheritable(True)
    here = _visited(
        passed,
        listening.getsockname()[1],
        StartAddress(start_until, time.monotonic),
        lambda typed: unlocking.unlock(passed.vault, typed).reason,
    )
    with contextlib.suppress(LimenError):  # where it cannot be written, the last one stays
        write_help_page(here.folder, today(), here.name)
    server = create_server(
        application(here),
        sockets=[listening],
        threads=THREADS,
        ident=None,
        connection_limit=MOST_CONNECTIONS,
        asyncore_use_poll=True,
        max_request_body_size=MOST_OCTETS,
        inbuf_overflow=_NEVER_ON_DISK,
        outbuf_overflow=_NEVER_ON_DISK,
    )
    server.channel_class = GuardedChannel
    keep_linked(server, here.openness, unlocking.lock)
    server.run()


def application(here: Visited) -> WSGIApplication:
    """The pages of one vault as a WSGI application; Django is set up."""
    # Cookies ignore ports: two vaults in one browser keep theirs apart by name.
    settings.CSRF_COOKIE_NAME = f"{here.cookie}_form"
    pages = get_wsgi_application()

    def visited_pages(environ: WSGIEnvironment, respond: StartResponse) -> Iterable[bytes]:
        return pages({**environ, KEY: here}, respond)

    return visited_pages


def _visited(
    passed: Passed, port: int, start: StartAddress, unlock: Callable[[str], str]
) -> Visited:
    wished = configuration(folder=passed.vault)
    openness = Openness(
        idle_minutes=wished.lock.idle_minutes,
        absolute_hours=wished.lock.absolute_hours,
        clock=time.monotonic,
    )
    name = wished.discreet.name
    return Visited(passed.vault, port, passed.token_sha256, start, openness, unlock, name)
