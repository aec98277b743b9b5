"""Claims: single statements about the practice, each with its band and what the evidence says."""

from dataclasses import dataclass
from enum import StrEnum

from limen.evidence.citations import Provenance
from limen.evidence.kinds import ClaimType, Scope, Verdict, holds_for


class Article(StrEnum):
    """The three texts that the idea of Limen came from, and whose claims are checked here."""

    A = "article_a"
    B = "article_b"
    C = "article_c"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, where it comes from, and what the evidence says of it.

    Args:
        id: its name in the table.
        article: the text that it was read in.
        words: the statement in plain words.
        claim_type: what it is about.
        scope: the band that it holds for.
        references: ids of the works that speak to it.
        tables: names of the fact tables that it rests on.
        verdict: what the evidence says, as judged on the day of the row.
        finding: the same in plain words.
        provenance: where it was read and until when it counts.

    Raises:
        ValueError: it says nothing, or a claim about an effect or safety names no band.
    """

    id: str
    article: Article
    words: str
    claim_type: ClaimType
    scope: Scope
    references: tuple[str, ...]
    tables: tuple[str, ...]
    verdict: Verdict
    finding: str
    provenance: Provenance

    def __post_init__(self) -> None:
        if not (self.words and self.finding):
            raise ValueError(f"{self.id} says nothing")
        if self.needs_carrying and self.scope is Scope.NONE:
            raise ValueError(f"{self.id} names no band")

    @property
    def needs_carrying(self) -> bool:
        """Whether only a work that can carry it may support it."""
        return self.claim_type in (ClaimType.EFFECT, ClaimType.SAFETY)

    def is_shown_for(self, scope: Scope) -> bool:
        """Whether the claim may stand on a page about a band; evidence never crosses bands."""
        return holds_for(self.scope, scope)
