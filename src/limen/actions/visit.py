"""Who is doing something now, in which role, where and when; made at the door, once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId


class Role(StrEnum):
    """Who somebody is towards a chain."""

    PARTICIPANT = "participant"
    CLINICIAN = "clinician"
    RESEARCHER = "researcher"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request or command: every action takes it, and no action reads a clock.

    Args:
        actor: who states what is stated, as the journal writes it: "participant", "limen".
        role: who that is towards the chain.
        chain: whose journal it is about.
        at: when it began, with its zone.
        zone: the clock of the place where the person is.

    Raises:
        TypeError: the moment has no zone of its own.
    """

    actor: str
    role: Role
    chain: ChainId
    at: datetime
    zone: Zone

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise TypeError("a moment without a zone is no moment")
