import socket
import threading

import pytest

from limen.actions.serving import (
    CONTROL,
    Locking,
    Serving,
    order_lock,
    ready_to_serve,
    served_folder,
)
from limen.terms.errors import LimenError


@pytest.fixture
def supervisor(tmp_path, monkeypatch):
    """Somebody at the control socket of a vault who answers an order with these octets."""
    monkeypatch.chdir(tmp_path)
    listening = socket.socket(socket.AF_UNIX)
    heard = []

    def answering(folder, answer: bytes) -> list[bytes]:
        monkeypatch.chdir(folder)
        listening.bind(CONTROL)
        listening.listen()
        monkeypatch.chdir(tmp_path)

        def hear() -> None:
            asking, _ = listening.accept()
            with asking:
                heard.append(asking.recv(100))
                asking.sendall(answer)

        threading.Thread(target=hear, daemon=True).start()
        return heard

    yield answering
    listening.close()


def test_a_folder_with_key_slots_can_be_served(tmp_path):
    (tmp_path / "slots.json").write_text("{}", encoding="utf-8")

    serving = ready_to_serve(tmp_path, None)

    assert serving == Serving(tmp_path, 8000, 5, has_vault=True)


def test_a_damaged_vault_can_be_served_too(tmp_path):
    (tmp_path / "journal.db").write_bytes(b"")

    assert ready_to_serve(tmp_path, 8123).port == 8123


def test_a_folder_without_a_vault_can_be_served_as_well(tmp_path):
    assert ready_to_serve(tmp_path, None) == Serving(tmp_path, 8000, 5, has_vault=False)


def test_a_folder_that_was_made_to_be_served_goes_while_it_is_empty(tmp_path):
    with served_folder(tmp_path / "empty"):
        is_there = (tmp_path / "empty").is_dir()
    with served_folder(tmp_path / "used"):
        (tmp_path / "used" / "slots.json").touch()

    assert (is_there, [path.name for path in tmp_path.iterdir()]) == (True, ["used"])


def test_a_folder_that_was_there_stays(tmp_path):
    with served_folder(tmp_path):
        pass

    assert tmp_path.is_dir()


def test_an_order_to_lock_is_answered(tmp_path, supervisor):
    heard = supervisor(tmp_path, b"locked\n")

    assert order_lock(tmp_path) == Locking(tmp_path, was_served=True)
    assert heard == [b"lock\n"]


def test_a_long_path_reaches_the_supervisor_as_well(tmp_path, supervisor):
    folder = tmp_path / ("a" * 120)
    folder.mkdir()
    supervisor(folder, b"locked\n")

    assert order_lock(folder) == Locking(folder, was_served=True)


def test_without_a_supervisor_nothing_is_open(tmp_path):
    assert order_lock(tmp_path) == Locking(tmp_path, was_served=False)
    assert order_lock(tmp_path / "nowhere") == Locking(tmp_path / "nowhere", was_served=False)


def test_a_supervisor_that_says_nothing_is_told_of(tmp_path, supervisor):
    supervisor(tmp_path, b"")

    with pytest.raises(LimenError, match="does not answer: it said nothing"):
        order_lock(tmp_path)
