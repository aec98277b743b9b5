"""Classes for amounts that were recorded or studied; never a recommendation."""

from dataclasses import dataclass
from enum import StrEnum

from limen.evidence.citations import Provenance


class SpectrumGroup(StrEnum):
    """What a row is about."""

    BAND_GRAMS = "band_grams"
    BAND_MG = "band_mg"
    BAND_LSD = "band_lsd"
    RECONCILIATION = "reconciliation"
    SHARE = "share"
    PERCENT_RULE = "percent_rule"
    LISTING = "listing"
    RULE = "rule"
    TRAP = "trap"
    CONSTANT = "constant"


@dataclass(frozen=True, slots=True)
class SpectrumRow:
    """One edge, share, rule or slip.

    Args:
        id: its name in the table.
        group: what it is about.
        label: what it is called; empty for a row of numbers alone.
        low: where the class begins, or None.
        high: where it ends, or None where it is open.
        unit: of both; empty where there is none.
        share: of all recorded amounts that lie in the class, 0 to 1, or None.
        value: of a constant, or None.
        amount_grams: of a reconciliation: dried material, or None.
        milligrams: of a reconciliation: median and 95 % range of what it holds, or None.
        provenance: where it was read and until when it counts.

    Raises:
        ValueError: the class ends before it begins, or a share lies outside 0 to 1.
    """

    id: str
    group: SpectrumGroup
    label: str
    low: float | None
    high: float | None
    unit: str
    share: float | None
    value: float | None
    amount_grams: float | None
    milligrams: tuple[float, float, float] | None
    provenance: Provenance

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.high <= self.low:
            raise ValueError(f"{self.id} ends before it begins")
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"the share of {self.id} lies outside 0 to 1")
