"""The recovery sheet on the pages: made when asked, shown in one answer, and read back."""

import re
from itertools import count

import pytest
from django.test import Client

from limen.reports.recovery_sheet import squares_path
from limen.store import opening, vault
from limen.store.models import IdentityRow
from limen.web.inside import Inside
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

TOKEN = "a-token"  # noqa: S105 -- of a test
PORT = 8124
HOST = f"127.0.0.1:{PORT}"
OWN = {"HTTP_ORIGIN": f"http://{HOST}", "HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def inside() -> Inside:
    """What the pages know of a vault whose sheet was never read back."""
    found = Inside()
    found.needs_sheet = True
    return found


@pytest.fixture
def browser(inside: Inside, opened, monkeypatch) -> Client:
    """The browser of whoever unlocked it."""
    IdentityRow.objects.update(is_sheet_confirmed=False)
    monkeypatch.setattr("limen.web.sheet.monotonic", count(step=0.5).__next__)
    openness = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
    start = StartAddress(60.0, lambda: 0.0)
    digest = token_digest(TOKEN)
    here = Visited(opened.folder, PORT, digest, start, openness, lambda _: "", inside=inside)
    openness.mark_opened()
    client = Client(enforce_csrf_checks=True, **{KEY: here, "HTTP_HOST": HOST})
    client.get("/start", {"t": TOKEN})
    return client


@pytest.fixture
def send(browser: Client):
    """Send a form as its page would."""
    page = browser.get("/sheet").content
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)[1].decode()

    def sent(path: str, **fields: str):
        return browser.post(path, {**fields, "csrfmiddlewaretoken": token}, **OWN)

    return sent


def groups(page: bytes) -> list[str]:
    return re.findall(r"<strong>([0-9A-Z]{4})</strong>", page.decode())


def asked(page: bytes) -> list[int]:
    return [int(number) for number in re.findall(r'name="group_(\d)"', page.decode())]


def test_a_vault_without_a_sheet_begins_with_one(browser: Client) -> None:
    first = browser.get("/")
    page = browser.get("/sheet")

    assert (first.status_code, first.headers["Location"]) == (303, "/sheet")
    assert b"nobody can open your notes. Not even us." in page.content
    assert groups(page.content) == []


def test_a_sheet_is_shown_once_and_two_groups_let_entries_in(
    send, browser: Client, inside: Inside
) -> None:
    made = send("/sheet").content
    code = groups(made)
    typed = {f"group_{number}": code[number - 1].lower() for number in asked(made)}

    wrong = send("/sheet/read", **dict.fromkeys(typed, "0000"))
    before = opening.is_sheet_confirmed()
    right = send("/sheet/read", **typed)

    assert (wrong.status_code, groups(wrong.content)) == (400, [])
    assert b"That is not what the sheet says. Type groups" in wrong.content
    assert (before, opening.is_sheet_confirmed()) == (False, True)
    assert (right.status_code, right.headers["Location"]) == (303, "/")
    assert (inside.needs_sheet, inside.sheet) == (False, None)
    assert browser.get("/sheet").headers["Location"] == "/"


def test_the_sheet_on_the_page_opens_the_vault(send, opened) -> None:
    made = send("/sheet").content
    code = groups(made)

    assert len(code) == 7
    assert squares_path(code).encode() in made
    assert vault.unlocked(opened.folder, " ".join(code)).id == opened.id


def test_another_sheet_takes_the_place_of_the_first(send) -> None:
    first = groups(send("/sheet").content)
    second = send("/sheet").content

    refused = send(
        "/sheet/read", **{f"group_{number}": first[number - 1] for number in asked(second)}
    )

    assert refused.status_code == 400
    assert first != groups(second)


def test_nothing_is_read_back_before_a_sheet_was_made(send) -> None:
    answer = send("/sheet/read", group_1="0000", group_2="0000")

    assert answer.status_code == 409
    assert b"There is no sheet to read back." in answer.content


def test_whoever_puts_it_off_sees_the_pages_and_is_reminded(send, browser: Client) -> None:
    later = send("/sheet/later")
    page = browser.get("/", follow=True)

    assert later.headers["Location"] == "/"
    assert b'<a href="/sheet">Make it now</a>' in page.content
    assert not opening.is_sheet_confirmed()


def test_a_sheet_is_in_no_address_and_no_cache(send, browser: Client) -> None:
    made = send("/sheet")

    assert made.headers["Cache-Control"] == "no-store"
    assert [name for name in made.headers if name in {"Location", "Set-Cookie"}] == []
    assert groups(browser.get("/sheet").content) == []


@pytest.mark.parametrize("path", ["/sheet/read", "/sheet/later"])
def test_only_forms_change_anything(browser: Client, path: str) -> None:
    assert browser.get(path).status_code == 405
