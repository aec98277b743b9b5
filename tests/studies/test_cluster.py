"""A real scheduler with two workers, all on this computer's own loopback."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from dask.distributed import Client

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName
from limen.studies.cluster import cluster_workers
from limen.studies.power import simulated_verdicts
from limen.studies.scenarios import Scenario
from limen.terms.errors import BadInput

DASK = str(Path(sys.executable).with_name("dask"))
CELLS = [
    Scenario("cluster", mechanism(DesignName.THIRD_DAY, 12), effect=effect) for effect in (0, 0.8)
]


HERE = ("--host", "127.0.0.1", "--no-dashboard")
LONGEST_START = 60  # seconds, on a machine that has much else to do


class Cluster:
    """A scheduler, and the workers that join it."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "scheduler.json"
        self.processes = []
        self.start("scheduler", "--port", "0", "--scheduler-file", str(self.file))
        wait_until(self.file.exists)
        self.address = json.loads(self.file.read_text())["address"]

    def start(self, *what):
        with (self.folder / f"log-{len(self.processes)}").open("w") as log:
            command = (DASK, *what, *HERE)
            self.processes.append(subprocess.Popen(command, cwd=self.folder, stderr=log))

    def join(self):
        """One more worker, a process of its own with one thread."""
        self.start("worker", self.address, "--nthreads", "1", "--no-nanny")

    def end(self):
        """End the workers first: one that lost its scheduler would look for it again."""
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until(there):
    for _ in range(10 * LONGEST_START):
        if there():
            return
        time.sleep(0.1)
    pytest.fail("the cluster did not start")


def count_workers(address):
    """How many workers a scheduler has, seen by a client of Dask's own."""
    with Client(address, set_as_default=False) as client:
        return len(client.nthreads())


@pytest.fixture
def cluster(tmp_path):
    """A scheduler without workers, ended after the test."""
    started = Cluster(tmp_path)
    yield started
    started.end()


def test_two_workers_of_a_cluster_give_what_one_process_gives(cluster, monkeypatch):
    monkeypatch.setattr("limen.studies.cluster.PATIENCE_SECONDS", LONGEST_START)
    with pytest.raises(BadInput, match="has no worker"), cluster_workers(cluster.address):
        pass
    cluster.join()
    cluster.join()
    wait_until(lambda: count_workers(cluster.address) == 2)

    with cluster_workers(cluster.address) as over:
        found = simulated_verdicts(CELLS, 600, 3, over)

    assert cluster.address.startswith("tcp://127.0.0.1:")
    assert found == simulated_verdicts(CELLS, 600, 3)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://here"])
def test_where_no_scheduler_answers_it_says_how_to_start_one(address, monkeypatch):
    monkeypatch.setattr("limen.studies.cluster.PATIENCE_SECONDS", 0.5)

    with pytest.raises(BadInput, match="No scheduler answers") as refusal, cluster_workers(address):
        pass

    assert "dask scheduler" in refusal.value.fix
