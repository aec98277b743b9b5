"""Estimates of the amount felt half of the time reach no participant."""

import ast
from collections.abc import Iterator

import pytest

INTERNAL = {"limen.inference.threshold_internals", "limen.inference.threshold_estimates"}
# The estimator and its plain form; pages for clinicians and researchers will join them.
ALLOWED = {
    "src/limen/inference/threshold_internals.py",
    "src/limen/inference/reference/threshold.py",
}
CATALOGUE = "src/limen/inference/catalogue.py"  # names every method and loads none


def test_nothing_that_a_participant_sees_reaches_the_internal_estimates(
    source: dict[str, str],
) -> None:
    """Promise: pages, reports and answers cannot show what they cannot import (methods.md 4.3)."""
    readers = {path for path, text in source.items() if any(_internal(text))}

    assert readers == {*ALLOWED, CATALOGUE}


@pytest.mark.parametrize(
    "reading",
    [
        "from limen.inference.threshold_internals import threshold_internals",
        "from limen.inference.threshold_estimates import AmountRange",
        "from limen.inference import threshold_internals",
        "def late():\n    import limen.inference.threshold_estimates",
        "PLACE = 'limen.inference.threshold_internals:threshold_internals'",
    ],
)
def test_every_way_of_reaching_them_is_found(reading: str) -> None:
    """Promise: the search can find what it looks for."""
    assert any(_internal(reading))


def _internal(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                found = {alias.name for alias in names}
            case ast.ImportFrom(module=str(module), names=names):
                found = {module, *(f"{module}.{alias.name}" for alias in names)}
            case ast.Constant(value=str(said)):
                found = {said.partition(":")[0]}
            case _:
                continue
        yield from found & INTERNAL
