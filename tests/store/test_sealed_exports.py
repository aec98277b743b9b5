"""A sealed export opens by the key of the open vault, or by what a person types, and by no more."""

from collections.abc import Callable
from pathlib import Path

import pytest

from limen.store import age, backups, exports, opening
from limen.store import vault as vaults
from limen.store.dice import SystemDice
from limen.store.sealed_exports import ask_nobody, opened_export
from limen.store.vault import OpenVault
from limen.terms.errors import BadInput, NotAllowed

MOMENT = "2026-03-02T19:04:00.000Z"


@pytest.fixture
def asked() -> list[str]:
    """What a person was asked for."""
    return []


@pytest.fixture
def types(asked: list[str]) -> Callable[[str], Callable[[str], str]]:
    """A person who types this, whatever is asked."""

    def typing(text: str) -> Callable[[str], str]:
        return lambda says: (asked.append(says), text)[1]

    return typing


@pytest.fixture
def foreign(vault: OpenVault, tmp_path: Path) -> Path:
    """A backup of a vault that is closed, while another one is open."""
    del vault  # that it is open is wanted, not what it is
    backups.back_up(tmp_path / "a.age", MOMENT)
    opening.leave()
    with opening.new_file(vaults.new_vault(tmp_path / "other", SystemDice())):
        pass
    return tmp_path / "a.age"


def opened(path: Path, ask: Callable[[str], str]) -> bytes:
    return opened_export(path, path.read_bytes(), ask)


def test_what_is_not_sealed_stays_as_it_is(tmp_path: Path) -> None:
    assert opened_export(tmp_path / "a.csv", b"a,b\n", ask_nobody) == b"a,b\n"


def test_an_export_of_the_open_vault_asks_nothing(vault: OpenVault, tmp_path: Path) -> None:
    backups.back_up(tmp_path / "a.age", MOMENT)

    archive = opened(tmp_path / "a.age", ask_nobody)

    assert exports.unpack(archive).chain == vault.id


def test_another_one_opens_by_passphrase_and_by_sheet(
    foreign: Path, made: object, types: Callable, asked: list[str]
) -> None:
    for typed in (made.passphrase, made.code):
        assert exports.unpack(opened(foreign, types(typed))).chain == made.opened.id

    assert asked == ["Passphrase, code of the recovery sheet, or age key of a.age"] * 2


def test_another_one_opens_by_its_age_key_without_its_slots(
    foreign: Path, made: object, types: Callable
) -> None:
    backups.slots_beside(foreign).unlink()
    key = age.identity_text(made.opened.export_key())

    assert exports.unpack(opened(foreign, types(f" {key.lower()} "))).chain == made.opened.id


@pytest.mark.nightly
@pytest.mark.usefixtures("vault")
def test_one_with_a_passphrase_of_its_own_opens_by_that(tmp_path: Path, types: Callable) -> None:
    sealed = age.sealed_by_passphrase(b"archive", "quite another hôrse")
    (tmp_path / "a.age").write_bytes(sealed)

    assert opened(tmp_path / "a.age", types("quite another ho\u0302rse")) == b"archive"


@pytest.mark.parametrize("typed", ["another", "age-secret-key-1", "AGE-SECRET-KEY-1QQQ"])
def test_what_does_not_open_it_is_refused(foreign: Path, types: Callable, typed: str) -> None:
    with pytest.raises(NotAllowed, match="That did not open"):
        opened(foreign, types(typed))


def test_the_key_of_another_vault_opens_nothing(foreign: Path, types: Callable) -> None:
    key = age.identity_text(bytes(range(32)))

    with pytest.raises(NotAllowed, match="That did not open the file"):
        opened(foreign, types(key))


def test_missing_slots_are_named(foreign: Path, types: Callable) -> None:
    backups.slots_beside(foreign).unlink()

    with pytest.raises(BadInput, match=r"a\.age\.slots\.json is not there"):
        opened(foreign, types("a passphrase"))


def test_where_nobody_can_be_asked_that_is_said(foreign: Path) -> None:
    with pytest.raises(NotAllowed, match="nobody can be asked"):
        opened(foreign, ask_nobody)
