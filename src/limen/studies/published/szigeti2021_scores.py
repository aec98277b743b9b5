"""What is peculiar in the scores of `pacutes.csv`: scales, standardised scores, and sums.

Nothing is corrected; each quirk is told.

Source: datasets.md section 2.1, and the file itself.
"""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from limen.studies.published.rows import Rows
from limen.studies.published.source import Finding
from limen.studies.published.szigeti2021_outcomes import HIGHEST_QIDS, OUTCOME

_FAR_SCORE = 5  # standard deviations
_OFF_CENTRE = 0.05  # standard deviations


def scores_above_scale(rows: Rows) -> Finding:
    """QIDS is scored to 27; some sums go on."""
    met = [score for score in _scores(rows, "QIDS") if score > HIGHEST_QIDS]
    return Finding(
        "scores-above-scale",
        f"QIDS is scored from 0 to {HIGHEST_QIDS}; these rows lie above. Kept as published.",
        len(met),
    )


def scores_standardised(rows: Rows) -> Finding:
    """Cognitive scores cannot be scored again."""
    return Finding(
        "scores-standardised",
        "Scores of the cognitive tests are z-scores already; the raw scores are not in the file, "
        "so they cannot be scored again.",
        sum(OUTCOME[test].is_standardised for test in rows.words("test_name")),
    )


def scores_off_centre(rows: Rows) -> Finding:
    """The stated centring does not hold in the public rows."""
    visits = _standardised_placebo(rows)
    off = [visit for visit, scores in visits.items() if abs(fmean(scores)) > _OFF_CENTRE]
    return Finding(
        "scores-off-centre",
        "Cognitive z-scores are said to have the mean of the placebo rows of a visit taken off. "
        f"In these rows that mean is off 0 by more than {_OFF_CENTRE} in "
        f"{len(off)} of {len(visits)} tests and visits.",
        sum(len(visits[visit]) for visit in off),
    )


def scores_far_out(rows: Rows) -> Finding:
    """Single z-scores far from the others, which weigh in a mean."""
    met = [
        score
        for test, score in zip(rows.words("test_name"), rows.numbers("value"), strict=True)
        if OUTCOME[test].is_standardised and abs(score) > _FAR_SCORE
    ]
    return Finding(
        "scores-far-out",
        f"A cognitive z-score lies more than {_FAR_SCORE} standard deviations from 0. Kept.",
        len(met),
    )


def panas_not_difference(rows: Rows) -> Finding:
    """PANAS should be the positive score less the negative one."""
    parts: dict[str, dict[tuple[float, str], float]] = defaultdict(dict)
    keys = zip(rows.numbers("trial_id"), rows.words("tp"), strict=True)
    for key, test, score in zip(keys, rows.words("test_name"), rows.numbers("value"), strict=True):
        parts[test][key] = score
    met = [
        key
        for key, score in parts["PANAS"].items()
        if key in parts["positive"]
        and key in parts["negative"]
        and score != parts["positive"][key] - parts["negative"][key]
    ]
    return Finding(
        "panas-not-difference",
        "A PANAS score is not the positive score less the negative one of the same sitting.",
        len(met),
    )


SCORE_QUIRKS = (
    scores_above_scale,
    scores_standardised,
    scores_off_centre,
    scores_far_out,
    panas_not_difference,
)


def _scores(rows: Rows, name: str) -> list[float]:
    columns = zip(rows.words("test_name"), rows.numbers("value"), strict=True)
    return [score for test, score in columns if test == name]


def _standardised_placebo(rows: Rows) -> dict[tuple[str, str], Sequence[float]]:
    """Placebo scores of each cognitive test at each visit."""
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for test, time, arm, score in zip(
        rows.words("test_name"),
        rows.words("tp"),
        rows.words("condition"),
        rows.numbers("value"),
        strict=True,
    ):
        if arm == "PL" and OUTCOME[test].is_standardised:
            scores[test, time].append(score)
    return dict(scores)
