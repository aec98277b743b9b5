import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from limen.actions.workers import cores, own_workers
from limen.terms.errors import LimenError

LIMEN = str(Path(sys.executable).with_name("limen"))


# What a process of its own does here: it finds no module of tests, and `eval` everywhere.
OWN_NUMBER = "__import__('time').sleep(0.05) or __import__('os').getpid()"
SETTINGS = "(__import__('signal').getsignal(2), __import__('os').environ['OPENBLAS_NUM_THREADS'])"
END_AT_ONCE = "__import__('os')._exit(3)"


def test_there_is_at_least_one_core():
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_one_worker_is_this_process():
    with own_workers(1) as over:
        done = list(over(eval, [OWN_NUMBER] * 2))

    assert done == [os.getpid()] * 2


def test_two_workers_are_processes_of_their_own_that_end_with_the_work():
    before = set(multiprocessing.active_children())

    with own_workers(2) as over:
        done = set(over(eval, [OWN_NUMBER] * 20))

    assert os.getpid() not in done
    for child in set(multiprocessing.active_children()) - before:
        child.join(60)
    assert set(multiprocessing.active_children()) == before


def test_workers_leave_ctrl_c_to_the_one_who_asked_and_use_one_thread():
    with own_workers(2) as over:
        found = list(over(eval, [SETTINGS]))

    assert found == [(signal.SIG_IGN, "1")]


def test_a_worker_that_dies_is_told_in_a_sentence():
    with pytest.raises(LimenError, match="ended before its work was done"), own_workers(2) as over:
        list(over(eval, [END_AT_ONCE]))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_ends_a_simulation_at_once_and_leaves_nobody_behind(tmp_path, workers):
    (tmp_path / "protocol.toml").write_text(PROTOCOL)
    endless = (LIMEN, "simulate", "protocol.toml", "--runs", "1000000", "--missing", "0.3")
    running = subprocess.Popen(
        (*endless, "--effect", "0.5,0.6,0.7,0.8,0.9", "--workers", workers),
        cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert running.stderr.readline().startswith("power: ")  # it is at work

    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)

    assert (running.returncode, out) == (130, "")
    assert err.endswith("Stopped with Ctrl-C.\n")
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):
        _wait_until_gone(running.pid)


def _wait_until_gone(group):
    for _ in range(600):
        os.killpg(group, 0)
        time.sleep(0.1)


PROTOCOL = """\
design = "third_day"
start = 2026-03-02
weeks = 12
run_in_days = 14
capsule_weekdays = [0, 3]
main_measure = "mood"
higher_is_better = true
smallest_change = 0.5
kernel = [1, 0.5, 0.25]
"""
