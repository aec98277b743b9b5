import os
import signal
import subprocess
import sys

import pytest

PROBE = (
    "import sys; before = set(sys.modules); import limen.web.supervisor; "
    "print(*sorted(set(sys.modules) - before))"
)
# Everything of ours that the supervisor may load; all of it of the standard library alone.
OWN = {
    "limen",
    "limen.web",
    "limen.web.control",
    "limen.actions",
    "limen.actions.core_dumps",
    "limen.reports",
    "limen.reports.help_style",
    "limen.web.headers",
    "limen.web.image",
    "limen.web.running_server",
    "limen.web.supervisor",
    "limen.web.suspend",
    "limen.web.without_server",
}


def test_the_supervisor_loads_the_standard_library_alone():
    done = subprocess.run(
        (sys.executable, "-I", "-c", PROBE), capture_output=True, text=True, check=True
    )

    foreign = {
        name
        for name in done.stdout.split()
        if name.partition(".")[0] not in sys.stdlib_module_names
    }

    assert foreign == OWN


def test_a_suspend_locks(supervised, wait):
    served = supervised()
    served.ask("/open")

    (served.folder / "slept").write_text("3600", encoding="ascii")

    wait(lambda: served.ask("/").text.startswith("locked"))


@pytest.mark.parametrize("later", [5 * 60, 12 * 3600], ids=["idle", "absolute"])
def test_an_open_vault_locks_by_itself(supervised, wait, later):
    served = supervised()
    served.ask("/open")

    (served.folder / "later").write_text(str(later), encoding="ascii")

    wait(lambda: served.ask("/").text.startswith("locked"))


def test_an_order_locks_and_is_answered_when_it_is_done(supervised):
    served = supervised()
    served.ask("/open")

    assert served.order() == b"locked\n"
    assert served.ask("/").text.startswith("locked")


def test_an_order_in_other_words_is_not_answered(supervised):
    served = supervised()
    served.ask("/open")

    assert served.order(b"open\n") == b""
    assert served.ask("/").text.startswith("open")


def test_a_server_that_does_not_lock_is_ended(supervised, wait, monkeypatch):
    served = supervised()
    monkeypatch.setattr("limen.web.supervisor.LOCK_SECONDS", 0.1)
    pid = served.ask("/open").text.split()[1]
    served.ask("/hang")

    assert served.order() == b"locked\n"

    wait(lambda: served.ask("/").status == 200)
    assert served.ask("/").text.startswith("locked")
    assert served.ask("/").text.split()[1] != pid


def test_a_dead_server_is_replaced_by_a_locked_one(supervised, wait):
    served = supervised()
    pid = int(served.ask("/open").text.split()[1])

    os.kill(pid, signal.SIGKILL)

    wait(lambda: served.ask("/").status == 200)
    assert served.ask("/").text.startswith("locked")


def test_help_is_answered_while_every_server_dies(supervised):
    served = supervised(server="none")
    (served.folder / "help.html").write_text("<p>Help</p>", encoding="utf-8")

    said = served.ask("/help")

    assert (said.status, said.text) == (200, "<p>Help</p>")
    assert said.headers["content-security-policy"].startswith("default-src 'none'; ")


def test_other_pages_wait_while_every_server_dies(supervised):
    served = supervised(server="none")

    said = served.ask("/")

    assert (said.status, said.headers["refresh"]) == (503, "2")
    assert served.ask("/help").status == 503


def test_another_host_is_turned_away_while_every_server_dies(supervised):
    served = supervised(server="none")
    (served.folder / "help.html").write_text("<p>Help</p>", encoding="utf-8")

    said = served.ask("/help", Host=f"evil.example:{served.port}")

    assert (said.status, said.text) == (421, "")


def test_the_server_ends_with_its_supervisor(serve, wait):
    served = serve()
    pid = int(served.ask("/open").text.split()[1])

    os.kill(served.pid, signal.SIGKILL)

    wait(lambda: not _runs(pid))


def test_the_control_socket_is_the_owners_and_goes_with_the_supervisor(serve, wait):
    served = serve()
    control = served.folder / "control"
    mode = control.stat().st_mode & 0o777

    os.kill(served.pid, signal.SIGTERM)

    wait(lambda: not control.exists())
    assert mode == 0o600


def test_a_socket_left_behind_does_not_stop_the_next_start(serve):
    first = serve()
    os.kill(first.pid, signal.SIGKILL)

    second = serve()

    assert second.order() == b"locked\n"


@pytest.fixture
def supervise():
    """Start the supervisor as `limen serve` does, where it is going to refuse."""

    def started(folder, port: int) -> tuple[int, str]:
        command = (sys.executable, "-I", "-m", "limen.web.supervisor")
        done = subprocess.run(
            (*command, "--vault", str(folder), "--port", str(port)),
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    return started


def test_a_second_supervisor_of_a_vault_is_refused(serve, supervise):
    served = serve()

    says = "refused This journal is already open for the browser. Go on in that window.\n"
    assert supervise(served.folder, 0) == (1, says)


def test_a_taken_port_is_refused_in_words(serve, supervise):
    served = serve()

    says = f"refused Port {served.port} is taken by another program. Choose one with --port.\n"
    assert supervise(served.folder, served.port) == (1, says)


def _runs(pid: int) -> bool:
    """Whether a program runs; one that has ended and waits to be buried does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 -- one line
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
