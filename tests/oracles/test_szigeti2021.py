"""Our numbers beside those of lme4, lmerTest and emmeans, and beside the stored blinding tables.

Tolerances: methods.md 6.3 for the models; 1e-9 for the blinding indices.
"""

import json
from pathlib import Path

import pytest

from limen.reports.published_analyses import blinding_rows, fit_rows, strata_rows
from limen.reports.reproduction import Numbers, State, reproduction_table
from limen.studies.published.analyses import Analyses
from limen.studies.published.source import PublishedStudy
from limen.studies.published.szigeti2021 import SOURCE
from limen.terms.lines import utf8_text

FILE = "pacutes.csv"
OUTCOMES = (
    "PANAS",
    "positive",
    "intensity",
    "mood",
    "creativity",
    "STAIT",
    "WEMWB",
    "CPS",
    "ooo",
    "rotations",
)
MODELS = {"m1": "m1_without_guess", "m2": "m2_with_guess", "m3": "m3_interaction"}


@pytest.fixture(scope="session")
def octets(shared: Path) -> bytes:
    return (shared / "data/szigeti2021" / FILE).read_bytes()


@pytest.fixture(scope="session")
def study(octets: bytes) -> PublishedStudy:
    return SOURCE.read({FILE: utf8_text(octets, FILE)})


@pytest.fixture(scope="session")
def found(study: PublishedStudy) -> Analyses:
    return SOURCE.analyses(study, lambda _done, _total: None)


@pytest.fixture(scope="session")
def lme4(shared: Path) -> dict:
    return json.loads((shared / "oracles/szigeti2021_acutes_lmer.json").read_text())["outcomes"]


@pytest.fixture(scope="session")
def fits(found: Analyses) -> dict:
    return {(row["outcome"], row["model"]): row for row in fit_rows(found.fits)}


@pytest.fixture(scope="session")
def strata(found: Analyses) -> dict:
    return {row["outcome"]: row for row in strata_rows(found.strata)}


def term_of(name: str) -> str:
    """A term of R in our spelling: "conditionPL:guessPL" as "condition[T.PL]:guess[T.PL]"."""
    words = {"(Intercept)": "Intercept", "c(sex)male": "sex[T.male]"}
    words |= {"c(sex)non-binary": "sex[T.non-binary]"}
    words |= {"conditionPL": "condition[T.PL]", "guessPL": "guess[T.PL]"}
    return ":".join(words.get(part, part) for part in name.split(":"))


def agrees(ours: dict, theirs: dict, *, se: str, df: str = "df") -> None:
    """Hold one coefficient, mean or contrast against the tolerances of methods.md 6.3."""
    assert ours["estimate"] == pytest.approx(theirs["estimate"], rel=0, abs=1e-6)
    assert ours["se"] == pytest.approx(theirs[se], rel=1e-6, abs=0)
    assert ours["df"] == pytest.approx(theirs[df], rel=1e-5, abs=0)


def test_the_oracle_holds_the_ten_outcomes_that_are_compared(lme4: dict):
    assert set(lme4) == set(OUTCOMES)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_model_agrees_with_lme4(fits: dict, lme4: dict, outcome: str, model: str):
    ours, theirs = fits[outcome, model], lme4[outcome][MODELS[model]]

    assert ours["var_group"] == pytest.approx(theirs["var_intercept"], rel=1e-5, abs=0)
    assert ours["var_residual"] == pytest.approx(theirs["var_residual"], rel=1e-5, abs=0)
    assert ours["criterion"] == pytest.approx(theirs["reml_criterion"], rel=0, abs=1e-6)
    assert (ours["n"], ours["groups"]) == (theirs["n_obs"], theirs["n_groups"])
    assert ours["singular"] == theirs["singular"]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_its_coefficients_agree_with_lmertest(fits: dict, lme4: dict, outcome: str, model: str):
    theirs = lme4[outcome][MODELS[model]]["coefficients"]
    ours = fits[outcome, model]["coefficients"]

    assert {c["term"] for c in ours} == {term_of(c["term"]) for c in theirs}
    for coefficient in theirs:
        mine = next(c for c in ours if c["term"] == term_of(coefficient["term"]))
        agrees(mine, coefficient, se="se")
        assert mine["t"] == pytest.approx(coefficient["t"], rel=1e-6, abs=1e-6)
        assert mine["p"] == pytest.approx(coefficient["p"], rel=0, abs=1e-6)
        limits = coefficient["ci95_satterthwaite"]
        assert (mine["lower"], mine["upper"]) == pytest.approx(limits, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_marginal_means_agree_with_emmeans(strata: dict, lme4: dict, outcome: str):
    ours, theirs = strata[outcome]["emmeans_strata"], lme4[outcome]["emmeans_strata"]

    for mine, mean in zip(ours, theirs, strict=True):
        assert (mine["condition"], mine["guess"]) == (mean["condition"], mean["guess"])
        agrees(mine, {**mean, "estimate": mean["emmean"]}, se="SE")
        limits = (mean["lower.CL"], mean["upper.CL"])
        assert (mine["lower"], mine["upper"]) == pytest.approx(limits, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("held", ["guess", "condition"])
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_contrasts_agree_with_emmeans(strata: dict, lme4: dict, outcome: str, held: str):
    ours = strata[outcome][f"contrasts_fixed_{held}"]
    theirs = lme4[outcome][f"contrasts_fixed_{held}"]

    for mine, contrast in zip(ours, theirs, strict=True):
        assert (mine["contrast"], mine[held]) == (contrast["contrast"], contrast[held])
        agrees(mine, contrast, se="SE")
        assert mine["p"] == pytest.approx(contrast["p.value"], rel=0, abs=1e-6)


def test_the_stored_blinding_tables_are_reproduced(found: Analyses, shared: Path):
    stored = json.loads((shared / "oracles/blinding_sbmd.json").read_text())["tables"]
    ours = {row["table"]: row for row in blinding_rows(found.blinding)}

    assert set(ours) == set(stored)
    for name, table in stored.items():
        for key, number in table.items():
            assert ours[name][key] == pytest.approx(number, rel=0, abs=1e-9), (name, key)


def test_the_printed_table_is_reproduced(found: Analyses):
    table = reproduction_table(found.fits, SOURCE.printed)

    assert table.numbers == Numbers(agree=37, known=3, differ=0)
    assert table.unexplained == ()
    assert {
        (cell.outcome, str(cell.model)) for cell in table.cells if cell.state is State.DIFFERS_KNOWN
    } == {("STAIT", "m2"), ("mood", "m1")}
    assert {
        (cell.outcome, str(cell.model))
        for cell in table.cells
        if cell.state is State.AGREES_TO_ROUNDING
    } == {("intensity", "m2"), ("CPS", "m1")}


def test_each_cell_reads_as_in_the_stored_comparison(found: Analyses, shared: Path):
    stored = json.loads((shared / "oracles/paper_checks_elife_table2.json").read_text())["table2"]
    cells = {
        (cell.outcome, str(cell.model)): cell
        for cell in reproduction_table(found.fits, SOURCE.printed).cells
    }

    for row in stored:
        for model in ("m1", "m2"):
            cell = cells[row["outcome"], model]
            assert cell.printed == row[model]["published"]
            assert f"{cell.ours:.3f}±{cell.half_width:.3f}{cell.stars}" == row[model]["ours"]


def test_all_rows_are_accepted_and_their_peculiarities_counted(study: PublishedStudy):
    (file,) = SOURCE.files

    assert (study.rows.read, study.rows.rejected) == (file.rows, 0)
    assert len(set(study.rows.numbers("trial_id"))) == file.participants
    assert {finding.id: finding.rows for finding in study.findings} == {
        "amounts-in-one-unit": 3911,
        "implausible-amount": 48,
        "amount-of-seeds": 62,
        "no-baseline": 12186,
        "many-diagnoses": 73,
        "experience-is-a-code": 15623,
        "scores-in-the-paper": None,
        "model-in-the-text": None,
        "scores-above-scale": 4,
        "scores-standardised": 4566,
        "scores-off-centre": 1657,
        "scores-far-out": 2,
        "panas-not-difference": 0,
        "condition-of-day-or-week": 416,
        "one-arm-only": 7068,
        "visits-missing": 5214,
        "tests-missing": 1867,
        "sittings-disagree": 0,
        "covariates-disagree": 0,
        "numbers-with-gaps": 15623,
    }


def test_the_file_is_the_published_one(octets: bytes):
    assert len(octets) == SOURCE.files[0].octets
