"""The randomisation test the slow way: one allocation after the other, no closed form.

Residuals come from whole covariance matrices, and each limit of the interval is found by testing
one difference after the other and halving.

Source: methods.md sections 1.3 and 1.4.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.reference.dense import (
    Metric,
    Row,
    directions,
    exposure,
    left_of,
    metric,
    product,
    scored_days,
    surrounding_rows,
)
from limen.inference.run_in import Scale
from limen.inference.trial import Draws, Kernel, Terms, Trial
from limen.inference.trial_estimates import ExactRange, TestOutcome

HALVINGS = 60
NO_REST = 1e-12
SLACK = 1e-10  # of the largest statistic
SHORTEST = 1e-9  # an allocation that shows in no scored day
FARTHEST = 1e7  # differences are searched so many times their estimate and the scores away


@dataclass(frozen=True, slots=True)
class PlainTest:
    """The residual of one outcome and of every allocation, the observed one first."""

    outcome: Row
    exposures: list[Row]

    def statistics(self, difference: float = 0.0) -> Row:
        """S of every allocation after a difference was taken off the outcome."""
        observed = self.exposures[0]
        rest = [y - difference * x for y, x in zip(self.outcome, observed, strict=True)]
        return [_statistic(x, rest) for x in self.exposures]

    def one_sided(self, difference: float = 0.0) -> tuple[float, float]:
        """One-sided p, upwards and downwards, of the hypothesis of this difference."""
        own, *others = self.statistics(difference)
        slack = SLACK * max(map(abs, [own, *others]))
        up = sum(other >= own - slack for other in others)
        low = sum(other <= own + slack for other in others)
        return (1 + up) / (1 + len(others)), (1 + low) / (1 + len(others))

    def two_sided(self, difference: float = 0.0) -> float:
        """Twice the smaller p, at most 1."""
        return min(1.0, 2 * min(self.one_sided(difference)))

    @property
    def estimate(self) -> float:
        """δ of the observed allocation."""
        observed = self.exposures[0]
        return product(observed, self.outcome) / product(observed, observed)

    def interval(self, alpha: float) -> ExactRange:
        """All differences with p above alpha, each limit by halving."""
        return ExactRange(
            lower=self._edge(-1.0, lambda at: self.one_sided(at)[0] > alpha / 2 + SLACK),
            upper=self._edge(1.0, lambda at: self.one_sided(at)[1] > alpha / 2 + SLACK),
        )

    def _edge(self, way: float, is_inside: Callable[[float], bool]) -> float | None:
        inside = self.estimate
        size = max(abs(inside), *map(abs, self.outcome))
        outside = inside + way * FARTHEST * size
        if is_inside(outside):
            return None
        step = size
        while is_inside(inside + way * step):
            step *= 2
        inside, outside = inside + way * (step / 2 if step > size else 0.0), inside + way * step
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if is_inside(middle) else (inside, middle)
        return (inside + outside) / 2


def randomisation_test(
    trial: Trial,
    scale: Scale,
    kernel: Kernel,
    draws: Draws,
    *,
    terms: Terms = Terms.WORKING_MODEL,
) -> TestOutcome | NotEstimable:
    """What `limen.inference.randomisation.randomisation_test` gives; the counts of days are not."""
    plain = plain_test(trial, scale, kernel, draws, terms=terms)
    if product(plain.outcome, plain.outcome) < NO_REST:
        return NotEstimable(Reason.NO_VARIATION, "Nothing varies.")
    p_up, p_low = plain.one_sided()
    return TestOutcome(
        estimate=plain.estimate,
        p_up=p_up,
        p_low=p_low,
        p_two=plain.two_sided(),
        interval_95=plain.interval(0.05),
        interval_90=plain.interval(0.10),
        draws=len(draws.others),
        complete=draws.complete,
        seed=draws.seed,
    )


def plain_test(
    trial: Trial,
    scale: Scale,
    kernel: Kernel,
    draws: Draws,
    *,
    terms: Terms = Terms.WORKING_MODEL,
) -> PlainTest:
    """Outcome and exposures of a trial without what their surroundings explain."""
    days = scored_days(trial)
    under = metric(days, scale.phi0)
    around = directions(_turned(under, days, surrounding_rows(trial, kernel, terms)))
    scores = [score for score in trial.scores if score is not None]
    rows = [exposure(trial, order, kernel) for order in (trial.arms, *draws.others)]
    unit = math.sqrt(1 - scale.phi0**2)  # of an innovation instead of a day
    return PlainTest(
        outcome=left_of([unit * y for y in under.turned(scores)], around),
        exposures=[
            left_of([unit * x for x in turned], around) for turned in _turned(under, days, rows)
        ],
    )


def _turned(under: Metric, days: Sequence[int], rows: Sequence[Row]) -> list[Row]:
    return [under.turned([row[day] for day in days]) for row in rows]


def _statistic(exposed: Row, rest: Row) -> float:
    length = math.sqrt(product(exposed, exposed))
    return product(exposed, rest) / length if length > SHORTEST else 0.0
