"""SAF-4, SAF-5: a slip is asked about, a right amount hardly ever, and no text becomes a wrong one.

Every amount is typed as a person types it, with a point or a comma, and read by the real reader.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import exp, log
from random import Random  # noqa: TID251 -- what people weigh and type: seeded, and no secret
from uuid import UUID

import pytest

from limen.diary.diary import Batch
from limen.diary.slips import Intake, Slip, plausibility_window, slip
from limen.journal.kinds import doses
from limen.journal.kinds.doses import Basis, BatchAdded, Material, Prepared
from limen.terms.amount import Amount, DecimalSign, parse_amount
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

FEW, ALL = 300, 10_000
FEW_TEXTS, ALL_TEXTS = 3_000, 1_000_000
AMOUNTS_OF_ONE = 24
# Material, form, basis, the unit in which it is written, and what is usual, in that unit.
KINDS = (
    (Material.CUBENSIS, Form.DRIED, Basis.MATERIAL, "g", 0.12),
    (Material.CUBENSIS, Form.FRESH, Basis.MATERIAL, "g", 1.2),
    (Material.OTHER_PSILOCYBE, Form.DRIED, Basis.MATERIAL, "mg", 120.0),
    (Material.TRUFFLE, Form.TRUFFLE_FRESH, Basis.MATERIAL, "g", 2.0),
    (Material.PSILOCYBIN, Form.TABLET, Basis.COMPOUND, "mg", 1.9),
    (Material.LSD, Form.LIQUID, Basis.COMPOUND, "microgram", 10.0),
)
FACTORS = tuple(Decimal(10) ** power for power in (-3, -2, -1, 1, 2, 3))
UNITS = ("mg", "g", "microgram")
SIGNS = "0123456789.,-+eE gmµ \N{NO-BREAK SPACE}½\N{EN DASH}'x%/\N{ARABIC-INDIC DIGIT ONE}"


@dataclass(frozen=True, slots=True)
class Asked:
    """How often people typed each thing, and how often they were asked.

    A slip is one of their usual amount. An amount far below it times ten can be less than six times
    the usual one: slips of any amount are asked about, and not all of them typed anew.
    """

    right: int
    asked_though_right: int
    slips: int
    slips_retyped: int
    slips_of_any: int
    slips_of_any_asked: int
    threefold: int
    threefold_asked: int


@pytest.mark.parametrize("sign", DecimalSign)
def test_few_people_are_asked_about_slips_and_hardly_else(
    sign: DecimalSign, record_property: Callable
) -> None:
    _hold(replayed(FEW, sign), record_property)


@pytest.mark.nightly
@pytest.mark.parametrize("sign", DecimalSign)
def test_ten_thousand_people_are_asked_about_slips_and_hardly_else(
    sign: DecimalSign, record_property: Callable
) -> None:
    _hold(replayed(ALL, sign), record_property)


def test_a_few_texts_are_amounts_as_typed_or_refused() -> None:
    assert wrong_texts(FEW_TEXTS) == []


@pytest.mark.nightly
def test_a_million_texts_are_amounts_as_typed_or_refused(record_property: Callable) -> None:
    assert wrong_texts(ALL_TEXTS) == []
    record_property("counted", f"{ALL_TEXTS} texts")


def replayed(people: int, sign: DecimalSign) -> Asked:
    """So many people from their first amount on, each with every slip at the end."""
    dice = Random(20)  # noqa: S311 -- no secret
    counts = dict.fromkeys(Asked.__slots__, 0)
    for number in range(people):
        material, form, basis, unit, usual = KINDS[number % len(KINDS)]
        batch = _batch(material, form, basis)
        spread, middle = dice.uniform(0, 0.2), usual * exp(dice.uniform(-log(1.6), log(1.6)))
        history: list[Intake] = []
        for _ in range(AMOUNTS_OF_ONE):
            entered = _typed(middle * exp(dice.gauss(0, spread)), unit, batch, sign)
            known = plausibility_window(entered) is not None or len(history) > 2
            counts["right"] += known
            counts["asked_though_right"] += known and asked(entered, history) is not Slip.NONE
            history.append(entered)
        for slipped in _slips(_typed(middle, unit, batch, sign), batch):
            counts["slips"] += 1
            counts["slips_retyped"] += asked(slipped, history) is Slip.RETYPE
        for slipped in _slips(history[-1], batch):
            counts["slips_of_any"] += 1
            counts["slips_of_any_asked"] += asked(slipped, history) is not Slip.NONE
        threefold = _typed(middle * dice.choice((3, 1 / 3)), unit, batch, sign)
        counts["threefold"] += 1
        counts["threefold_asked"] += asked(threefold, history) is not Slip.NONE
    return Asked(**counts)


def asked(entered: Intake, history: list[Intake]) -> Slip:
    """What a page asks."""
    return slip(entered, history, plausibility_window(entered))


def wrong_texts(count: int) -> list[str]:
    """The texts that became another amount than they show, or one that does not come back."""
    dice = Random(5)  # noqa: S311 -- no secret
    return [text for text in _texts(dice, count) if not _is_read_well(text)]


def _hold(found: Asked, record_property: Callable) -> None:
    record_property("counted", str(found))
    assert found.slips_retyped == found.slips
    assert found.slips_of_any_asked == found.slips_of_any
    assert found.threefold_asked >= 0.9 * found.threefold
    assert found.asked_though_right * 50 <= found.right


def _slips(right: Intake, batch: Batch) -> Iterator[Intake]:
    """The same number with its sign elsewhere, and with each other unit of mass."""
    value, unit = right.amount.value, right.amount.unit
    for factor in FACTORS:
        moved = (value * factor).normalize()
        if Decimal("0.000001") <= moved <= 1_000_000:
            yield Intake(Amount(Decimal(f"{moved:f}"), unit, right.amount.form), batch)
    for other in UNITS:
        if other != unit.value:
            yield Intake(Amount(value, Unit(other), right.amount.form), batch)


def _texts(dice: Random, count: int) -> Iterator[str]:
    """Half of them look like numbers, the others are anything that a keyboard can type."""
    for number in range(count):
        if number % 2:
            whole, sign = dice.choice(("", "0", "1", "12", "100")), dice.choice(".,")
            yield f"{whole}{sign}{dice.randint(0, 9999)}"
        else:
            yield "".join(dice.choices(SIGNS, k=dice.randint(0, 8)))


def _is_read_well(text: str) -> bool:
    try:
        found = parse_amount(text, "g", "dried")
    except BadInput as refused:
        return refused.at == "amount" and bool(refused.says)
    plain = text.strip().replace(",", ".")
    shown = {sign: found.shown(sign).removesuffix(" g") for sign in DecimalSign}
    again = {_again(words) for words in shown.values()} - {None}
    return found.value == Decimal(plain) > 0 and again <= {found.value}


def _again(words: str) -> Decimal | None:
    """The value of what a page showed, typed again; None where a page would ask what is meant."""
    try:
        return parse_amount(words, "g", "dried").value
    except BadInput as refused:
        return None if refused.says.startswith("Is this ") else Decimal("NaN")


def _typed(size: float, unit: str, batch: Batch, sign: DecimalSign) -> Intake:
    text = f"{Decimal(f'{size:.2g}'):f}"
    return Intake(parse_amount(text.replace(".", sign.value), unit, batch.stated.form.value), batch)


def _batch(material: Material, form: Form, basis: Basis) -> Batch:
    stated = BatchAdded(
        name="B",
        material=material,
        form=form,
        basis=basis,
        prepared=Prepared.POWDER,
        tested=doses.Tested.NO,
    )
    return Batch(EventId(UUID(int=1)), date(2026, 3, 2), stated)
