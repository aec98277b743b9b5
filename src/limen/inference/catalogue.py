"""Every estimator with the version that a sealed design and a stated result name.

A version rises by one whenever the same input may give another number. The catalogue names
functions by their place, so that reading it loads no numeric library.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimator:
    """One method: its lasting name, its version from 1 upwards, and where it stands.

    `place` and `plain_form` read "module:function"; the plain form is the slow one that the tests
    hold it against.
    """

    id: str
    version: int
    place: str
    plain_form: str

    def __post_init__(self) -> None:
        if self.version < 1:
            raise ValueError("versions are counted from 1")


ESTIMATORS = (
    Estimator(
        id="blinding_index",
        version=1,
        place="limen.inference.guesses:blinding_index",
        plain_form="limen.inference.reference.guesses:blinding_index",
    ),
    Estimator(
        id="block_evidence",
        version=1,
        place="limen.inference.block_evidence:block_evidence",
        plain_form="limen.inference.reference.block_evidence:block_evidence",
    ),
    Estimator(
        id="diary_change",
        version=1,
        place="limen.inference.open_diary:diary_change",
        plain_form="limen.inference.reference.open_diary:diary_change",
    ),
    Estimator(
        id="drift_detector",
        version=1,
        place="limen.inference.drift_alarm:drift_detector",
        plain_form="limen.inference.reference.drift_alarm:drift_detector",
    ),
    Estimator(
        id="early_stop",
        version=1,
        place="limen.inference.early_stop:early_stop",
        plain_form="limen.inference.reference.verdict:early_stop",
    ),
    Estimator(
        id="effect_posterior",
        version=1,
        place="limen.inference.effect_posterior:effect_posterior",
        plain_form="limen.inference.reference.ar1:effect_posterior",
    ),
    Estimator(
        id="guess_difference",
        version=1,
        place="limen.inference.belief:guess_difference",
        plain_form="limen.inference.reference.belief:guess_difference",
    ),
    Estimator(
        id="guess_rate_curve",
        version=1,
        place="limen.inference.guess_curve:guess_rate_curve",
        plain_form="limen.inference.reference.guess_curve:guess_rate_curve",
    ),
    Estimator(
        id="midrank_check",
        version=1,
        place="limen.inference.midranks:midrank_check",
        plain_form="limen.inference.reference.midranks:midrank_check",
    ),
    Estimator(
        id="missingness_test",
        version=1,
        place="limen.inference.missing_days:missingness_test",
        plain_form="limen.inference.reference.missing_days:missingness_test",
    ),
    Estimator(
        id="own_switch",
        version=1,
        place="limen.inference.belief:own_switch",
        plain_form="limen.inference.reference.belief:own_switch",
    ),
    Estimator(
        id="paired_t",
        version=1,
        place="limen.inference.paired_periods:paired_t",
        plain_form="limen.inference.reference.paired_periods:paired_t",
    ),
    Estimator(
        id="period_effect",
        version=1,
        place="limen.inference.paired_periods:period_effect",
        plain_form="limen.inference.reference.paired_periods:period_effect",
    ),
    Estimator(
        id="random_intercept_ml",
        version=1,
        place="limen.inference.reml:random_intercept_ml",
        plain_form="limen.inference.reference.reml:reference_fit",
    ),
    Estimator(
        id="random_intercept_reml",
        version=1,
        place="limen.inference.reml:random_intercept_reml",
        plain_form="limen.inference.reference.reml:reference_fit",
    ),
    Estimator(
        id="random_intercept_trials",
        version=1,
        place="limen.inference.reml_trials:random_intercept_trials",
        plain_form="limen.inference.reference.reml:reference_fit",
    ),
    Estimator(
        id="randomisation_test",
        version=1,
        place="limen.inference.randomisation:randomisation_test",
        plain_form="limen.inference.reference.randomisation:randomisation_test",
    ),
    Estimator(
        id="reml_effect",
        version=1,
        place="limen.inference.ar1:reml_effect",
        plain_form="limen.inference.reference.ar1:reml_effect",
    ),
    Estimator(
        id="run_in_scale",
        version=1,
        place="limen.inference.run_in:run_in_scale",
        plain_form="limen.inference.reference.run_in:run_in_scale",
    ),
    Estimator(
        id="slot_contrasts",
        version=1,
        place="limen.inference.slot_contrasts:slot_contrasts",
        plain_form="limen.inference.reference.randomisation:plain_test",
    ),
    Estimator(
        id="threshold_internals",
        version=1,
        place="limen.inference.threshold_internals:threshold_internals",
        plain_form="limen.inference.reference.threshold:threshold_internals",
    ),
    Estimator(
        id="threshold_posterior",
        version=1,
        place="limen.inference.threshold:threshold_posterior",
        plain_form="limen.inference.reference.threshold:threshold_posterior",
    ),
    Estimator(
        id="tipping_curve",
        version=1,
        place="limen.inference.belief:tipping_curve",
        plain_form="limen.inference.reference.belief:tipping_curve",
    ),
    Estimator(
        id="two_by_two",
        version=1,
        place="limen.inference.marginal_means:two_by_two",
        plain_form="limen.inference.reference.marginal_means:reference_means",
    ),
    Estimator(
        id="verdict",
        version=1,
        place="limen.inference.verdict:verdict",
        plain_form="limen.inference.reference.verdict:verdict",
    ),
    Estimator(
        id="worst_case_fill",
        version=1,
        place="limen.inference.missing_days:worst_case_fill",
        plain_form="limen.inference.reference.missing_days:worst_case_fill",
    ),
)
