"""An amount that looks like a wrong unit or decimal sign is asked about, and nothing is refused."""

from decimal import Decimal
from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.slips import Intake, Slip, plausibility_window, slip
from limen.journal.kinds.doses import Basis, Material
from limen.terms.amount import Amount, parse_amount
from limen.terms.errors import BadInput
from limen.terms.units import Form, Unit

LSD = {"material": Material.LSD, "basis": Basis.COMPOUND, "form": Form.LIQUID}
PSILOCYBIN = {"material": Material.PSILOCYBIN, "basis": Basis.COMPOUND, "form": Form.TABLET}


def asked(entered: Intake, history: list[Intake]) -> Slip:
    return slip(entered, history, plausibility_window(entered))


# What was typed, how it stood in print or in a table, and what Limen does: safety.md 5.2.
@pytest.mark.parametrize(
    ("typed", "unit", "says"),
    [
        ("1 small", "g", "Weigh it, or choose capsule."),
        ("0.1-0.15", "g", "Enter one number, like 0.1"),
        ("0.16 mg", "mg", "Enter the number alone, and choose the unit."),
        ("0.16", "", "Choose the unit."),
    ],
)
def test_a_slip_that_is_no_amount_is_refused_when_read(typed: str, unit: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_amount(typed, unit, "dried")

    assert refused.value.says == says


def test_milligrams_meant_as_grams_are_retyped(make) -> None:
    assert asked(make.intake("0.16 mg"), []) is Slip.RETYPE
    assert asked(make.intake("0.16 mg"), [make.intake("0.16 g")] * 3) is Slip.RETYPE


def test_a_range_turned_into_one_larger_number_is_asked_about(make) -> None:
    history = [make.intake("0.1 g")] * 3

    assert asked(make.intake("0.25 g"), history) is Slip.CONFIRM


def test_fifteen_for_one_and_a_half_is_retyped(make) -> None:
    assert asked(make.intake("15 mg", **PSILOCYBIN), []) is Slip.RETYPE
    assert (
        asked(make.intake("15 mg", **PSILOCYBIN), [make.intake("1.5 mg", **PSILOCYBIN)] * 3)
        is Slip.RETYPE
    )


def test_grams_printed_for_milligrams_are_retyped(make) -> None:
    assert asked(make.intake("75 g"), [make.intake("75 mg")] * 3) is Slip.RETYPE
    assert asked(make.intake("75 g"), []) is Slip.RETYPE


def test_milligrams_for_micrograms_are_retyped(make) -> None:
    assert asked(make.intake("10 mg", **LSD), []) is Slip.RETYPE
    assert asked(make.intake("10 microgram", **LSD), []) is Slip.NONE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0.1 g", Slip.NONE),
        ("0.24 g", Slip.NONE),
        ("0.25 g", Slip.CONFIRM),
        ("0.59 g", Slip.CONFIRM),
        ("0.6 g", Slip.RETYPE),
        ("0.04 g", Slip.CONFIRM),
        ("0.041 g", Slip.NONE),
        ("0.0167 g", Slip.CONFIRM),
        ("0.0166 g", Slip.RETYPE),
    ],
)
def test_own_amounts_decide_from_the_third_one_on(make, typed: str, expected: Slip) -> None:
    history = [make.intake("0.1 g")] * 3

    assert asked(make.intake(typed), history) is expected


def test_who_varies_more_is_asked_later(make) -> None:
    history = [make.intake(f"{size} g") for size in ("0.05", "0.1", "0.2", "0.1", "0.05", "0.2")]

    assert asked(make.intake("0.3 g"), history) is Slip.NONE
    assert asked(make.intake("0.45 g"), history) is Slip.CONFIRM


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("0.05 g", Slip.NONE),
        ("0.3 g", Slip.NONE),
        ("300 mg", Slip.CONFIRM),
        ("0.31 g", Slip.RETYPE),
        ("0.049 g", Slip.RETYPE),
    ],
)
def test_before_that_the_window_decides(make, typed: str, expected: Slip) -> None:
    assert asked(make.intake(typed), [make.intake("1 g")] * 2) is expected


def test_a_new_batch_is_held_against_the_same_material(make) -> None:
    history = [make.intake("0.5 g", number=1)] * 3

    assert asked(make.intake("0.5 g", number=2), history) is Slip.NONE


def test_a_batch_with_three_amounts_is_held_against_itself(make) -> None:
    history = [make.intake("0.1 g", number=1)] * 9 + [make.intake("0.5 g", number=2)] * 3

    assert asked(make.intake("0.5 g", number=2), history) is Slip.NONE
    assert asked(make.intake("0.5 g", number=1), history) is Slip.CONFIRM


def test_only_the_last_twenty_count(make) -> None:
    history = [make.intake("0.1 g")] * 30 + [make.intake("0.5 g")] * 20

    assert asked(make.intake("0.5 g"), history) is Slip.NONE


@pytest.mark.parametrize(
    "other",
    [
        {"form": Form.FRESH},
        {"material": Material.OTHER_PSILOCYBE},
        {"basis": Basis.COMPOUND},
    ],
)
def test_fresh_other_and_compound_are_no_history(make, other: dict[str, object]) -> None:
    history = [make.intake("1 g", number=2, **other)] * 3

    assert asked(make.intake("1 g"), history) is Slip.RETYPE


def test_renaming_a_material_changes_nothing(make) -> None:
    history = [make.intake("1 g", number=2, material_words="a name")] * 3

    assert asked(make.intake("1 g", material_words="another"), history) is Slip.NONE


def test_two_materials_without_a_name_in_the_list_are_two(make) -> None:
    other = {"material": Material.OTHER, "number": 2}
    history = [make.intake("1 g", material_words="one", **other)] * 3

    assert asked(make.intake("1 g", material_words="two", **other), history) is Slip.RETYPE
    assert asked(make.intake("1 g", material_words="one", **other), history) is Slip.NONE


def test_a_material_that_nothing_is_known_of_is_typed_twice_at_first(make) -> None:
    truffle = {"material": Material.TRUFFLE, "form": Form.TRUFFLE_FRESH}

    assert plausibility_window(make.intake("1 g", **truffle)) is None
    assert asked(make.intake("1 g", **truffle), []) is Slip.RETYPE
    assert asked(make.intake("1 g", **truffle), [make.intake("1 g", **truffle)] * 3) is Slip.NONE


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("1 capsule", Slip.NONE), ("10 capsule", Slip.RETYPE), ("2 drop", Slip.NONE)],
)
def test_pieces_are_counted(make, typed: str, expected: Slip) -> None:
    assert asked(make.intake(typed), []) is expected


def test_pieces_and_grams_do_not_compare(make) -> None:
    history = [make.intake("0.1 g")] * 3 + [make.intake("9 drop")] * 3

    assert asked(make.intake("2 capsule"), history) is Slip.CONFIRM


def test_another_unit_or_form_than_last_time_is_asked_about(make) -> None:
    history = [make.intake("0.1 g")] * 3

    assert asked(make.intake("100 mg"), history) is Slip.CONFIRM
    assert asked(make.intake("0.1 g", number=2), history) is Slip.NONE
    assert asked(make.intake("1 g", form=Form.FRESH), history) is Slip.CONFIRM


WINDOWED = [
    {},
    {"form": Form.FRESH},
    {"material": Material.OTHER_PSILOCYBE},
    {"material": Material.OTHER_PSILOCYBE, "form": Form.FRESH},
    LSD,
    PSILOCYBIN,
]
TENFOLD = [Decimal(10) ** power for power in (-6, -3, -2, -1, 1, 2, 3, 5)]


@given(
    fields=st.sampled_from(WINDOWED),
    share=st.integers(0, 100),
    factor=st.sampled_from(TENFOLD),
    seen=st.sampled_from([0, 1, 3, 20]),
)
def test_every_tenfold_slip_and_swapped_unit_is_retyped(make, fields, share, factor, seen) -> None:
    unit = "microgram" if fields == LSD else "mg"
    window = plausibility_window(make.intake(f"1 {unit}", **fields))
    exact = window.lower + (window.upper - window.lower) * share / 100
    size = Decimal(f"{exact:.2g}")
    batch = make.batch(**fields)
    usual = Intake(_milligrams(size, batch.stated.form), batch)

    slipped = Intake(_milligrams(size * factor, batch.stated.form), batch)

    assert asked(usual, [usual] * seen) is Slip.NONE
    assert asked(slipped, [usual] * seen) is Slip.RETYPE


def test_nine_of_ten_threefold_slips_and_almost_no_right_amount_is_asked_about(make) -> None:
    """Goal SAF-4, on 500 people who vary by up to 20 %; standard errors below 1.1 points."""
    dice, batch = np.random.default_rng(20), make.batch()
    threefold = right = 0

    for _ in range(500):
        spread = dice.uniform(0, 0.2)
        sizes = [0.15 * exp(dice.normal(0, spread)) for _ in range(21)]
        *history, last = [Intake(_grams(size), batch) for size in sizes]
        factor = dice.choice([3, 1 / 3])
        threefold += asked(Intake(_grams(sizes[-1] * factor), batch), history) is not Slip.NONE
        right += asked(last, history) is not Slip.NONE

    assert threefold / 500 >= 0.9
    assert right / 500 <= 0.02


def _grams(size: float) -> Amount:
    return parse_amount(f"{size:.3f}", "g", "dried")


def _milligrams(size: Decimal, form: Form) -> Amount:
    """The amount in the unit in which a person would write it."""
    unit, ones = (Unit.MILLIGRAM, size) if size >= 1 else (Unit.MICROGRAM, size * 1000)
    if size >= 10**6:
        unit, ones = Unit.GRAM, size / 1000
    return Amount(Decimal(f"{ones.normalize():f}"), unit, form)
