"""Tables of the reference pages that are read from the tables of evidence."""

from from_code import table

from limen.evidence.card import worst_in
from limen.evidence.kinds import Scope, Verdict
from limen.evidence.label import LabelWords
from limen.evidence.tables import claims, references


def claims_checked() -> str:
    """Every claim with its band, what the evidence says, and the works that it rests on."""
    rows = (
        (
            f"`{one.id}`",
            one.words,
            one.scope,
            LabelWords[one.verdict.name].value,
            one.finding,
            ", ".join(f"`{name}`" for name in (*one.references, *one.tables)),
        )
        for one in claims().values()
    )
    return table(("Id", "Claim", "Band", "What the evidence says", "Why", "Rests on"), rows)


def works() -> str:
    """Every work: what kind it is, what it speaks of, and where it stands."""
    rows = (
        (
            f"`{one.id}`",
            one.kind,
            ", ".join(one.scopes),
            one.direction.replace("_", " "),
            ", ".join(part for part in (one.journal, str(one.year or "")) if part),
            one.doi or "–",
            one.provenance.review_by.isoformat(),
        )
        for one in references().values()
    )
    headings = ("Id", "Kind", "Bands", "Result", "Printed in", "DOI", "Review by")
    return table(headings, rows)


def label_words() -> str:
    """The words of every verdict."""
    return table(
        ("Verdict", "Words"), ((f"`{one}`", LabelWords[one.name].value) for one in Verdict)
    )


def worst_results() -> str:
    """The work with the worst result in each band."""
    found = ((scope, worst_in(scope, references().values())) for scope in Scope)
    rows = ((scope, f"`{one.id}`", one.direction) for scope, one in found if one is not None)
    return table(("Band", "Work", "Result"), rows)
