"""Slips of the finger: an amount that looks like a wrong unit or decimal sign is asked about.

Nothing is refused because it is large. The plausibility window only decides who types a number
twice; it is never shown, said, charted or exported.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from math import exp, log
from statistics import median, stdev

from limen.diary.diary import Batch
from limen.journal.kinds.doses import Basis, BatchAdded, Material
from limen.terms.amount import Amount
from limen.terms.interval import Interval
from limen.terms.units import Form, Unit


class Slip(Enum):
    """What is asked before an amount is saved: nothing, whether it is right, or the number anew."""

    NONE = "none"
    CONFIRM = "confirm"
    RETYPE = "retype"


@dataclass(frozen=True, slots=True)
class Intake:
    """One amount of one batch, entered or already recorded."""

    amount: Amount
    batch: Batch


def slip(entered: Intake, history: Sequence[Intake], window: Interval[Decimal] | None) -> Slip:
    """Return what to ask about an amount before it is saved.

    Args:
        entered: the amount as typed, with the batch that was chosen.
        history: every amount of the diary, the latest last; the rule picks those that compare.
        window: `plausibility_window` of what was entered; None where none is known, so that the
            first amounts are always typed twice.

    Source: safety.md section 5.2.
    """
    asked = _by_size(entered, history, window)
    if asked is Slip.NONE and history and _is_measured_otherwise(entered, history[-1]):
        return Slip.CONFIRM
    return asked


def plausibility_window(intake: Intake) -> Interval[Decimal] | None:
    """Return what an amount of this material and form usually lies in, for `slip` alone.

    In milligrams for a mass, in pieces otherwise; None where nothing is known.
    """
    unit, stated = intake.amount.unit, intake.batch.stated
    if unit.milligrams is None:
        return _PIECES[unit]
    if stated.basis is Basis.COMPOUND:
        return _COMPOUNDS.get(stated.material)
    return _MATERIALS.get((stated.material, intake.amount.form))


def _by_size(entered: Intake, history: Sequence[Intake], window: Interval[Decimal] | None) -> Slip:
    size = _size(entered.amount)
    sizes = _comparable(entered, history)
    if len(sizes) < _FEWEST:
        is_usual = window is not None and size in window
        return Slip.NONE if is_usual else Slip.RETYPE
    middle = median(sizes)
    ratio = max(size / middle, middle / size)
    if ratio >= _RETYPED_FROM:
        return Slip.RETYPE
    spread = stdev(log(known) for known in sizes)
    asked_from = max(_CONFIRMED_FROM, exp(_SPREADS * spread))
    return Slip.CONFIRM if ratio >= asked_from else Slip.NONE


def _comparable(entered: Intake, history: Sequence[Intake]) -> list[Decimal]:
    """The sizes of the latest amounts of the same batch or, of too few, the same material."""
    alike = _latest(history, lambda known: _is_alike(entered, known))
    batch = [known for known in alike if known.batch.id == entered.batch.id]
    if len(batch) < _FEWEST:
        batch = alike
    return [_size(known.amount) for known in batch[:_MOST]]


def _latest(history: Sequence[Intake], wanted: Callable[[Intake], bool]) -> list[Intake]:
    return [known for known in reversed(history) if wanted(known)]


def _is_alike(entered: Intake, known: Intake) -> bool:
    return (
        _substance(entered.batch.stated) == _substance(known.batch.stated)
        and entered.amount.form is known.amount.form
        and _measure(entered.amount.unit) == _measure(known.amount.unit)
    )


def _is_measured_otherwise(entered: Intake, last: Intake) -> bool:
    one, other = entered.amount, last.amount
    return one.unit is not other.unit or one.form is not other.form


def _substance(stated: BatchAdded) -> tuple[Basis, Material, str | None]:
    """What may be compared: words name a material only where the list has no name for it."""
    is_named = stated.material is not Material.OTHER
    return stated.basis, stated.material, None if is_named else stated.material_words


def _measure(unit: Unit) -> str:
    return "mass" if unit.milligrams else unit.value


def _size(amount: Amount) -> Decimal:
    return amount.value * (amount.unit.milligrams or 1)


_FEWEST = 3
_MOST = 20
_RETYPED_FROM = 6
_CONFIRMED_FROM = 2.5
_SPREADS = 2.33


def _window(lower: str, upper: str) -> Interval[Decimal]:
    return Interval(Decimal(lower), Decimal(upper))


# Each is narrower than tenfold, so that a misplaced decimal sign always falls outside.
_DRIED, _FRESH = _window("50", "300"), _window("500", "3000")
_MATERIALS = {
    (Material.CUBENSIS, Form.DRIED): _DRIED,
    (Material.CUBENSIS, Form.FRESH): _FRESH,
    (Material.OTHER_PSILOCYBE, Form.DRIED): _DRIED,
    (Material.OTHER_PSILOCYBE, Form.FRESH): _FRESH,
}
_COMPOUNDS = {Material.PSILOCYBIN: _window("0.8", "4.2"), Material.LSD: _window("0.005", "0.02")}
_PIECES = {Unit.CAPSULE: _window("1", "5"), Unit.DROP: _window("1", "9")}
