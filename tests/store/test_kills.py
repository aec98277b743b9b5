"""REL-1: a process that is killed at any moment loses nothing that it acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random  # noqa: TID251 -- when to kill: seeded, and no secret
from uuid import UUID

import pytest

from limen.journal.chain import verify
from limen.store import age, events, exports, opening, vault
from limen.store.vault import OpenVault
from limen.terms.errors import LimenError
from limen.terms.identifiers import ChainId

MOST_SECONDS = 0.03
NUMBERS_OF_A_RUN = 1000
RUNS_OF_A_VAULT = 100
MANY = 20

Killed = Callable[..., list[str]]


@dataclass(slots=True)
class Count:
    """What was found in vaults whose writers were killed."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: list[str] = field(default_factory=list)

    def add(self, opened: OpenVault, acknowledged: set[int]) -> None:
        """Look into one of them, and note every entry that is not there or not whole."""
        self.acknowledged += len(acknowledged)
        try:
            opening.open_vault(opened)
            kept = events.load(ChainId(opened.id))
            report = verify(ChainId(opened.id), kept)
            self.lost += len(acknowledged - {UUID(event.header.id).int for event in kept})
            if report.reason is not None or report.redacted or not events.is_file_whole():
                self.damaged.append(f"entry {report.bad} {report.reason}")
        except LimenError as error:
            self.damaged.append(error.says)
        finally:
            opening.leave()


@pytest.fixture
def killing(made: object, writer: object, tmp_path: Path, unblocked: None) -> Callable[..., Count]:
    """Kill so many writers, a fresh vault for each hundred, and look what is left."""
    del unblocked  # what it does is wanted, not what it gives

    def killed(deed: str, kills: int, *, step: int = 1) -> Count:
        dice, count = Random(1), Count()  # noqa: S311 -- no secret
        for start in range(0, kills, RUNS_OF_A_VAULT):
            closed = made.copy(tmp_path / str(start) / "notes")
            acknowledged: set[int] = set()
            for run in range(min(RUNS_OF_A_VAULT, kills - start)):
                seconds = dice.uniform(0, MOST_SECONDS)
                first = NUMBERS_OF_A_RUN * (run + 1)
                said = writer.killed_at_work(closed, seconds, deed=deed, first=first)
                acknowledged |= {int(one) + more for one in said for more in range(step)}
                count.kills += 1
            count.add(closed, acknowledged)
        return count

    return killed


@pytest.mark.parametrize("kills", [200, pytest.param(3000, marks=pytest.mark.nightly)])
def test_a_killed_process_loses_nothing_that_it_acknowledged(
    killing: Callable[..., Count], kills: int, record_property: Callable
) -> None:
    count = killing("one by one", kills)

    record_property("counted", f"{kills} kills, {count.acknowledged} acknowledged")
    assert (count.kills, count.lost, count.damaged) == (kills, 0, [])
    assert count.acknowledged > kills


def test_what_is_told_before_it_is_saved_is_lost_and_the_loss_is_seen(
    killing: Callable[..., Count],
) -> None:
    count = killing("before it is saved", 10)

    assert count.lost > 0
    assert count.damaged == []


@pytest.mark.parametrize("kills", [10, pytest.param(300, marks=pytest.mark.nightly)])
def test_entries_that_are_saved_together_are_there_together(
    killing: Callable[..., Count], kills: int, record_property: Callable
) -> None:
    count = killing("many at once", kills, step=MANY)

    record_property("counted", f"{kills} kills, {count.acknowledged} acknowledged at once")
    assert (count.lost, count.damaged) == (0, [])
    assert count.acknowledged > kills


@pytest.mark.parametrize("kills", [10, pytest.param(300, marks=pytest.mark.nightly)])
def test_a_process_that_is_killed_while_it_opens_loses_nothing(
    closed: OpenVault, writer: object, kills: int
) -> None:
    dice, count, acknowledged = Random(1), Count(), set()  # noqa: S311 -- no secret

    for run in range(kills):
        first = NUMBERS_OF_A_RUN * (run + 1)
        said = writer.killed_at_work(closed, 0, deed="one by one", first=first)
        acknowledged |= set(map(int, said))
        writer.killed(closed, dice.uniform(0, MOST_SECONDS), deed="opening")
    count.add(closed, acknowledged)

    assert (count.lost, count.damaged) == (0, [])
    assert count.acknowledged >= kills


@pytest.mark.parametrize("kills", [10, pytest.param(300, marks=pytest.mark.nightly)])
def test_a_killed_backup_leaves_whole_files_under_their_names(
    closed: OpenVault, writer: object, kills: int
) -> None:
    writer.done(closed, {"deed": "one by one", "first": 1, "until": 21})
    dice, found = Random(1), []  # noqa: S311 -- no secret

    for _ in range(kills):
        writer.killed_at_work(closed, dice.uniform(0, MOST_SECONDS), deed="backups")
        found += [_events_of(path, closed) for path in closed.folder.parent.glob("*.age")]

    assert set(found) == {20}


@pytest.mark.parametrize("kills", [10, pytest.param(300, marks=pytest.mark.nightly)])
def test_a_killed_restore_leaves_what_was_there_or_what_was_put_back(
    closed: OpenVault, writer: object, kills: int
) -> None:
    writer.done(closed, {"deed": "one by one", "first": 1, "until": 21})
    dice, found = Random(1), set()  # noqa: S311 -- no secret

    for run in range(kills):
        first = NUMBERS_OF_A_RUN * (run + 1)
        writer.killed_at_work(
            closed, dice.uniform(0, 4 * MOST_SECONDS), deed="restores", first=first
        )
        opening.open_vault(closed)
        kept = events.load(ChainId(closed.id))
        assert verify(ChainId(closed.id), kept).reason is None
        found.add(tuple(UUID(event.header.id).int for event in kept[:20]))
        opening.leave()

    assert found == {tuple(range(1, 21))}


@pytest.mark.parametrize("kills", [10, pytest.param(300, marks=pytest.mark.nightly)])
def test_a_killed_change_of_keys_leaves_keys_that_can_be_read(
    closed: OpenVault, writer: object, kills: int
) -> None:
    dice, found = Random(1), set()  # noqa: S311 -- no secret

    for _ in range(kills):
        writer.killed_at_work(closed, dice.uniform(0, MOST_SECONDS), deed="slots")
        found.add(vault.read_slots(closed.folder / "slots.json"))

    assert found == {closed.slots}


def _events_of(path: Path, opened: OpenVault) -> int:
    return len(exports.unpack(age.opened(path.read_bytes(), opened.export_key())).events)
