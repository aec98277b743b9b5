"""Every instrument whose words ship, by its id."""

from limen.instruments.gad2 import GAD2
from limen.instruments.gad7 import GAD7
from limen.instruments.instrument import Instrument
from limen.instruments.phq2 import PHQ2
from limen.instruments.phq4 import PHQ4
from limen.instruments.phq8 import PHQ8
from limen.instruments.phq9 import PHQ9

INSTRUMENTS = (GAD2, GAD7, PHQ2, PHQ4, PHQ8, PHQ9)


def instrument(name: str) -> Instrument | None:
    """The instrument of this id, or None where Limen carries no words for it."""
    return next((known for known in INSTRUMENTS if known.id == name), None)
