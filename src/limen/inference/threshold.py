"""How often a participant felt the amounts that they have taken, beside their placebo days.

The model and its prior stand in `threshold_prior`, its weights after the answers in
`threshold_lattice`. What is read from them here:

    rate of a row     quantiles 0.05, 0.5, 0.95 of the mean of P(felt) over the days of the row
    more than placebo the weight of  mean P(felt) − g > 0.1:  above 0.9 yes, below 0.1 no

A row is days with amounts of one batch within 10 % of each other. Nothing is said of amounts that
were not taken.

Source: methods.md sections 4.1 to 4.3.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, isfinite, log

import numpy as np

from limen.inference.arrays import Floats
from limen.inference.estimates import NotEstimable, Reason
from limen.inference.felt_estimates import (
    FeltEstimate,
    FeltRate,
    FeltRow,
    MoreThanPlacebo,
    PotencyKnown,
)
from limen.inference.threshold_lattice import Answers, BatchAnswers, Condition, Posterior
from limen.inference.threshold_prior import POTENCY_SPREADS, Axis, Lattice, Sizes

FEWEST_ANSWERS = 8  # of YES or NO, placebo days among them
FEWEST_DAYS = 4  # of a row, for its range
ALIKE = 1.10  # the largest amount of a row against its smallest
QUANTILES = (0.05, 0.5, 0.95)
POINTS, SURE = 0.10, 0.9
FADES_OVER_DAYS = 3.0
BINS = 4096


def threshold_posterior(
    amounts_mg: Sequence[float],
    felt: Sequence[bool | None],
    batches: Sequence[str | None],
    gaps_days: Sequence[int | None],
    unit_centre_mg: float,
    *,
    potency: Mapping[str, PotencyKnown] | None = None,
) -> FeltEstimate | NotEstimable:
    """How often this person felt each amount already taken, with a range, and placebo days.

    Args:
        amounts_mg: n amounts of weighed material in mg, or of the stated content where batches
            have one; 0 for placebo.
        felt: n answers; None is UNSURE, which counts as a day and is left out of the model.
        batches: n names; that of the first amount is the batch that others are compared with, and
            those of placebo days are not read.
        gaps_days: n whole days since the amount before; None where there was none, and for placebo.
        unit_centre_mg: where the definition of the material puts the middle; never shown.
        potency: what is known of the strength of batches; the others are unknown.

    Returns:
        One row for each amount, or why there is none: fewer than 8 answers of YES or NO, or no
        amount among them.

    Raises:
        ValueError: the columns differ in length, an amount is below 0, a gap below 1, or the centre
            not above 0.

    Source: methods.md sections 4.1 and 4.3.
    """
    record = Record.of(amounts_mg, felt, batches, gaps_days, unit_centre_mg)
    if isinstance(record, NotEstimable):
        return record
    return felt_estimate(record, record.posterior(potency or {}, Sizes()))


@dataclass(frozen=True, slots=True)
class Day:
    """One answered day: its batch, and its condition with one answer, or none where unsure."""

    batch: str | None
    condition: Condition

    @property
    def answer(self) -> bool | None:
        """True for YES, False for NO, None for UNSURE."""
        return bool(self.condition.yes) if self.condition.yes + self.condition.no else None


@dataclass(frozen=True, slots=True)
class Record:
    """The days of one participant; `batch` is None for placebo."""

    days: tuple[Day, ...]

    @classmethod
    def of(
        cls,
        amounts_mg: Sequence[float],
        felt: Sequence[bool | None],
        batches: Sequence[str | None],
        gaps_days: Sequence[int | None],
        unit_centre_mg: float,
    ) -> "Record | NotEstimable":
        """The record that these columns make, or why it is too short.

        Raises:
            ValueError: as `threshold_posterior`.
        """
        _refuse_impossible(amounts_mg, gaps_days, unit_centre_mg)
        answered = [
            amount for amount, answer in zip(amounts_mg, felt, strict=True) if answer is not None
        ]
        if len(answered) < FEWEST_ANSWERS:
            says = f"This is shown after {FEWEST_ANSWERS} answered days; there are {len(answered)}."
            return NotEstimable(Reason.TOO_FEW_DAYS, says)
        if not any(answered):
            return NotEstimable(Reason.TOO_FEW_DAYS, "No answered day has an amount.")
        columns = zip(amounts_mg, felt, batches, gaps_days, strict=True)
        return cls(tuple(_day(*column, unit_centre_mg) for column in columns))

    @property
    def batches(self) -> tuple[str, ...]:
        """The batches in the order of their first use."""
        return tuple(dict.fromkeys(day.batch for day in self.days if day.batch is not None))

    def posterior(self, potency: Mapping[str, PotencyKnown], sizes: Sizes) -> Posterior:
        """The lattice of this record, with spacing where amounts followed each other unevenly."""
        carried = {day.condition.carried for day in self.days if day.answer is not None} - {0.0}
        first, *others = self.batches
        spreads = {first: 0.0} | {
            batch: POTENCY_SPREADS[potency.get(batch, PotencyKnown.UNKNOWN)] for batch in others
        }
        answers = Answers(
            tuple(BatchAnswers(spreads[batch], self._conditions(batch)) for batch in self.batches),
            placebo=self._placebo,
        )
        return Posterior(Lattice.of(sizes, has_spacing=len(carried) > 1), answers)

    def rows(self) -> list[list[int]]:
        """Places of days whose amounts, of one batch, share a row: the order of first use."""
        found: list[list[int]] = []
        for place, day in enumerate(self.days):
            if day.batch is None:
                continue
            row = next((row for row in found if self._is_alike([*row, place])), None)
            if row is None:
                found.append([place])
            else:
                row.append(place)
        return found

    @property
    def placebo_places(self) -> list[int]:
        """Places of the placebo days."""
        return [place for place, day in enumerate(self.days) if day.batch is None]

    def row(self, places: Sequence[int], rate: FeltRate | None) -> FeltRow:
        """What was answered on these days."""
        days = [self.days[place] for place in places]
        return FeltRow(
            batch=days[0].batch if days else None,
            places=tuple(places),
            noticed=sum(day.answer is True for day in days),
            unsure=sum(day.answer is None for day in days),
            rate=rate,
        )

    def _is_alike(self, places: Sequence[int]) -> bool:
        logs = [self.days[place].condition.log_multiple for place in places]
        one_batch = len({self.days[place].batch for place in places}) == 1
        return one_batch and max(logs) - min(logs) <= log(ALIKE) + 1e-9

    def _conditions(self, batch: str) -> tuple[Condition, ...]:
        """The answers of one batch, those under the same condition together."""
        counts: dict[tuple[float, float], tuple[int, int]] = {}
        for day in self.days:
            if day.batch == batch:
                under = (day.condition.log_multiple, day.condition.carried)
                yes, no = counts.get(under, (0, 0))
                counts[under] = yes + day.condition.yes, no + day.condition.no
        return tuple(Condition(*under, yes, no) for under, (yes, no) in counts.items())

    @property
    def _placebo(self) -> tuple[int, int]:
        days = [self.days[place].condition for place in self.placebo_places]
        return sum(day.yes for day in days), sum(day.no for day in days)


def felt_estimate(record: Record, posterior: Posterior) -> FeltEstimate:
    """What the weights of a lattice say of the days of a record.

    Source: methods.md section 4.3.
    """
    rows = record.rows()
    usual = max(range(len(rows)), key=lambda place: len(rows[place]))
    chance = _chance_of_more(record, posterior, rows[usual]) if record.placebo_places else None
    estimated = [
        record.row(places, _rate(record, posterior, places) if len(places) >= FEWEST_DAYS else None)
        for places in rows
    ]
    return FeltEstimate(
        rows=tuple(estimated),
        placebo=record.row(record.placebo_places, _placebo_rate(record, posterior)),
        usual=estimated[usual],
        chance=chance,
        more_than_placebo=_more(chance),
    )


def _refuse_impossible(
    amounts_mg: Sequence[float], gaps: Sequence[int | None], unit_centre: float
) -> None:
    if not all(isfinite(amount) and amount >= 0 for amount in amounts_mg):
        raise ValueError("amounts are finite and not below 0")
    if not all(gap is None or gap >= 1 for gap in gaps):
        raise ValueError("the amount before was taken at least one day earlier")
    if not (isfinite(unit_centre) and unit_centre > 0):
        raise ValueError("the centre of a unit lies above 0")


def _day(
    amount_mg: float,
    answer: bool | None,  # noqa: FBT001 -- an answer is YES, NO or UNSURE
    batch: str | None,
    gap: int | None,
    centre: float,
) -> Day:
    yes, no = int(answer is True), int(answer is False)
    if amount_mg == 0:
        return Day(None, Condition(-np.inf, 0.0, yes, no))
    carried = 0.0 if gap is None else exp(-(gap - 1) / FADES_OVER_DAYS)
    return Day(batch or "", Condition(log(amount_mg) - log(centre), carried, yes, no))


def _felt(record: Record, posterior: Posterior, places: Sequence[int]) -> tuple[Floats, Floats]:
    """The chance of YES on these days of one batch, at every node, and the weight of each."""
    days = [record.days[place] for place in places]
    batch = record.batches.index(days[0].batch or "")
    return posterior.felt(batch, [day.condition for day in days]), posterior.of_batch(batch)


def _rate(record: Record, posterior: Posterior, places: Sequence[int]) -> FeltRate:
    """Quantiles by counting weights in 4096 narrow bins; they err by less than one of them."""
    chances, weights = _felt(record, posterior, places)
    bins = (chances * BINS).astype(np.intp).ravel()
    below = np.cumsum(np.bincount(bins, weights.ravel(), BINS))
    edges = np.arange(1, BINS + 1) / BINS
    return FeltRate(*np.interp(QUANTILES, below, edges).tolist())


def _chance_of_more(record: Record, posterior: Posterior, places: Sequence[int]) -> float:
    chances, weights = _felt(record, posterior, places)
    guess = np.repeat(posterior.lattice.guess, len(posterior.lattice.lapse))[:, None]
    return float(weights[chances - guess > POINTS].sum())


def _more(chance: float | None) -> MoreThanPlacebo:
    if chance is not None and chance > SURE:
        return MoreThanPlacebo.YES
    if chance is not None and chance < 1 - SURE:
        return MoreThanPlacebo.NO
    return MoreThanPlacebo.CANNOT_TELL


def _placebo_rate(record: Record, posterior: Posterior) -> FeltRate | None:
    """Quantiles of g between its nodes, each the middle of a cell."""
    if len(record.placebo_places) < FEWEST_DAYS:
        return None
    weights = posterior.marginal(Axis.GUESS)
    middles = np.cumsum(weights) - weights / 2
    return FeltRate(*np.interp(QUANTILES, middles, posterior.lattice.guess).tolist())
