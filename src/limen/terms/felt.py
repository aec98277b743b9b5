"""Whether a dose was noticed, as the person answered."""

from dataclasses import dataclass
from enum import Enum

from limen.terms.errors import BadInput


class Felt(Enum):
    """The three answers; UNSURE is an answer of its own, never half a YES."""

    NO = "no"
    UNSURE = "unsure"
    YES = "yes"


class Strength(Enum):
    """How strongly it was felt."""

    FAINT = "faint"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class FeltAnswer:
    """One answer, with a strength only where something was felt; None means not asked.

    Raises:
        BadInput: a strength stands beside NO or UNSURE.
    """

    felt: Felt
    strength: Strength | None = None

    def __post_init__(self) -> None:
        if self.strength is not None and self.felt is not Felt.YES:
            raise BadInput("Say how strong it was only if you felt something.", at="strength")
