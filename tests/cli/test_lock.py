import socket
import threading

import pytest


@pytest.fixture
def supervisor(tmp_path, monkeypatch):
    """Somebody who serves the vault in this folder and locks it when asked."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("control")
        listening.listen()

        def lock() -> None:
            asking, _ = listening.accept()
            with asking:
                asking.sendall(b"locked\n" if asking.recv(100) == b"lock\n" else b"")

        threading.Thread(target=lock, daemon=True).start()
        yield tmp_path


def test_an_open_vault_is_locked(limen, supervisor, agrees):
    ran = limen("lock", "--vault", str(supervisor), "--json")

    agrees(ran.answer, "lock")
    assert (ran.exit_code, ran.answer["data"]["was_served"]) == (0, True)
    assert ran.answer["next"] == ["limen serve"]


def test_people_are_told_that_nothing_is_lost(limen, supervisor):
    ran = limen("lock", "--vault", str(supervisor))

    assert (ran.exit_code, ran.out) == (0, "Locked. Your last save is safe.\n")


def test_a_vault_that_is_not_open_stays_locked(limen, tmp_path, agrees):
    ran = limen("lock", "--vault", str(tmp_path), "--json")

    agrees(ran.answer, "lock")
    assert ran.answer["data"] == {"folder": str(tmp_path), "was_served": False}
