"""A claim and a work that a test changes in one thing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from limen.evidence.citations import Provenance, Reference
from limen.evidence.claims import Article, Claim
from limen.evidence.kinds import ClaimType, Direction, Grade, Kind, Scope, SourceKind, Verdict

READ = Provenance(("the paper",), SourceKind.PRIMARY, "2026-11-20", date(2027, 11, 20))
WORK = Reference(
    id="work",
    kind=Kind.CONTROLLED,
    authors="Polito V, Stevenson RJ",
    year=2024,
    title="A title",
    journal="PLoS ONE 14(2):e0211023",
    doi="10.1/x",
    grade=Grade.RANDOMISED,
    scopes=(Scope.MICRODOSE,),
    is_unmatched=False,
    design="",
    substances=(),
    people=MappingProxyType({}),
    outcomes=(),
    direction=Direction.BENEFIT,
    blinding="",
    risk_of_bias="",
    provenance=READ,
)
CLAIM = Claim(
    id="claim",
    article=Article.C,
    words="It does something.",
    claim_type=ClaimType.EFFECT,
    scope=Scope.MICRODOSE,
    references=("work",),
    tables=(),
    verdict=Verdict.SUPPORTED,
    finding="It was found.",
    provenance=READ,
)


@pytest.fixture
def work() -> Callable[..., Reference]:
    """A controlled study of microdoses with a benefit, but for what is named."""
    return lambda **changed: replace(WORK, **changed)


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """A supported claim about an effect of microdoses that rests on it, but for what is named."""
    return lambda **changed: replace(CLAIM, **changed)
