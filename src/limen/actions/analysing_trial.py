"""Analysing the rows of a blinded trial: from scores, arms and guesses to the verdict."""

from dataclasses import replace

from limen.blinding.designs.design import DesignName
from limen.inference.estimates import NotEstimable
from limen.inference.ladder import Rung
from limen.inference.run_in import Scale, run_in_scale
from limen.inference.trial import Draws
from limen.inference.trial_estimates import Difference, ExactRange, MissingDays
from limen.inference.verdict_estimates import Conduct, Fixed, Verdict
from limen.reports.analysed import Analysed, Page, PageTable
from limen.reports.belief_sentences import CLAIMS
from limen.reports.trial_answer import EffectRange, ThreeEffects, TrialAnswer, trial_fields
from limen.reports.trial_page import HEADINGS, trial_page
from limen.studies.plan import Plan
from limen.studies.rows_file import RowsFile
from limen.studies.trial_rows import Remark, TrialRows, trial_rows
from limen.terms.seeded_dice import SeededDice

WITHIN_SD = 1.0  # points, as own rows from 1 to 7 declare


def answer(rows: RowsFile, plan: Plan, seed: int) -> Analysed:
    """The verdict on a trial, with its page.

    Args:
        rows: of the whole trial and its run-in.
        plan: that the trial followed.
        seed: of the draws, from 0 upwards.

    Raises:
        BadInput: a column is missing, or an arm stands on a day that the design leaves free.
        SealClosed: every arm is empty.
    """
    from limen.inference.verdict import unblinded_verdict

    told = TrialAnswer(
        verdict=unblinded_verdict(_fixed(plan), "The protocol has no placebo."),
        measure=rows.measure,
        is_higher_better=plan.higher_is_better,
        weeks=plan.weeks,
        is_paired=plan.design is DesignName.PAIRED_WEEKS,
        seed=seed,
    )
    remarks: tuple[Remark, ...] = ()
    if plan.design is not None:
        carried_out = trial_rows(plan, rows)
        told, remarks = _judged(told, plan, carried_out), carried_out.remarks
    return Analysed(trial_fields(told), _page(told), remarks)


def _judged(told: TrialAnswer, plan: Plan, carried_out: TrialRows) -> TrialAnswer:
    """The answer with the verdict and everything that stands beside it."""
    from limen.inference.missing_days import missingness_test, worst_case_fill
    from limen.inference.verdict import verdict
    from limen.studies.redraws import allocations

    trial, scale = carried_out.trial, _scale(plan, carried_out)
    could_be = allocations(carried_out.mechanism, trial.arms, told.seed)
    conduct = Conduct(
        scored_days=carried_out.scored_days,
        planned_days=carried_out.planned_days,
        is_stopped_early=carried_out.is_stopped_early,
    )
    judged = verdict(trial, scale, carried_out.guesses, could_be, _fixed(plan), conduct)
    told = replace(
        told,
        verdict=judged,
        capsules=len(trial.slot_days),
        counts=carried_out.counts,
    )
    if judged.found is None or isinstance(scale, NotEstimable):
        return told
    missing = missingness_test(trial, scale, plan.kernel, could_be.draws)
    is_asked = judged.rung in CLAIMS and isinstance(missing, MissingDays)
    return replace(
        told,
        effects=_effects(carried_out, plan, scale, could_be.draws),
        missing=missing,
        worst_case=worst_case_fill(trial, scale, plan.kernel, could_be.draws) if is_asked else None,
        smallest_detectable=_smallest_detectable(plan, scale, judged, told.seed),
    )


def _fixed(plan: Plan) -> Fixed:
    return Fixed(plan.kernel, plan.smallest_change, plan.belief_limit)


def _scale(plan: Plan, carried_out: TrialRows) -> Scale | NotEstimable:
    """φ0 and day SD: as frozen in the plan, else from the run-in."""
    if plan.phi is not None and plan.day_sd is not None:
        return Scale(plan.phi, plan.day_sd, days=0)
    measured = run_in_scale(carried_out.run_in, WITHIN_SD)
    if isinstance(measured, NotEstimable):
        return measured
    return Scale(
        phi0=measured.phi0 if plan.phi is None else plan.phi,
        sigma_points=measured.sigma_points if plan.day_sd is None else plan.day_sd,
        days=measured.days,
    )


def _effects(carried_out: TrialRows, plan: Plan, scale: Scale, draws: Draws) -> ThreeEffects:
    """Same day and next days from the free profile; the second half of weeks where there are."""
    from limen.inference.ar1 import reml_effect
    from limen.inference.paired_periods import period_effect

    fitted = reml_effect(carried_out.trial, plan.kernel)
    profile = fitted if isinstance(fitted, NotEstimable) else fitted.profile
    period = period_effect(carried_out.trial, scale, draws)
    same_day, next_days = (
        (None, None)
        if isinstance(profile, NotEstimable)
        else (_effect(profile.same_day), _effect(profile.next_days))
    )
    over_weeks = (
        None
        if isinstance(period, NotEstimable)
        else EffectRange(period.estimate, period.interval_95)
    )
    return ThreeEffects(same_day, next_days, over_weeks)


def _effect(difference: Difference) -> EffectRange:
    return EffectRange(difference.estimate, ExactRange(difference.lower, difference.upper))


def _smallest_detectable(plan: Plan, scale: Scale, judged: Verdict, seed: int) -> float | None:
    """What the protocol finds 8 times in 10, in points, where the page says so."""
    from limen.studies.plan_check import plan_check

    if judged.rung is not Rung.L0:
        return None
    measured = replace(plan, phi=scale.phi0, day_sd=scale.sigma_points)
    return plan_check(measured, SeededDice(seed, "smallest")).smallest_detectable


def _page(told: TrialAnswer) -> Page:
    """The page as sentences and one table."""
    page = trial_page(told)
    table = (PageTable(HEADINGS, page.effects), "") if page.effects else ()
    numbers = (*page.numbers, "") if page.numbers else ()
    return (page.headline, page.second, *page.grey, "", *numbers, *table, *page.closing)
