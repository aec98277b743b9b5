"""REL-7: a vault of every release opens today, is copied before it changes, and outlives a kill."""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from random import Random  # noqa: TID251 -- when to kill: seeded, and no secret
from types import ModuleType
from uuid import UUID

import pytest
from django.db import connection
from django.test import override_settings

from limen import __version__
from limen.actions import projections
from limen.journal.chain import link, verify
from limen.journal.event import Draft, Head
from limen.journal.kinds.measures import NoteWritten
from limen.store import events, migrations, opening
from limen.store import vault as vaults
from limen.store.models import IdentityRow
from limen.store.vault import OpenVault
from limen.terms.calendar import Zone, parse_instant
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import ChainId, EventId

RELEASED = sorted(Path(__file__).with_name("released").iterdir())
THREE_YEARS = 20_000
COPIES = 20
# A later Limen, whose new table takes so long to fill that a kill can fall into it.
LATER = """
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("store", "first_tables")]
    operations = [
        migrations.RunSQL("CREATE TABLE later AS SELECT * FROM events WHERE 0"),
        *[migrations.RunSQL("INSERT INTO later SELECT * FROM events")] * 20,
    ]
"""


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The migrations of a later Limen; from here on, this is that Limen."""
    folder = tmp_path / "later_migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder)
    (folder / "second_later.py").write_text(LATER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with override_settings(MIGRATION_MODULES={"store": folder.name}):
        yield folder
    for name in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def opened() -> Callable[[Path], OpenVault]:
    """A vault of an earlier release with its key, which its passphrase gave."""
    return cache(lambda release: vaults.unlocked(release, _said(release)["passphrase"]))


@pytest.fixture
def frozen(
    opened: Callable[[Path], OpenVault], tmp_path: Path, unblocked: None
) -> Callable[[Path], OpenVault]:
    """A copy of such a vault, not open yet."""
    del unblocked  # what it does is wanted, not what it gives
    numbers = count()

    def copied(release: Path) -> OpenVault:
        folder = tmp_path / str(next(numbers)) / "notes"
        shutil.copytree(release, folder)
        return replace(opened(release), folder=folder, path=folder / "journal.db")

    return copied


def test_a_vault_of_this_version_is_among_them() -> None:
    assert __version__ in [release.name for release in RELEASED]


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: release.name)
def test_a_vault_of_every_release_opens_by_its_passphrase_and_by_its_sheet(
    frozen: Callable[[Path], OpenVault], release: Path
) -> None:
    said, closed = _said(release), frozen(release)

    for typed in (said["passphrase"], said["code"]):
        opening.open_vault(vaults.unlocked(closed.folder, typed))
        assert _held() == (said["events"], said["head"])
        assert events.is_file_whole()
        assert opening.is_sheet_confirmed()


@pytest.mark.nightly
@pytest.mark.usefixtures("unblocked")
def test_a_vault_that_is_frozen_today_holds_what_is_written_beside_it(
    load: Callable[[Path], ModuleType], root: Path, tmp_path: Path
) -> None:
    load(root / "tools" / "freeze.py").main(tmp_path)
    said = _said(tmp_path / __version__)

    opening.open_vault(vaults.unlocked(tmp_path / __version__, said["code"]))

    assert _held() == (said["events"], said["head"])


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: release.name)
def test_every_entry_of_it_is_folded(frozen: Callable[[Path], OpenVault], release: Path) -> None:
    closed = frozen(release)
    opening.open_vault(closed)

    state = projections.state_of(ChainId(closed.id))

    assert state.head == Head(_said(release)["events"], _said(release)["head"])
    assert not state.standing.is_newer
    assert [finding for finding in state.diary.findings if "newer" in finding.says] == []


@pytest.mark.parametrize("release", RELEASED, ids=lambda release: release.name)
def test_a_later_limen_copies_it_first_and_loses_nothing(
    frozen: Callable[[Path], OpenVault], release: Path, later: Path
) -> None:
    closed = frozen(release)
    written_by = _written_by(closed)
    before = closed.path.read_bytes()

    with override_settings(MIGRATION_MODULES={"store": later.name}):
        opening.open_vault(closed)

    assert _tables() >= {"later", "events"}
    assert _held() == (_said(release)["events"], _said(release)["head"])
    assert (closed.folder / f"journal.before-{written_by}.db").read_bytes() == before


@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.nightly)])
def test_an_upgrade_that_is_killed_is_made_good_at_the_next_opening(
    frozen: Callable[[Path], OpenVault],
    writer: object,
    later: Path,
    kills: int,
    record_property: Callable,
) -> None:
    dice, cut_off = Random(1), 0  # noqa: S311 -- no secret
    deed = {"deed": "opening", "migrations": str(later)}
    most = min(_seconds_of(writer, frozen(RELEASED[-1]), deed) for _ in range(3))

    for _ in range(kills):
        closed = frozen(RELEASED[-1])
        said = writer.killed(closed, dice.uniform(0, most), **deed)
        cut_off += not said
        opening.open_vault(closed)
        assert _held() == (_said(RELEASED[-1])["events"], _said(RELEASED[-1])["head"])
        assert _rows("later") == COPIES * _said(RELEASED[-1])["events"]
        opening.leave()

    record_property("counted", f"{kills} kills, {cut_off} before the upgrade was done")
    assert cut_off > kills / 4


@pytest.mark.usefixtures("later")
def test_what_a_later_limen_changed_is_refused_by_this_one_in_words(
    frozen: Callable[[Path], OpenVault],
) -> None:
    closed = frozen(RELEASED[-1])
    opening.open_vault(closed)
    IdentityRow.objects.update(written_by="7.0")

    with override_settings(MIGRATION_MODULES={}), pytest.raises(RuleBroken) as refused:
        opening.open_vault(closed)

    assert refused.value.says == "This vault was opened by a newer Limen."
    assert refused.value.fix == "Install at least version 7.0."


@pytest.mark.nightly
@pytest.mark.usefixtures("later")
def test_three_years_are_upgraded_within_half_a_minute(
    frozen: Callable[[Path], OpenVault], record_property: Callable
) -> None:
    closed = frozen(RELEASED[-1])
    with override_settings(MIGRATION_MODULES={}):
        opening.open_vault(closed)
        _write_notes(ChainId(closed.id), THREE_YEARS)
        before = _held()
        opening.leave()

    begins = time.monotonic()
    opening.open_vault(closed)
    took = time.monotonic() - begins

    record_property("counted", f"{before[0]} entries upgraded in {took:.1f} s")
    assert _held() == before
    assert took <= 30


def _said(release: Path) -> dict:
    return json.loads((release / "holds.json").read_text(encoding="utf-8"))


def _held() -> tuple[int, str]:
    chain = ChainId(vaults.current().id)
    report = verify(chain, events.load(chain))
    assert (report.reason, report.redacted) == (None, 0)
    return report.head.n, report.head.hash


def _written_by(closed: OpenVault) -> str:
    """Which Limen made it; the file is left as it is."""
    vaults.use(closed.untouched("to look"))
    found = IdentityRow.objects.values_list("written_by", flat=True).get()
    opening.leave()
    return found


def _tables() -> set[str]:
    return set(connection.introspection.table_names())


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        return cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 -- our own name


def _write_notes(chain: ChainId, notes: int) -> None:
    at, head, made = parse_instant("2026-03-02T19:04:00.000Z"), events.head(chain), []
    for number in range(notes):
        note, id_ = NoteWritten(words=f"words {number}"), EventId(UUID(int=10**6 + number))
        draft = Draft(id_, at.date(), at, Zone("Europe/Berlin"), "participant", "cli", note)
        made.append(link(draft, head, salt=number.to_bytes(16), jump=None))
        head = made[-1].head
    with events.appending():
        events.insert(chain, made)


def _seconds_of(writer: object, closed: OpenVault, deed: dict[str, str]) -> float:
    """How long this machine needs for an upgrade: a kill is to fall into it on any machine."""
    begun = time.perf_counter()
    writer.killed_at_work(closed, 0, **deed)
    return time.perf_counter() - begun
