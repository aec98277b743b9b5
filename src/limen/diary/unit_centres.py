"""Where the definition of a material puts the middle of its amounts, for the model of noticing.

A middle is a starting point of the computation, wide enough to be wrong by a factor of two. It is
shown to nobody, and nothing that is shown may be derived from it alone.

Source: methods.md sections 4.1 and 4.2; the bands and water contents of facts.md section 3.
"""

from decimal import Decimal

from limen.terms.amount import Amount
from limen.terms.units import Form, Unit

# Milligrams of weighed material. Fresh mushrooms hold about nine tenths of water, truffles less.
_MATERIAL_MG = {
    Form.DRIED: Decimal(250),
    Form.FRESH: Decimal(2500),
    Form.TRUFFLE_DRIED: Decimal(250),
    Form.TRUFFLE_FRESH: Decimal(625),
}
# Of other forms the unit tells what is meant: a material, psilocybin, or LSD.
_OTHER_MG = {Unit.GRAM: Decimal(250), Unit.MILLIGRAM: Decimal(3), Unit.MICROGRAM: Decimal("0.02")}
_PIECES = Decimal("2.5")


def times_centre(amount: Amount) -> float:
    """An amount in multiples of the middle for its form and unit; pieces against 2.5 pieces.

    Amounts in mg and g of one form give the same multiple for the same mass where the form says
    what is weighed.
    """
    mass = amount.material_milligrams
    if mass is None:
        return float(amount.value / _PIECES)
    return float(mass.value / _MATERIAL_MG.get(amount.form, _OTHER_MG.get(amount.unit, _PIECES)))
