"""Fitting a random-intercept model to a file of a researcher's own."""

from collections.abc import Mapping
from pathlib import Path

from limen.inference.estimates import NotEstimable, Reason
from limen.reports.fitted_model import FittedModel, Method
from limen.store.files import read_text
from limen.terms.errors import BadInput
from limen.terms.ports import Tell


def fit_file(
    path: Path, formula: str, group: str, where: Mapping[str, str], method: Method, tell: Tell
) -> FittedModel:
    """A random intercept for each level of a column, on the rows of a tidy file that are selected.

    Raises:
        BadInput: the file, the formula or a column is wrong, or the model cannot be had from them.
        ImportError: the part that reads formulas is not installed.
    """
    from limen.inference.reml import random_intercept_ml, random_intercept_reml
    from limen.studies.formula import model_columns, read_formula
    from limen.studies.tidy import read_table

    asked = read_formula(formula)
    table = read_table(path.name, read_text(path), asked.used, group, where, tell)
    model = model_columns(asked, table)
    fit = random_intercept_reml if method is Method.REML else random_intercept_ml
    found = fit(model.scores, model.columns, table.groups)
    if isinstance(found, NotEstimable):
        raise BadInput(found.says, fix=_FIXES[found.reason])
    return FittedModel(
        formula=formula,
        method=method,
        reference=model.reference,
        coefficients=found.coefficients,
        var_group=found.var_group,
        var_residual=found.var_residual,
        criterion=found.criterion,
        n=found.n,
        groups=found.groups,
        singular=found.singular,
        left_out=table.left_out,
    )


_FIXES = {
    Reason.TOO_FEW_PARTICIPANTS: "Choose another column for --group, or keep more rows by --where.",
    Reason.TOO_FEW_ROWS: "Choose another column for --group, a shorter formula, or more rows.",
    Reason.NO_VARIATION: "Change the formula, or choose another outcome or another --group.",
    Reason.NOT_SETTLED: "Use fewer columns, or bring them to similar sizes.",
    Reason.OUT_OF_RANGE: "Use another unit.",
}
