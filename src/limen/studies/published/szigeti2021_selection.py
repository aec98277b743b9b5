"""The rows of one outcome of Szigeti 2021 as the columns that its analyses need."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from limen.studies.published.rows import Rows
from limen.studies.published.szigeti2021_outcomes import OUTCOMES, Outcome

NUMBERS = ("age", "psychiatric_past", "sss", "expectation")


@dataclass(frozen=True, slots=True)
class Selection:
    """The n rows of one outcome, in the order of the file; `times` are words like "w1s1"."""

    outcome: Outcome
    participants: Sequence[float]
    times: Sequence[str]
    condition: Sequence[str]
    guess: Sequence[str]
    scores: Sequence[float]
    sex: Sequence[str]
    covariates: Mapping[str, Sequence[float]]


def selections(rows: Rows) -> tuple[Selection, ...]:
    """The rows of every outcome, also of one that has none."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, test in enumerate(rows.words("test_name")):
        places[test].append(place)
    words = {name: rows.words(name) for name in ("tp", "condition", "guess", "sex")}
    numbers = {name: rows.numbers(name) for name in ("trial_id", "value", *NUMBERS)}
    return tuple(_selection(outcome, places[outcome.name], words, numbers) for outcome in OUTCOMES)


def _selection(
    outcome: Outcome,
    places: Sequence[int],
    words: Mapping[str, Sequence[str]],
    numbers: Mapping[str, Sequence[float]],
) -> Selection:
    return Selection(
        outcome=outcome,
        participants=_numbers(numbers["trial_id"], places),
        times=_words(words["tp"], places),
        condition=_words(words["condition"], places),
        guess=_words(words["guess"], places),
        scores=_numbers(numbers["value"], places),
        sex=_words(words["sex"], places),
        covariates={name: _numbers(numbers[name], places) for name in NUMBERS},
    )


def _words(column: Sequence[str], places: Sequence[int]) -> Sequence[str]:
    return [column[place] for place in places]


def _numbers(column: Sequence[float], places: Sequence[int]) -> Sequence[float]:
    return array("d", [column[place] for place in places])
