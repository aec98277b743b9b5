"""How uncertain the content behind a weighed amount is: what was measured, and our estimates."""

from dataclasses import dataclass
from enum import StrEnum

from limen.evidence.citations import Provenance


class PotencyGroup(StrEnum):
    """What a row is about."""

    VARIATION = "variation"
    CONTENT = "content"
    STORAGE = "storage"
    CONVERSION = "conversion"
    REGULATION = "regulation"


class Quality(StrEnum):
    """How far a row can be trusted."""

    GOOD = "good"
    FAIR = "fair"
    LOW = "low"
    VERY_LOW = "very_low"


@dataclass(frozen=True, slots=True)
class Measurement:
    """What somebody measured or laid down about content.

    Args:
        id: its name in the table.
        group: what it is about.
        material: what was measured.
        low_mg_g: the least that was found, in milligrams a gram of dried material, or None.
        high_mg_g: the most, in the same unit, or None.
        finding: what was found, in words.
        fold: how many times the most is the least, or None.
        factor: by what to divide or multiply, or None.
        quality: how far it can be trusted.
        provenance: where it was read and until when it counts.

    Raises:
        ValueError: the least is more than the most.
    """

    id: str
    group: PotencyGroup
    material: str
    low_mg_g: float | None
    high_mg_g: float | None
    finding: str
    fold: float | None
    factor: float | None
    quality: Quality
    provenance: Provenance

    def __post_init__(self) -> None:
        if None not in (self.low_mg_g, self.high_mg_g) and not (
            (self.low_mg_g or 0) <= (self.high_mg_g or 0)
        ):
            raise ValueError(f"{self.id} has its limits reversed")


@dataclass(frozen=True, slots=True)
class Prior:
    """Our estimate of a quantity that nobody measured for this purpose; shown as our estimate.

    Args:
        id: its name in the table.
        quantity: what is estimated.
        value: the estimate.
        low: the least that is plausible, or None.
        high: the most, or None.
        unit: of all three.
        gsd: the geometric standard deviation around the value, or None.
        provenance: from which rows it was set and until when it counts.

    Raises:
        ValueError: the value is not above zero, or lies outside its limits.
    """

    id: str
    quantity: str
    value: float
    low: float | None
    high: float | None
    unit: str
    gsd: float | None
    provenance: Provenance

    def __post_init__(self) -> None:
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if not self.value > 0 or not low <= self.value <= high:
            raise ValueError(f"{self.id} lies outside its limits")


@dataclass(frozen=True, slots=True)
class PotencyTable:
    """What is known of content, and what is estimated; priors by their id."""

    measurements: tuple[Measurement, ...]
    priors: dict[str, Prior]
