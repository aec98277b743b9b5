"""Claims and works as rows of plain values, for the command line and for programs."""

from collections.abc import Iterator, Sequence

from limen.evidence.card import Card, refusal
from limen.evidence.citations import Outcome, Provenance, Reference
from limen.evidence.label import LabelWords

Row = dict[str, object]


def claim_row(card: Card) -> Row:
    """A claim with its label; works of its band and works of another stand apart."""
    claim = card.claim
    return {
        "id": claim.id,
        "claim": claim.words,
        "label": card.label.words.value,
        "kind": card.label.kind,
        "band": claim.scope,
        "verdict": claim.verdict,
        "claim_type": claim.claim_type,
        "article": claim.article,
        "finding": None if card.label.words is LabelWords.NOT_CHECKED else claim.finding,
        "references": [one.id for one in card.references],
        "other_bands": [
            {"id": one.id, "says": " ".join(refusal(one.scopes, claim.scope))}
            for one in card.of_another_band
        ],
        "tables": claim.tables,
        "worst": None if card.worst is None else card.worst.id,
        **_origin(claim.provenance),
    }


def work_row(work: Reference) -> Row:
    """A work with what it found; what was not read is null or empty."""
    return {
        "id": work.id,
        "kind": work.kind,
        "authors": work.authors,
        "year": work.year,
        "title": work.title,
        "journal": work.journal,
        "doi": work.doi,
        "grade": work.grade,
        "bands": work.scopes,
        "unmatched": work.is_unmatched,
        "design": work.design,
        "substances": work.substances,
        "people": work.people,
        "outcomes": [_outcome(one) for one in work.outcomes],
        "direction": work.direction,
        "blinding": work.blinding,
        "risk_of_bias": work.risk_of_bias,
        **_origin(work.provenance),
    }


def claim_lines(card: Card, worst: Sequence[Reference]) -> Iterator[str]:
    """A claim for a terminal: what may be said of it, what is behind it, and the worst result.

    Past its review, what was found is not repeated: nobody has looked again.
    """
    claim, label = card.claim, card.label
    yield f"{claim.id}: {claim.words}"
    yield f"{_capital(label.words.value)} · {label.kind or 'no work'} · {claim.scope}"
    if label.words is not LabelWords.NOT_CHECKED:
        yield claim.finding
    yield _checked(claim.provenance)
    yield from (_work_line(one) for one in card.references)
    for one in card.of_another_band:
        yield f"{_work_line(one)} {' '.join(refusal(one.scopes, claim.scope))}"
    yield from (f"Worst result in this band: {one.id}: {_found(one)}" for one in worst)


def work_lines(
    work: Reference, naming: Sequence[Card], worst: Sequence[Reference]
) -> Iterator[str]:
    """A work for a terminal: how it was done, what it found, and which claims name it."""
    yield _work_line(work)
    yield work.title or "Its title was not read."
    yield f"{_capital(work.kind)} · {', '.join(work.scopes)} · {work.direction}"
    yield from (words for words in (work.design, _found(work)) if words)
    yield from (
        f"{name}: {words}"
        for name, words in (("Blinding", work.blinding), ("Risk of bias", work.risk_of_bias))
        if words
    )
    yield _checked(work.provenance)
    yield from (f"Named by {one.claim.id}: {one.label.words.value}" for one in naming)
    yield from (f"Worst result in its band: {one.id}: {_found(one)}" for one in worst)


def _work_line(work: Reference) -> str:
    """First author, year, journal, DOI; what is not known is left out."""
    named = (work.authors or "").split(", ")
    authors = f"{named[0]} et al." if len(named) > 1 else named[0]
    parts = (authors, str(work.year or ""), work.journal, work.doi and f"doi:{work.doi}")
    return f"{work.id}: {', '.join(part for part in parts if part) or work.title}"


def _found(work: Reference) -> str:
    return "; ".join(_said(one) for one in work.outcomes)


def _checked(read: Provenance) -> str:
    return f"As of {read.as_of or 'no date'}, to be read again by {read.review_by}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(one: Outcome) -> str:
    number = "" if one.effect is None else f"{one.effect:g}"
    if one.range95 is not None:
        number += f" (95 % {one.range95[0]:g} to {one.range95[1]:g})"
    return f"{one.name}: {', '.join(part for part in (one.result, number) if part)}"


def _outcome(one: Outcome) -> Row:
    return {"name": one.name, "result": one.result, "effect": one.effect, "range95": one.range95}


def _origin(read: Provenance) -> Row:
    return {
        "source": read.source,
        "source_kind": read.kind,
        "as_of": read.as_of,
        "review_by": read.review_by,
    }
