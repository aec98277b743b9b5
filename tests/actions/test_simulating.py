import pytest

from limen.actions.simulating import Effort, Participant, simulate_file
from limen.terms.errors import BadInput

PROTOCOL = """\
design = "one_in_four"
start = 2026-03-02
weeks = 12
run_in_days = 14
capsule_weekdays = [0, 3]
main_measure = "mood"
higher_is_better = true
smallest_change = 0.5
kernel = [1, 0.5, 0.25]
"""
NOBODY = Participant((0.5, 1.0), (), "trial2021", 0.5, 0.0)
LITTLE = Effort(runs=250, seed=20, workers=1, scheduler=None)


@pytest.fixture
def protocol(tmp_path):
    path = tmp_path / "protocol.toml"
    path.write_text(PROTOCOL)
    return path


def silent(_done, _total):
    """Somebody who is told and says nothing."""


def test_a_protocol_is_simulated_at_every_length_and_effect(protocol):
    both = Participant((0.5, 1.0), (6, 12), "none", 0.0, 0.0)

    found = simulate_file(protocol, both, LITTLE, silent)

    assert [(row.weeks, row.effect) for row in found.curve] == [
        *((6, 0.5), (6, 1.0)),
        *((12, 0.5), (12, 1.0)),
    ]
    assert (found.seed, found.runs) == (20, 250)
    assert found.curve[0].power_l1 < found.curve[3].power_l1


def test_two_processes_find_what_one_finds(protocol):
    alone = simulate_file(protocol, NOBODY, LITTLE, silent)

    two = simulate_file(protocol, NOBODY, Effort(250, 20, 2, None), silent)

    assert alone == two


def test_left_to_itself_small_work_stays_in_this_process(protocol):
    alone = simulate_file(protocol, NOBODY, LITTLE, silent)

    assert simulate_file(protocol, NOBODY, Effort(250, 20, None, None), silent) == alone


def test_without_a_seed_the_file_gives_it(protocol):
    first = simulate_file(protocol, NOBODY, Effort(250, None, 1, None), silent)
    again = simulate_file(protocol, NOBODY, Effort(250, None, 1, None), silent)
    protocol.write_text(PROTOCOL + "\n")

    other = simulate_file(protocol, NOBODY, Effort(250, None, 1, None), silent)

    assert first == again
    assert other.seed != first.seed


def test_a_scheduler_that_is_not_there_is_refused(protocol, monkeypatch):
    monkeypatch.setattr("limen.studies.cluster.PATIENCE_SECONDS", 0.5)

    with pytest.raises(BadInput, match=r"No scheduler answers at tcp://127\.0\.0\.1:1\."):
        simulate_file(protocol, NOBODY, Effort(250, 1, None, "tcp://127.0.0.1:1"), silent)
