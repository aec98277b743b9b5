"""What a person noticed at amounts already taken, batch by batch, for the page of that name.

Nothing here has a place for an amount that was not taken, for one between two that were, or for an
order by what was noticed.

Source: experience.md section 2.4; methods.md section 4.3.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from limen.diary.diary import Batch, Diary, DoseEvent
from limen.journal.kinds.doses import Tested
from limen.reports.figures import Figure, OwnWords, Sentence, Table, Value, counted
from limen.reports.figures_drawing import Shape, mark_rows
from limen.terms.amount import Amount
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

FEWEST_ANSWERS = 8  # with one batch
ALIKE = Decimal("1.1")  # the largest amount of a row against its smallest
_ONE = "You noticed %(noticed)d of %(count)d capsule at %(amount)s from batch %(batch)s."
_MANY = "You noticed %(noticed)d of %(count)d capsules at %(amount)s from batch %(batch)s."
_HEAD = (Sentence("Amount"), Sentence("days"), Sentence("noticed"), Sentence("not sure"))
_SHAPES = {Felt.NO: Shape.RING, Felt.UNSURE: Shape.HALF, Felt.YES: Shape.TRIANGLE}
_LEGEND = (
    (Shape.RING, Sentence("not noticed")),
    (Shape.HALF, Sentence("not sure")),
    (Shape.TRIANGLE, Sentence("noticed")),
)


@dataclass(frozen=True, slots=True)
class NoticedTime:
    """One amount that was taken, and whether it was noticed."""

    day: date
    amount: Amount
    felt: Felt


@dataclass(frozen=True, slots=True)
class NoticedAmount:
    """Times with one amount, or with amounts within 10 % of each other, in the order of the days.

    Raises:
        ValueError: there is none.
    """

    times: tuple[NoticedTime, ...]

    def __post_init__(self) -> None:
        if not self.times:
            raise ValueError("an amount that was not taken is not shown")

    @property
    def smallest(self) -> Amount:
        """The smallest of them, as it was written first."""
        return min((one.amount for one in self.times), key=_size)

    @property
    def largest(self) -> Amount | None:
        """The largest of them, or None where all are alike."""
        found = max((one.amount for one in self.times), key=_size)
        return None if _size(found) == _size(self.smallest) else found

    @property
    def days(self) -> int:
        """How many were answered."""
        return len(self.times)

    @property
    def noticed(self) -> int:
        """How many were answered with yes."""
        return self._count(Felt.YES)

    @property
    def unsure(self) -> int:
        """How many were answered with not sure."""
        return self._count(Felt.UNSURE)

    @property
    def shown(self) -> Value:
        """The amount as it was written, or from which to which."""
        if self.largest is None:
            return self.smallest
        return Sentence("%(low)s to %(high)s", {"low": self.smallest, "high": self.largest})

    def _count(self, felt: Felt) -> int:
        return sum(one.felt is felt for one in self.times)


@dataclass(frozen=True, slots=True)
class NoticedBatch:
    """What was noticed with one batch: its rows in the order of first use."""

    name: str
    rows: tuple[NoticedAmount, ...]

    @property
    def usual(self) -> NoticedAmount:
        """The row with the most days; of several, the one that was used first."""
        return max(self.rows, key=lambda row: row.days)

    def figure(self, number: int) -> Figure:
        """The counts as a table and as a row of marks for each amount.

        Args:
            number: of the batch on its page.
        """
        usual = self.usual
        words = {
            "noticed": usual.noticed,
            "amount": usual.shown,
            "batch": OwnWords(self.name),
        }
        return Figure(
            id=f"batch-{number}",
            title=Sentence("Batch %(batch)s", {"batch": OwnWords(self.name)}),
            says=counted(usual.days, _ONE, _MANY, **words),
            table=Table(_HEAD, tuple(self._cells(row) for row in self.rows)),
            drawing=mark_rows(
                [(row.shown, [_SHAPES[one.felt] for one in row.times]) for row in self.rows],
                _LEGEND,
            ),
        )

    def _cells(self, row: NoticedAmount) -> tuple[Value, ...]:
        return (row.shown, row.days, row.noticed, row.unsure)


@dataclass(frozen=True, slots=True)
class Noticed:
    """The batches with enough answered days, and those of which nothing can be said yet.

    Args:
        batches: in the order in which they were added.
        counted: name and answered days of each with fewer than 8, but at least one.
        unknown: names of untested batches without an answered day, while others have some.
    """

    batches: tuple[NoticedBatch, ...]
    counted: tuple[tuple[str, int], ...]
    unknown: tuple[str, ...]


def noticed(diary: Diary) -> Noticed:
    """What was noticed outside of trials, at amounts already taken."""
    answered = _times(diary)
    known = tuple(diary.batches.values())
    counts = {batch.id: len(answered.get(batch.id, ())) for batch in known}
    return Noticed(
        batches=tuple(
            NoticedBatch(batch.stated.name, _rows(answered[batch.id]))
            for batch in known
            if counts[batch.id] >= FEWEST_ANSWERS
        ),
        counted=tuple(
            (batch.stated.name, counts[batch.id])
            for batch in known
            if 0 < counts[batch.id] < FEWEST_ANSWERS
        ),
        unknown=tuple(
            batch.stated.name
            for batch in known
            if any(counts.values()) and _is_unknown(batch) and not counts[batch.id]
        ),
    )


def _is_unknown(batch: Batch) -> bool:
    return batch.closed_on is None and batch.stated.tested is not Tested.YES


def _times(diary: Diary) -> dict[EventId, list[NoticedTime]]:
    """The answered times with each batch, in the order of the days."""
    found: dict[EventId, list[NoticedTime]] = defaultdict(list)
    for dose in sorted(diary.doses, key=lambda one: one.day):
        one, batch = _time(dose), dose.stated.batch
        if one is not None and batch is not None:
            found[batch].append(one)
    return found


def _time(dose: DoseEvent) -> NoticedTime | None:
    amount, answered = dose.stated.amount, dose.felt
    if amount is None or answered is None or dose.stated.trial is not None:
        return None
    return NoticedTime(dose.day, amount, answered.felt)


def _rows(times: Iterable[NoticedTime]) -> tuple[NoticedAmount, ...]:
    """The times of one batch by amount, in the order of first use."""
    found: list[_Row] = []
    for one in times:
        row = next((row for row in found if row.takes(one.amount)), None)
        if row is None:
            row = _Row(one.amount)
            found.append(row)
        row.add(one)
    return tuple(NoticedAmount(tuple(row.times)) for row in found)


class _Row:
    """Times with amounts of one kind, all of them within 10 % of each other."""

    def __init__(self, first: Amount) -> None:
        self.times: list[NoticedTime] = []
        self._kind = _kind(first)
        self._low = self._high = _size(first)

    def takes(self, amount: Amount) -> bool:
        """Whether an amount belongs here."""
        size = _size(amount)
        low, high = min(self._low, size), max(self._high, size)
        return _kind(amount) == self._kind and high <= ALIKE * low

    def add(self, time: NoticedTime) -> None:
        """Take one more time."""
        size = _size(time.amount)
        self._low, self._high = min(self._low, size), max(self._high, size)
        self.times.append(time)


def _kind(amount: Amount) -> tuple[Form, Unit | None]:
    """What amounts share that compare: the form, and the unit of pieces; masses are of one kind."""
    return amount.form, None if amount.unit.milligrams else amount.unit


def _size(amount: Amount) -> Decimal:
    """Milligrams, or pieces."""
    return amount.value * (amount.unit.milligrams or 1)
