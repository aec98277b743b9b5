import hashlib
import sys
import threading
import time
from types import SimpleNamespace

import pytest

from limen.web.image import (
    ALLOWED_ENVIRONMENT,
    Passed,
    allowed_environment,
    next_command,
    server_command,
)
from limen.web.lock import IN_FLIGHT_SECONDS, LOCK_FAILED, lock
from limen.web.supervisor import LOCK_SECONDS

LOCKS = 20


@pytest.fixture
def others(serve):
    """Twenty people who ask all the time, and the answers that they did not get."""
    served, refused, is_over = serve(), [], threading.Event()

    def ask() -> None:
        while not is_over.is_set():
            try:
                served.ask("/")
            except OSError as error:
                refused.append(error)

    asking = [threading.Thread(target=ask) for _ in range(20)]
    for thread in asking:
        thread.start()
    yield served, refused
    is_over.set()
    for thread in asking:
        thread.join()


def test_a_lock_replaces_the_image_and_keeps_its_id(serve, wait):
    served = serve()
    opened, pid = served.ask("/open").text.split()

    served.ask("/lock")

    wait(lambda: served.ask("/").text.startswith("locked"))
    assert opened == "open"
    assert served.ask("/").text.split()[1] == pid


def test_locks_leave_nothing_of_a_planted_word_in_memory(serve):
    assert left_in_memory(serve(), LOCKS) == [0] * LOCKS


@pytest.mark.nightly
def test_a_hundred_locks_leave_nothing_either(serve):
    assert left_in_memory(serve(), 100) == [0] * 100


def left_in_memory(served, locks: int) -> list[int]:
    """How many copies of a word, planted anew each time, every lock leaves in all programs."""
    left = []
    for n in range(locks):
        word = hashlib.sha256(str(n).encode()).hexdigest().encode()
        served.ask(f"/open?{n}")
        assert served.copies(word) >= 1000, "the search finds nothing"
        assert served.order() == b"locked\n"
        left.append(served.copies(word))
    return left


def test_nobody_is_refused_while_the_image_is_replaced(others):
    served, refused = others

    for _ in range(3):
        served.ask("/open")
        assert served.order() == b"locked\n"

    assert refused == []


def test_a_request_in_flight_is_answered_before_the_lock(serve, wait):
    served, answers = serve(), []
    served.ask("/open")
    slow = threading.Thread(target=lambda: answers.append(served.ask("/slow").status))
    slow.start()
    wait(lambda: served.copies(b"GET /slow HTTP/1.1") > 0)

    assert served.order() == b"locked\n"

    slow.join()
    assert answers == [200]


class Waiting:
    """An application server with one connection, and a note of what a lock did to it."""

    def __init__(self, **channel) -> None:
        calm = {"requests": [], "request": None, "total_outbufs_len": 0}
        times = {"creation_time": 1.0, "last_activity": 2.0}
        self.active_channels = {1: SimpleNamespace(**{**calm, **times, **channel})}
        self.accepting, self.is_woken = True, False

    def pull_trigger(self) -> None:
        self.is_woken = True


@pytest.fixture
def replaced(monkeypatch):
    """What a lock did at its end: how long after its start, and with which command."""
    done, began = [], time.monotonic()

    def ended(*told) -> None:
        done.append(told)
        raise SystemExit(time.monotonic() - began)

    monkeypatch.setattr("os.execve", ended)
    monkeypatch.setattr("os._exit", ended)
    return done


def test_a_calm_server_is_replaced_at_once(replaced, monkeypatch):
    monkeypatch.setattr("limen.web.lock.IN_FLIGHT_SECONDS", 60.0)
    server, closed = Waiting(), []

    with pytest.raises(SystemExit) as end:
        lock(server, lambda: closed.append(True))

    (interpreter, command, environment), *_ = replaced
    assert (server.accepting, server.is_woken, closed) == (False, True, [True])
    assert (interpreter, command[0]) == (sys.executable, sys.executable)
    assert set(environment) <= set(ALLOWED_ENVIRONMENT)
    assert end.value.code < 60.0


@pytest.mark.usefixtures("replaced")
@pytest.mark.parametrize(
    "busy",
    [
        {"requests": ["one"]},
        {"request": "half of one"},
        {"total_outbufs_len": 1},
        {"last_activity": 1.0},
    ],
    ids=["worked on", "half read", "half sent", "said nothing yet"],
)
def test_a_request_is_waited_for_and_not_for_ever(busy, monkeypatch):
    monkeypatch.setattr("limen.web.lock.IN_FLIGHT_SECONDS", 0.05)

    with pytest.raises(SystemExit) as end:
        lock(Waiting(**busy), lambda: None)

    assert end.value.code >= 0.05


def test_an_image_that_cannot_be_replaced_ends(replaced):
    def broken() -> None:
        raise OSError

    with pytest.raises(SystemExit):
        lock(Waiting(), broken)

    assert replaced == [(LOCK_FAILED,)]


def test_requests_are_waited_for_less_long_than_the_supervisor_waits():
    assert IN_FLIGHT_SECONDS < LOCK_SECONDS


def test_the_next_image_is_told_the_same_without_the_start_address():
    passed = Passed(3, "/vault", "ab")
    first = server_command("limen.web.server", passed, start_until=12.5)

    assert next_command(first) == server_command("limen.web.server", passed)
    assert next_command(next_command(first)) == next_command(first)


def test_settings_that_were_named_are_passed_on_to_every_image():
    passed = Passed(3, "/vault", "ab", "/settings/limen.toml")

    first = server_command("limen.web.server", passed, start_until=12.5)

    assert first[-4:-2] == ("--config", "/settings/limen.toml")
    assert next_command(first)[-2:] == ("--config", "/settings/limen.toml")
    assert first[:2] == (sys.executable, "-I")


def test_only_named_values_of_the_environment_are_passed_on():
    environment = {"PATH": "/bin", "LIMEN_SECRET": "x", "PYTHONPATH": "/tmp", "TZ": "UTC"}  # noqa: S108 -- any folder

    assert allowed_environment(environment) == {"PATH": "/bin", "TZ": "UTC"}
