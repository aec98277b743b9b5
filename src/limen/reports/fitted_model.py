"""A model fitted to a file, and its coefficients as rows of text that can be checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from limen.inference.estimates import Coefficient

HEADINGS = ("term", "estimate", "se", "df", "t", "p", "lower", "upper")
NUMERIC = HEADINGS[1:]
SMALLEST_P = 0.001  # below it, only that it is smaller


class Method(StrEnum):
    """Which likelihood a model is fitted by."""

    REML = "reml"
    ML = "ml"


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A fitted model with what it was fitted to; `criterion` is REML's, or −2 log-likelihood."""

    formula: str
    method: Method
    reference: Mapping[str, str]
    coefficients: tuple[Coefficient, ...]
    var_group: float
    var_residual: float
    criterion: float
    n: int
    groups: int
    singular: bool
    left_out: int


def coefficient_rows(coefficients: Sequence[Coefficient]) -> list[tuple[str, ...]]:
    """A row for each coefficient under `HEADINGS`; limits are those of the 95 % interval."""
    return [
        (
            c.term,
            number_text(c.estimate),
            number_text(c.se),
            f"{c.df:.1f}",
            f"{c.t:.2f}",
            p_text(c.p),
            number_text(c.lower),
            number_text(c.upper),
        )
        for c in coefficients
    ]


def number_text(number: float) -> str:
    """Five significant digits, so that a program's answer can be recognised in it."""
    return f"{number:.5g}"


def p_text(p: float) -> str:
    """Three digits after the point, and below that only that it is smaller."""
    return "<.001" if p < SMALLEST_P else f"{p:.3f}".removeprefix("0")
