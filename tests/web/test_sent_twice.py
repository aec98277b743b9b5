"""REL-12: an entry that is sent again, at once or later, in order or not, is recorded once."""

from collections.abc import Callable
from random import Random  # noqa: TID251 -- in which order they come: seeded, and no secret
from uuid import UUID

import pytest

FEW, ALL = 60, 1000
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}


def test_a_few_entries_sent_three_times_are_recorded_once_each(
    window: object, state: Callable[[], object]
) -> None:
    assert recorded(window, state, FEW) == FEW


@pytest.mark.nightly
def test_a_thousand_entries_sent_three_times_are_recorded_once_each(
    window: object, state: Callable[[], object], record_property: Callable
) -> None:
    assert recorded(window, state, ALL) == ALL
    record_property("counted", f"{ALL} entries of {ALL}")


def recorded(window: object, state: Callable[[], object], entries: int) -> int:
    """How many entries there are after so many forms came, each of them three times."""
    dice = Random(12)  # noqa: S311 -- no secret
    before, waiting = state().head.n, []
    for number in range(entries):
        name = str(UUID(int=dice.getrandbits(128), version=4))
        fields = {"why": "ill"} if number % 2 else RATED
        path = "/t/x" if number % 2 else "/t/e"
        first = window.send(path, sent=name, **fields)
        waiting.append((path, name, fields, first))
        assert window.send(path, sent=name, **fields) == first  # a double click
    dice.shuffle(waiting)
    for path, name, fields, first in waiting:
        assert window.send(path, sent=name, **fields) == first  # the back button
    return state().head.n - before
