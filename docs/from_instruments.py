"""Tables of the reference pages that are read from the questionnaires."""

from from_code import table

from limen.instruments.catalogue import INSTRUMENTS
from limen.instruments.definitions import definitions
from limen.instruments.instrument import SeverityBand
from limen.instruments.rows import DAILY_ROWS, HABIT_QUESTIONS, SLEEP_ROW, WEEKLY_ROWS


def carried() -> str:
    """The questionnaires whose words Limen carries."""
    rows = (
        (
            known.name,
            known.construct,
            str(len(known.items)),
            f"{known.lowest} to {known.highest}",
            _bands(known.bands),
            "–" if known.smallest_change is None else str(known.smallest_change),
        )
        for known in INSTRUMENTS
    )
    return table(("Name", "Measures", "Items", "Total", "Severity bands", "Smallest change"), rows)


def examples() -> str:
    """One worked example for each questionnaire."""
    rows = (
        (
            known.name,
            ", ".join(str(known.example.answers[item.id]) for item in known.items),
            str(known.example.total),
        )
        for known in INSTRUMENTS
    )
    return table(("Name", "Answers, in order", "Total"), rows)


def sources() -> str:
    """Licence and sources of the questionnaires whose words Limen carries."""
    rows = (
        (known.name, known.licence_says, "; ".join(known.sources), known.review_by.isoformat())
        for known in INSTRUMENTS
    )
    return table(("Name", "Licence", "Read in", "Review by"), rows)


def defined() -> str:
    """The questionnaires that are known by their rule alone."""
    rows = (
        (
            known.name,
            str(known.item_count),
            known.scoring_says or "not read",
            known.licence_says,
            known.trap or "",
        )
        for known in definitions()
    )
    return table(("Name", "Items", "Score", "Licence", "A mistake that circulates"), rows)


def own() -> str:
    """Limen's own items."""
    seven = (
        (f"`{row.id}`", row.label, f"{row.low_words} … {row.high_words}")
        for row in (*DAILY_ROWS, SLEEP_ROW, *WEEKLY_ROWS)
    )
    habits = ((f"`{one.id}`", one.words, "yes / no") for one in HABIT_QUESTIONS)
    return table(("Id", "Words", "Ends, or answers"), (*seven, *habits))


def _bands(bands: tuple[SeverityBand, ...]) -> str:
    return "; ".join(f"{band.lowest} to {band.highest} {band.name}" for band in bands) or "–"
