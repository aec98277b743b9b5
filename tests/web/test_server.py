"""The whole way of one person: `limen serve`, a browser, a passphrase, and a lock.

Goal SEC-2.
"""

import os
import re
import shutil
import signal
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from limen.actions.append import append
from limen.actions.serving import order_lock
from limen.actions.visiting import drafted, visiting
from limen.journal.kinds.measures import NoteWritten
from limen.store.tries import Tries, begin_try, count
from limen.terms.calendar import Zone, instant_text
from limen.web.headers import HEADERS

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
PATIENCE_SECONDS = 60.0
LIMEN = str(Path(sys.executable).with_name("limen"))


@dataclass(slots=True)
class Browser:
    """A browser at the served vault: keeps cookies, sends forms with their token and origin."""

    served: object
    cookies: dict[str, str]

    def open(self, path: str, **headers: str):
        said = self.served.ask(path, Cookie=self._cookies(), **headers)
        self._keep(said)
        return said

    def send(self, path: str, form_at: str, **fields: str):
        page = self.open(form_at).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        body = "&".join(f"{name}={value.replace(' ', '+')}" for name, value in fields.items())
        return self.served.ask(
            path,
            "POST",
            f"csrfmiddlewaretoken={token}&{body}",
            Cookie=self._cookies(),
            Origin=f"http://127.0.0.1:{self.served.port}",
            Content_Type="application/x-www-form-urlencoded",
        )

    def unlock(self):
        return self.send("/unlock", "/unlock", typed=PASSPHRASE)

    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, said) -> None:
        if cookie := said.headers.get("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value


@pytest.fixture
def browser(serve, made, tmp_path):
    """A browser that opened the address which `limen serve` printed."""
    folder = tmp_path / "notes"
    shutil.copytree(made.folder, folder)
    command = (LIMEN, "serve", "--vault", str(folder), "--port", str(_free_port()))
    served = serve(command=command, folder=folder)
    browser = Browser(served, {})
    browser.open(served.first_line[served.first_line.index("/start") :])
    return browser


@pytest.mark.parametrize("locks", [2, pytest.param(100, marks=pytest.mark.nightly)])
def test_what_opened_the_vault_is_in_no_memory_after_a_lock(browser, made, locks, record_property):
    key = made._key.octets
    typed = (PASSPHRASE.encode(), PASSPHRASE.replace(" ", "+").encode())
    found = []

    for _ in range(locks):
        browser.unlock()
        assert browser.served.copies(key) > 0, "the search finds nothing"
        order_lock(browser.served.folder)
        found.append([browser.served.copies(secret) for secret in (key, *typed)])

    record_property("counted", f"{locks} locks, {sum(map(sum, found))} copies of a secret left")
    assert found == [[0, 0, 0]] * locks


def test_the_vault_stays_locked_to_another_passphrase(browser):
    refused = browser.send("/unlock", "/unlock", typed="another")

    assert refused.status == 403
    assert "That did not open the journal." in refused.text
    assert browser.open("/").headers["location"] == "/unlock"


def test_after_too_many_tries_no_new_start_lets_anybody_try_at_once(browser):
    now = datetime.now(UTC)  # noqa: TID251 -- the clock that the server reads
    begin_try(browser.served.folder, now)
    count(browser.served.folder, Tries(99, instant_text(now)))

    refused = browser.unlock()

    assert refused.status == 403
    assert "Too many tries did not open the journal." in refused.text
    assert re.search(r"Wait 1\d minutes, then try once more\.", refused.text)
    assert browser.open("/").headers["location"] == "/unlock"


def test_a_lock_from_the_page_ends_the_image_and_keeps_the_address(browser, wait, made):
    browser.unlock()
    browser.send("/a", "/a", adult="yes")
    page = browser.open("/o")

    locked = browser.send("/lock", "/o")

    assert "Lock now" in page.text
    assert (locked.status, locked.headers["location"]) == (303, "/unlock")
    wait(lambda: browser.served.copies(made._key.octets) == 0)
    assert _answered_by_server(browser, "/unlock", wait).headers["clear-site-data"] == '"cache"'


def test_the_start_address_stays_used_up_after_a_lock(browser, wait):
    order_lock(browser.served.folder)

    start = browser.served.first_line[browser.served.first_line.index("/start") :]

    assert _answered_by_server(browser, start, wait).status == 403


def _answered_by_server(browser, path: str, wait):
    """The first answer that is no 503: a server that locks too slowly is replaced by another."""
    answers = []
    wait(lambda: answers.append(browser.open(path)) or answers[-1].status != 503)
    return answers[-1]


def test_help_is_written_and_answered_and_survives_the_server(browser):
    file = browser.served.folder / "help.html"
    answered = browser.served.ask("/help")
    server = browser.served.pids()[-1]

    os.kill(server, signal.SIGKILL)
    afterwards = browser.served.ask("/help")

    written = file.read_text(encoding="utf-8")
    says = "You are not alone, and this can pass."
    assert (answered.status, afterwards.status) == (200, 200)
    assert says in answered.text
    assert "Du bist nicht allein" not in answered.text
    assert says in written
    assert '<p lang="de"><strong>Du bist nicht allein' in written
    assert afterwards.text == written


REFUSED = {
    "length": "GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n",
    "too long": "POST /unlock HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9999999\r\n\r\n",
    "nonsense": "nonsense\r\n\r\n",
    "header": "GET / HTTP/1.1\r\nHost: {host}\r\nX: " + "x" * 300_000 + "\r\n\r\n",
}


def test_what_the_application_server_refuses_has_every_header(browser):
    heads = {name: _head_of_answer(browser.served.port, text) for name, text in REFUSED.items()}

    for name, (status, *lines) in heads.items():
        headers = dict(line.split(": ", 1) for line in lines)
        assert status.split()[1].startswith("4"), name
        assert {header: headers.get(header) for header in HEADERS} == HEADERS, name
        assert not {"Server", "Via"} & set(headers), name


def _head_of_answer(port: int, request_text: str) -> list[str]:
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(request_text.format(host=f"127.0.0.1:{port}").encode())
        answer = b""
        while b"\r\n\r\n" not in answer and (more := connection.recv(65536)):
            answer += more
    return answer.decode().partition("\r\n\r\n")[0].split("\r\n")


def test_nothing_personal_is_in_arguments_and_environment(browser):
    browser.unlock()
    token = browser.served.first_line.rpartition("=")[2]

    told = b"".join(
        Path(f"/proc/{pid}/{part}").read_bytes()
        for pid in browser.served.pids()
        for part in ("cmdline", "environ")
    )

    assert str(browser.served.folder).encode() in told
    assert token.encode() not in told
    assert PASSPHRASE.encode() not in told


def test_only_loopback_is_listened_on_and_nothing_is_connected(browser):
    browser.unlock()

    tables = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    sockets = _sockets(browser.served.pids())
    local = [line.split() for line in tables if line.split()[9] in sockets]
    wide = Path("/proc/net/tcp6").read_text(encoding="ascii") if _has_tcp6() else ""

    assert {row[1].partition(":")[0] for row in local} == {"0100007F"}
    assert {row[3] for row in local if row[2] == "00000000:0000"} == {"0A"}
    assert [line for line in wide.splitlines()[1:] if line.split()[9] in sockets] == []


def _has_tcp6() -> bool:
    return Path("/proc/net/tcp6").exists()


def _sockets(pids: list[int]) -> set[str]:
    """The numbers of all sockets that these programs hold."""
    links = [
        str(path.readlink())
        for pid in pids
        for path in Path(f"/proc/{pid}/fd").iterdir()
        if path.is_symlink()
    ]
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.mark.nightly
def test_copies_are_made_by_settings_that_lie_elsewhere_and_told_on_the_page(
    serve, made, wait, tmp_path, unblocked
):
    del unblocked  # what it does is wanted, not what it gives
    folder, stick = tmp_path / "notes", tmp_path / "stick"
    shutil.copytree(made.folder, folder)
    stick.mkdir()
    settings = tmp_path / "mine.toml"
    settings.write_text('[backup]\nfolder = "stick"\n[discreet]\nname = "Garden"\n', "utf-8")
    _add_note(folder)
    places = ("--vault", str(folder), "--port", str(_free_port()), "--config", str(settings))
    served = serve(command=(LIMEN, "serve", *places), folder=folder)
    browser = Browser(served, {})
    browser.open(served.first_line[served.first_line.index("/start") :])

    browser.unlock()
    browser.send("/a", "/a", adult="yes")
    before = browser.open("/o").text
    wait(lambda: any(path.suffix == ".age" for path in stick.iterdir()))
    wait(lambda: "The last backup was made today." in browser.open("/o").text)

    assert "There is no backup yet." in before
    assert "<title>Garden</title>" in before
    assert all(path.name.startswith("garden-") for path in stick.iterdir())


def _add_note(folder: Path) -> None:
    """Record one entry in a vault, as a command does."""
    at, zone = datetime(2026, 3, 2, 19, 4, tzinfo=UTC), Zone("Europe/Berlin")
    note = NoteWritten(words="Rain.")
    with visiting(folder, PASSPHRASE, at, zone) as (_, visit):
        append(visit, drafted(visit, note), lambda _: (note,))
