"""A finding: a problem or fact in a person's own journal that is shown and stops nothing."""

from dataclasses import dataclass
from datetime import date

from limen.terms.identifiers import EventId


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reader should know: which rule found it, a sentence, and the events that it is about.

    `day` is the day that it concerns, or None where it concerns no single one.
    """

    id: str
    day: date | None
    says: str
    events: tuple[EventId, ...]
