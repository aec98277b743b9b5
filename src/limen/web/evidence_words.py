"""What kinds of evidence, bands and results are called on a page."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from limen.evidence.kinds import Direction, Kind, Scope, SourceKind
from limen.evidence.label import LabelWords
from limen.evidence.statements import Statement
from limen.terms.phrases import phrase

KINDS: dict[Kind | SourceKind, str] = {
    Kind.CONTROLLED: phrase("Controlled study"),
    Kind.SYNTHESIS: phrase("Review of studies"),
    Kind.OBSERVATIONAL: phrase("Observed, not controlled"),
    Kind.EXPERT: phrase("View of experts"),
    Kind.PRACTITIONER: phrase("From practice"),
    Kind.PENDING: phrase("Registered or unpublished"),
    SourceKind.PRIMARY: phrase("Read at its source"),
    SourceKind.REPORTED: phrase("Reported by others"),
    SourceKind.LIST: phrase("From a list"),
    SourceKind.OPEN_DATA: phrase("Computed from open data"),
    SourceKind.OWN: phrase("Our own rule or reckoning"),
}
SCOPES = {
    Scope.MICRODOSE: phrase("Microdose"),
    Scope.LOW: phrase("Low dose"),
    Scope.FULL: phrase("Full dose"),
    Scope.KETAMINE: phrase("Ketamine"),
    Scope.ANY: phrase("Any amount"),
    Scope.NONE: phrase("About no amount"),
}
DIRECTIONS = {
    Direction.HARM: phrase("Harm was found"),
    Direction.IMPAIRMENT: phrase("Something got worse"),
    Direction.HARM_PLAUSIBLE: phrase("Harm is plausible, not measured"),
    Direction.NULL: phrase("No difference was found"),
    Direction.UNRESOLVED: phrase("Left open"),
    Direction.INTERACTION: phrase("About use together with medicines"),
    Direction.SAFETY: phrase("About unwanted effects"),
    Direction.MIXED: phrase("Some better, some worse"),
    Direction.DOSE_RESPONSE: phrase("What is felt depends on the amount"),
    Direction.PHYSIOLOGICAL: phrase("The body reacted"),
    Direction.METHOD: phrase("About how to study it"),
    Direction.DESCRIPTIVE: phrase("Tells what people said"),
    Direction.NONE: phrase("No result"),
    Direction.ASSOCIATION: phrase("Two things go together; why is open"),
    Direction.COUNTER_POSITION: phrase("Argues that it is too early to speak of placebo alone"),
    Direction.BENEFIT_UNCONTROLLED: phrase("Better, without a fair comparison"),
    Direction.BENEFIT_ACUTE: phrase("Better on the day itself"),
    Direction.BENEFIT_LAGGED: phrase("Better on the day after"),
    Direction.BENEFIT: phrase("Better than the comparison"),
}
NOT_CHECKED = LabelWords.NOT_CHECKED.value
NO_STUDY = phrase("No study")


def kind_words(kinds: Iterable[Kind | SourceKind]) -> tuple[str, ...]:
    """What kinds of evidence are called; where there is none, that there is no study."""
    return tuple(_(KINDS[one]) for one in kinds) or (_(NO_STUDY),)


def kinds_and_band(said: Statement, on: date) -> str:
    """One line: the kinds of evidence, the band, and whether it was checked recently enough."""
    stale = [] if said.is_known(on) else [_(NOT_CHECKED)]
    return " · ".join([*kind_words(said.kinds), _(SCOPES[said.scope]), *stale])
