"""SEC-3: a guess is dear, and opening is not, on the computer where the lock was made."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.actions import unlocking
from limen.store import vault
from limen.terms.errors import NotAllowed

PASSPHRASE = "six words that open a test"  # noqa: S105 -- of a test
GUESSES = 20
LEAST_SECONDS, MOST_SECONDS = 0.3, 1.5

pytestmark = [pytest.mark.nightly, pytest.mark.usefixtures("unblocked")]


@pytest.fixture
def folder(tmp_path: Path, unblocked: None) -> Path:
    """A vault whose lock was made as dear as this computer allows."""
    del unblocked  # what it does is wanted, not what it gives
    unlocking.make_vault(tmp_path / "notes", PASSPHRASE, time.monotonic)
    unlocking.lock()
    return tmp_path / "notes"


def test_a_wrong_guess_takes_a_third_of_a_second(folder: Path, record_property: Callable) -> None:
    took = [_seconds(folder, f"guess {number} of a thief") for number in range(GUESSES)]

    record_property("counted", f"{GUESSES} guesses, {min(took):.2f} s at least")
    assert min(took) >= LEAST_SECONDS


def test_opening_takes_a_second_and_a_half_at_most(folder: Path, record_property: Callable) -> None:
    took = [_seconds(folder, PASSPHRASE) for _ in range(GUESSES)]
    slowest = statistics.quantiles(took, n=20)[-1]

    record_property("counted", f"{GUESSES} unlocks, 95 of 100 within {slowest:.2f} s")
    assert slowest <= MOST_SECONDS


def test_a_guess_takes_as_long_as_the_right_passphrase(folder: Path) -> None:
    right = statistics.median(_seconds(folder, PASSPHRASE) for _ in range(GUESSES))
    wrong = statistics.median(_seconds(folder, "a guess of a thief") for _ in range(GUESSES))

    assert abs(right - wrong) < right / 2


def _seconds(folder: Path, typed: str) -> float:
    begins = time.monotonic()
    try:
        unlocking.unlock(folder, typed)
    except NotAllowed:
        with pytest.raises(NotAllowed):
            vault.current()
    took = time.monotonic() - begins
    unlocking.lock()
    return took
