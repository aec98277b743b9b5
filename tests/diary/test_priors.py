"""The estimates behind a content are those of the tables of facts, and no others."""

import json
from math import exp, log, sqrt
from pathlib import Path

import pytest

from limen.diary.content import BandEdges
from limen.diary.priors import (
    MOST_BY_STORAGE,
    ContentPriors,
    content_priors,
    lsd_edges,
    psilocybin_edges,
)


@pytest.fixture(scope="module")
def tables(shared: Path) -> dict[str, dict[str, dict[str, object]]]:
    """The rows about potency and about bands, by their id."""
    found = {}
    for name in ("potency", "dose_spectrum"):
        text = (shared / "facts" / f"{name}.json").read_text(encoding="utf-8")
        found[name] = {row["id"]: row for row in json.loads(text)["rows"]}
    return found


def test_every_estimate_is_that_of_its_row(tables) -> None:
    rows, found = tables["potency"], content_priors()

    assert found == ContentPriors(
        untested_mg_per_gram=rows["prior_between_batch"]["value"],
        untested_spread=log(rows["prior_between_batch"]["gsd"]),
        tested_spread=log(rows["prior_tested_batch"]["value"]),
        pieces_spread=sqrt(log(1 + rows["prior_within_batch_single"]["value"] ** 2)),
        powder_spread=sqrt(log(1 + rows["prior_within_batch_powder"]["value"] ** 2)),
        scales_grams=rows["prior_scale"]["value"],
        storage_a_month=rows["prior_decay"]["value"],
    )
    assert f"at most {MOST_BY_STORAGE:.2f} in all" in rows["prior_decay"]["finding"]


def test_the_estimates_are_the_numbers_of_the_formula() -> None:
    found = content_priors()

    assert (found.untested_mg_per_gram, exp(found.untested_spread)) == (7.0, pytest.approx(1.9))
    assert found.pieces_spread == pytest.approx(0.340, abs=5e-4)
    assert found.powder_spread == pytest.approx(0.080, abs=5e-4)


@pytest.mark.parametrize(
    ("unit", "parts", "found"), [("mg", 1, psilocybin_edges), ("lsd", 1000, lsd_edges)]
)
def test_the_bands_end_where_the_table_says(tables, unit, parts, found) -> None:
    rows = tables["dose_spectrum"]
    ends = [rows[f"{unit}_{band}"]["high"] / parts for band in ("microdose", "low", "gap")]

    assert found() == BandEdges(*ends)
    assert rows[f"{unit}_full"]["low"] / parts == found().between
