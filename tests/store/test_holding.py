"""Many programs have a vault together, or one has it alone."""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from limen.store import holding
from limen.terms.errors import LimenError


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    yield
    holding.let_go()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[int]:
    """The folder as another program has opened it."""
    opened = os.open(tmp_path, os.O_RDONLY)
    yield opened
    os.close(opened)


def is_free(opened: int, how: int) -> bool:
    try:
        fcntl.flock(opened, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(opened, fcntl.LOCK_UN)
    return True


def test_a_vault_is_had_together_and_let_go(tmp_path: Path, other: int) -> None:
    holding.hold(tmp_path)
    holding.hold(tmp_path)
    together = is_free(other, fcntl.LOCK_SH), is_free(other, fcntl.LOCK_EX)
    holding.let_go()

    assert together == (True, False)
    assert is_free(other, fcntl.LOCK_EX)


def test_inside_nobody_else_has_it_and_afterwards_others_may(tmp_path: Path, other: int) -> None:
    with holding.alone(tmp_path):
        with holding.alone(tmp_path):
            inside = is_free(other, fcntl.LOCK_SH)
        still = is_free(other, fcntl.LOCK_SH)

    assert (inside, still) == (False, False)
    assert is_free(other, fcntl.LOCK_SH)
    assert not is_free(other, fcntl.LOCK_EX)


def test_what_fails_inside_lets_go(tmp_path: Path, other: int) -> None:
    with pytest.raises(RuntimeError), holding.alone(tmp_path):
        raise RuntimeError

    assert is_free(other, fcntl.LOCK_EX)


def test_a_vault_that_somebody_has_is_not_had_alone(tmp_path: Path, other: int) -> None:
    fcntl.flock(other, fcntl.LOCK_SH)

    with pytest.raises(LimenError, match="has this journal open"), holding.alone(tmp_path):
        pytest.fail("it was had alone")


def test_a_vault_that_somebody_has_alone_is_not_had(tmp_path: Path, other: int) -> None:
    fcntl.flock(other, fcntl.LOCK_EX)

    with pytest.raises(LimenError, match="is putting a journal in place"):
        holding.hold(tmp_path)


def test_another_vault_takes_the_place_of_the_first(tmp_path: Path, other: int) -> None:
    (tmp_path / "second").mkdir()
    holding.hold(tmp_path)

    holding.hold(tmp_path / "second")

    assert is_free(other, fcntl.LOCK_EX)


def test_where_there_is_no_folder_or_no_lock_all_is_as_without(
    tmp_path: Path, other: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    holding.hold(tmp_path / "nowhere")
    with monkeypatch.context() as without:
        without.setattr(holding.fcntl, "flock", unknown)
        holding.hold(tmp_path)

    assert is_free(other, fcntl.LOCK_EX)
