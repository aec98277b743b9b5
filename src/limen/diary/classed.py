"""Which band a recorded amount counts as: for safety the higher one, for evidence the lower.

Bands come from recorded amounts alone; nothing here gives an amount.

Source: facts.md section 3.
"""

from dataclasses import dataclass
from enum import Enum

from limen.diary.diary import Batch, DoseEvent
from limen.journal.kinds.doses import Basis
from limen.terms.bands import NAMED_FROM, Band, BandProbabilities


class EstimateFrom(Enum):
    """Where the estimate of a content comes from."""

    TESTED = "tested"
    UNTESTED = "untested"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class EvidenceBand:
    """The band of studies that a content comes nearest to; `band` is None where it is uncertain.

    `is_matched` is False between two bands: then it carries nothing.
    """

    band: Band | None
    is_matched: bool


def safety_band(dose: DoseEvent) -> Band:
    """The band that safety takes a dose for.

    What was felt is more than a microdose, whatever it held. What is uncertain counts as the
    highest band that is likely enough, the gap between low and full as full, and a content that is
    not known as full.
    """
    by_content = Band.FULL if dose.bands is None else _safety(dose.bands)
    if dose.is_noticed and by_content is Band.MICRODOSE:
        return Band.LOW
    return by_content


def evidence_band(dose: DoseEvent) -> EvidenceBand:
    """The band of studies that a dose belongs to by its content; none where that is uncertain."""
    if dose.bands is None:
        return EvidenceBand(None, is_matched=False)
    if dose.bands.between >= NAMED_FROM:
        return EvidenceBand(Band.LOW, is_matched=False)
    named = dose.bands.named
    return EvidenceBand(named, is_matched=named is not None)


def estimate_from(dose: DoseEvent, batch: Batch) -> EstimateFrom:
    """Where the estimate of what a dose held comes from; the dose is of that batch."""
    if dose.content is None:
        return EstimateFrom.NOT_KNOWN
    stated = batch.stated
    is_tested = stated.content is not None or stated.basis is Basis.COMPOUND
    return EstimateFrom.TESTED if is_tested else EstimateFrom.UNTESTED


def _safety(bands: BandProbabilities) -> Band:
    if bands.named is not None:
        return bands.named
    # A microdose that is no likelier than to be uncertain leaves 0.1 and more to what is above it.
    return Band.FULL if bands.between + bands.full >= _LIKELY_ENOUGH else Band.LOW


_LIKELY_ENOUGH = 0.1
