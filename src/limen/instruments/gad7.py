"""GAD-7: symptoms of anxiety over two weeks."""

from limen.instruments.frequency import (
    CAMCOPS,
    CHECKED_ON,
    CHOICES,
    LICENCE_SAYS,
    RECALL_DAYS,
    REVIEW_BY,
    STEM,
)
from limen.instruments.instrument import Instrument, Item, Licence, SeverityBand, WorkedExample

GAD7 = Instrument(
    id="gad7",
    version=1,
    name="GAD-7",
    construct="symptoms of anxiety",
    stem=STEM,
    items=(
        Item("1", "Feeling nervous, anxious or on edge"),
        Item("2", "Not being able to stop or control worrying"),
        Item("3", "Worrying too much about different things"),
        Item("4", "Trouble relaxing"),
        Item("5", "Being so restless that it is hard to sit still"),
        Item("6", "Becoming easily annoyed or irritable"),
        Item("7", "Feeling afraid as if something awful might happen"),
    ),
    choices=CHOICES,
    recall_days=RECALL_DAYS,
    bands=(
        SeverityBand(0, 4, "minimal"),
        SeverityBand(5, 9, "mild"),
        SeverityBand(10, 14, "moderate"),
        SeverityBand(15, 21, "severe"),
    ),
    smallest_change=4,
    example=WorkedExample({"1": 2, "2": 2, "3": 1, "4": 1, "5": 0, "6": 3, "7": 1}, total=10),
    licence=Licence.REPRODUCIBLE,
    licence_says=LICENCE_SAYS,
    sources=(
        CAMCOPS,
        "doi:10.1016/j.jad.2020.01.032",
        "doi:10.1017/S0033291720003700",
        "doi:10.1016/S2215-0366(21)00001-8",
    ),
    checked_on=CHECKED_ON,
    review_by=REVIEW_BY,
)
