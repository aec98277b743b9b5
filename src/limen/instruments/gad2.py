"""GAD-2: the first two items of GAD-7."""

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
from limen.instruments.instrument import Instrument, Licence, WorkedExample

GAD2 = Instrument(
    id="gad2",
    version=1,
    name="GAD-2",
    construct="nervousness and worry",
    stem=STEM,
    items=GAD7.items[:2],
    choices=CHOICES,
    recall_days=RECALL_DAYS,
    example=WorkedExample({"1": 3, "2": 1}, total=4),
    licence=Licence.REPRODUCIBLE,
    licence_says=LICENCE_SAYS,
    sources=(CAMCOPS, "doi:10.1016/j.genhosppsych.2015.11.005"),
    checked_on=CHECKED_ON,
    review_by=REVIEW_BY,
)
