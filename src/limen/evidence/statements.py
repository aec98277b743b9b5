"""Sentences of our own that say something about the world, each with what it rests on.

A sentence without ground, or with ground from another band, does not come into being.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from limen.evidence.citations import Provenance, Reference
from limen.evidence.claims import Claim
from limen.evidence.kinds import ClaimType, Direction, Kind, Scope, SourceKind


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of another table that a sentence rests on.

    Args:
        id: its table and its name there, like `schedules:fadiman`.
        words: what it is, in plain words.
        kind: how it came to know, or what sort of source it has.
        provenance: where it was read and until when it counts.
    """

    id: str
    words: str
    kind: Kind | SourceKind
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about the world.

    Args:
        id: its name.
        words: the sentence.
        claim_type: what it is about.
        scope: the band that it holds for.
        works: studies and texts that say so.
        claims: claims that were checked and say so.
        grounds: rows of other tables that say so.
        called: what the sentence is about, where it does not say so itself; or empty.

    Raises:
        ValueError: it rests on nothing, something it rests on speaks of another band, or it is
            about an effect or safety and nothing carries it in its band.
    """

    id: str
    words: str
    claim_type: ClaimType
    scope: Scope
    works: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    grounds: tuple[Ground, ...] = ()
    called: str = ""

    def __post_init__(self) -> None:
        if not (self.words and (self.works or self.claims or self.grounds)):
            raise ValueError(f"{self.id} says nothing, or rests on nothing")
        if self._needs_band and not all(one.speaks_of(self.scope) for one in self.works):
            raise ValueError(f"{self.id} rests on a work about another band")
        if not all(one.is_shown_for(self.scope) for one in self.claims):
            raise ValueError(f"{self.id} rests on a claim about another band")
        if self.needs_carrying and not self._is_carried:
            raise ValueError(f"nothing carries {self.id} in its band")

    @property
    def needs_carrying(self) -> bool:
        """Whether only something that can carry it may stand behind it."""
        return self.claim_type in (ClaimType.EFFECT, ClaimType.SAFETY)

    @property
    def speaks_of_benefit(self) -> bool:
        """Whether it tells of an effect or of safety from a work that reports a benefit."""
        return self.needs_carrying and any(one.direction.is_benefit for one in self.works)

    @property
    def needs_worst(self) -> bool:
        """Whether its card needs the worst result of its band."""
        is_effect = self.claim_type is ClaimType.EFFECT
        return is_effect or any(one.direction.is_benefit for one in self.works)

    @property
    def is_sobering(self) -> bool:
        """Whether it says that nothing was found, or something bad."""
        return any(one.direction in _SOBERING for one in self.works)

    @property
    def kinds(self) -> tuple[Kind | SourceKind, ...]:
        """What kinds of work and of source it rests on, the strongest first; none: no study."""
        behind = {one.kind for one in self.works} | {one.kind for one in self.grounds}
        of_tables = {kind for one in self.claims for kind in kinds_of_tables(one)}
        return _ranked(behind or of_tables)

    def is_known(self, on: date) -> bool:
        """Whether everything that it rests on was checked recently enough."""
        return all(one.is_known(on) for one in self.provenances())

    def provenances(self) -> Iterator[Provenance]:
        """Where everything that it rests on was read."""
        yield from (one.provenance for one in self.works)
        yield from (one.provenance for one in self.claims)
        yield from (one.provenance for one in self.grounds)

    @property
    def _needs_band(self) -> bool:
        return self.needs_carrying or self.scope not in (Scope.ANY, Scope.NONE)

    @property
    def _is_carried(self) -> bool:
        able = (one for one in self.works if one.kind.carries and not one.is_unmatched)
        return any(one.speaks_of(self.scope) for one in able)


_SOBERING = (Direction.HARM, Direction.IMPAIRMENT, Direction.NULL, Direction.UNRESOLVED)
_OF_TABLES: Mapping[str, Kind | SourceKind] = {
    "potency": Kind.OBSERVATIONAL,
    "schedules": Kind.PRACTITIONER,
    "kap": Kind.PRACTITIONER,
    "dose_spectrum": SourceKind.REPORTED,
    "screening": SourceKind.OWN,
    "law": SourceKind.PRIMARY,
}


def kinds_of_claim(
    claim: Claim, references: Mapping[str, Reference]
) -> tuple[Kind | SourceKind, ...]:
    """The kinds of works of its band and of tables behind a claim, the strongest first.

    None: no study. What was found in another band lends a claim no kind.
    """
    named = (references[name] for name in claim.references)
    works = {one.kind for one in named if one.is_shown_for(claim.scope)}
    return _ranked(works or set(kinds_of_tables(claim)))


def kinds_of_tables(claim: Claim) -> tuple[Kind | SourceKind, ...]:
    """What sort of knowledge the tables hold that a claim rests on."""
    return tuple(_OF_TABLES[name] for name in claim.tables)


def _ranked(kinds: Iterable[Kind | SourceKind]) -> tuple[Kind | SourceKind, ...]:
    ranks = (*Kind, *SourceKind)
    return tuple(sorted(kinds, key=ranks.index))
