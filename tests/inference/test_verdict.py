from dataclasses import replace
from itertools import product

import pytest

from limen.inference.belief_estimates import Guesses
from limen.inference.block_evidence import SlotScore
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.ladder import Headline, Rung
from limen.inference.reference.verdict import verdict as plain_verdict
from limen.inference.trial import Draws
from limen.inference.verdict import unblinded_verdict, verdict
from limen.inference.verdict_estimates import Allocations, Conduct, Fixed

HALVES = [bytes(order) for order in product((0, 1), repeat=4) if sum(order) == 2]
LAW = tuple((order, 1 / 6) for order in HALVES)
FIXED = Fixed((1.0, 0.5, 0.25), smallest_change=0.5)
WHOLE = Conduct(scored_days=36, planned_days=36)


def could_be(case, **changes):
    parts = Allocations(case.draws, (LAW,) * 3, SlotScore.THREE_DAYS, smallest_p=2 / 216)
    return replace(parts, **changes)


def guessing(case, right=lambda slot: slot % 3 > 0):
    """Guesses that are right on slots of which `right` says so."""
    active = tuple(bool(arm) is right(slot) for slot, arm in enumerate(case.trial.arms))
    return Guesses(active, (2,) * len(active))


def few(case):
    """The same with 39 other orders, so that the slow form is not too slow."""
    return replace(case, draws=Draws(case.draws.others[::5][:39], complete=False))


def asked(case, *, guesses=None, fixed=FIXED, conduct=WHOLE, ask=verdict, **changes):
    return ask(
        case.trial,
        case.scale,
        guesses or guessing(case),
        could_be(case, **changes),
        fixed,
        conduct,
    )


def test_oracle_a_is_no_verdict_yet(oracle_a):
    found = asked(oracle_a)

    test = found.completed.test
    assert (found.rung, found.headline) == (Rung.L0, Headline.S4)
    assert (test.estimate, test.p_up) == (pytest.approx(1.0009951629), pytest.approx(6 / 216))
    assert (found.scale, found.found.difference) == (oracle_a.scale, test.estimate)


@pytest.mark.parametrize(
    ("effect", "change", "expected"),
    [
        (0.0, 0.5, Rung.L0),
        (1.2, 0.5, Rung.L1),
        (4.0, 0.5, Rung.L2),
        (-1.4, 0.5, Rung.H1),
        (-4.0, 0.5, Rung.H2),
        (0.0, 2.0, Rung.E),
    ],
)
def test_every_rung_is_reached_and_the_plain_form_agrees(oracle_a, effect, change, expected):
    case = oracle_a.having(scores=_with_effect(oracle_a, effect))
    fixed = replace(FIXED, smallest_change=change)

    found = asked(case, fixed=fixed)

    some = few(case)
    assert found.rung is expected
    assert asked(some, fixed=fixed).rung is asked(some, fixed=fixed, ask=plain_verdict)


@pytest.mark.parametrize("way", [1.0, -1.0])
def test_with_more_than_a_fifth_of_the_guesses_missing_belief_cannot_be_set_aside(oracle_a, way):
    case = oracle_a.having(scores=_with_effect(oracle_a, 9.0 * way))
    some = guessing(case)
    enough, too_few = (Guesses((None,) * n + some.active[n:], some.sure) for n in (2, 3))

    found = [asked(case, guesses=guesses).rung for guesses in (enough, too_few)]

    assert found == ([Rung.L2, Rung.L1] if way > 0 else [Rung.H2, Rung.H1])


def test_a_smaller_belief_limit_lets_more_stand(oracle_a):
    case = oracle_a.having(scores=_with_effect(oracle_a, 1.2))

    found = [asked(case, fixed=replace(FIXED, belief_limit=limit)).rung for limit in (0.0, 2.0)]

    assert found == [Rung.L2, Rung.L1]


def test_harm_is_told_with_its_own_curve(oracle_a):
    case = oracle_a.having(scores=_with_effect(oracle_a, -4.0))

    found = asked(case)

    curve = found.completed.curve
    assert (found.p_rob, found.tipping_point) == (curve.p_rob_harm, curve.tipping_point_harm)
    assert found.p_rob < curve.p_rob


def test_the_guesses_stand_beside_the_verdict(oracle_a):
    guesses = guessing(oracle_a, right=lambda slot: slot % 2 == 0)

    found = asked(oracle_a, guesses=guesses).found

    assert (found.guesses.counts.right, found.guesses.counts.n) == (6, 12)
    assert (found.limit, found.guesses_missing) == (1.0, 0.0)
    assert (found.own_switch.guessed_active, found.own_switch.guessed_placebo) == (3, 3)


@pytest.mark.parametrize(
    ("scored", "rung"), [(21, Rung.TOO_FEW_DAYS), (22, Rung.L1), (36, Rung.L1)]
)
def test_sixty_percent_of_the_planned_days_have_a_score(oracle_a, scored, rung):
    found = asked(few(oracle_a), conduct=Conduct(scored, 36))

    assert found.rung is rung
    assert asked(few(oracle_a), conduct=Conduct(scored, 36), ask=plain_verdict) is rung


def test_too_few_days_say_how_many_are_needed(oracle_a):
    found = asked(oracle_a, conduct=Conduct(20, 84))

    assert found.headline is Headline.S6
    assert found.reason.says == "You wrote down 20 of 84 days. We need about 51."


def test_blocks_that_cannot_show_anything_are_too_few(oracle_a):
    found = asked(oracle_a, smallest_p=2 / 36)

    assert (found.rung, found.reason.reason) == (Rung.TOO_FEW_DAYS, Reason.TOO_FEW_ALLOCATIONS)
    assert asked(oracle_a, smallest_p=2 / 36, ask=plain_verdict) is Rung.TOO_FEW_DAYS


def test_without_a_run_in_there_are_too_few_days(oracle_a):
    reason = NotEstimable(Reason.TOO_FEW_DAYS, "Only 9 days.")
    case = replace(oracle_a, scale=reason)

    assert asked(case).reason is reason
    assert asked(case, ask=plain_verdict) is Rung.TOO_FEW_DAYS


def test_two_scored_days_in_an_arm_are_too_few(oracle_a):
    slots = zip(oracle_a.trial.slot_days, oracle_a.trial.arms, strict=True)
    active = [day + later for day, arm in slots if arm for later in range(3)]
    scores = tuple(None if day in active[2:] else y for day, y in enumerate(oracle_a.trial.scores))
    case = oracle_a.having(scores=scores)

    found = asked(case)

    assert (found.rung, found.scale) == (Rung.TOO_FEW_DAYS, case.scale)
    assert found.reason.says == "Only 2 days of active capsules have a score; 3 are needed."
    assert asked(case, ask=plain_verdict) is Rung.TOO_FEW_DAYS


def test_scores_that_never_vary_are_too_few_days(oracle_a):
    found = asked(oracle_a.scoring(lambda _: 4.0))

    assert (found.rung, found.reason.reason) == (Rung.TOO_FEW_DAYS, Reason.NO_VARIATION)


@pytest.mark.parametrize(("share", "rung"), [(0.5, Rung.L1), (0.51, Rung.NOT_BLINDED)])
def test_more_than_half_of_the_packets_opened_early_are_no_blinding(oracle_a, share, rung):
    conduct = replace(WHOLE, opened_early=share)

    found = asked(few(oracle_a), conduct=conduct)

    assert found.rung is rung
    assert asked(few(oracle_a), conduct=conduct, ask=plain_verdict) is rung


def test_openings_are_asked_before_days():
    found = unblinded_verdict(FIXED, "There is no placebo.")

    assert (found.rung, found.headline) == (Rung.NOT_BLINDED, Headline.S7)
    assert found.reason == NotEstimable(Reason.NOT_BLINDED, "There is no placebo.")


@pytest.mark.parametrize(("effect", "expected"), [(9.0, Rung.L2), (0.0, Rung.L0), (-9.0, Rung.H2)])
def test_after_an_early_stop_the_evidence_of_the_blocks_decides(oracle_a, effect, expected):
    case = oracle_a.having(scores=_with_effect(oracle_a, effect))
    conduct = replace(WHOLE, is_stopped_early=True)

    found = asked(case, conduct=conduct)

    assert found.rung is expected
    assert asked(case, conduct=conduct, ask=plain_verdict) is expected
    assert found.completed is None


def test_an_early_stop_without_a_whole_block_is_too_few_days(oracle_a):
    nothing = oracle_a.having(slot_days=(), arms=b"", block_of_slot=())
    conduct = replace(WHOLE, is_stopped_early=True)

    found = asked(nothing, guesses=Guesses((), ()), conduct=conduct, laws=())

    assert (found.rung, found.reason.says) == (Rung.TOO_FEW_DAYS, "No block is complete.")


def _with_effect(case, effect):
    """The printed series with another effect than its own 0.8."""
    scores = list(case.trial.scores)
    for day, arm in zip(case.trial.slot_days, case.trial.arms, strict=True):
        for later, share in enumerate(case.kernel):
            scores[day + later] += (effect - 0.8) * share * arm
    return tuple(scores)
