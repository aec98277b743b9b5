"""What every test may use: the shared oracles, the laws' profiles, and no network."""

import importlib.util
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# Without `derandomize` and without a deadline the first, cold call of a law can fail by its time.
settings.register_profile("gate", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("nightly", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("LIMEN_LAWS", "gate"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with oracles and published data, which stay outside the project."""
    folder = Path(os.environ.get("LIMEN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        says = f"no oracles and data at {folder}; set LIMEN_SHARED to their folder"
        if os.environ.get("CI"):
            pytest.fail(says)
        pytest.skip(says)
    return folder


@pytest.fixture(scope="session")
def load() -> Callable[[Path], ModuleType]:
    """Load a file that is no part of the package, like those in `tools`, as a module."""

    def loaded(path: Path) -> ModuleType:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
        return module

    return loaded


@pytest.fixture(scope="session")
def traces(load: Callable[[Path], ModuleType]) -> ModuleType:
    """The search for words that must not be found."""
    return load(ROOT / "tests" / "traces.py")


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this computer."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else "local"
        if host not in {"127.0.0.1", "::1", "localhost", "local"}:
            pytest.fail(f"a test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was counted, where every test is named: `make soak` ends with these numbers."""
    passed = terminalreporter.getreports("passed") if terminalreporter.verbosity > 0 else ()
    counted = [
        f"{report.nodeid.rpartition('::')[2]}: {said}"
        for report in passed
        for name, said in report.user_properties
        if name == "counted" and report.when == "call"
    ]
    if counted:
        terminalreporter.section("counted")
        terminalreporter.write_line("\n".join(counted))


@dataclass(frozen=True, slots=True)
class MadeVault:
    """A vault that no test changes, with all that opens it."""

    opened: object
    passphrase: str
    code: str

    def copy(self, folder: Path) -> object:
        """A copy of it in another folder, with its key, not open yet."""
        shutil.copytree(self.opened.folder, folder)
        return replace(self.opened, folder=folder, path=folder / self.opened.path.name)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: object) -> MadeVault:
    """One new vault at the lowest cost that Limen accepts: two derivations of a key."""
    from limen.store import opening, vault  # noqa: PLC0415 -- only tests of a vault load its tables
    from limen.store.dice import SystemDice  # noqa: PLC0415 -- as above

    folder = tmp_path_factory.mktemp("made") / "notes"
    passphrase = "correct horse battery staple"  # noqa: S105 -- opens vaults of tests alone
    with django_db_blocker.unblock():
        code = opening.create(folder, passphrase, vault.Cost(), SystemDice())
        opening.confirm_sheet()
        opened = vault.current()
        opening.leave()
    return MadeVault(opened, passphrase, code)


@pytest.fixture
def unblocked(django_db_blocker: object) -> Iterator[None]:
    """Let a test open vaults of its own; whatever is open afterwards is left."""
    from limen.actions import projections  # noqa: PLC0415 -- as above
    from limen.store import opening  # noqa: PLC0415 -- as above

    with django_db_blocker.unblock():
        yield
        opening.leave()
    projections.forget()


@pytest.fixture
def closed(made: MadeVault, tmp_path: Path, unblocked: None) -> object:
    """A vault of this test's own, with its key, not open yet."""
    del unblocked  # what it does is wanted, not what it gives
    return made.copy(tmp_path / "notes")


@pytest.fixture
def vault(closed: object) -> object:
    """The same, open."""
    from limen.store import opening  # noqa: PLC0415 -- as above
    from limen.store.vault import current  # noqa: PLC0415 -- as above

    opening.open_vault(closed)
    return current()
