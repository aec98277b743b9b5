import pytest

from limen.inference.belief_estimates import Guesses
from limen.inference.block_evidence import SlotScore
from limen.inference.early_stop import early_stop, rung_of_early_stop
from limen.inference.estimates import Reason
from limen.inference.ladder import Rung
from limen.inference.reference.verdict import early_stop as plain_early_stop
from limen.inference.trial import Draws, Trial
from limen.inference.verdict_estimates import Allocations, EarlyStop

LAW = tuple((bytes(int(at == slot) for slot in range(4)), 0.25) for at in range(4))


def allocations(blocks):
    return Allocations(Draws((), complete=True), (LAW,) * blocks, SlotScore.CAPSULE_DAY, 0.01)


def stopped(case, guesses, limit=0.5, ask=early_stop):
    blocks = allocations(len(set(case.trial.block_of_slot)))
    return ask(case.trial, case.scale, guesses, blocks, kernel=case.kernel, limit=limit)


def guessing(case, right):
    """Guesses that are right on slots of which `right` says so."""
    active = tuple(bool(arm) is right(slot) for slot, arm in enumerate(case.trial.arms))
    return Guesses(active, (2,) * len(active))


@pytest.mark.parametrize("effect", [4.0, -4.0, 0.0])
def test_the_plain_form_agrees(make_case, effect):
    case = make_case("one_in_four", 3, blocks=5, effect=effect, missing=0.1)
    guesses = guessing(case, lambda slot: slot % 3 > 0)

    found = stopped(case, guesses)

    expected = stopped(case, guesses, ask=plain_early_stop)
    assert found.difference == pytest.approx(expected.difference)
    assert found.evidence == pytest.approx(expected.evidence)
    assert found.beyond_belief == pytest.approx(expected.beyond_belief)


def test_evidence_counts_at_its_greatest(make_case):
    case = make_case("one_in_four", 3, blocks=5, effect=5.0)
    scores = list(case.trial.scores)
    scores[24:] = [0.0] * 6  # the last block says nothing, or against

    whole = stopped(case.having(scores=tuple(scores)), guessing(case, lambda _: False))

    shorter = case.having(
        scores=case.trial.scores[:24],
        slot_days=case.trial.slot_days[:16],
        arms=case.trial.arms[:16],
        block_of_slot=case.trial.block_of_slot[:16],
    )
    assert whole.evidence == stopped(shorter, guessing(shorter, lambda _: False)).evidence


def test_belief_that_turns_the_difference_leaves_no_evidence_beyond_it(make_case):
    case = make_case("one_in_four", 3, blocks=5, effect=4.0)

    found = stopped(case, guessing(case, lambda _: True), limit=40.0)

    assert found.evidence > 20
    assert found.beyond_belief == 0.0


@pytest.mark.parametrize(
    ("difference", "evidence", "beyond", "missing", "expected"),
    [
        (1.0, 19.9, 0.0, 0.0, Rung.L0),
        (1.0, 20.0, 19.9, 0.0, Rung.L1),
        (1.0, 20.0, 20.0, 0.0, Rung.L2),
        (1.0, 20.0, 20.0, 0.21, Rung.L1),
        (-1.0, 20.0, 19.9, 0.0, Rung.H1),
        (-1.0, 20.0, 20.0, 0.2, Rung.H2),
        (-1.0, 19.9, 30.0, 0.0, Rung.L0),
    ],
)
def test_twenty_is_enough_in_either_direction(difference, evidence, beyond, missing, expected):
    assert rung_of_early_stop(EarlyStop(difference, evidence, beyond), missing) is expected


def test_without_a_whole_block_there_is_no_evidence():
    nothing = Trial((None,) * 6, (), b"", (), 0)

    found = early_stop(
        nothing,
        object(),
        Guesses((), ()),
        allocations(0),
        kernel=(1.0,),
        limit=1.0,
    )

    assert found.reason is Reason.TOO_FEW_DAYS
