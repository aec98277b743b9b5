"""What an amount of a batch may hold, and when a batch is closed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.batch import close_batch, content_of
from limen.diary.diary import Batch, Diary
from limen.journal.kinds import doses
from limen.journal.kinds.doses import (
    Analyte,
    Basis,
    BatchClosed,
    ContentPer,
    ContentUnit,
    Material,
    Prepared,
)
from limen.terms.amount import Amount, parse_amount
from limen.terms.bands import Band, BandProbabilities
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

DAY = date(2026, 3, 2)

# Grams, milligrams in a gram or None for untested; median, range, four shares, label.
ACCEPTED = [
    ("0.10", None, (0.70, 0.17, 2.92), (0.977, 0.023, 0.000, 0.000), Band.MICRODOSE),
    ("0.15", None, (1.05, 0.25, 4.37), (0.926, 0.073, 0.001, 0.000), Band.MICRODOSE),
    ("0.30", None, (2.10, 0.51, 8.72), (0.688, 0.296, 0.012, 0.003), None),
    ("0.50", None, (3.50, 0.84, 14.53), (0.416, 0.510, 0.052, 0.023), None),
    ("1.50", None, (10.50, 2.53, 43.60), (0.042, 0.431, 0.215, 0.312), None),
    ("5.00", None, (35.00, 8.43, 145.3), (0.000, 0.042, 0.079, 0.878), Band.FULL),
    ("0.30", "7", (2.10, 1.64, 2.69), (0.998, 0.002, 0.000, 0.000), Band.MICRODOSE),
    ("0.30", "10", (3.00, 2.35, 3.84), (0.500, 0.500, 0.000, 0.000), None),
    ("0.50", "1.6", (0.80, 0.63, 1.02), (1.000, 0.000, 0.000, 0.000), Band.MICRODOSE),
    ("0.50", "7", (3.50, 2.74, 4.47), (0.108, 0.892, 0.000, 0.000), Band.LOW),
    ("1.50", "7", (10.50, 8.23, 13.40), (0.000, 0.347, 0.650, 0.002), None),
    ("2.00", "10", (20.00, 15.67, 25.52), (0.000, 0.000, 0.010, 0.990), Band.FULL),
]


@pytest.mark.parametrize(("grams", "per_gram", "milligrams", "shares", "named"), ACCEPTED)
def test_content_and_bands_are_those_of_the_facts(
    make, grams, per_gram, milligrams, shares, named
) -> None:
    of = make.tested(per_gram, prepared=Prepared.POWDER) if per_gram else make.batch()

    content = content_of(of, parse_amount(grams, "g", "dried"), DAY)

    found, bands = content.range_mg, content.bands
    assert (content.median_mg, found.lower) == pytest.approx(milligrams[:2], abs=0.01)
    assert found.upper == pytest.approx(milligrams[2], abs=0.01 if grams != "5.00" else 0.05)
    assert _shares(bands) == pytest.approx(shares, abs=0.002)
    assert bands.named is named


def test_preparation_that_is_not_known_counts_as_pieces(make) -> None:
    amount = parse_amount("0.1", "g", "dried")

    unknown = content_of(make.batch(prepared=Prepared.UNKNOWN), amount, DAY)

    assert unknown == content_of(make.batch(prepared=Prepared.PIECES), amount, DAY)


@pytest.mark.parametrize(
    ("since", "added"),
    [
        (date(2026, 3, 2), 0.0),
        (date(2027, 3, 2), 0.0),
        (date(2025, 3, 2), 0.24),
        (date(2020, 3, 2), 0.30),
    ],
)
def test_storage_widens_the_range_and_moves_nothing(make, since: date, added: float) -> None:
    amount = parse_amount("0.1", "g", "dried")
    fresh = content_of(make.batch(), amount, DAY)

    stored = content_of(make.batch(stored_since=since), amount, DAY)

    between = (fresh.spread**2 - 0.6418538861723948**2) + (0.6418538861723948 + added) ** 2
    assert stored.median_mg == fresh.median_mg
    assert stored.spread**2 == pytest.approx(between, abs=1e-3)


@pytest.mark.parametrize(
    "fields",
    [
        {"material": Material.OTHER_PSILOCYBE},
        {"material": Material.TRUFFLE},
        {"material": Material.LSD},
        {"basis": Basis.COMPOUND},
        {"basis": Basis.COMPOUND, "material": Material.LSD, "tested": doses.Tested.UNKNOWN},
    ],
)
def test_what_nobody_measured_is_not_known(make, fields: dict[str, object]) -> None:
    assert content_of(make.batch(**fields), parse_amount("0.1", "g", "dried"), DAY) is None


def test_fresh_and_dried_do_not_compare(make) -> None:
    fresh = parse_amount("1", "g", "fresh")

    assert content_of(make.batch(), fresh, DAY) is None
    assert content_of(make.tested("7"), fresh, DAY) is None
    assert content_of(make.batch(form=Form.FRESH), fresh, DAY) is None


def test_a_capsule_weighs_what_its_batch_says_and_never_nothing(make) -> None:
    amount = parse_amount("2", "capsule", "capsule")
    of = make.tested("0.5", per=ContentPer.PIECE, form=Form.CAPSULE)

    assert content_of(of, amount, DAY).median_mg == 1.0
    assert content_of(make.tested("7", form=Form.CAPSULE), amount, DAY) is None


def test_weighed_material_of_a_batch_tested_by_the_piece_is_not_known(make) -> None:
    of = make.tested("0.5", per=ContentPer.PIECE)

    assert content_of(of, parse_amount("0.1", "g", "dried"), DAY) is None


def test_pieces_of_an_untested_batch_are_not_known(make) -> None:
    assert content_of(make.batch(), parse_amount("1", "capsule", "dried"), DAY) is None


def test_a_test_that_found_nothing_names_no_content(make) -> None:
    assert content_of(make.tested("0"), parse_amount("0.1", "g", "dried"), DAY) is None


def test_lsd_has_edges_of_its_own(make) -> None:
    of = make.tested(
        "10",
        unit=ContentUnit.MICROGRAM,
        per=ContentPer.PIECE,
        analyte=Analyte.LSD,
        material=Material.LSD,
        form=Form.LIQUID,
        prepared=Prepared.POWDER,
    )

    two, eight = (content_of(of, parse_amount(n, "drop", "liquid"), DAY) for n in "28")

    assert two.median_mg == 0.02
    assert two.bands.microdose == pytest.approx(0.5)
    assert eight.bands.named is None


def test_a_compound_without_bands_names_none(make) -> None:
    content = content_of(
        make.tested("7", analyte=Analyte.OTHER), parse_amount("1", "g", "dried"), DAY
    )

    assert content.bands is None


def test_a_stated_and_tested_compound_is_taken_at_its_word(make) -> None:
    of = make.batch(
        material=Material.PSILOCYBIN,
        basis=Basis.COMPOUND,
        tested=doses.Tested.YES,
        form=Form.TABLET,
    )

    content = content_of(of, parse_amount("1.5", "mg", "tablet"), DAY)

    assert content.median_mg == 1.5
    assert content.bands.named is Band.MICRODOSE


@given(
    value=st.decimals(Decimal("0.0001"), Decimal(10**6), places=4).filter(
        lambda value: len(value.normalize().as_tuple().digits) <= 6
    ),
    unit=st.sampled_from(Unit),
    middle=st.sampled_from(["0", "0.0000000001", "7", "999999999"]),
)
def test_every_amount_has_a_content_or_none(make, value: Decimal, unit: Unit, middle: str) -> None:
    amount = Amount(
        value.normalize() if value < 1 else Decimal(int(value)) or Decimal(1), unit, Form.DRIED
    )

    content = content_of(make.tested(middle), amount, DAY)

    if content is not None:
        assert content.range_mg.lower <= content.median_mg <= content.range_mg.upper
        assert content.bands is not None


def test_a_batch_is_closed_once(make) -> None:
    open_one = make.batch()
    closed_one = Batch(open_one.id, open_one.added_on, open_one.stated, closed_on=DAY)
    closing = BatchClosed(batch=open_one.id)

    assert close_batch(Diary(batches={open_one.id: open_one}), closing) == (closing,)
    with pytest.raises(RuleBroken, match=r"^This batch was already closed\.$"):
        close_batch(Diary(batches={open_one.id: closed_one}), closing)


def test_a_batch_that_is_not_there_is_not_closed() -> None:
    closing = BatchClosed(batch=EventId(UUID(int=9)))

    with pytest.raises(RuleBroken, match=r"^This batch is not in your notes\.$"):
        close_batch(Diary(), closing)


def _shares(bands: BandProbabilities) -> tuple[float, ...]:
    return (bands.microdose, bands.low, bands.between, bands.full)
