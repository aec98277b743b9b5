"""Wrong tries at the lock: counted over restarts, and answered with longer and longer pauses.

Goal SEC-11.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from limen.store.tries import TRIES, Tries, begin_try, count, require_no_pause, waiting
from limen.terms.errors import NotAllowed

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
SAID = "2026-03-02T19:04:00.000Z"
FOREVER = [30, 60, 120, 240, 480, 900, 900, 900]


@pytest.fixture
def after(tmp_path: Path) -> Callable[[int], Path]:
    """A folder in which so many tries in a row were wrong, the last of them at 19:04."""

    def counted(wrong: int) -> Path:
        (tmp_path / TRIES).write_text(json.dumps({"wrong": wrong, "last": SAID}), "ascii")
        return tmp_path

    return counted


@pytest.mark.parametrize("wrong", range(5))
def test_up_to_four_wrong_tries_cost_no_pause(wrong: int) -> None:
    assert Tries(wrong, SAID).pause(AT) == timedelta(0)


def test_the_pause_is_half_a_minute_and_doubles_up_to_a_quarter_of_an_hour() -> None:
    pauses = [Tries(wrong, SAID).pause(AT) for wrong in range(5, 13)]

    assert pauses == [timedelta(seconds=seconds) for seconds in FOREVER]
    assert Tries(10**9, SAID).pause(AT) == timedelta(minutes=15)


def test_a_pause_runs_out() -> None:
    tries = Tries(5, SAID)

    left = [tries.pause(AT + timedelta(seconds=seconds)) for seconds in (10, 29.999, 30, 10**6)]

    assert [pause.total_seconds() for pause in left] == [20, 0.001, 0, 0]


def test_a_try_is_counted_before_it_is_made(tmp_path: Path) -> None:
    before = [begin_try(tmp_path, AT) for _ in range(3)]

    assert before == [Tries(0, ""), Tries(1, SAID), Tries(2, SAID)]
    assert json.loads((tmp_path / TRIES).read_bytes()) == {"wrong": 3, "last": SAID}
    assert (tmp_path / TRIES).stat().st_mode & 0o777 == 0o600


def test_a_try_during_a_pause_is_refused_and_not_counted(after: Callable[[int], Path]) -> None:
    folder = after(5)

    with pytest.raises(NotAllowed) as refused:
        begin_try(folder, AT + timedelta(seconds=12))

    assert refused.value.says == "Too many tries did not open the journal."
    assert refused.value.fix == "Wait 18 seconds, then try once more."
    assert json.loads((folder / TRIES).read_bytes())["wrong"] == 5


def test_asking_whether_a_pause_runs_counts_nothing(after: Callable[[int], Path]) -> None:
    folder = after(6)

    with pytest.raises(NotAllowed, match="Too many tries"):
        require_no_pause(folder, AT)

    require_no_pause(folder, AT + timedelta(minutes=1))
    assert json.loads((folder / TRIES).read_bytes())["wrong"] == 6


def test_where_nothing_was_wrong_no_file_is_made(tmp_path: Path) -> None:
    require_no_pause(tmp_path, AT)
    count(tmp_path, Tries())

    assert not (tmp_path / TRIES).exists()


def test_a_right_try_leaves_no_file_behind(after: Callable[[int], Path]) -> None:
    folder = after(7)

    count(folder, Tries())

    assert not (folder / TRIES).exists()


def test_a_try_that_said_nothing_about_the_passphrase_is_taken_back(tmp_path: Path) -> None:
    first = begin_try(tmp_path, AT)
    second = begin_try(tmp_path, AT)

    count(tmp_path, second)

    assert first == Tries()
    assert json.loads((tmp_path / TRIES).read_bytes()) == {"wrong": 1, "last": SAID}


def test_a_clock_that_was_set_back_starts_the_pause_anew(after: Callable[[int], Path]) -> None:
    folder, a_year_ago = after(5), AT - timedelta(days=365)

    with pytest.raises(NotAllowed, match="Too many tries"):
        require_no_pause(folder, a_year_ago)

    require_no_pause(folder, a_year_ago + timedelta(seconds=30))


@pytest.mark.parametrize(
    "octets", [b"", b"{", b"[]", b"\xff", b'{"wrong": 9}', b'{"wrong": "x", "last": ""}']
)
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, octets: bytes) -> None:
    (tmp_path / TRIES).write_bytes(octets)

    require_no_pause(tmp_path, AT)

    assert begin_try(tmp_path, AT) == Tries()


def test_a_folder_that_is_not_there_keeps_nobody_out(tmp_path: Path) -> None:
    assert begin_try(tmp_path / "gone", AT) == Tries()

    count(tmp_path / "gone", Tries(3, SAID))
    count(tmp_path / "gone", Tries())
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_nobody_out(tmp_path: Path) -> None:
    (tmp_path / TRIES).symlink_to("/dev/full")

    assert begin_try(tmp_path, AT) == Tries()


@pytest.mark.parametrize(
    ("seconds", "says"),
    [
        (0.2, "Wait one second, then try once more."),
        (1.5, "Wait 2 seconds, then try once more."),
        (119, "Wait 119 seconds, then try once more."),
        (120, "Wait 2 minutes, then try once more."),
        (900, "Wait 15 minutes, then try once more."),
        (841, "Wait 15 minutes, then try once more."),
    ],
)
def test_a_pause_is_said_in_seconds_or_whole_minutes(seconds: float, says: str) -> None:
    words, values = waiting(timedelta(seconds=seconds))

    assert words % values == says
