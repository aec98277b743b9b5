"""What a card shows, and what stands beside it."""

from datetime import date, timedelta

import pytest

from limen.evidence.card import Card, card, refusal, with_dissent, worst_in
from limen.evidence.kinds import ClaimType, Direction, Kind, Scope
from limen.evidence.tables import claims, compiled_on, references

ON = date(2026, 11, 21)


@pytest.mark.parametrize("name", claims())
@pytest.mark.parametrize("later", [0, 400])
def test_no_card_shows_a_benefit_without_the_worst_result_beside_it(name, later):
    shown = card(claims()[name], references(), compiled_on() + timedelta(days=later))

    benefit = any(one.direction.is_benefit for one in shown.references)
    if benefit or shown.claim.claim_type is ClaimType.EFFECT:
        assert shown.worst is not None
        assert not shown.worst.direction.is_benefit


@pytest.mark.parametrize("name", claims())
def test_no_card_lists_a_work_of_another_band(name):
    shown = card(claims()[name], references(), ON)

    assert all(not refusal(one.scopes, shown.claim.scope) for one in shown.references)
    assert all(refusal(one.scopes, shown.claim.scope) for one in shown.of_another_band)


@pytest.mark.parametrize("name", claims())
def test_the_dissent_stands_beside_every_null_result(name):
    shown = card(claims()[name], references(), ON).references

    is_null = any(one.direction is Direction.NULL for one in shown)
    assert not is_null or references()["polito2024"] in shown


def test_full_doses_are_named_and_refused_beside_a_claim_about_microdoses():
    shown = card(claims()["A04"], references(), ON)

    (other,) = shown.of_another_band
    assert other.id == "goodwin2022"
    assert refusal(other.scopes, shown.claim.scope) == (
        "This was studied with full doses.",
        "It says nothing about microdoses.",
    )


def test_a_card_of_a_benefit_refuses_to_stand_alone(claim, work):
    made = card(claim(), {"work": work()}, ON)

    assert made.worst == work()
    with pytest.raises(ValueError, match="without the worst result"):
        Card(made.claim, made.label, made.references, (), None)


def test_a_card_that_speaks_of_no_benefit_needs_none(claim, work):
    practice = claim(claim_type=ClaimType.PRACTICE)

    assert card(practice, {"work": work(direction=Direction.NULL)}, ON).worst is None


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        (Scope.MICRODOSE, "modzelewski2025"),
        (Scope.LOW, "farah2024"),
        (Scope.FULL, "nayak2021"),
        (Scope.KETAMINE, "kew2023"),
        (Scope.ANY, "farah2024"),
    ],
)
def test_the_worst_result_of_each_band_is_known(scope, name):
    assert worst_in(scope, references().values()) == references()[name]


def test_without_a_work_there_is_no_worst():
    assert worst_in(Scope.MICRODOSE, ()) is None


@pytest.mark.parametrize(
    "better",
    [
        {"direction": Direction.IMPAIRMENT},
        {"scopes": (Scope.ANY,)},
        {"kind": Kind.OBSERVATIONAL},
        {"year": 2020},
        {"year": None},
    ],
)
def test_harm_this_band_strength_and_newness_decide_which_is_worst(work, better):
    worst = work(direction=Direction.HARM)
    other = work(**({"id": "other", "direction": Direction.HARM} | better))

    assert worst_in(Scope.MICRODOSE, (other, worst)) == worst


@pytest.mark.parametrize(
    "unable", [{"kind": Kind.EXPERT}, {"is_unmatched": True}, {"scopes": (Scope.FULL,)}]
)
def test_what_can_carry_nothing_is_not_the_worst(work, unable):
    bad = work(id="bad", direction=Direction.HARM, **unable)

    assert worst_in(Scope.MICRODOSE, (bad, work())) == work()


def test_dissent_stands_beside_null_results_of_its_band_alone(work):
    dissent = work(id="dissent", direction=Direction.COUNTER_POSITION)
    null = work(id="null", direction=Direction.NULL)
    elsewhere = work(id="elsewhere", direction=Direction.NULL, scopes=(Scope.FULL,))
    known = (null, elsewhere, dissent)

    assert with_dissent((null,), known, Scope.MICRODOSE) == (null, dissent)
    assert with_dissent((null, dissent), known, Scope.MICRODOSE) == (null, dissent)
    assert with_dissent((elsewhere,), known, Scope.FULL) == (elsewhere,)
    assert with_dissent((work(),), known, Scope.MICRODOSE) == (work(),)


def test_dissent_about_microdoses_is_not_listed_for_low_doses():
    both = references()["dewit2022"]

    assert with_dissent((both,), references().values(), Scope.LOW) == (both,)
    assert references()["polito2024"] in with_dissent(
        (both,), references().values(), Scope.MICRODOSE
    )


@pytest.mark.parametrize("studied", [one for one in Scope if one is not Scope.NONE])
@pytest.mark.parametrize("asked", [one for one in Scope if one is not Scope.NONE])
def test_a_refusal_is_two_sentences_or_none(studied, asked):
    assert len(refusal((studied,), asked)) in (0, 2)
    assert refusal((studied,), studied) == ()
    assert refusal((studied, asked), asked) == ()
    assert refusal((Scope.NONE,), asked) == ()
