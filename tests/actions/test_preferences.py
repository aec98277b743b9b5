"""Preferences are read back as they were set; whatever cannot be read is as usual."""

from datetime import time

import pytest

from limen.actions.preferences import Preferences, TextSize, Theme, keep_preferences, preferences
from limen.actions.visit import Role, Visit
from limen.store import preferences as store
from limen.terms.errors import NotAllowed


def test_nothing_set_is_as_usual(visit: Visit) -> None:
    del visit  # that a vault is open is wanted, not who visits it

    assert preferences() == Preferences()


def test_what_is_set_comes_back(visit: Visit) -> None:
    wished = Preferences(time(21, 30), Theme.DARK, TextSize.LARGE, "de", 15)

    keep_preferences(visit, wished)

    assert preferences() == wished


@pytest.mark.parametrize("name", ["evening", "theme", "text_size", "idle_minutes"])
def test_words_that_mean_nothing_are_as_usual(visit: Visit, name: str) -> None:
    del visit  # as above
    store.keep_preferences({name: "nothing that is known"})

    assert preferences() == Preferences()


def test_nobody_else_sets_them(visit: Visit) -> None:
    other = Visit("clinician", Role.CLINICIAN, visit.chain, visit.at, visit.zone)

    with pytest.raises(NotAllowed):
        keep_preferences(other, Preferences(theme=Theme.DARK))

    assert preferences() == Preferences()
