"""Where the felt curve of one person lies: for clinicians and researchers, never for a participant.

No page, letter, file or answer for a participant may import this module; a test holds them to it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Quantiles 0.05, 0.5 and 0.95 of an amount in mg of the first batch."""

    low_mg: float
    middle_mg: float
    high_mg: float


@dataclass(frozen=True, slots=True)
class ThresholdInternals:
    """Where the felt curve lies; never for a participant."""

    ed50: AmountRange
    ed10: AmountRange
