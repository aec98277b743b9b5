"""The amounts of a file, held against each other before any of them is taken over."""

from collections import defaultdict
from dataclasses import dataclass, field

from limen.diary.diary import Batch
from limen.diary.importers.mapping import BatchSaid
from limen.diary.importers.placing import Placed
from limen.diary.importers.reading import Claim, Reading, Row
from limen.diary.slips import Intake, Slip, plausibility_window, slip
from limen.journal.kinds.doses import AsPlanned, Basis, BatchAdded, DoseTaken
from limen.terms.amount import Amount
from limen.terms.identifiers import EventId


@dataclass(slots=True)
class Doses:
    """The doses of a file so far, in its order."""

    reading: Reading
    taken: list["Taken"] = field(default_factory=list["Taken"])
    stated: dict[tuple[BatchSaid, str, Basis], BatchAdded] = field(
        default_factory=dict[tuple[BatchSaid, str, Basis], BatchAdded]
    )

    def batch(self, said: BatchSaid, name: str, basis: Basis) -> BatchAdded:
        """The batch of that name and basis, made once for the whole file."""
        if (said, name, basis) not in self.stated:
            self.stated[said, name, basis] = said.added(name, basis)
        return self.stated[said, name, basis]

    def add(self, row: Row, claim: Claim, placed: Placed, intake: Intake | None, name: str) -> None:
        """Add a dose, of an unknown amount, which is not 0, or of one that stands in this field."""
        payload = DoseTaken(
            taken_at=placed.taken_at,
            amount=intake.amount if intake else None,
            batch=intake.batch.id if intake else None,
            as_planned=AsPlanned.NO,
            slip_checked=True,
        )
        self.reading.add(row, claim, placed, payload)
        if intake:
            self.taken.append(Taken(row, claim, intake, name))

    def remember(self, row: Row, claim: Claim) -> None:
        """Take a dose that the vault holds already as a neighbour of those around it."""
        intake = self.reading.choices.held.intakes.get(claim.id)
        if intake:
            self.taken.append(Taken(row, claim, intake, ""))

    def ask_about_slips(self) -> None:
        """Ask about each new amount that looks like a wrong unit or decimal sign.

        Unlike at the moment of entry, what came after is known as well; an amount of which nothing
        is known is not asked about, because nothing can be said of it.

        Source: safety.md section 5.2.
        """
        groups: defaultdict[tuple[object, ...], list[Taken]] = defaultdict(list)
        for one in self.taken:
            groups[_alike(one.intake)].append(one)
        earlier = self._earlier()
        for alike, group in groups.items():
            before = earlier.get(alike, [])[-_NEAR:]
            intakes = [*before, *(one.intake for one in group)]
            for place, one in enumerate(group, start=len(before)):
                if not one.claim.is_here and not one.row.decision(one.name):
                    _ask_about_slip(one, intakes, place)

    def _earlier(self) -> dict[tuple[object, ...], list[Intake]]:
        """The amounts of the vault that are not in this file."""
        found: defaultdict[tuple[object, ...], list[Intake]] = defaultdict(list)
        for event, intake in self.reading.choices.held.intakes.items():
            if event not in self.reading.claimed:
                found[_alike(intake)].append(intake)
        return found


@dataclass(frozen=True, slots=True)
class Taken:
    """One dose of a known amount, with its row, its record, and the field that it stands in."""

    row: Row
    claim: Claim
    intake: Intake
    name: str


def intake_of(batch: EventId, placed: Placed, stated: BatchAdded, amount: Amount) -> Intake:
    """An amount of a batch as the slip rule takes it."""
    return Intake(amount, Batch(batch, placed.day, stated))


_NEAR = 10  # on each side


def _alike(intake: Intake) -> tuple[object, ...]:
    stated, unit = intake.batch.stated, intake.amount.unit
    measure = "mass" if unit.milligrams else unit
    return (stated.material, stated.material_words, stated.basis, intake.amount.form, measure)


def _ask_about_slip(one: Taken, intakes: list[Intake], place: int) -> None:
    near = intakes[max(0, place - _NEAR) : place] + intakes[place + 1 : place + 1 + _NEAR]
    if _is_like(one.intake, near):
        return
    window = plausibility_window(one.intake)
    if window is None and len(near) < _FEWEST:
        return
    # Last stands one in the same unit, so that a change of unit alone is asked about once.
    near.sort(key=lambda other: other.amount.unit is one.intake.amount.unit)
    if slip(one.intake, near, window) is not Slip.NONE:
        one.row.ask(one.name, str(one.intake.amount), _LOOKS_LIKE_A_SLIP, "Type the amount again.")


def _is_like(intake: Intake, near: list[Intake]) -> bool:
    """Whether an amount lies so near to all around it that the slip rule has nothing to ask."""
    amount = intake.amount
    sizes = [other.amount.value for other in near if other.amount.unit is amount.unit]
    is_one_unit = len(sizes) == len(near) >= _FEWEST
    return is_one_unit and max(sizes) < 2 * amount.value and amount.value < 2 * min(sizes)


_FEWEST = 3
_LOOKS_LIKE_A_SLIP = (
    "This is far from the amounts around it, or in another unit. "
    "Look whether unit and decimal sign are right."
)
