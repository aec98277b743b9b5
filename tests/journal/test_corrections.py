"""Until when an event may be stated anew: a row for every kind."""

from datetime import date, timedelta

import pytest

from limen.journal.corrections import (
    CORRIGIBLE,
    Corrigible,
    is_corrigible,
    is_withdrawable,
    trial_of,
)
from limen.journal.kinds import trials
from limen.journal.kinds.catalogue import KINDS
from limen.journal.kinds.protocols import ProtocolPlanned

DAY = date(2026, 3, 1)


def test_every_kind_has_its_row() -> None:
    assert set(CORRIGIBLE) == set(KINDS)


def test_no_event_of_a_trial_is_corrigible() -> None:
    kinds = {made.KIND for made in KINDS.values() if made.__module__ == trials.__name__}

    assert {CORRIGIBLE[kind] for kind in kinds} == {Corrigible.NO}


@pytest.mark.parametrize(
    ("kind", "after_days", "corrigible", "withdrawable"),
    [
        ("note.written", 400, True, True),
        ("dose.taken", 400, True, True),
        ("check_in.saved", 0, True, True),
        ("check_in.saved", 1, True, True),
        ("check_in.saved", 2, False, True),
        ("questionnaire.answered", 2, False, True),
        ("protocol.planned", 0, True, True),
        ("protocol.planned", 1, False, False),
        ("screening.answered", 0, False, False),
        ("screening.decided", 0, False, False),
        ("guess.locked", 0, False, False),
        ("check_in.opened", 0, False, False),
    ],
)
def test_how_long(kind: str, after_days: int, *, corrigible: bool, withdrawable: bool) -> None:
    payload, on = KINDS[kind].example(), DAY + timedelta(days=after_days)

    assert is_corrigible(payload, day=DAY, on=on) is corrigible
    assert is_withdrawable(payload, on=on) is withdrawable


def test_the_plan_of_the_table_starts_on_the_next_day() -> None:
    assert ProtocolPlanned.example().starts == DAY + timedelta(days=1)


def test_a_payload_may_belong_to_a_trial() -> None:
    assert trial_of(KINDS["note.written"].example()) is None
    assert trial_of(KINDS["dose.taken"].example()) is None
    assert trial_of(trials.StubLost.example()) == trials.StubLost.example().trial
