"""PHQ-9: symptoms of depression over two weeks, with the item on thoughts of death or harm."""

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

PHQ9 = Instrument(
    id="phq9",
    version=1,
    name="PHQ-9",
    construct="symptoms of depression",
    stem=STEM,
    items=(
        Item("1", "Little interest or pleasure in doing things", loinc="44250-9"),
        Item("2", "Feeling down, depressed, or hopeless", loinc="44255-8"),
        Item("3", "Trouble falling or staying asleep, or sleeping too much", loinc="44259-0"),
        Item("4", "Feeling tired or having little energy", loinc="44254-1"),
        Item("5", "Poor appetite or overeating", loinc="44251-7"),
        Item(
            "6",
            "Feeling bad about yourself — or that you are a failure or have let yourself "
            "or your family down",
            loinc="44258-2",
        ),
        Item(
            "7",
            "Trouble concentrating on things, such as reading the newspaper or watching television",
            loinc="44252-5",
        ),
        Item(
            "8",
            "Moving or speaking so slowly that other people could have noticed? Or the opposite "
            "— being so fidgety or restless that you have been moving around a lot more than usual",
            loinc="44253-3",
        ),
        Item(
            "9",
            "Thoughts that you would be better off dead or of hurting yourself in some way",
            is_risk=True,
            loinc="44260-8",
        ),
    ),
    choices=CHOICES,
    recall_days=RECALL_DAYS,
    bands=(
        SeverityBand(0, 4, "none or minimal"),
        SeverityBand(5, 9, "mild"),
        SeverityBand(10, 14, "moderate"),
        SeverityBand(15, 19, "moderately severe"),
        SeverityBand(20, 27, "severe"),
    ),
    smallest_change=5,
    example=WorkedExample(
        {"1": 1, "2": 2, "3": 3, "4": 2, "5": 1, "6": 1, "7": 0, "8": 0, "9": 0}, total=10
    ),
    licence=Licence.REPRODUCIBLE,
    licence_says=LICENCE_SAYS,
    sources=(
        CAMCOPS,
        "HL7 US Core example (LOINC items)",
        "doi:10.1097/00005650-200412000-00006",
        "doi:10.1017/S0033291720003700",
    ),
    checked_on=CHECKED_ON,
    review_by=REVIEW_BY,
)
