"""What a recorded amount may have held, in words: its band, how sure that is, and from what.

No amount stands here: an estimate is shown by its band and by how wide it is.
"""

from dataclasses import dataclass

from limen.diary.classed import (
    EstimateFrom,
    EvidenceBand,
    estimate_from,
    evidence_band,
    safety_band,
)
from limen.diary.content import Content
from limen.diary.diary import Batch, DoseEvent
from limen.reports.figures import Sentence
from limen.terms.bands import Band
from limen.terms.phrases import phrase

_LIKELY = {
    Band.MICRODOSE: phrase("By content: likely a microdose"),
    Band.LOW: phrase("By content: likely a low dose"),
    Band.FULL: phrase("By content: likely a full dose"),
}
_UNCERTAIN = phrase("By content: uncertain")
_FROM = {
    EstimateFrom.TESTED: phrase("This is our estimate, from the test result that you wrote down."),
    EstimateFrom.UNTESTED: phrase(
        "This is our estimate. Nobody tested this batch, and batches differ a lot."
    ),
    EstimateFrom.NOT_KNOWN: phrase("What this batch holds is not known."),
}
_FOR_SAFETY = {
    Band.MICRODOSE: phrase("For safety it counts as a microdose."),
    Band.LOW: phrase("For safety it counts as a low dose."),
    Band.FULL: phrase("For safety it counts as a full dose."),
}
_OF_STUDIES = {
    Band.MICRODOSE: phrase("In studies this is the band of a microdose."),
    Band.LOW: phrase("In studies this is the band of a low dose."),
    Band.FULL: phrase("In studies this is the band of a full dose."),
}
_UNMATCHED = phrase("It lies between two bands, so no study fits it.")
_NO_BAND = phrase("No band of studies is matched to it.")
_NOTICED = phrase("You noticed it, so this day counts as more than a microdose.")
_HALF_MORE, _WIDEST = 1.5, 10


@dataclass(frozen=True, slots=True)
class ContentSaid:
    """What is said of one dose.

    Args:
        band: its band in words.
        says: where the estimate comes from, how wide it is, and what it counts as.
    """

    band: Sentence
    says: tuple[Sentence, ...]


def content_said(dose: DoseEvent, batch: Batch | None) -> ContentSaid | None:
    """What is said of what a dose held; None where it has no amount or no batch."""
    if dose.stated.amount is None or batch is None:
        return None
    known = estimate_from(dose, batch)
    width = (_width(dose.content),) if dose.content else ()
    says = (Sentence(_FROM[known]), *width, Sentence(_FOR_SAFETY[safety_band(dose)]))
    return ContentSaid(_band(dose), (*says, _of_studies(evidence_band(dose))))


def noticed_said(dose: DoseEvent) -> Sentence | None:
    """That a day counts as more than a microdose, where its dose was noticed."""
    return Sentence(_NOTICED) if dose.is_noticed else None


def _band(dose: DoseEvent) -> Sentence:
    named = dose.bands.named if dose.bands else None
    return Sentence(_LIKELY[named] if named else _UNCERTAIN)


def _width(content: Content) -> Sentence:
    times = content.range_mg.upper / content.median_mg
    if times < _HALF_MORE:
        return Sentence("It may be off by less than half, up or down.")
    if times > _WIDEST:
        return Sentence("It may be off by more than %(times)d times, up or down.", {"times": 10})
    return Sentence("It may be off by about %(times)d times, up or down.", {"times": round(times)})


def _of_studies(found: EvidenceBand) -> Sentence:
    if found.band is None:
        return Sentence(_NO_BAND)
    return Sentence(_OF_STUDIES[found.band] if found.is_matched else _UNMATCHED)
