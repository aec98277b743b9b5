"""Simulating a plan before it starts: many trials, here, on all cores, or on a cluster."""

import hashlib
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from limen.actions.workers import cores, own_workers
from limen.inference.ladder import Rung
from limen.reports.simulated_power import PowerRow, SimulatedPower
from limen.store.files import read_octets
from limen.studies.chunks import Spread
from limen.studies.plan_file import read_plan
from limen.studies.plan_scenarios import Assumed, plan_scenarios, weeks_of
from limen.studies.scenarios import Cue, Scenario
from limen.terms.lines import utf8_text
from limen.terms.ports import Tell

_MOST_OCTETS = 2**20
_SEED_OCTETS = 4
# Below so many trials, starting processes takes longer than the work; a trial with missing days is
# ten times the work of one without.
SMALL, MISSING_COSTS = 40_000, 10


@dataclass(frozen=True, slots=True)
class Participant:
    """What is assumed of the participant, in day SD, by the words of the command line."""

    effects: tuple[float, ...]
    weeks: tuple[int, ...]
    cue: str
    kappa: float
    missing: float


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is simulated, and by whom.

    Args:
        runs: the most trials for one length and effect.
        seed: None: from the octets of the file, so that the same file gives the same numbers.
        workers: processes; None: one for each core, or one alone where the work is small.
        scheduler: the address of a cluster in their place.
    """

    runs: int
    seed: int | None
    workers: int | None
    scheduler: str | None


def simulate_file(
    path: Path, participant: Participant, effort: Effort, tell: Tell
) -> SimulatedPower:
    """How often each verdict would come out under the plan of a file.

    Raises:
        BadInput: the file cannot be read, its plan cannot be simulated, or no scheduler answers.
        LimenError: a worker ended before its work was done.
        ImportError: a part that the work needs is not installed.
    """
    octets = read_octets(path, most=_MOST_OCTETS)
    plan = read_plan(path.name, utf8_text(octets, path.name))
    said = Assumed(
        effects=participant.effects,
        weeks=participant.weeks,
        cue=Cue[participant.cue.upper()],
        kappa=participant.kappa,
        missing=participant.missing,
    )
    cells = plan_scenarios(plan, said)
    seed = effort.seed
    if seed is None:
        seed = int.from_bytes(hashlib.sha256(octets).digest()[:_SEED_OCTETS], "big")
    trials = effort.runs * len(cells) * (MISSING_COSTS if participant.missing else 1)
    with _spread(effort, trials) as over:
        return SimulatedPower(_curve(cells, effort.runs, seed, over, tell), seed, effort.runs)


def _curve(
    cells: Sequence[Scenario], runs: int, seed: int, over: Spread, tell: Tell
) -> tuple[PowerRow, ...]:
    from limen.studies.power import UP, simulated_verdicts

    found = simulated_verdicts(cells, runs, seed, over, tell)
    return tuple(
        PowerRow(
            weeks=weeks_of(cell),
            effect=cell.effect,
            power_l1=shares.share(*UP),
            power_l2=shares.share(Rung.L2),
            mcse=shares.mc_se(*UP),
        )
        for cell, shares in zip(cells, found, strict=True)
    )


def _spread(effort: Effort, trials: int) -> AbstractContextManager[Spread]:
    if effort.scheduler is not None:
        from limen.studies.cluster import cluster_workers

        return cluster_workers(effort.scheduler)
    if effort.workers is None:
        return own_workers(cores() if trials > SMALL else 1)
    return own_workers(effort.workers)
