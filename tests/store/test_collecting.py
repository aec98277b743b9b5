"""Python does not look for unused values while very many are made, and does so afterwards."""

import gc

import pytest

from limen.store.collecting import pass_by, uncollected


def test_nothing_is_collected_inside_and_all_as_before_afterwards() -> None:
    with uncollected():
        inside = gc.isenabled()

    assert (inside, gc.isenabled()) == (False, True)


def test_it_goes_on_where_making_fails() -> None:
    with pytest.raises(ValueError, match="no"), uncollected():
        raise ValueError("no")

    assert gc.isenabled()


def test_the_outer_of_two_ends_it() -> None:
    with uncollected():
        with uncollected():
            pass
        between = gc.isenabled()

    assert not between


def test_what_is_there_is_passed_by_from_now_on() -> None:
    kept = [[] for _ in range(1000)]

    pass_by()

    assert gc.get_freeze_count() >= len(kept)
    assert not any(one is kept[0] for one in gc.get_objects())
    gc.unfreeze()
