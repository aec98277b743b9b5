"""What every schedule is: an id, a version, parameters, and the dose days that follow from them."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Protocol


class Schedule(Protocol):
    """The rule that says which days of a protocol are dose days.

    It depends on local dates alone: no moment, no zone and nothing that was recorded moves it.
    """

    id: ClassVar[str]
    version: ClassVar[int]

    @property
    def parameters(self) -> Mapping[str, tuple[int, ...]]:
        """What a person chose, as it stands in the journal."""
        ...

    def days(self, starts: date, ends: date) -> tuple[date, ...]:
        """Return the dose days from the start to the end, both included, in their order.

        A later end adds days and moves none.

        Raises:
            BadInput: a year lies outside 2 to 9998.
        """
        ...
