"""What is peculiar in `pacutes.csv`: each quirk is one rule, with the number of rows that it meets.

Nothing is corrected: every value stays as it was published, and each quirk is told.

Source: datasets.md section 2.1, and the file itself.
"""

from collections.abc import Callable

from limen.studies.published.rows import Rows
from limen.studies.published.source import Finding
from limen.studies.published.szigeti2021_outcomes import OUTCOME, Visit
from limen.studies.published.szigeti2021_scores import SCORE_QUIRKS
from limen.studies.published.szigeti2021_sittings import SITTING_QUIRKS

# Material that is weighed as it grew; the file still counts it in micrograms.
WEIGHED_MATERIALS = ("Psilocybin mushroom", "Psilocybin truffle")
SEEDS = "LSA (as A. nervosa)"

_LEAST_WEIGHED = 1000  # in the unit of the file; a thousandth of a gram of dried material
_MANY_DIAGNOSES = 8


def findings(rows: Rows) -> tuple[Finding, ...]:
    """Every quirk that is looked for, also where the rule met no row."""
    return tuple(quirk(rows) for quirk in (*QUIRKS, *SCORE_QUIRKS, *SITTING_QUIRKS))


def amounts_in_one_unit(rows: Rows) -> Finding:
    """Weighed material is written in the unit of the pure compounds."""
    return Finding(
        "amounts-in-one-unit",
        "Amounts are written in micrograms for every material, also for mushrooms and truffles. "
        "Kept as written.",
        sum(drug in WEIGHED_MATERIALS for drug in rows.words("drug")),
    )


def implausible_amount(rows: Rows) -> Finding:
    """An amount of mushroom or truffle that no balance shows."""
    met = [
        participant
        for participant, drug, dose in zip(
            rows.numbers("trial_id"), rows.words("drug"), rows.numbers("dose"), strict=True
        )
        if drug in WEIGHED_MATERIALS and dose < _LEAST_WEIGHED
    ]
    return Finding(
        "implausible-amount",
        "An amount of mushroom or truffle is implausibly small and may be written in another unit "
        f"({_counted(len(set(met)), 'participant')}). Marked, not corrected; no model uses it.",
        len(met),
    )


def amount_of_seeds(rows: Rows) -> Finding:
    """It is not said whether the seeds or the compound in them were counted."""
    return Finding(
        "amount-of-seeds",
        "For seeds of A. nervosa it is not said whether the seeds or their compound were counted. "
        "Kept as written; no model uses it.",
        rows.words("drug").count(SEEDS),
    )


def no_baseline(rows: Rows) -> Finding:
    """Acute tests were first asked on a capsule day."""
    return Finding(
        "no-baseline",
        "Acute tests have no row from before the first capsule, so no change can be computed.",
        sum(OUTCOME[test].visit is Visit.ACUTE for test in rows.words("test_name")),
    )


def many_diagnoses(rows: Rows) -> Finding:
    """One number stands apart and pulls at its coefficient."""
    return Finding(
        "many-diagnoses",
        f"psychiatric_past is used as a number, and {_MANY_DIAGNOSES} stands far above the others. "
        "Kept as published.",
        sum(count >= _MANY_DIAGNOSES for count in rows.numbers("psychiatric_past")),
    )


def experience_is_a_code(rows: Rows) -> Finding:
    """An ordered code looks like a count."""
    return Finding(
        "experience-is-a-code",
        "n_macro_exp is an ordered code from 1 to 6, not a number of experiences. "
        "No model uses it.",
        rows.accepted,
    )


def scores_the_paper_speaks_of(rows: Rows) -> Finding:
    """The paper states other totals than the public file has."""
    tests = rows.words("test_name")
    counts = {name: tests.count(name) for name in OUTCOME}
    asked = [n for name, n in counts.items() if not OUTCOME[name].is_standardised]
    tasks = [n for name, n in counts.items() if OUTCOME[name].is_standardised]
    return Finding(
        "scores-in-the-paper",
        "The paper speaks of about 857 psychological and 684 cognitive scores for each test; "
        f"these rows have {min(asked)} to {max(asked)} and {min(tasks)} to {max(tasks)}.",
        None,
    )


def model_in_the_text(_: Rows) -> Finding:
    """Text and table of the paper do not use the same model."""
    return Finding(
        "model-in-the-text",
        "The methods text of the paper describes the model with the product of guess and "
        "condition (m3); its Table 2 uses the model without it (m2).",
        None,
    )


Quirk = Callable[[Rows], Finding]
QUIRKS: tuple[Quirk, ...] = (
    amounts_in_one_unit,
    implausible_amount,
    amount_of_seeds,
    no_baseline,
    many_diagnoses,
    experience_is_a_code,
    scores_the_paper_speaks_of,
    model_in_the_text,
)


def _counted(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
