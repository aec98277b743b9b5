"""PHQ-2: the first two items of PHQ-9."""

from limen.instruments.frequency import (
    CAMCOPS,
    CHECKED_ON,
    CHOICES,
    LICENCE_SAYS,
    RECALL_DAYS,
    REVIEW_BY,
    STEM,
)
from limen.instruments.instrument import Instrument, Licence, WorkedExample
from limen.instruments.phq9 import PHQ9

PHQ2 = Instrument(
    id="phq2",
    version=1,
    name="PHQ-2",
    construct="low mood and loss of interest",
    stem=STEM,
    items=PHQ9.items[:2],
    choices=CHOICES,
    recall_days=RECALL_DAYS,
    example=WorkedExample({"1": 1, "2": 2}, total=3),
    licence=Licence.REPRODUCIBLE,
    licence_says=LICENCE_SAYS,
    sources=(CAMCOPS, "PMC2906530"),
    checked_on=CHECKED_ON,
    review_by=REVIEW_BY,
)
