"""A batch: one lot of a material, what is known of its strength, and what an amount of it holds.

The content of `x` grams is lognormal around `m = x · c`, where `c` is the content of a gram; the
variance of its logarithm is `s² = s_between² + s_within² + (0.005 / x)²`: batches differ, pieces of
one batch differ, and scales read five milligrams more or less.
"""

from datetime import date
from math import hypot, log, sqrt

from limen.diary.content import BandEdges, Content
from limen.diary.diary import Batch, Diary
from limen.journal.kinds.doses import (
    Analyte,
    Basis,
    BatchAdded,
    BatchClosed,
    BatchContent,
    ContentPer,
    ContentUnit,
    Material,
    Prepared,
    Tested,
)
from limen.journal.kinds.payload import Payload
from limen.terms.amount import Amount
from limen.terms.errors import RuleBroken
from limen.terms.units import CompoundMilligrams, Form, Unit


def content_of(batch: Batch, amount: Amount, day: date) -> Content | None:
    """Return what an amount of a batch holds on a day, or None where that is not known.

    It is known for a tested batch and for a stated compound, and roughly for dried *P. cubensis*.
    An amount in another form than its batch is not known: fresh and dried do not compare.

    Source: facts.md section 3.
    """
    stated = batch.stated
    if amount.form is not stated.form:
        return None
    stored = _stored(stated, day)
    if stated.basis is Basis.COMPOUND and amount.compound_milligrams is not None:
        return _of_compound(amount.compound_milligrams, stated)
    if stated.content is not None:
        return _of_tested(amount, stated, stated.content, stored)
    if stated.material is Material.CUBENSIS and stated.form is Form.DRIED:
        return _of_untested(amount, stated, stored)
    return None


def close_batch(diary: Diary, closed: BatchClosed) -> tuple[Payload, ...]:
    """Return what is written when nothing more is taken of a batch.

    Raises:
        RuleBroken: there is no such batch, or it is closed already.
    """
    batch = diary.batches.get(closed.batch)
    if batch is None:
        raise RuleBroken("This batch is not in your notes.", fix="Add it first.", at="batch")
    if batch.closed_on is not None:
        raise RuleBroken("This batch was already closed.", at="batch")
    return (closed,)


# Milligrams of compound where microdose, low and the gap above it end.
_PSILOCYBIN = BandEdges(3.0, 10.0, 15.0)
_LSD = BandEdges(0.020, 0.050, 0.075)
_EDGES = {Analyte.PSILOCYBIN_EQUIVALENT: _PSILOCYBIN, Analyte.LSD: _LSD, Analyte.OTHER: None}
_COMPOUNDS = {Material.PSILOCYBIN: _PSILOCYBIN, Material.LSD: _LSD}

# Of untested dried P. cubensis, in milligrams a gram: our estimate, and shown as such.
_UNTESTED_MG_PER_GRAM = 7.0
_UNTESTED_SPREAD = log(1.9)
_TESTED_SPREAD = log(1.1)
_WITHIN = {
    Prepared.PIECES: sqrt(log(1 + 0.35**2)),
    Prepared.POWDER: sqrt(log(1 + 0.08**2)),
}
_SCALES_GRAMS = 0.005
_PER_MONTH = 0.02
_MOST_BY_STORAGE = 0.30
_DAYS_OF_MONTH = 365.25 / 12


def _of_compound(compound: CompoundMilligrams, stated: BatchAdded) -> Content | None:
    if stated.tested is not Tested.YES:
        return None
    return Content(float(compound.value), _TESTED_SPREAD, _COMPOUNDS.get(stated.material))


def _of_tested(
    amount: Amount, stated: BatchAdded, content: BatchContent, stored: float
) -> Content | None:
    count = _grams(amount) if content.per is ContentPer.GRAM else _pieces(amount)
    if count is None or content.middle == 0:
        return None
    unit = Unit.MILLIGRAM if content.unit is ContentUnit.MILLIGRAM else Unit.MICROGRAM
    median_mg = count * float(content.middle * (unit.milligrams or 0))
    weighed = _SCALES_GRAMS / count if content.per is ContentPer.GRAM else 0.0
    spread = hypot(_TESTED_SPREAD + stored, _within(stated), weighed)
    return Content(median_mg, spread, _EDGES[content.analyte])


def _of_untested(amount: Amount, stated: BatchAdded, stored: float) -> Content | None:
    grams = _grams(amount)
    if grams is None:
        return None
    spread = hypot(_UNTESTED_SPREAD + stored, _within(stated), _SCALES_GRAMS / grams)
    return Content(grams * _UNTESTED_MG_PER_GRAM, spread, _PSILOCYBIN)


def _stored(stated: BatchAdded, day: date) -> float:
    """What storage adds to the spread between batches."""
    if stated.stored_since is None or day <= stated.stored_since:
        return 0.0
    months = (day - stated.stored_since).days / _DAYS_OF_MONTH
    return min(_PER_MONTH * months, _MOST_BY_STORAGE)


def _within(stated: BatchAdded) -> float:
    """How much parts of one batch differ; what is not known to be powder counts as pieces."""
    return _WITHIN.get(stated.prepared, _WITHIN[Prepared.PIECES])


def _grams(amount: Amount) -> float | None:
    weighed = amount.material_milligrams
    return float(weighed.value) / 1000 if weighed else None


def _pieces(amount: Amount) -> float | None:
    return float(amount.value) if amount.unit.milligrams is None else None
