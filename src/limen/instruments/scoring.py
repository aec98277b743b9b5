"""The score of one set of answers: every item or no score, for nothing is imputed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from limen.instruments.instrument import Instrument, SeverityBand
from limen.terms.errors import BadInput


@dataclass(frozen=True, slots=True)
class Score:
    """A total with its severity band, or None where the instrument has none, and its parts."""

    total: int
    band: SeverityBand | None
    subscales: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NoScore:
    """The items that were left out or not asked, in the order of the page."""

    missing: tuple[str, ...]


def score(instrument: Instrument, answers: Mapping[str, int | None]) -> Score | NoScore:
    """Add up the answers to every item.

    An item that is absent, or None, was not answered: then there is no score.
    Source: facts.md section 6.

    Raises:
        BadInput: an answer is to no item of the instrument, or outside its range.
    """
    _require_known(instrument, answers)
    given = {item: answer for item, answer in answers.items() if answer is not None}
    missing = tuple(item.id for item in instrument.items if item.id not in given)
    if missing:
        return NoScore(missing)
    total = sum(given.values())
    return Score(
        total=total,
        band=band_of(instrument, total),
        subscales=MappingProxyType(
            {
                part: sum(given[item] for item in items)
                for part, items in instrument.subscales.items()
            }
        ),
    )


def band_of(instrument: Instrument, total: int) -> SeverityBand | None:
    """The severity band that holds a total, or None where the instrument has no bands."""
    holding = (band for band in instrument.bands if band.lowest <= total <= band.highest)
    return next(holding, None)


def asks_for_help(instrument: Instrument, answers: Mapping[str, int | None]) -> bool:
    """Whether an item about harm was answered above its lowest answer.

    Source: safety.md section 2.3.
    """
    risky = (answers.get(item.id) for item in instrument.items if item.is_risk)
    return any(answer is not None and answer > instrument.lowest_answer for answer in risky)


def _require_known(instrument: Instrument, answers: Mapping[str, int | None]) -> None:
    known = {item.id for item in instrument.items}
    lowest, highest = instrument.lowest_answer, instrument.highest_answer
    for item, answer in answers.items():
        if item not in known:
            raise BadInput(f"{instrument.name} has no item {item}.", at=f"answers.{item}")
        if answer is not None and not lowest <= answer <= highest:
            raise BadInput(f"An answer lies between {lowest} and {highest}.", at=f"answers.{item}")
