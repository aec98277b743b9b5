import json

import pytest

from limen.inference.estimates import DontKnow
from limen.inference.guesses import blinding_index


@pytest.fixture(scope="module")
def stored(shared):
    text = (shared / "oracles" / "blinding_sbmd.json").read_text(encoding="utf-8")
    return json.loads(text)["tables"]


@pytest.mark.parametrize("when", ["all_weeks", "week1", "week2", "week3", "week4"])
@pytest.mark.parametrize("test", ["acute_thursday", "postacute_sunday"])
def test_the_blinding_tables_of_a_published_trial_are_met(stored, test, when):
    """To 1e-9; the stored names are those of condition and guess: MD microdose, PL placebo."""
    table = stored[f"{test}_{when}"]
    counts = ((table["MDMD"], table["MDPL"], 0), (table["PLPL"], table["PLMD"], 0))

    estimate = blinding_index(counts, DontKnow.NOT_OFFERED)

    cells = {cell: table[cell] for cell in ("MDMD", "MDPL", "PLMD", "PLPL")}
    assert by_stored_name(estimate) | cells == pytest.approx(table, abs=1e-9)


def test_there_is_no_other_stored_table(stored):
    assert len(stored) == 10


def by_stored_name(estimate):
    definite = estimate.definite
    return {
        "n": definite.n,
        "cgr": definite.right_rate,
        "sensitivity": definite.sensitivity,
        "specificity": definite.specificity,
        "ppv_md": definite.predictive_value,
        "base_rate_md": definite.base_rate,
        "guess_md_rate": definite.guessed_active_rate,
        "kappa": definite.kappa,
        "james_bi": estimate.james.estimate,
        "bang_md": estimate.active.estimate,
        "bang_md_se": estimate.active.se,
        "bang_pl": estimate.placebo.estimate,
        "bang_pl_se": estimate.placebo.se,
    }
