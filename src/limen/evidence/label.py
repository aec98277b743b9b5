"""The label of a claim: what may be said of it today, from its works, its band and the date.

The rules, the first that holds decides: the law has its own dated page; a row past its review is
not known; a verdict against the claim stands; without a work that carries it in its band there is
no evidence; what nobody tested is only reported; otherwise the verdict stands. So a label can be
worse than the verdict of its row, and never better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from limen.evidence.citations import Reference
from limen.evidence.claims import Claim
from limen.evidence.kinds import ClaimType, Kind, Scope, Verdict
from limen.terms.phrases import phrase


class LabelWords(Enum):
    """What may be said of a claim: its value are the words that a card shows."""

    SUPPORTED = phrase("supported")
    PARTLY_SUPPORTED = phrase("partly supported")
    CONVENTION = phrase("a convention")
    DEFINITIONAL = phrase("true by definition")
    REPORTED_ONLY = phrase("reported by people, not tested under blinding")
    NOT_TESTED = phrase("not tested")
    UNRESOLVED = phrase("not settled")
    NO_EVIDENCE = phrase("nobody has compared them")
    OVERSTATED = phrase("says more than its source")
    MISCITED = phrase("true, but its source is about something else")
    OUTDATED = phrase("no longer true")
    BAND_MISMATCH = phrase("shown for another amount: no evidence for microdoses")
    NOT_SUPPORTED = phrase("not supported when blinded")
    CONTRADICTED = phrase("its own source says the opposite")
    NO_EVIDENCE_IN_BAND = phrase("no evidence in this band")
    NOT_CHECKED = phrase("not checked recently")
    LAW = phrase("see the page about the law, with its date")


@dataclass(frozen=True, slots=True)
class Label:
    """What a card says of a claim.

    Args:
        words: what may be said of it.
        kind: the strongest kind among the works of its band, or None where there is none.
        scope: the band that it holds for.
        carried_by: ids of the works that carry it in its band.
    """

    words: LabelWords
    kind: Kind | None
    scope: Scope
    carried_by: tuple[str, ...]


def label(claim: Claim, references: Mapping[str, Reference], on: date) -> Label:
    """What may be said of a claim on a day.

    Args:
        claim: the statement with its stored verdict.
        references: works by id; those that the claim names must be among them.
        on: the day; never earlier than the day of the tables.

    Source: facts.md section 2.
    """
    named = [references[name] for name in claim.references]
    carrying = [one for one in named if one.carries(claim.scope, on)]
    return Label(
        words=_words(claim, carrying, on),
        kind=_strongest(carrying or [one for one in named if one.is_shown_for(claim.scope)]),
        scope=claim.scope,
        carried_by=tuple(one.id for one in carrying),
    )


def _words(claim: Claim, carrying: Sequence[Reference], on: date) -> LabelWords:
    if claim.claim_type is ClaimType.LAW:
        return LabelWords.LAW
    if not claim.provenance.is_known(on):
        return LabelWords.NOT_CHECKED
    if claim.verdict in _LETS_PASS:
        if claim.needs_carrying and not carrying:
            return LabelWords.NO_EVIDENCE_IN_BAND
        if claim.claim_type is ClaimType.EFFECT and not any(one.kind.tests for one in carrying):
            return LabelWords.REPORTED_ONLY
    return LabelWords[claim.verdict.name]


def _strongest(works: Sequence[Reference]) -> Kind | None:
    order = tuple(Kind)
    return min((one.kind for one in works), key=order.index, default=None)


_LETS_PASS = (
    Verdict.SUPPORTED,
    Verdict.PARTLY_SUPPORTED,
    Verdict.CONVENTION,
    Verdict.DEFINITIONAL,
)
