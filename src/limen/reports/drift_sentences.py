"""What was counted against a protocol, in words: for the card, and for the table of a report."""

from collections.abc import Callable, Iterator, Mapping

from limen.protocols.drift import DriftFactId
from limen.protocols.drift_card import DriftCard
from limen.reports.figures import Sentence, counted
from limen.terms.phrases import phrase

FACT_WORDS = {
    DriftFactId.AFTER_END: phrase("after the planned end"),
    DriftFactId.UNPLANNED_DAYS: phrase("on days that the protocol leaves free"),
    DriftFactId.UNPLANNED_WITHIN_14: phrase("of these, within 14 days of each other"),
    DriftFactId.CONSECUTIVE_DAYS: phrase("on the day after another, against the protocol"),
    DriftFactId.TOTAL_ABOVE_PLAN: phrase("more days than planned so far"),
    DriftFactId.ABOVE_HIGHEST: phrase("with more than you had set down"),
}
"""What each fact counts, as the name of a row."""


def card_sentences(card: DriftCard) -> Iterator[Sentence]:
    """The counts of a card, one sentence each, the unplanned days first.

    Source: experience.md section 2.2 (drift card).
    """
    counts = card.counts
    yield from (say(counts[fact]) for fact, say in _COUNTED.items() if fact in counts)
    if card.after_worse:
        yield counted(
            card.after_worse,
            "%(count)d of them came after a day that was worse than usual.",
            "%(count)d of them came after days that were worse than usual.",
        )


def _unplanned(count: int) -> Sentence:
    one = "In the last 4 weeks: %(count)d unplanned day (protocol: %(planned)d)."
    many = "In the last 4 weeks: %(count)d unplanned days (protocol: %(planned)d)."
    return counted(count, one, many, planned=0)


def _after_end(count: int) -> Sentence:
    one = "In the last 4 weeks: %(count)d day after the planned end."
    return counted(count, one, "In the last 4 weeks: %(count)d days after the planned end.")


def _consecutive(count: int) -> Sentence:
    one = "%(count)d day right after another one, against the protocol."
    return counted(count, one, "%(count)d days right after another one, against the protocol.")


def _more(count: int) -> Sentence:
    one = "%(count)d day more than planned so far."
    return counted(count, one, "%(count)d days more than planned so far.")


def _above(count: int) -> Sentence:
    one = "%(count)d day with more than you had set down."
    return counted(count, one, "%(count)d days with more than you had set down.")


_COUNTED: Mapping[DriftFactId, Callable[[int], Sentence]] = {
    DriftFactId.UNPLANNED_DAYS: _unplanned,
    DriftFactId.AFTER_END: _after_end,
    DriftFactId.CONSECUTIVE_DAYS: _consecutive,
    DriftFactId.TOTAL_ABOVE_PLAN: _more,
    DriftFactId.ABOVE_HIGHEST: _above,
}
