"""The tables about the published trial, read from what Limen knows of it."""

import ast
import inspect
import math
from textwrap import dedent

from from_code import first_line, table

from limen.studies.published.analyses import Model
from limen.studies.published.expected import PrintedCell
from limen.studies.published.szigeti2021 import DECLARATION, SOURCE
from limen.studies.published.szigeti2021_outcomes import OUTCOMES, Outcome, Visit
from limen.studies.published.szigeti2021_quirks import QUIRKS, Quirk
from limen.studies.published.szigeti2021_scores import SCORE_QUIRKS
from limen.studies.published.szigeti2021_sittings import SITTING_QUIRKS

_VISITS = {Visit.ACUTE: "day of the capsule", Visit.POST_ACUTE: "end of the week"}


def terms_of_use() -> str:
    """Where the trial is published, where its files are had, and on which terms."""
    rows = [
        ("Paper", SOURCE.citation),
        ("Files", SOURCE.download),
        ("Licence", SOURCE.licence),
        ("Sign", SOURCE.sign),
    ]
    return table(("", SOURCE.id), rows)


def files() -> str:
    """The files by their octets."""
    return table(
        ("File", "SHA-256", "Octets", "Rows", "Participants"),
        [
            (f.name, f"`{f.sha256}`", f"{f.octets:,}", f"{f.rows:,}", str(f.participants))
            for f in SOURCE.files
        ],
    )


def columns() -> str:
    """The columns that are read, and what each cell may hold."""
    return table(
        ("Column", "Holds", "Unit", "May be"),
        [
            (f"`{c.name}`", c.kind.value, c.unit, ", ".join(c.words) or _range(c.lowest, c.highest))
            for c in DECLARATION.columns
        ],
    )


def outcomes() -> str:
    """The outcomes, their covariates, and what is printed for them without and with the guess."""
    return table(
        ("Outcome", "Asked at", "Scale", "Covariates", "Printed m1", "Printed m2"),
        [
            (
                f"`{outcome.name}`",
                _VISITS[outcome.visit],
                _scale(outcome),
                ", ".join(f"`{covariate}`" for covariate in outcome.covariates),
                _printed(outcome, Model.CONDITION),
                _printed(outcome, Model.GUESS),
            )
            for outcome in OUTCOMES
        ],
    )


def misprints() -> str:
    """Cells of the printed table that do not follow from the public rows."""
    return table(
        ("Outcome", "Model", "What is known", "Public rows give", "Shown as"),
        [
            (
                f"`{m.outcome}`",
                m.model.value,
                m.says,
                _cell(m.public),
                "differs, known" if m.public else "not given",
            )
            for m in SOURCE.printed.misprints
        ],
    )


def quirks() -> str:
    """The peculiarities that are looked for in the rows, each with the name of its finding."""
    return table(
        ("Finding", "In short"),
        [
            (f"`{_finding_id(quirk)}`", first_line(quirk))
            for quirk in (*QUIRKS, *SCORE_QUIRKS, *SITTING_QUIRKS)
        ],
    )


def _finding_id(quirk: Quirk) -> str:
    """The id that a quirk gives its finding, as written in its code."""
    for node in ast.walk(ast.parse(dedent(inspect.getsource(quirk)))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Finding":
            return str(ast.literal_eval(node.args[0]))
    raise ValueError(f"{quirk} gives no finding")


def _scale(outcome: Outcome) -> str:
    return "z-score" if outcome.is_standardised else _range(outcome.lowest, outcome.highest)


def _range(lowest: float, highest: float) -> str:
    if math.isinf(lowest) and math.isinf(highest):
        return "any"
    if math.isinf(highest):
        return f"{lowest:g} or more"
    return f"{lowest:g} to {highest:g}".replace("-", "−")


def _printed(outcome: Outcome, model: Model) -> str:
    return _cell(SOURCE.printed.cell(outcome.name, model))


def _cell(cell: PrintedCell | None) -> str:
    return "not given" if cell is None else str(cell).replace("-", "−").replace("*", r"\*")
