"""Safety takes the higher band and evidence the lower; what was felt is more than a microdose."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.batch import content_of
from limen.diary.classed import (
    EstimateFrom,
    EvidenceBand,
    estimate_from,
    evidence_band,
    safety_band,
)
from limen.diary.content import BandEdges, Content
from limen.diary.diary import DoseEvent
from limen.journal.kinds import doses
from limen.journal.kinds.doses import Basis, FeltAnswered, Material, Prepared, Sitting
from limen.terms.amount import parse_amount
from limen.terms.bands import Band
from limen.terms.felt import Felt
from limen.terms.units import Form

DAY = date(2026, 3, 2)
MICRO, LOW, FULL = Band.MICRODOSE, Band.LOW, Band.FULL
NONE = EvidenceBand(None, is_matched=False)
GAP = EvidenceBand(LOW, is_matched=False)
EDGES = BandEdges(3.0, 10.0, 15.0)
# The twelve amounts of the facts: grams, milligrams in a gram or None for untested; what safety
# takes each for, and to which band of studies it belongs.
CLASSED = [
    ("0.10", None, MICRO, MICRO),
    ("0.15", None, MICRO, MICRO),
    ("0.30", None, LOW, None),
    ("0.50", None, LOW, None),
    ("1.50", None, FULL, None),
    ("5.00", None, FULL, FULL),
    ("0.30", "7", MICRO, MICRO),
    ("0.30", "10", LOW, None),
    ("0.50", "1.6", MICRO, MICRO),
    ("0.50", "7", LOW, LOW),
    ("1.50", "7", FULL, None),
    ("2.00", "10", FULL, FULL),
]


@pytest.fixture(scope="module")
def dose(make):
    """A dose of so many grams of a batch, felt or not."""

    def made(grams="0.10", per_gram=None, felt=None, content=None) -> DoseEvent:
        of = make.tested(per_gram, prepared=Prepared.POWDER) if per_gram else make.batch()
        known = content or content_of(of, parse_amount(grams, "g", "dried"), DAY)
        answer = felt and FeltAnswered(dose=make.id(9), felt=felt, sitting=Sitting.EVENING)
        at = datetime(2026, 3, 2, 8, tzinfo=UTC)
        return DoseEvent(make.id(9), DAY, at, make.taken(f"{grams} g"), known, answer)

    return made


@pytest.mark.parametrize(("grams", "per_gram", "for_safety", "of_studies"), CLASSED)
def test_amounts_of_the_facts_count_as_the_higher_and_as_the_lower_band(
    dose, grams, per_gram, for_safety, of_studies
) -> None:
    one = dose(grams, per_gram)

    assert safety_band(one) is for_safety
    assert evidence_band(one) == EvidenceBand(of_studies, is_matched=of_studies is not None)


def test_between_two_bands_safety_takes_the_higher_and_evidence_the_lower_unmatched(dose) -> None:
    between = dose(content=Content(12.2, 0.1, EDGES))

    assert (safety_band(between), evidence_band(between)) == (FULL, GAP)


def test_a_compound_without_bands_counts_as_full_and_belongs_to_none(dose) -> None:
    unknown = dose(content=Content(1.0, 0.1, None))

    assert (safety_band(unknown), evidence_band(unknown)) == (FULL, NONE)


@pytest.mark.parametrize(
    ("felt", "band"), [(Felt.YES, LOW), (Felt.NO, MICRO), (Felt.UNSURE, MICRO), (None, MICRO)]
)
def test_what_was_felt_is_more_than_a_microdose_whatever_it_held(dose, felt, band) -> None:
    assert safety_band(dose("0.10", felt=felt)) is band


def test_a_felt_answer_takes_nothing_down(dose) -> None:
    assert safety_band(dose("5.00", felt=Felt.YES)) is FULL
    assert safety_band(dose("0.50", "7", felt=Felt.NO)) is LOW


@given(median=st.floats(0.001, 1000), spread=st.floats(0.01, 3))
def test_safety_never_takes_an_amount_for_less_than_evidence_does(dose, median, spread) -> None:
    order = (MICRO, LOW, FULL)
    one = dose(content=Content(median, spread, EDGES))

    lower, higher = evidence_band(one).band, safety_band(one)

    assert lower is None or order.index(lower) <= order.index(higher)
    likely = (one.bands.microdose, one.bands.low, one.bands.between + one.bands.full)
    assert likely[order.index(higher)] >= 0.1 or higher is LOW


@pytest.mark.parametrize(
    ("fields", "basis"),
    [
        ({}, EstimateFrom.UNTESTED),
        ({"tested": doses.Tested.YES}, EstimateFrom.UNTESTED),
        ({"material": Material.TRUFFLE, "form": Form.TRUFFLE_FRESH}, EstimateFrom.NOT_KNOWN),
        ({"form": Form.FRESH}, EstimateFrom.NOT_KNOWN),
        (
            {
                "material": Material.PSILOCYBIN,
                "basis": Basis.COMPOUND,
                "tested": doses.Tested.YES,
                "form": Form.TABLET,
            },
            EstimateFrom.TESTED,
        ),
    ],
)
def test_an_estimate_comes_from_a_test_or_from_batches_like_it_or_there_is_none(
    make, dose, fields, basis
) -> None:
    of = make.batch(**fields)
    amount = parse_amount("0.1", "g", of.stated.form.value)

    one = replace(dose(), content=content_of(of, amount, DAY))

    assert estimate_from(one, of) is basis
    assert estimate_from(dose("0.10", "7"), make.tested("7")) is EstimateFrom.TESTED


def test_the_same_source_as_a_tested_batch_makes_no_batch_better_known(make) -> None:
    amount = parse_amount("0.1", "g", "dried")

    alike = content_of(make.batch(same_source_as=make.tested("7").id), amount, DAY)

    assert alike == content_of(make.batch(), amount, DAY)
