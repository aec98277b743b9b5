"""PHQ-8: PHQ-9 without its last item, for exports and studies where nobody could answer to it."""

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

PHQ8 = Instrument(
    id="phq8",
    version=1,
    name="PHQ-8",
    construct="symptoms of depression, without thoughts of death or harm",
    stem=STEM,
    items=PHQ9.items[:8],
    choices=CHOICES,
    recall_days=RECALL_DAYS,
    example=WorkedExample(
        {"1": 1, "2": 2, "3": 3, "4": 2, "5": 1, "6": 1, "7": 2, "8": 0}, total=12
    ),
    licence=Licence.REPRODUCIBLE,
    licence_says=LICENCE_SAYS,
    sources=(CAMCOPS,),
    checked_on=CHECKED_ON,
    review_by=REVIEW_BY,
)
