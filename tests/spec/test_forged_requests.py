"""SEC-16: a request with another host, origin, token or peer reaches no view; help is answered."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random  # noqa: TID251 -- which requests are forged: seeded, and no secret
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern

from limen.web import urls
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

REQUESTS = 500
TOKEN, PORT = "the-start-token", 8123
HOST = f"127.0.0.1:{PORT}"
COOKIE = f"limen_{PORT}"
METHODS = ("get", "head", "post", "put", "patch", "delete", "options", "trace")
WRITING = ("post", "put", "patch", "delete", "options", "trace")
WITHOUT_TOKEN = ("/help", "/start")

# What may stand in a part of an address that a pattern leaves open.
PARTS = (str(UUID(int=7, version=4)), "limen.css", "7", "notes")

# Each way of forging: what a request brings instead, and how it is refused.
HOSTS = (
    *("", "127.0.0.1", f"127.0.0.1:{PORT + 1}", f"127.0.0.1:{PORT}.example", "[::1]", "0.0.0.0"),  # noqa: S104 -- as it is sent
    *(f"localhost:{PORT}", f"evil.example:{PORT}", f"{HOST},evil.example", f" {HOST}", f"{HOST}/"),
)
PEERS = ("192.0.2.1", "10.0.0.7", "::1", "::ffff:127.0.0.1", "127.0.0.2", "", "localhost")
TOKENS = ("", "another", TOKEN[:-1], f"{TOKEN}x", TOKEN.upper(), token_digest(TOKEN), f'"{TOKEN}')
ORIGINS = (
    *({}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": f"https://{HOST}"}, {"HTTP_ORIGIN": ""}),
    *({"HTTP_ORIGIN": "http://127.0.0.1"}, {"HTTP_ORIGIN": f"http://localhost:{PORT}"}),
    *({"HTTP_ORIGIN": f"http://{HOST}.example"}, {"HTTP_ORIGIN": f"http://evil@{HOST}"}),
    {"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-site"},
)
WAYS: dict[str, tuple[tuple[dict[str, str], int], ...]] = {
    "host": tuple(({"HTTP_HOST": host}, 421) for host in HOSTS),
    "peer": tuple(({"REMOTE_ADDR": peer}, 403) for peer in PEERS),
    "token": tuple(({"HTTP_COOKIE": f"{COOKIE}={token}"}, 403) for token in TOKENS),
    "origin": tuple(({"HTTP_ORIGIN": None, **origin}, 403) for origin in ORIGINS),
}


@dataclass(frozen=True, slots=True)
class Forged:
    """One request that is not what a browser at the printed address sends."""

    way: str
    method: str
    path: str
    brings: dict[str, str]
    status: int


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """How often each address was answered by its view."""
    views: Counter = Counter()
    for pattern in urls.urlpatterns:
        monkeypatch.setattr(pattern, "callback", _counted(pattern, views))
    return views


@pytest.fixture(params=["locked", "open"])
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Client:
    """A program on this computer, at a vault that is locked or open."""
    openness = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    start = StartAddress(60.0, lambda: 0.0)
    here = Visited(tmp_path, PORT, token_digest(TOKEN), start, openness, lambda _: "")
    if request.param == "open":
        openness.mark_opened()
    return Client(raise_request_exception=False, **{KEY: here})


@pytest.fixture
def sent(client: Client) -> Callable[..., HttpResponse]:
    """Send a request as the browser would, but for what it brings instead."""

    def asked(method: str, path: str, brings: dict[str, str]) -> HttpResponse:
        usual = {"HTTP_HOST": HOST, "REMOTE_ADDR": "127.0.0.1", "HTTP_ORIGIN": f"http://{HOST}"}
        told = {**usual, "HTTP_COOKIE": f"{COOKIE}={TOKEN}", "CONTENT_LENGTH": "0", **brings}
        told = {name: value for name, value in told.items() if value is not None}
        return client.generic(method.upper(), path, **told)

    return asked


def test_forged_requests_reach_no_view(reached: Counter, sent: Callable[..., HttpResponse]) -> None:
    requests = list(forged(REQUESTS // 2))

    found = [(one, sent(one.method, one.path, one.brings).status_code) for one in requests]

    assert [(one, status) for one, status in found if status != one.status] == []
    assert set(reached) == set()
    assert {one.way for one in requests} == set(WAYS)


def test_the_same_requests_unforged_reach_their_views(
    reached: Counter, sent: Callable[..., HttpResponse], client: Client
) -> None:
    here = client.defaults[KEY]
    here.openness.mark_opened()

    for pattern in urls.urlpatterns:
        sent("get", _path(pattern), {})

    assert set(reached) == {_path(pattern) for pattern in urls.urlpatterns}


@pytest.mark.parametrize("brings", [{"HTTP_COOKIE": None}, {"HTTP_ORIGIN": None}, {}])
def test_help_is_answered_to_whoever_sits_at_this_computer(
    reached: Counter, sent: Callable[..., HttpResponse], brings: dict
) -> None:
    assert sent("get", "/help", brings).status_code == 200
    assert reached == {"/help": 1}


def forged(requests: int) -> Iterator[Forged]:
    """So many requests, over all ways, addresses and methods that each way is refused on."""
    every = [
        Forged(way, method, path, brings, status)
        for way, told in WAYS.items()
        for (brings, status), path, method in product(told, map(_path, urls.urlpatterns), METHODS)
        if not (way == "token" and path in WITHOUT_TOKEN)
        and not (way == "origin" and method not in WRITING)
    ]
    dice = Random(1)  # noqa: S311 -- no secret
    of_each_way = requests // len(WAYS)
    for way in WAYS:
        yield from dice.sample([one for one in every if one.way == way], of_each_way)
    yield from dice.sample(every, requests - of_each_way * len(WAYS))


def _path(pattern: URLPattern) -> str:
    """An address that a pattern takes: its first word, number or identifier that fits."""
    told = {
        name: next(
            text
            for text in (*PARTS, converter.regex.partition("|")[0])
            if re.fullmatch(converter.regex, text)
        )
        for name, converter in pattern.pattern.converters.items()
    }
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: told[found[1]], str(pattern.pattern))


def _counted(pattern: URLPattern, views: Counter) -> Callable[..., HttpResponse]:
    def view(_request: HttpRequest, **_named: str) -> HttpResponse:
        views[_path(pattern)] += 1
        return HttpResponse()

    return view
