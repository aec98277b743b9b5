import hashlib
import re
from importlib import resources
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from limen.terms.errors import NotAllowed
from limen.web.assets import assets
from limen.web.headers import HEADERS
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

TOKEN = "a-token"  # noqa: S105 -- of a test
PORT = 8123
HOST = f"127.0.0.1:{PORT}"
OWN = {"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin"}
PASSPHRASE = "six words of a test"  # noqa: S105 -- of a test
DAMAGED = "opens a damaged one"
MISTAKE = "a word that nobody may see"


class Times:
    """A steady clock that a test moves on."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Times:
    return Times()


@pytest.fixture
def here(clock: Times, tmp_path: Path) -> Visited:
    """A locked vault that one passphrase opens."""

    def unlock(typed: str) -> str:
        if typed == MISTAKE:
            raise RuntimeError(MISTAKE)
        if typed not in {PASSPHRASE, DAMAGED}:
            raise NotAllowed("That did not open the journal.")
        return "Entry 7 was changed." if typed == DAMAGED else ""

    openness = Openness(idle_minutes=5, absolute_hours=12, clock=clock)
    start = StartAddress(160.0, clock)
    return Visited(tmp_path, PORT, token_digest(TOKEN), start, openness, unlock)


@pytest.fixture
def stranger(here: Visited) -> Client:
    """A program on this computer that was not given the address."""
    told = {KEY: here, "HTTP_HOST": HOST}
    return Client(enforce_csrf_checks=True, raise_request_exception=False, **told)


@pytest.fixture
def browser(stranger: Client) -> Client:
    """The browser that opened the printed address."""
    stranger.get("/start", {"t": TOKEN})
    return stranger


@pytest.fixture
def send(browser: Client):
    """Send a form as its page would."""

    def sent(path: str, **fields: str):
        page = browser.get("/unlock").content + browser.get("/o").content
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()
        return browser.post(path, {**fields, "csrfmiddlewaretoken": token}, **OWN)

    return sent


def test_the_start_address_is_good_once(stranger: Client) -> None:
    first = stranger.get("/start", {"t": TOKEN})
    second = stranger.get("/start", {"t": TOKEN})

    assert (first.status_code, first.headers["Location"]) == (303, "/")
    assert second.status_code == 403


def test_the_start_address_is_good_for_a_minute(stranger: Client, clock: Times) -> None:
    clock.now += 60

    assert stranger.get("/start", {"t": TOKEN}).status_code == 403


def test_another_token_starts_nothing_and_uses_nothing_up(stranger: Client) -> None:
    other = stranger.get("/start", {"t": "another"})

    assert (other.status_code, other.cookies) == (403, {})
    assert stranger.get("/start", {"t": TOKEN}).status_code == 303


def test_the_cookie_is_for_this_vault_and_this_window_alone(stranger: Client) -> None:
    cookie = stranger.get("/start", {"t": TOKEN}).cookies[f"limen_{PORT}"]

    held = {name: value for name, value in cookie.items() if value}
    assert held == {"path": "/", "httponly": True, "samesite": "Strict"}


def test_a_locked_vault_shows_the_unlock_page_alone(browser: Client) -> None:
    locked = browser.get("/")
    page = browser.get("/unlock")

    assert (locked.status_code, locked.headers["Location"]) == (303, "/unlock")
    assert (page.status_code, page.headers["Clear-Site-Data"]) == (200, '"cache"')
    assert browser.get("/nowhere").headers["Location"] == "/unlock"


@pytest.mark.usefixtures("vault")  # the page that it opens reads the journal
def test_the_passphrase_opens_and_a_lock_closes(send, browser: Client, here: Visited) -> None:
    opened = send("/unlock", typed=PASSPHRASE)
    page = browser.get("/o")
    locked = send("/lock")

    assert (opened.status_code, opened.headers["Location"]) == (303, "/")
    assert b"Lock now" in page.content
    assert (locked.status_code, locked.headers["Location"]) == (303, "/unlock")
    assert here.openness.wait_for_order(0)
    assert browser.get("/").headers["Location"] == "/unlock"


def test_a_wrong_passphrase_is_told_in_one_sentence(send, here: Visited) -> None:
    refused = send("/unlock", typed="something else")

    assert refused.status_code == 403
    assert b"<strong>That did not open the journal.</strong>" in refused.content
    assert b"something else" not in refused.content
    assert not here.openness.is_open


def test_an_open_vault_asks_for_nothing(send, browser: Client) -> None:
    send("/unlock", typed=PASSPHRASE)

    assert browser.get("/unlock").headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/", "/unlock", "/lock", "/nowhere"])
@pytest.mark.parametrize("method", ["get", "post", "head", "put", "delete", "options"])
def test_without_the_cookie_no_page_is_reached(stranger: Client, path: str, method: str) -> None:
    answer = getattr(stranger, method)(path, **OWN)

    assert answer.status_code == 403


def test_a_wrong_cookie_is_no_cookie(stranger: Client) -> None:
    stranger.cookies[f"limen_{PORT}"] = "another"

    assert stranger.get("/unlock").status_code == 403


@pytest.mark.parametrize("path", ["/", "/help", "/start", "/unlock"])
@pytest.mark.parametrize("host", ["evil.example", f"localhost:{PORT}", "127.0.0.1", "", "[::1]"])
def test_another_host_is_turned_away_with_an_empty_answer(
    browser: Client, path: str, host: str
) -> None:
    answer = browser.get(path, HTTP_HOST=host)

    assert (answer.status_code, answer.content) == (421, b"")


def test_another_computer_is_turned_away(browser: Client) -> None:
    assert browser.get("/help", REMOTE_ADDR="192.0.2.1").status_code == 403


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": f"http://localhost:{PORT}"},
        {**OWN, "HTTP_SEC_FETCH_SITE": "cross-site"},
        {**OWN, "HTTP_SEC_FETCH_SITE": "same-site"},
        {**OWN, "HTTP_SEC_FETCH_SITE": "none"},
    ],
)
def test_a_form_of_another_page_is_refused(browser: Client, here: Visited, sent: dict) -> None:
    answer = browser.post("/unlock", {"typed": PASSPHRASE}, **sent)

    assert answer.status_code == 403
    assert not here.openness.is_open


def test_a_form_without_its_token_is_refused(browser: Client, here: Visited) -> None:
    answer = browser.post("/unlock", {"typed": PASSPHRASE}, **OWN)

    assert answer.status_code == 403
    assert b"This form is no longer good" in answer.content
    assert not here.openness.is_open


@pytest.mark.parametrize(("length", "status"), [("", 411), ("x", 411), ("1048577", 413)])
def test_a_body_of_unknown_or_great_length_is_refused(
    browser: Client, length: str, status: int
) -> None:
    assert browser.post("/unlock", CONTENT_LENGTH=length, **OWN).status_code == status


def test_help_is_answered_to_everybody(stranger: Client) -> None:
    answer = stranger.get("/help")

    assert answer.status_code == 200
    assert b"You are not alone" in answer.content


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("get", "/", {}),
        ("get", "/help", {}),
        ("get", "/unlock", {}),
        ("get", "/start", {}),
        ("post", "/help", OWN),
        ("post", "/unlock", {}),
        ("get", "/help", {"HTTP_HOST": "evil.example"}),
        ("get", "/help", {"REMOTE_ADDR": "192.0.2.1"}),
    ],
)
def test_every_answer_has_every_header(browser: Client, method: str, path: str, sent: dict) -> None:
    answer = getattr(browser, method)(path, **sent)

    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_mistake_of_ours_shows_nothing_of_its_content(send) -> None:
    answer = send("/unlock", typed=MISTAKE)

    assert answer.status_code == 500
    assert MISTAKE.encode() not in answer.content
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.usefixtures("vault")  # the page that it opens reads the journal
def test_a_damaged_vault_says_that_it_can_only_be_read(send, browser: Client) -> None:
    send("/unlock", typed=DAMAGED)

    page = browser.get("/o").content.decode()

    assert "nothing new can be written: Entry 7 was changed." in page


def test_no_page_loads_anything_from_elsewhere(send, browser: Client) -> None:
    pages = [browser.get("/unlock"), browser.get("/help"), browser.get("/start")]
    pages += [send("/unlock", typed="no"), send("/unlock", typed=PASSPHRASE), browser.get("/o")]
    text = b"".join(page.content for page in pages)

    links = re.findall(rb'<a href="https://', text)
    assert len(re.findall(rb"//", text)) == len(links)
    assert not re.search(rb"<img|<iframe|url\(|@import|\bon\w+=", text)
    loaded = re.findall(rb'<link[^>]*href="([^"]+)"|src="([^"]+)"', text)
    names = ("limen.css", "limen.js", "page.svg")
    own = {assets()[name].address.encode() for name in names} | {b"data:,"}
    assert {address for pair in loaded for address in pair if address} == own


def test_the_help_page_loads_nothing_at_all(stranger: Client) -> None:
    page = stranger.get("/help").content

    assert not re.search(rb"<script|<link|\bsrc=|url\(|@import", page)


@pytest.mark.parametrize("name", ["limen.css", "limen.js", "leaf.svg"])
def test_a_file_is_kept_for_good_at_an_address_that_names_its_content(
    browser: Client, name: str
) -> None:
    known = assets()[name]

    found = browser.get(known.address)

    assert found.content == (resources.files("limen.web") / "static" / name).read_bytes()
    assert hashlib.sha256(found.content).hexdigest()[:12] in known.address
    assert "immutable" in found.headers["Cache-Control"]
    assert browser.get(known.address.replace("-", "-0", 1)).status_code == 404


def test_a_stranger_gets_no_file(stranger: Client) -> None:
    assert stranger.get(assets()["limen.css"].address).status_code == 403


@pytest.mark.usefixtures("vault")  # the page that it opens reads the journal
def test_leaving_quickly_locks_and_leads_to_a_page_that_tells_nothing(
    send, browser: Client, here: Visited
) -> None:
    send("/unlock", typed=PASSPHRASE)

    left = send("/leave")

    assert (left.status_code, left.headers["Location"]) == (303, "/n")
    assert not here.openness.is_open
    assert b"<h1>Notes</h1>" in browser.get("/n").content
    assert browser.get("/n").headers["Clear-Site-Data"] == '"cache"'


def test_leaving_a_locked_page_orders_no_second_lock(send, here: Visited) -> None:
    left = send("/leave")

    assert left.headers["Location"] == "/n"
    assert not here.openness.wait_for_order(0)


@pytest.mark.usefixtures("vault")  # as above
@pytest.mark.parametrize("path", ["/unlock", "/o"])
def test_leaving_quickly_stands_first_on_every_page(send, browser: Client, path: str) -> None:
    if path == "/o":
        send("/unlock", typed=PASSPHRASE)

    page = browser.get(path).content.decode()

    assert page.index("Leave quickly") < page.index("<main")
    assert (
        len(re.findall(r"<(?:a|button|input type=\"[^h])", page[: page.index("Leave quickly")]))
        == 1
    )


@pytest.mark.parametrize("path", ["/unlock", "/help", "/start", "/o"])
def test_titles_are_neutral(send, browser: Client, path: str) -> None:
    send("/unlock", typed=PASSPHRASE)

    page = browser.get(path, follow=True)

    assert re.findall(rb"<title>(.*?)</title>", page.content) == [b"Notes"]


def test_pages_with_forms_let_browsers_name_their_origin(browser: Client) -> None:
    """Under `no-referrer` alone a browser sends `Origin: null` with a form, which is refused."""
    assert b'<meta name="referrer" content="same-origin">' in browser.get("/unlock").content


def test_the_check_of_django_for_deployment_finds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # of the browser's tests alone

    call_command("check", deploy=True, fail_level="WARNING")


def test_what_was_typed_travels_through_the_unlock_page(send) -> None:
    locked = send("/t/e", row_mood="5", effects="nausea")
    unlocked = send(
        "/unlock", typed=PASSPHRASE, carried_to="/t/e", carried_row_mood="5", carried_note='a "b"'
    )

    assert b'name="carried_to" value="/t/e"' in locked.content
    assert b'name="carried_row_mood" value="5"' in locked.content
    assert b"csrfmiddlewaretoken" not in locked.content.split(b"carried_to")[1].split(b"<p")[0]
    assert b'action="/t/e" data-send' in unlocked.content
    assert b'name="row_mood" value="5"' in unlocked.content
    assert b'name="note" value="a &quot;b&quot;"' in unlocked.content


def test_a_wrong_passphrase_keeps_what_was_typed(send) -> None:
    again = send("/unlock", typed="no", carried_to="/t/e", carried_row_mood="5")

    assert again.status_code == 403
    assert b'name="carried_row_mood" value="5"' in again.content


@pytest.mark.parametrize("to", ["//elsewhere.example/", "https://elsewhere.example/", ""])
def test_nothing_is_carried_to_another_place(send, to: str) -> None:
    opened = send("/unlock", typed=PASSPHRASE, carried_to=to, carried_row_mood="5")

    assert (opened.status_code, opened.headers["Location"]) == (303, "/")
