"""The pages of one image behind the application server, on the socket that was passed on."""

import contextlib
import logging
import os
import socket
import threading
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]  # -- ships no types
from waitress.server import create_server  # type: ignore[import-untyped]  # -- ships no types
from waitress.task import ErrorTask  # type: ignore[import-untyped]  # -- ships no types

from limen.actions import unlocking
from limen.actions.beginning import has_settings, make_locked_vault
from limen.actions.copies import wished_copies
from limen.actions.help_page import latest_day, write_help_page
from limen.actions.local_zone import local_zone
from limen.actions.visiting import is_adult, is_vault, newest_day, present
from limen.settings.configuration import configuration
from limen.terms.errors import LimenError
from limen.web.appearance import take_preferences
from limen.web.clock import today
from limen.web.headers import HEADERS
from limen.web.image import Passed
from limen.web.inside import Inside
from limen.web.language import every_voice
from limen.web.link import keep_linked
from limen.web.middleware import MOST_OCTETS
from limen.web.openness import Openness
from limen.web.upkeep import Upkeep
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
    listening = socket.socket(fileno=passed.socket)
    listening.set_inheritable(True)
    start = StartAddress(start_until, time.monotonic)
    here = _served(passed, listening.getsockname()[1], start)
    _keep_help_page(here)
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
    if upkeep := here.inside.upkeep:
        threading.Thread(target=upkeep.run, args=(here.openness,), daemon=True).start()
    server.run()


def application(here: Visited) -> WSGIApplication:
    """The pages of one vault as a WSGI application; Django is set up."""
    # Cookies ignore ports: two vaults in one browser keep theirs apart by name.
    settings.CSRF_COOKIE_NAME = f"{here.cookie}_form"
    pages = get_wsgi_application()

    def visited_pages(environ: WSGIEnvironment, respond: StartResponse) -> Iterable[bytes]:
        return pages({**environ, KEY: here}, respond)

    return visited_pages


def _served(passed: Passed, port: int, start: StartAddress) -> Visited:
    """What the pages may know of the vault that is served, and what opens it."""
    wished = configuration(file=passed.config, folder=passed.vault)
    openness = Openness(
        idle_minutes=wished.lock.idle_minutes,
        absolute_hours=wished.lock.absolute_hours,
        clock=time.monotonic,
    )
    inside = Inside(Upkeep(wished_copies(passed.vault, passed.config), _now))

    def unlock(typed: str) -> str:
        opened = unlocking.try_to_unlock(passed.vault, typed, _now())
        visit = present(_now(), local_zone())
        inside.begin(opened, newest_day(visit))
        take_preferences(here)
        inside.needs_age = not opened.reason and is_adult(visit) is None
        _keep_help_page(here)
        return opened.reason

    def begin(passphrase: str, name: str) -> None:
        make_locked_vault(passed.vault, passphrase, name, time.monotonic)

    here = Visited(
        folder=passed.vault,
        port=port,
        token_sha256=passed.token_sha256,
        start=start,
        openness=openness,
        unlock=unlock,
        configured_name=wished.discreet.name,
        configured_icon=wished.discreet.icon,
        inside=inside,
        begin=None if is_vault(passed.vault) else begin,
        is_named=has_settings(passed.vault, passed.config),
        named_settings=passed.config,
    )
    return here


def _keep_help_page(here: Visited) -> None:
    if here.is_vacant:  # nothing is stored before somebody said that they are 18 or over
        return
    with contextlib.suppress(LimenError):  # where it cannot be written, the last one stays
        day = latest_day(here.folder, today(), here.inside.newest_day)
        write_help_page(here.folder, day, here.name, every_voice())


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 -- copies and the lock ask when no request brings a moment
