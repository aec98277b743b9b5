"""PHQ-4: the weekly measure, two items on worry and two on mood, none on harm."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from limen.instruments.frequency import (
    CAMCOPS,
    CHECKED_ON,
    CHOICES,
    LICENCE_SAYS,
    RECALL_DAYS,
    REVIEW_BY,
    STEM,
)
from limen.instruments.gad7 import GAD7
from limen.instruments.instrument import Instrument, Licence, SeverityBand, WorkedExample
from limen.instruments.phq9 import PHQ9

PHQ4 = Instrument(
    id="phq4",
    version=1,
    name="PHQ-4",
    construct="symptoms of depression and anxiety, in brief",
    stem=STEM,
    items=tuple(
        replace(item, id=str(place))
        for place, item in enumerate((*GAD7.items[:2], *PHQ9.items[:2]), start=1)
    ),
    choices=CHOICES,
    recall_days=RECALL_DAYS,
    subscales=MappingProxyType({"gad2": ("1", "2"), "phq2": ("3", "4")}),
    bands=(
        SeverityBand(0, 2, "none or minimal"),
        SeverityBand(3, 5, "mild"),
        SeverityBand(6, 8, "moderate"),
        SeverityBand(9, 12, "severe"),
    ),
    example=WorkedExample({"1": 1, "2": 0, "3": 2, "4": 1}, total=4),
    licence=Licence.REPRODUCIBLE,
    licence_says=LICENCE_SAYS,
    sources=(CAMCOPS, "PMC8762693 (figure 2)"),
    checked_on=CHECKED_ON,
    review_by=REVIEW_BY,
)


def phq4_answers(
    phq9: Mapping[str, int | None], gad7: Mapping[str, int | None]
) -> dict[str, int | None]:
    """The answers to PHQ-4 that stand in the two longer questionnaires of a fortnight.

    Source: experience.md section 1.3.
    """
    return {
        "1": gad7.get("1"),
        "2": gad7.get("2"),
        "3": phq9.get("1"),
        "4": phq9.get("2"),
    }
