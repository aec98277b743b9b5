"""From a folder without a vault to the first entry: which pages there are, and what is stored."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from django.test import Client

from limen.actions import unlocking
from limen.actions.beginning import make_locked_vault
from limen.actions.projections import state_of
from limen.settings.configuration import configuration
from limen.web.inside import Inside
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

TOKEN = "a-token"  # noqa: S105 -- of a test
PORT = 8125
HOST = f"127.0.0.1:{PORT}"
OWN_WORDS = "another horse battery staple"
FORM = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"
TAKEN = {"sent": FORM, "called": "Garden", "which": "offered", "words": OWN_WORDS}
OWN = {"sent": FORM, "called": "Notes", "which": "own", "words": "six words that were drawn here"}


class Window:
    """A browser's window before a folder that has no vault yet."""

    def __init__(self, folder: Path, *, is_named: bool = False) -> None:
        clock = count(step=0.5).__next__
        openness = Openness(idle_minutes=5, absolute_hours=12, clock=lambda: 0.0)
        self.inside, self.made = Inside(), 0

        def unlock(typed: str) -> str:
            opened = unlocking.unlock(folder, typed)
            self.inside.begin(opened, None)
            self.inside.needs_age = True
            return opened.reason

        def begin(passphrase: str, name: str) -> None:
            make_locked_vault(folder, passphrase, name, clock)
            self.made += 1

        self.here = Visited(
            folder,
            PORT,
            token_digest(TOKEN),
            StartAddress(60.0, lambda: 0.0),
            openness,
            unlock,
            inside=self.inside,
            begin=begin,
            is_named=is_named,
        )
        self.client = Client(**{KEY: self.here, "HTTP_HOST": HOST})
        self.client.cookies[self.here.cookie] = TOKEN

    def open(self, path: str) -> tuple[int, str]:
        """The status of a page, and where it leads or what it says."""
        got = self.client.get(path)
        return got.status_code, got.headers.get("Location") or got.content.decode()

    def send(self, path: str, **fields: object) -> tuple[int, str]:
        """The same of a form."""
        got = self.client.post(path, fields, HTTP_ORIGIN=f"http://{HOST}")
        return got.status_code, got.headers.get("Location") or got.content.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "notes"
    made.mkdir()
    return made


@pytest.fixture
def window(folder: Path, unblocked: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    """A window before it."""
    del unblocked  # what it does is wanted, not what it gives
    monkeypatch.setattr("limen.web.sheet.monotonic", count(step=0.5).__next__)
    return Window(folder)


@pytest.fixture
def adult(window: Window) -> Window:
    """The same, once somebody said that they are 18 or over."""
    window.send("/a", adult="yes")
    return window


@pytest.fixture
def locked_in(adult: Window) -> Window:
    """The same, with a vault that was just made."""
    adult.send("/a/n", **TAKEN)
    return adult


def read_back(window: Window) -> tuple[int, str]:
    """Make the sheet and type back what it asks for."""
    window.send("/sheet")
    sheet = window.inside.sheet
    return window.send("/sheet/read", **{f"group_{n}": sheet.groups[n - 1] for n in sheet.asked})


def test_the_first_page_says_where_what_is_written_stays(window: Window) -> None:
    status, page = window.open("/")

    assert status == 200
    assert "What you write stays in one locked file on this machine." in page
    assert 'href="/x"' in page
    assert 'href="/a"' in page


@pytest.mark.parametrize("path", ["/t", "/t/e", "/unlock", "/sheet", "/a/w", "/a/s", "/lock", "/y"])
def test_every_other_page_leads_to_it(window: Window, path: str) -> None:
    assert window.open(path) == (303, "/")
    assert window.send(path, typed="x") == (303, "/")


@pytest.mark.parametrize("path", ["/help", "/n", "/x", "/a"])
def test_some_pages_need_no_vault(window: Window, path: str) -> None:
    assert window.open(path)[0] == 200


def test_the_age_comes_before_the_lock(window: Window) -> None:
    before = window.open("/a/n")
    answered = window.send("/a", adult="yes")

    assert (before, answered) == ((303, "/a"), (303, "/a/n"))
    assert window.open("/a/n")[0] == 200


def test_who_is_not_18_sees_help_and_leaves_nothing(adult: Window, folder: Path) -> None:
    status, page = adult.send("/a", adult="no")

    assert status == 200
    assert "This is not for you yet." in page
    assert "findahelpline.com" in page
    assert (list(folder.iterdir()), adult.open("/a/n")) == ([], (303, "/a"))


@pytest.mark.parametrize("answer", ["", "maybe"])
def test_the_age_is_yes_or_no(window: Window, answer: str) -> None:
    status, page = window.send("/a", adult=answer)

    assert status == 400
    assert "Choose yes or no." in page


def test_a_lock_opens_what_it_made_and_leads_to_the_sheet(locked_in: Window, folder: Path) -> None:
    assert locked_in.here.openness.is_open
    assert configuration(folder=folder).discreet.name == "Garden"
    assert "<title>Garden</title>" in locked_in.open("/sheet")[1]
    assert locked_in.open("/") == (303, "/sheet")


def test_a_lock_is_made_once_however_often_it_is_sent(adult: Window) -> None:
    first, again = adult.send("/a/n", **TAKEN), adult.send("/a/n", **TAKEN)

    assert (first, again, adult.made) == ((303, "/sheet"), (303, "/"), 1)
    assert adult.open("/a") == adult.open("/a/n") == (303, "/")


def test_a_passphrase_of_ones_own_opens_it(adult: Window, folder: Path) -> None:
    sent = adult.send("/a/n", **OWN, passphrase=f" {OWN_WORDS}", again=f" {OWN_WORDS}")
    unlocking.lock()

    assert sent == (303, "/sheet")
    assert unlocking.unlock(folder, f" {OWN_WORDS}").needs_sheet


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({**TAKEN, "which": ""}, "Choose the six words, or a passphrase of your own."),
        ({**TAKEN, "called": "Psilocybin"}, "Choose one of the answers on this page."),
        ({**OWN, "passphrase": "", "again": ""}, "fewer than 15 characters"),
        ({**OWN, "passphrase": "short", "again": "short"}, "fewer than 15 characters"),
        ({**OWN, "passphrase": OWN_WORDS, "again": "x"}, "The two are not the same."),
        ({**OWN, "passphrase": "x" * 1001, "again": "x"}, "Write 1000 characters at most."),
        ({**TAKEN, "words": "short"}, "fewer than 15 characters"),
    ],
)
def test_a_lock_that_cannot_be_made_says_why_and_leaves_nothing(
    adult: Window, folder: Path, fields: dict[str, str], says: str
) -> None:
    status, page = adult.send("/a/n", **fields)

    assert status == 400
    assert says in page
    assert list(folder.iterdir()) == []


def test_the_offered_words_stay_the_same_beside_a_mistake(adult: Window) -> None:
    page = adult.send("/a/n", **{**TAKEN, "which": ""})[1]

    assert f"<strong>{OWN_WORDS}</strong>" in page


def test_a_name_in_the_settings_is_not_asked_for_again(folder: Path, unblocked: None) -> None:
    del unblocked  # what it does is wanted, not what it gives
    window = Window(folder, is_named=True)
    window.send("/a", adult="yes")

    page = window.open("/a/n")[1]
    sent = window.send("/a/n", sent=FORM, which="offered", words=OWN_WORDS)

    assert "What shall it be called?" not in page
    assert (sent, list(folder.glob("limen.toml"))) == ((303, "/sheet"), [])


def test_the_first_entry_is_the_age_once_the_sheet_was_read(locked_in: Window) -> None:
    answer = read_back(locked_in)

    state = state_of(unlocking.vault.current().id)
    assert answer == (303, "/a/w")
    assert (state.head.n, state.diary.person.adult) == (1, True)
    assert [one.via for one in state.standing.events] == ["web"]


def test_after_a_lock_in_between_the_age_is_asked_in_the_open_vault(locked_in: Window) -> None:
    locked_in.inside.is_adult = locked_in.inside.is_beginning = False
    after_sheet = read_back(locked_in)

    first = locked_in.open("/")
    answered = locked_in.send("/a", adult="yes")

    assert (after_sheet, first, answered) == ((303, "/"), (303, "/a"), (303, "/"))
    assert locked_in.open("/") == (303, "/t")


def test_who_is_not_18_after_all_locks_an_open_vault(locked_in: Window) -> None:
    locked_in.inside.is_adult = locked_in.inside.is_beginning = False
    read_back(locked_in)

    page = locked_in.send("/a", adult="no")[1]

    assert "This is not for you yet." in page
    assert not locked_in.here.openness.is_open
    assert state_of(unlocking.vault.current().id).head.n == 0


def test_a_vault_that_appears_meanwhile_asks_to_be_unlocked(window: Window, folder: Path) -> None:
    make_locked_vault(folder, OWN_WORDS, "Notes", count(step=0.5).__next__)

    assert window.open("/") == (303, "/unlock")
    assert window.send("/a/n", **TAKEN)[0] == 200
    assert window.made == 0
