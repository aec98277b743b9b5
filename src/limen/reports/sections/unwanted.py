"""The section about what was unwanted: what was tapped in the evenings, and what was reported."""

from collections import Counter

from limen.diary.diary import AdverseEvent
from limen.diary.effects import EFFECTS
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.harms import Severity
from limen.reports.figures import Figure, OwnWords, Sentence, Table, Value, counted
from limen.reports.practice_days import Practice
from limen.terms.phrases import phrase


def build(practice: Practice) -> tuple[Figure, ...]:
    """On how many evenings the list was shown, what was tapped, and every report.

    An evening without the list is not asked, which differs from nothing tapped.

    Source: safety.md section 6.
    """
    return (_tapped(practice), *_reported(practice))


_WORDS = {one.id: one.words for one in EFFECTS}
_HOW_BAD = {
    Severity.LITTLE: phrase("a little"),
    Severity.LOT: phrase("a lot"),
    Severity.NEEDED_HELP: phrase("I needed help"),
}


def _tapped(practice: Practice) -> Figure:
    asked = [one.effects for one in practice.saved(Sitting.EVENING).values() if one.effects_shown]
    found = Counter(name for tapped in asked for name in set(tapped))
    some = sum(bool(tapped) for tapped in asked)
    ordered = sorted(found, key=lambda name: [*_WORDS, name].index(name))
    rows = (
        *((_words(name), found[name]) for name in ordered),
        (Sentence("evenings with something tapped"), some),
        (Sentence("evenings with nothing tapped"), len(asked) - some),
        (Sentence("evenings asked"), len(asked)),
    )
    says = counted(
        len(asked),
        "You were asked on %(count)d evening, and tapped something on %(some)d.",
        "You were asked on %(count)d evenings, and tapped something on %(some)d.",
        some=some,
    )
    head = (Sentence("Anything unwanted"), Sentence("evenings"))
    return Figure("unwanted", Sentence("Anything unwanted"), says, Table(head, rows))


def _reported(practice: Practice) -> tuple[Figure, ...]:
    reports = [one for one in practice.diary.adverse_events.values() if one.day in practice.days]
    if not reports:
        return ()
    head = (
        Sentence("No."),
        Sentence("day"),
        Sentence("what"),
        Sentence("how bad"),
        Sentence("since then"),
    )
    rows = tuple(
        (
            number,
            one.day,
            OwnWords(one.stated.words) if one.stated.words else _words(one.stated.term),
            Sentence(_HOW_BAD[one.stated.severity]),
            _since(one),
        )
        for number, one in enumerate(reports, start=1)
    )
    one, many = "You reported %(count)d thing.", "You reported %(count)d things."
    table = Table(head, rows)
    says = counted(len(reports), one, many)
    return (Figure("reported", Sentence("What you reported"), says, table),)


def _since(one: AdverseEvent) -> Sentence:
    if one.ended_on is not None:
        return Sentence("over on %(day)s", {"day": one.ended_on})
    return Sentence("still there") if one.stated.ongoing else Sentence("over")


def _words(name: str) -> Value:
    return Sentence(_WORDS[name]) if name in _WORDS else OwnWords(name)
