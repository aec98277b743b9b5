"""The analyses of a published trial as rows of an answer, with the names of the JSON contract.

What cannot be estimated keeps its place: its numbers are None and `not_estimable` says why.

Source: experience.md section 4 (fields of `reproduce`).
"""

from collections.abc import Mapping, Sequence

from limen.inference.estimates import (
    BangIndex,
    BlindingEstimate,
    Coefficient,
    DefiniteGuesses,
    GuessRatePoint,
    JamesIndex,
    NotEstimable,
    RandomInterceptEstimate,
)
from limen.studies.published.analyses import (
    BlindingTable,
    Fit,
    GuessCurve,
    MarginalMean,
    SimpleContrast,
    Strata,
    StrataEstimate,
)

Row = Mapping[str, object]

_COEFFICIENT = ("estimate", "se", "df", "t", "p", "lower", "upper")
_FIT = ("var_group", "var_residual", "criterion", "n", "groups", "singular")


def fit_rows(fits: Sequence[Fit]) -> tuple[Row, ...]:
    """Every fit with its coefficients, in units of the outcome; terms are PL minus MD."""
    return tuple(map(_fit, fits))


def strata_rows(strata: Sequence[Strata]) -> tuple[Row, ...]:
    """The four marginal means and four differences of each outcome; differences are MD minus PL."""
    return tuple(map(_strata, strata))


def blinding_rows(tables: Sequence[BlindingTable]) -> tuple[Row, ...]:
    """Counts by condition and guess with every index; rates are shares, 0 to 1."""
    return tuple(map(_blinding, tables))


def guess_curve_rows(curves: Sequence[GuessCurve]) -> tuple[Row, ...]:
    """The secondary display of each outcome, MD minus PL in units of the outcome."""
    return tuple(map(_curve, curves))


def _fit(fit: Fit) -> Row:
    found = fit.estimate if isinstance(fit.estimate, RandomInterceptEstimate) else None
    labels = {"outcome": fit.outcome, "model": fit.model}
    coefficients = found.coefficients if found else ()
    return (
        labels
        | {
            "coefficients": tuple(
                labels | {"term": coefficient.term} | _numbers(coefficient)
                for coefficient in coefficients
            )
        }
        | _fields(found, _FIT)
        | {"not_estimable": _reason(fit.estimate)}
    )


def _strata(strata: Strata) -> Row:
    found = strata.estimate if isinstance(strata.estimate, StrataEstimate) else None
    return {
        "outcome": strata.outcome,
        "emmeans_strata": tuple(map(_mean, found.means)) if found else (),
        "contrasts_fixed_guess": _contrasts(found.fixed_guess if found else (), "guess"),
        "contrasts_fixed_condition": _contrasts(
            found.fixed_condition if found else (), "condition"
        ),
        "not_estimable": _reason(strata.estimate),
    }


def _mean(mean: MarginalMean) -> Row:
    return {"condition": mean.condition, "guess": mean.guess} | _numbers(mean.mean)


def _contrasts(contrasts: Sequence[SimpleContrast], held: str) -> tuple[Row, ...]:
    return tuple(
        {"contrast": contrast.contrast, held: contrast.held_at} | _numbers(contrast.difference)
        for contrast in contrasts
    )


def _blinding(table: BlindingTable) -> Row:
    found = table.estimate if isinstance(table.estimate, BlindingEstimate) else None
    counts = table.counts
    return {
        "table": table.name,
        "MDMD": counts.mdmd,
        "MDPL": counts.mdpl,
        "PLMD": counts.plmd,
        "PLPL": counts.plpl,
        "n": counts.n,
        **_definite(found.definite if found else None),
        **_james(found.james if found else None),
        **_bang("bang_md", found.active if found else None),
        **_bang("bang_pl", found.placebo if found else None),
        "says": found.says if found else None,
        "not_estimable": _reason(table.estimate),
    }


def _definite(definite: DefiniteGuesses | NotEstimable | None) -> dict[str, object]:
    """The names that the stored tables use, beside those of the estimate."""
    found = definite if isinstance(definite, DefiniteGuesses) else None
    names = {
        "cgr": "right_rate",
        "sensitivity": "sensitivity",
        "specificity": "specificity",
        "ppv_md": "predictive_value",
        "base_rate_md": "base_rate",
        "guess_md_rate": "guessed_active_rate",
        "kappa": "kappa",
        "d_prime": "d_prime",
        "criterion": "criterion",
    }
    return {name: getattr(found, field) if found else None for name, field in names.items()}


def _james(james: JamesIndex | NotEstimable | None) -> dict[str, object]:
    found = james if isinstance(james, JamesIndex) else None
    return {"james_bi": found.estimate if found else None, "james_se": found.se if found else None}


def _bang(name: str, index: BangIndex | None) -> dict[str, object]:
    return {
        name: index.estimate if index else None,
        f"{name}_se": index.se if index else None,
        f"{name}_lower": index.lower if index else None,
        f"{name}_upper": index.upper if index else None,
    }


def _curve(curve: GuessCurve) -> Row:
    found = None if isinstance(curve.curve, NotEstimable) else curve.curve
    return {
        "outcome": curve.outcome,
        "secondary": True,
        "contrast": "MD - PL",
        "observed": _point(found.observed) if found else None,
        "points": tuple(map(_point, found.points)) if found else (),
        "n": found.n if found else None,
        "says": found.says if found else None,
        "not_estimable": _reason(curve.curve),
    }


def _point(point: GuessRatePoint) -> Row:
    return {"rate": point.rate, "estimate": point.estimate, "se": point.se}


def _numbers(coefficient: Coefficient) -> dict[str, object]:
    return _fields(coefficient, _COEFFICIENT)


def _fields(record: object, names: Sequence[str]) -> dict[str, object]:
    return {name: None if record is None else getattr(record, name) for name in names}


def _reason(estimate: object) -> Row | None:
    if not isinstance(estimate, NotEstimable):
        return None
    return {"reason": estimate.reason, "says": estimate.says}
