import json
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

LIMEN = str(Path(sys.executable).with_name("limen"))


@pytest.fixture
def folder(tmp_path):
    """A folder with key slots; nothing of it is read before somebody unlocks it."""
    (tmp_path / "slots.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.fixture
def serving(folder, free_port):
    """`limen serve --json` in a program of its own, and the answer that it began with."""
    command = (LIMEN, "serve", "--vault", str(folder), "--port", str(free_port), "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        yield started, json.loads(started.stdout.readline())
        started.kill()


def test_it_answers_with_the_address_and_ends_with_ctrl_c(serving, folder, agrees):
    started, answer = serving

    os.kill(started.pid, signal.SIGINT)

    agrees(answer, "serve")
    assert answer["data"]["folder"] == str(folder)
    assert started.wait(20) == 130
    assert not (folder / "control").exists()


def test_the_supervisor_ends_with_the_command_however_that_ends(serving, folder):
    started, _ = serving
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text("ascii")
    (supervisor,) = map(int, children.split())

    os.kill(started.pid, signal.SIGKILL)

    with os.fdopen(os.pidfd_open(supervisor), "rb") as ended:
        readable, _, _ = select.select([ended], [], [], 20)
    assert readable
    assert not (folder / "control").exists()


def test_settings_may_lie_elsewhere(limen, folder, tmp_path):
    settings = tmp_path / "mine.toml"
    settings.write_text("[vault]\nport = 1\n", encoding="utf-8")

    ran = limen("serve", "--vault", str(folder), "--config", str(settings))

    assert (ran.exit_code, ran.err.partition(": ")[0]) == (6, f"{settings} line 2")


def test_a_taken_port_is_told_with_what_to_do(limen, folder, taken_port):
    ran = limen("serve", "--vault", str(folder), "--port", str(taken_port))

    says = f"Port {taken_port} is taken by another program. Choose one with --port.\n"
    assert (ran.exit_code, ran.out) == (1, "")
    assert ran.err.startswith(says)


def test_where_there_is_no_vault_the_pages_begin_with_making_one(tmp_path, free_port):
    folder = tmp_path / "notes"
    command = (LIMEN, "serve", "--vault", str(folder), "--port", str(free_port))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        address = started.stdout.readline().decode()
        was_made = folder.is_dir()
        os.kill(started.pid, signal.SIGINT)
        said = started.stderr.read().decode()

    assert address.startswith(f"Open http://127.0.0.1:{free_port}/start?t=")
    assert f"There is no vault in {folder} yet. The pages begin with making one.\n" in said
    assert (was_made, folder.exists()) == (True, False)


def test_a_place_that_is_no_folder_is_told(limen, tmp_path):
    (tmp_path / "notes").write_text("", encoding="utf-8")

    ran = limen("serve", "--vault", str(tmp_path / "notes"), "--json")

    assert (ran.exit_code, ran.error["code"]) == (6, "bad-input")


@pytest.mark.parametrize("port", ["80", "65536", "x"])
def test_a_port_that_there_is_not_is_wrong_usage(limen, port):
    assert limen("serve", "--port", port).exit_code == 2
