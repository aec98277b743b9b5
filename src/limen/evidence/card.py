"""The card of a claim: what it shows, and what must stand beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from limen.evidence.citations import Reference
from limen.evidence.claims import Claim
from limen.evidence.kinds import ClaimType, Direction, Kind, Scope, holds_for
from limen.evidence.label import Label, label
from limen.terms.phrases import phrase


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as a reader meets it.

    Args:
        claim: the statement.
        label: what may be said of it.
        references: works of its band; beside a null result, who argues against it.
        of_another_band: works that the row names and that say nothing about this band.
        worst: the work with the worst result in its band, wherever the card speaks of a benefit.

    Raises:
        ValueError: it speaks of a benefit, and the worst result is missing.
    """

    claim: Claim
    label: Label
    references: tuple[Reference, ...]
    of_another_band: tuple[Reference, ...]
    worst: Reference | None

    def __post_init__(self) -> None:
        if self.worst is None and _speaks_of_benefit(self.claim, self.references):
            raise ValueError(f"{self.claim.id} shows a benefit without the worst result beside it")


def card(claim: Claim, references: Mapping[str, Reference], on: date) -> Card:
    """The card of a claim on a day; `references` are all works by id."""
    named = [references[name] for name in claim.references]
    of_its_band = [one for one in named if not refusal(one.scopes, claim.scope)]
    shown = with_dissent(of_its_band, references.values(), claim.scope)
    beside = _speaks_of_benefit(claim, shown)
    return Card(
        claim=claim,
        label=label(claim, references, on),
        references=shown,
        of_another_band=tuple(one for one in named if one not in of_its_band),
        worst=worst_in(claim.scope, references.values()) if beside else None,
    )


def worst_in(scope: Scope, references: Iterable[Reference]) -> Reference | None:
    """The work with the worst result in a band: it stands beside whatever speaks of a benefit.

    Harm comes before impairment, and so on down the order of `Direction`. Among equals a work about
    this band comes before one about any, a stronger kind before a weaker, a newer before an older.
    A work past its review counts too: its age is no reason to hide a harm.
    """
    able = [
        one
        for one in references
        if one.kind.carries and not one.is_unmatched and one.speaks_of(scope)
    ]
    return min(able, key=lambda one: _order(one, scope), default=None)


def with_dissent(
    shown: Sequence[Reference], references: Iterable[Reference], scope: Scope
) -> tuple[Reference, ...]:
    """The works that are listed for a band, and beside any null result those that argue against it.

    A null result never stands without the position that “it is all placebo” is premature, where
    somebody holds it for that band.
    """
    null = {scope for one in shown if one.direction is Direction.NULL for scope in one.scopes}
    dissent = (one for one in references if one.direction is Direction.COUNTER_POSITION)
    of_its_band = (one for one in dissent if not refusal(one.scopes, scope))
    beside = (one for one in of_its_band if null & set(one.scopes) and one not in shown)
    return (*shown, *beside)


def refusal(studied: Sequence[Scope], asked: Scope) -> tuple[str, ...]:
    """Two sentences that say why a work or a claim is not shown for a band; none where it may be.

    Args:
        studied: the bands that the work or the claim holds for, the main one first.
        asked: the band of the page.
    """
    if any(holds_for(one, asked) for one in studied):
        return ()
    return _STUDIED[studied[0]], _SILENT[asked]


def _speaks_of_benefit(claim: Claim, shown: Iterable[Reference]) -> bool:
    return claim.claim_type is ClaimType.EFFECT or any(one.direction.is_benefit for one in shown)


def _order(one: Reference, scope: Scope) -> tuple[int, bool, int, int]:
    directions, kinds = tuple(Direction), tuple(Kind)
    return (
        directions.index(one.direction),
        scope not in one.scopes,
        kinds.index(one.kind),
        -(one.year or 0),
    )


_STUDIED = {
    Scope.MICRODOSE: phrase("This was studied with microdoses."),
    Scope.LOW: phrase("This was studied with low doses."),
    Scope.FULL: phrase("This was studied with full doses."),
    Scope.KETAMINE: phrase("This was studied with ketamine."),
    Scope.ANY: phrase("This was studied with psychedelics."),
}
_SILENT = {
    Scope.MICRODOSE: phrase("It says nothing about microdoses."),
    Scope.LOW: phrase("It says nothing about low doses."),
    Scope.FULL: phrase("It says nothing about full doses."),
    Scope.KETAMINE: phrase("It says nothing about ketamine."),
    Scope.ANY: phrase("It says nothing about psychedelics."),
}
