"""A line about a claim or a work: what it says, its kind, its band, and how it was checked."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from limen.evidence.card import refusal
from limen.evidence.citations import Reference
from limen.evidence.claims import Claim
from limen.evidence.kinds import Kind, Scope, SourceKind
from limen.evidence.label import label
from limen.evidence.statements import Statement, kinds_of_claim
from limen.evidence.tables import references
from limen.web.addresses import CLAIMS, WORKS
from limen.web.evidence_words import DIRECTIONS, NOT_CHECKED, SCOPES, kind_words


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list.

    Args:
        address: of its card.
        words: what it says.
        language: of these words where it is not that of the page.
        kinds: of the evidence behind it.
        scopes: the bands that it holds for, the main one first.
        label: what the check of a claim of a text came to, or empty.
        is_known: whether it was checked recently enough.
    """

    address: str
    words: str
    language: str
    kinds: tuple[Kind | SourceKind, ...]
    scopes: tuple[Scope, ...]
    label: str
    is_known: bool

    @property
    def kind_words(self) -> tuple[str, ...]:
        """What its kinds of evidence are called."""
        return kind_words(self.kinds)

    @property
    def band_words(self) -> str:
        """What its bands are called."""
        return ", ".join(_(SCOPES[one]) for one in self.scopes)

    @property
    def verdict(self) -> str:
        """What its check came to, or that it is out of date; empty: nothing to say."""
        last = self.label or ("" if self.is_known else NOT_CHECKED)
        return _(last) if last else ""

    @property
    def basis(self) -> str:
        """Its kinds of evidence and its bands, in one line."""
        return " · ".join((*self.kind_words, self.band_words))

    @property
    def line(self) -> str:
        """The same, with what its check came to."""
        return " · ".join(part for part in (self.basis, self.verdict) if part)


@dataclass(frozen=True, slots=True)
class Work:
    """A work as the card of a claim lists it: the work, its line, and the band of that claim."""

    work: Reference
    entry: Entry
    beside: Scope

    @property
    def refuses(self) -> tuple[str, ...]:
        """Why it carries nothing of the claim that lists it, in the reader's language."""
        return tuple(_(one) for one in refusal(self.work.scopes, self.beside))

    @property
    def direction(self) -> str:
        """Which way its result points, in the reader's language."""
        return _(DIRECTIONS[self.work.direction])


def of_statement(said: Statement, on: date) -> Entry:
    """The line of a statement."""
    words = f"{_(said.called)}: {_(said.words)}" if said.called else _(said.words)
    return Entry(
        address=f"{CLAIMS}/{said.id}",
        words=words,
        language="",
        kinds=said.kinds,
        scopes=(said.scope,),
        label="",
        is_known=said.is_known(on),
    )


def of_claim(stated: Claim, on: date) -> Entry:
    """The line of a claim that a popular text makes, with what its check came to."""
    said = label(stated, references(), on)
    return Entry(
        address=f"{CLAIMS}/{stated.id}",
        words=_(stated.words),
        language="",
        kinds=kinds_of_claim(stated, references()),
        scopes=(stated.scope,),
        label=said.words.value,
        is_known=stated.provenance.is_known(on),
    )


def of_work(work: Reference, on: date) -> Entry:
    """The line of a work: its title as printed, in the language of the work."""
    return Entry(
        address=f"{WORKS}/{list(references()).index(work.id) + 1}",
        words=work.title or work.doi or work.id,
        language="en",
        kinds=(work.kind,),
        scopes=work.scopes,
        label="",
        is_known=work.provenance.is_known(on),
    )


def listed(work: Reference, beside: Scope, on: date) -> Work:
    """A work with its line, for the card of a claim about a band."""
    return Work(work, of_work(work, on), beside)
