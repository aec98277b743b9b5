"""Analysing a rows file under the protocol that it followed.

Each model has a module whose `answer(rows, plan)` gives what `limen analyse` prints; that of a
trial also takes a seed.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from limen.actions.checking import check_file
from limen.reports.analysed import Analysed
from limen.store.files import read_octets
from limen.studies.plan import Plan
from limen.studies.plan_file import read_plan
from limen.studies.rows_file import RowsFile, read_rows
from limen.terms.lines import utf8_text

MOST_OCTETS = 2**22
SEED_OCTETS = 6  # of SHA-256: a whole number that every reader of JSON keeps exactly


class Model(StrEnum):
    """What a rows file is analysed as."""

    TRIAL = "trial"
    OPEN = "open"
    THRESHOLD = "threshold"
    DRIFT = "drift"


@dataclass(frozen=True, slots=True)
class Asked:
    """Rows and plan that were read, and how they are to be analysed."""

    rows: RowsFile
    plan: Plan
    protocol: Path
    model: Model
    seed: int


def read_files(rows: Path, protocol: Path, model: Model | None, seed: int | None) -> Asked:
    """Read a rows file and its protocol.

    Args:
        rows: the rows file.
        protocol: the protocol that it followed.
        model: None is open for a protocol without placebo, else trial.
        seed: of the draws; None comes from the SHA-256 of both files.

    Raises:
        BadInput: a file cannot be read, or says what it cannot say.
    """
    protocol_octets, rows_octets = (
        read_octets(path, most=MOST_OCTETS) for path in (protocol, rows)
    )
    plan = read_plan(protocol.name, utf8_text(protocol_octets, protocol.name))
    usual = Model.OPEN if plan.design is None else Model.TRIAL
    return Asked(
        rows=read_rows(rows.name, utf8_text(rows_octets, rows.name), plan.main_measure),
        plan=plan,
        protocol=protocol,
        model=usual if model is None else model,
        seed=_seed(rows_octets, protocol_octets) if seed is None else seed,
    )


def analysis(asked: Asked) -> Analysed:
    """What the rows say; the same files and seed give the same answer.

    Raises:
        BadInput: the rows lack what the model needs, or contradict the protocol.
        ProtocolRefused: a trial under a protocol that cannot answer its question.
        SealClosed: a trial whose every arm is empty.
    """
    from limen.actions import analysing_drift, analysing_open, analysing_threshold, analysing_trial

    rows, plan = asked.rows, asked.plan
    if asked.model is Model.TRIAL:
        refusal = check_file(asked.protocol).refusal
        if refusal is not None:
            raise refusal
        return analysing_trial.answer(rows, plan, asked.seed)
    other = {
        Model.OPEN: analysing_open.answer,
        Model.THRESHOLD: analysing_threshold.answer,
        Model.DRIFT: analysing_drift.answer,
    }
    return other[asked.model](rows, plan)


def _seed(*files: bytes) -> int:
    """A whole number from the SHA-256 of the SHA-256 of each file."""
    digests = b"".join(hashlib.sha256(octets).digest() for octets in files)
    return int.from_bytes(hashlib.sha256(digests).digest()[:SEED_OCTETS], "big")
