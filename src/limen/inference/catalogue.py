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
        id="guess_rate_curve",
        version=1,
        place="limen.inference.guess_curve:guess_rate_curve",
        plain_form="limen.inference.reference.guess_curve:guess_rate_curve",
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
        id="two_by_two",
        version=1,
        place="limen.inference.marginal_means:two_by_two",
        plain_form="limen.inference.reference.marginal_means:reference_means",
    ),
)
