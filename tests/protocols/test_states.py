"""The life of a protocol is a complete table, and its drawing says the same."""

from collections import Counter

import pytest

from limen.journal.kinds.catalogue import KINDS
from limen.protocols.states import (
    END_PASSES,
    MOVES,
    START_COMES,
    State,
    Who,
    drawing,
    move,
    require_mover,
)
from limen.terms.errors import NotAllowed, RuleBroken

MOVING = ("protocol.paused", "protocol.resumed", "protocol.extended", "protocol.ended")
CALENDAR = {START_COMES, END_PASSES}

# Where each kind leads from each state, or the sentence of the refusal.
TABLE = [
    (State.PLANNED, "protocol.paused", "This protocol has not started yet."),
    (State.PLANNED, "protocol.resumed", "This protocol has not started yet."),
    (State.PLANNED, "protocol.extended", "This protocol has not started yet."),
    (State.PLANNED, "protocol.ended", State.ENDED),
    (State.RUNNING, "protocol.paused", State.PAUSED),
    (State.RUNNING, "protocol.resumed", "This protocol is not paused."),
    (State.RUNNING, "protocol.extended", State.RUNNING),
    (State.RUNNING, "protocol.ended", State.ENDED),
    (State.PAUSED, "protocol.paused", "This protocol is paused already."),
    (State.PAUSED, "protocol.resumed", State.RUNNING),
    (State.PAUSED, "protocol.extended", State.PAUSED),
    (State.PAUSED, "protocol.ended", State.ENDED),
    (State.ENDED, "protocol.paused", "This protocol has ended."),
    (State.ENDED, "protocol.resumed", "This protocol has ended."),
    (State.ENDED, "protocol.extended", "This protocol has ended."),
    (State.ENDED, "protocol.ended", State.ENDED),
]


@pytest.mark.parametrize(("state", "kind", "follows"), TABLE)
def test_a_kind_moves_a_state_or_is_refused(state: State, kind: str, follows: State | str) -> None:
    try:
        found = move(state, kind).next_state
    except RuleBroken as refused:
        found = refused.says

    assert found == follows


def test_the_table_above_names_every_state_with_every_kind() -> None:
    named = Counter((state, kind) for state, kind, _ in TABLE)

    assert named == Counter((state, kind) for state in State for kind in MOVING)


def test_every_kind_that_names_a_protocol_and_changes_it_has_a_move() -> None:
    about_protocols = {kind for kind in KINDS if kind.startswith("protocol.")}

    assert about_protocols - {"protocol.planned"} == set(MOVING)
    assert {known.mover for known in MOVES} == set(MOVING) | CALENDAR


def test_every_state_is_reached_and_only_the_end_is_never_left() -> None:
    reached, left = {State.PLANNED}, set[State]()
    for known in MOVES:
        reached.add(known.next_state)
        if known.next_state is not known.state:
            left.add(known.state)

    assert reached == set(State)
    assert set(State) - left == {State.ENDED}


def test_a_state_and_a_mover_lead_to_one_place() -> None:
    pairs = Counter((known.state, known.mover) for known in MOVES)

    assert set(pairs.values()) == {1}


@pytest.mark.parametrize("known", MOVES, ids=lambda known: f"{known.state.value} {known.mover}")
def test_every_move_says_who_may_make_it(known: object) -> None:
    expected = {"protocol.paused": (Who.PARTICIPANT, Who.LIMEN)} | dict.fromkeys(
        CALENDAR, (Who.CALENDAR,)
    )

    assert known.who == expected.get(known.mover, (Who.PARTICIPANT,))


def test_limen_may_pause_and_only_the_participant_goes_on() -> None:
    require_mover(move(State.RUNNING, "protocol.paused"), "limen")
    require_mover(move(State.PAUSED, "protocol.resumed"), "participant")

    for by in ("limen", "clinician:00000000-0000-0000-0000-000000000001", "importer:table", ""):
        with pytest.raises(NotAllowed) as refused:
            require_mover(move(State.PAUSED, "protocol.resumed"), by)
        assert refused.value.says == "Only the participant can do this to a protocol."


def test_the_drawing_has_a_line_for_each_move() -> None:
    assert drawing().splitlines() == [
        "planned → running  first day comes    calendar",
        "planned → ended    protocol.ended     participant",
        "running → paused   protocol.paused    participant, limen",
        "running → running  protocol.extended  participant",
        "running → ended    protocol.ended     participant",
        "running → ended    last day passes    calendar",
        "paused  → running  protocol.resumed   participant",
        "paused  → paused   protocol.extended  participant",
        "paused  → ended    protocol.ended     participant",
        "paused  → ended    last day passes    calendar",
        "ended   → ended    protocol.ended     participant",
    ]
