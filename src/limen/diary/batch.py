"""A batch: one lot of a material, what is known of its strength, and what an amount of it holds.

The content of `x` grams is lognormal around `m = x · c`, where `c` is the content of a gram; the
variance of its logarithm is `s² = s_between² + s_within² + (0.005 / x)²`: batches differ, pieces of
one batch differ, and scales read five milligrams more or less.
"""

from datetime import date
from math import hypot

from limen.diary.content import Content
from limen.diary.diary import Batch, Diary
from limen.diary.priors import MOST_BY_STORAGE, content_priors, lsd_edges, psilocybin_edges
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
    An amount in another form than its batch is not known: fresh and dried do not compare. A batch
    from the same source as a tested one is no better known than any other that was not tested.

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


_EDGES = {Analyte.PSILOCYBIN_EQUIVALENT: psilocybin_edges, Analyte.LSD: lsd_edges}
_COMPOUNDS = {Material.PSILOCYBIN: psilocybin_edges, Material.LSD: lsd_edges}
_DAYS_OF_MONTH = 365.25 / 12


def _of_compound(compound: CompoundMilligrams, stated: BatchAdded) -> Content | None:
    if stated.tested is not Tested.YES:
        return None
    edges = _COMPOUNDS.get(stated.material)
    spread = content_priors().tested_spread
    return Content(float(compound.value), spread, edges() if edges else None)


def _of_tested(
    amount: Amount, stated: BatchAdded, content: BatchContent, stored: float
) -> Content | None:
    count = _grams(amount) if content.per is ContentPer.GRAM else _pieces(amount)
    if count is None or content.middle == 0:
        return None
    unit = Unit.MILLIGRAM if content.unit is ContentUnit.MILLIGRAM else Unit.MICROGRAM
    median_mg = count * float(content.middle * (unit.milligrams or 0))
    priors, edges = content_priors(), _EDGES.get(content.analyte)
    weighed = priors.scales_grams / count if content.per is ContentPer.GRAM else 0.0
    spread = hypot(priors.tested_spread + stored, _within(stated), weighed)
    return Content(median_mg, spread, edges() if edges else None)


def _of_untested(amount: Amount, stated: BatchAdded, stored: float) -> Content | None:
    grams = _grams(amount)
    if grams is None:
        return None
    priors = content_priors()
    spread = hypot(priors.untested_spread + stored, _within(stated), priors.scales_grams / grams)
    return Content(grams * priors.untested_mg_per_gram, spread, psilocybin_edges())


def _stored(stated: BatchAdded, day: date) -> float:
    """What storage adds to the spread between batches."""
    if stated.stored_since is None or day <= stated.stored_since:
        return 0.0
    months = (day - stated.stored_since).days / _DAYS_OF_MONTH
    return min(content_priors().storage_a_month * months, MOST_BY_STORAGE)


def _within(stated: BatchAdded) -> float:
    """How much parts of one batch differ; what is not known to be powder counts as pieces."""
    priors = content_priors()
    return priors.powder_spread if stated.prepared is Prepared.POWDER else priors.pieces_spread


def _grams(amount: Amount) -> float | None:
    weighed = amount.material_milligrams
    return float(weighed.value) / 1000 if weighed else None


def _pieces(amount: Amount) -> float | None:
    return float(amount.value) if amount.unit.milligrams is None else None
