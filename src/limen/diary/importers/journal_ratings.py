"""The ratings of Journal: one of them says whether the dose of its experience was felt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from limen.diary.importers.journal_units import number_of
from limen.diary.importers.json_text import Members, text_in
from limen.diary.importers.notes import add_notes
from limen.diary.importers.placing import Placed, placed_moment
from limen.diary.importers.reading import Reading, Row
from limen.journal.kinds.doses import FeltAnswered, Sitting
from limen.terms.errors import BadInput
from limen.terms.felt import Felt, FeltAnswer, Strength
from limen.terms.identifiers import EventId
from limen.terms.lines import shown


@dataclass(frozen=True, slots=True)
class Dosed:
    """A dose of an experience: its row, its event and its time."""

    row: Row
    id: EventId
    placed: Placed


def add_ratings(
    reading: Reading, number: str, ratings: Sequence[Members], dosed: Sequence[Dosed]
) -> None:
    """Add the overall rating of an experience, or else its first, as the felt answer of its dose.

    The sign of a strong one stays in a note, and so does every other rating.
    """
    overall = [place for place, rating in enumerate(ratings) if not text_in(rating, "time")]
    deciding = overall[0] if overall else 0
    for place, rating in enumerate(ratings):
        row = reading.row(f"{number}, rating {place + 1}")
        option = row.cell("option", text_in(rating, "option"))
        if option not in _OPTIONS:
            problem = f"{shown(option)} is not a rating that Limen knows."
            row.ask("option", option, problem, f"Type one: {', '.join(_OPTIONS)}.")
        elif not dosed:
            row.leave_out("option", option, "There is no dose of yours that it could be about.")
        else:
            _add_rating(reading, row, rating, dosed, is_deciding=place == deciding)


def moment_of(stated: str) -> datetime:
    """The moment that a number of milliseconds since 1970 says.

    Raises:
        BadInput: it is no such number.
    """
    milliseconds = number_of(stated, _LATEST)
    if milliseconds is None:
        raise BadInput(
            f"{shown(stated)} is not a time in milliseconds.", fix="Type it, like 1767258000000."
        )
    return _EPOCH + timedelta(milliseconds=int(milliseconds))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = Decimal(60_000_000_000_000)  # milliseconds, in the years 68 and 3871
_OPTIONS = {
    "minus": ("-", FeltAnswer(Felt.NO)),
    "plusMinus": ("±", FeltAnswer(Felt.UNSURE)),
    "plus": ("+", FeltAnswer(Felt.YES, Strength.FAINT)),
    "twoPlus": ("++", FeltAnswer(Felt.YES, Strength.CLEAR)),
    "threePlus": ("+++", FeltAnswer(Felt.YES, Strength.CLEAR)),
    "fourPlus": ("++++", FeltAnswer(Felt.YES, Strength.CLEAR)),
}


def _add_rating(
    reading: Reading, row: Row, rating: Members, dosed: Sequence[Dosed], *, is_deciding: bool
) -> None:
    stated = text_in(rating, "time")
    try:
        placed = _placed(reading, stated or text_in(rating, "creationDate"), dosed[0].placed)
    except BadInput as refused:
        row.ask("time", stated, refused)
        return
    dose = _dose_at(placed, dosed) if stated else dosed[0]
    sign, answer = _OPTIONS[row.cell("option", text_in(rating, "option"))]
    row.needs = dose.row
    record = {name: text_in(rating, name) for name in ("option", "time", "creationDate")}
    key = str(dosed[0].placed.at)
    if is_deciding:
        claim = reading.claim(row, FeltAnswered.KIND, key, record)
        payload = FeltAnswered(
            dose=dose.id, sitting=Sitting.EVENING, felt=answer.felt, strength=answer.strength
        )
        reading.add(row, claim, replace(placed, day=dose.placed.day), payload)
    if not is_deciding or len(sign) > 1:
        key = " ".join((key, record["time"], record["creationDate"]))
        add_notes(reading, row, placed, key, {"option": f"Rating: {sign}"})


def _placed(reading: Reading, stated: str, instead: Placed) -> Placed:
    """The time of a rating, never before the dose of its experience."""
    if not stated:
        return instead
    placed = placed_moment(moment_of(stated), reading.stays, reading.day_start)
    return placed if placed.at >= instead.at else instead


def _dose_at(placed: Placed, dosed: Sequence[Dosed]) -> Dosed:
    before = [dose for dose in dosed if dose.placed.at <= placed.at]
    return before[-1] if before else dosed[0]
