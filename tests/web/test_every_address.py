"""SEC-5 and SEC-7: every address, by every method, in every state, answers as it is declared."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from types import ModuleType
from urllib.parse import urlencode

import pytest
from django.http import HttpResponse
from django.urls import path

from limen.reports.help_style import style_source
from limen.terms.errors import NotAllowed
from limen.web import report_pdf, urls
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

TOKEN, PORT = "a-token", 8123
HOST = f"127.0.0.1:{PORT}"
READ, WRITTEN = ("get", "head"), ("post", "put", "patch", "delete", "options", "trace")
FORM_TOKEN, OTHER_FORM_TOKEN = "a" * 32, "b" * 32
STATES, KNOWN, FORMS = ("open", "locked", "vacant"), ("ours", "none"), ("ours", "other", "none")
# Django holds these against no token: the origin alone is asked for.
NO_FORM = {*READ, "options", "trace"}
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self' {style_source()}; "
        "img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of the matrix."""

    route: str
    method: str
    state: str
    known: str
    form: str
    whose: str


@pytest.fixture
def addresses(load: Callable[[Path], ModuleType], root: Path) -> ModuleType:
    """Every address with what is expected of it."""
    return load(root / "tests" / "addresses.py")


@pytest.fixture
def asked(
    window: object, addresses: ModuleType, lived: Mapping[str, object], tmp_path: Path
) -> Callable[[Asked], HttpResponse]:
    """Send one request of the matrix to a server in its state."""
    patterns = {str(pattern.pattern): pattern for pattern in urls.urlpatterns}
    client = window.client
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False
    (tmp_path / "nowhere").mkdir()

    def answered(one: Asked) -> HttpResponse:
        pattern = patterns[one.route]
        own = lived if one.whose == "own" else dict.fromkeys(lived, addresses.OTHERS)
        # What stands in an address is a name of this vault's entries, or a file's.
        where = addresses.address(pattern, {**lived, **own, **addresses.NAMED})
        client.cookies.clear()
        if one.known == "ours":
            client.cookies[f"limen_{PORT}"] = TOKEN
        client.cookies["csrftoken"] = FORM_TOKEN
        form = {"ours": FORM_TOKEN, "other": OTHER_FORM_TOKEN, "none": ""}[one.form]
        told = {KEY: _visited(tmp_path, one.state), "limen.moment": window.at}
        told |= {"HTTP_ORIGIN": f"http://{HOST}", **({"HTTP_X_CSRFTOKEN": form} if form else {})}
        fields = addresses.DECLARED[one.route].fields if one.whose != "own" else {}
        body = urlencode(fields) if one.method == "post" else ""
        kind = "application/x-www-form-urlencoded"
        length = {"CONTENT_LENGTH": str(len(body))}
        return client.generic(one.method.upper(), where, body, kind, **told, **length)

    return answered


def matrix() -> Iterator[Asked]:
    """Every address by every method, state, token, token of the form and owner."""
    for pattern in urls.urlpatterns:
        owners = ("own", "other's") if "<uuid:" in str(pattern.pattern) else ("own",)
        for method, state, known, whose in product((*READ, *WRITTEN), STATES, KNOWN, owners):
            for form in FORMS if method not in NO_FORM else ("none",):
                yield Asked(str(pattern.pattern), method, state, known, form, whose)


def test_every_request_is_answered_as_declared_with_every_header(
    asked: Callable[[Asked], HttpResponse],
    addresses: ModuleType,
    state: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(report_pdf, "pdf", lambda _: b"%PDF")  # printed elsewhere, slowly
    before = state().head

    wrong, seen = [], Counter()
    for one in matrix():
        answer = asked(one)
        seen[answer.status_code] += 1
        found = (answer.status_code, answer.headers.get("Location"), headers_of(one, answer))
        if found[0] != expected(one, addresses.DECLARED[one.route]) or found[2] != HEADERS:
            wrong.append((one, found))

    assert wrong == []
    assert state().head == before
    assert set(seen) == {200, 303, 400, 403, 404, 405, 409}


def test_an_address_without_a_row_is_noticed(
    addresses: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert undeclared(addresses) == set()

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("z", urls.today.today)])

    assert undeclared(addresses) == {"z"}


def test_a_row_that_expects_something_else_is_noticed(
    asked: Callable[[Asked], HttpResponse], addresses: ModuleType
) -> None:
    of_today = Asked("t", "get", "locked", "ours", "none", "own")

    served = replace(addresses.DECLARED["t"], locked=(200, 405))

    assert asked(of_today).status_code == expected(of_today, addresses.DECLARED["t"]) == 303
    assert expected(of_today, served) == 200


def test_a_mistake_in_any_view_is_answered_with_every_header(
    asked: Callable[[Asked], HttpResponse],
    addresses: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for pattern in urls.urlpatterns:
        monkeypatch.setattr(pattern, "callback", _mistaken)

    found = {
        route: (answer.status_code, headers_of(one, answer))
        for route in addresses.DECLARED
        for one in [Asked(route, "get", "open", "ours", "none", "own")]
        for answer in [asked(one)]
    }

    assert found == dict.fromkeys(addresses.DECLARED, (500, HEADERS))


@pytest.mark.parametrize("path", ["/r?of={other}", "/r.pdf?of={other}", "/w/other", "/z", "/s/z"])
def test_what_is_named_in_no_row_is_not_there(
    window: object, addresses: ModuleType, path: str
) -> None:
    where = path.format(other=addresses.OTHERS)

    assert window.client.get(where, **{"limen.moment": window.at}).status_code == 404


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/t/d", {"day": "2026-03-02", "time": "08:12", "unit": "g", "amount": "0.1", "batch": ""}),
        ("/t/e", {"row_mood": "5", "row_energy": "3", "row_calm": "6", "felt_": "yes"}),
    ],
)
def test_a_form_that_names_what_is_anothers_records_nothing(
    window: object, state: Callable[[], object], addresses: ModuleType, path: str, fields: dict
) -> None:
    window.send("/t/e", **fields)
    before = state().head
    other = str(addresses.OTHERS)
    told = {name + other * (name == "felt_"): said or other for name, said in fields.items()}

    status, _ = window.send(path, **told)

    assert (status, state().head) == (400, before)


def undeclared(addresses: ModuleType) -> set[str]:
    """What stands in the addresses or in the table, but not in both."""
    return {str(pattern.pattern) for pattern in urls.urlpatterns} ^ set(addresses.DECLARED)


def expected(one: Asked, row: object) -> int:
    """The status that a row declares for a request."""
    if one.known == "none" and not row.is_for_anybody:
        return 403
    told = {"open": (row.read, row.sent), "locked": row.locked, "vacant": row.vacant}[one.state]
    if told is None:
        return 200 if (one.state, one.method) == ("locked", "post") else 303
    if one.method not in NO_FORM and one.form != "ours":
        return 403
    found = {"get": told[0], "head": told[0], "post": told[1]}.get(one.method, 405)
    return 404 if one.whose == "other's" and found != 405 else found


def headers_of(one: Asked, answer: HttpResponse) -> Mapping[str, str]:
    """The headers of an answer that stand on every one; what may be kept is an asset alone."""
    is_asset = one.route.startswith("s/") and answer.status_code == 200
    kept = "public, max-age=31536000, immutable" if is_asset else "no-store"
    told = {name: answer.headers.get(name) for name in HEADERS}
    return told if answer.headers["Cache-Control"] == kept else {}


def _visited(folder: Path, state: str) -> Visited:
    """What a page may know of a server in one state."""
    openness = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    if state == "open":
        openness.mark_opened()
    start = StartAddress(60.0, lambda: 0.0)
    where = folder / ("nowhere" if state == "vacant" else "notes")
    begin = _never if state == "vacant" else None
    return Visited(where, PORT, token_digest(TOKEN), start, openness, _refuse, begin=begin)


def _mistaken(*_: object, **__: object) -> HttpResponse:
    raise RuntimeError


def _refuse(_: str) -> str:
    raise NotAllowed("Wrong.")


def _never(*_: str) -> None:
    raise AssertionError("no vault is to be made")
