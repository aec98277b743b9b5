"""Whether the allocation mattered: the same statistic for every order that could have been drawn.

    W = AR(1) whitening with φ0;  Q = orthonormal basis of W·Z;  M = I − QQ'
    r = M W y;   x(w) = M W (k*d(w));   S(w) = x(w)'r/‖x(w)‖
    p_up = (1 + #{p : S(w_p) ≥ S(w_obs)})/(1 + P);   p_low with ≤;   p = min(1, 2·min(p_up, p_low))
    δ = x'r/x'x at w_obs

Exact under any autocorrelation, trend, weekday pattern, heavy tail or ordinal scale, because w was
drawn by the law that the re-draws follow; the working model decides only how much is seen.
Missing days are rows that are not there. Comparisons allow 1e-10 of the largest |S|.

Axes: n days, N rows kept, m slots, P re-draws; the observed allocation stands before them.

Source: methods.md section 1.3.
"""

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.interval import exact_range
from limen.inference.run_in import Scale
from limen.inference.slot_contrasts import one_sided, slot_contrasts, two_sided
from limen.inference.trial import Draws, Kernel, Terms, Trial
from limen.inference.trial_estimates import TestOutcome
from limen.inference.working_model import kept_scores


def randomisation_test(
    trial: Trial,
    scale: Scale,
    kernel: Kernel,
    draws: Draws,
    *,
    terms: Terms = Terms.WORKING_MODEL,
) -> TestOutcome | NotEstimable:
    """Whether the allocation mattered, by how much, and which differences are not ruled out.

    Args:
        trial: what was scored, and the arm of every slot.
        scale: φ0, from the run-in.
        kernel: J shares of δ on the dose day and the days after it.
        draws: other allocations that the design could have given, by its real law.
        terms: the columns that stand beside the capsules.

    Returns:
        The outcome; or why there is none: fewer than 3 scored days in an arm, fewer than 40
        allocations, or scores that the working model explains without a rest.

    Raises:
        ValueError: the draws have another number of slots than the trial.

    Source: methods.md sections 1.3 and 1.4.
    """
    contrasts = slot_contrasts(trial, scale, kernel, draws, terms=terms)
    if isinstance(contrasts, NotEstimable):
        return contrasts
    outcome = kept_scores(trial)
    if not contrasts.varies(outcome):
        says = "The scores do not vary, or only as the calendar and the capsule days do."
        return NotEstimable(Reason.NO_VARIATION, says)
    statistics = contrasts.of(outcome)
    p_up, p_low = one_sided(statistics)
    return TestOutcome(
        estimate=contrasts.estimate(statistics),
        p_up=p_up,
        p_low=p_low,
        p_two=two_sided(p_up, p_low),
        interval_95=exact_range(statistics, contrasts.own, 0.05),
        interval_90=exact_range(statistics, contrasts.own, 0.10),
        draws=len(draws.others),
        complete=draws.complete,
        seed=draws.seed,
    )
