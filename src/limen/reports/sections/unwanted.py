"""The section about what was unwanted: what was tapped in the evenings, and what was reported."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from limen.diary.diary import AdverseEvent
from limen.diary.effects import EFFECTS
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.harms import Relation, Severity
from limen.reports.figures import NOT_THERE, Figure, OwnWords, Sentence, Table, Value, counted
from limen.reports.practice_days import Practice
from limen.terms.phrases import phrase


def build(practice: Practice) -> tuple[Figure, ...]:
    """On how many evenings the list was shown, what was tapped, and every report ever made.

    An evening without the list is not asked, which differs from nothing tapped. Reports of other
    days follow in a table of their own, so that none is lost between two reports. Nothing here is
    counted by arm.

    Source: safety.md section 6.
    """
    reports = list(practice.diary.adverse_events.values())
    of_days = [one for one in reports if one.day in practice.days]
    others = [one for one in reports if one.day not in practice.days]
    return (
        _tapped(practice),
        *_by_term(of_days),
        *_reported(_Listed("reported", phrase("What you reported"), of_days)),
        *_reported(_Listed("reported_else", phrase("What you reported on other days"), others)),
    )


_WORDS = {one.id: one.words for one in EFFECTS}
_HOW_BAD = {
    Severity.LITTLE: phrase("a little"),
    Severity.LOT: phrase("a lot"),
    Severity.NEEDED_HELP: phrase("I needed help"),
}

_RELATIONS = {
    Relation.UNLIKELY: phrase("unlikely"),
    Relation.POSSIBLE: phrase("possible"),
    Relation.LIKELY: phrase("likely"),
    Relation.UNKNOWN: phrase("I do not know"),
}


def _tapped(practice: Practice) -> Figure:
    saved = practice.saved(Sitting.EVENING)
    asked = [one.effects for one in saved.values() if one.effects_shown]
    weeks = [one.effects for one in practice.saved(Sitting.WEEK).values() if one.effects_shown]
    found = Counter(name for tapped in asked for name in set(tapped))
    some = sum(bool(tapped) for tapped in asked)
    ordered = sorted(found, key=lambda name: [*_WORDS, name].index(name))
    rows = (
        *((_words(name), found[name]) for name in ordered),
        (Sentence("evenings with something tapped"), some),
        (Sentence("evenings with nothing tapped"), len(asked) - some),
        (Sentence("evenings asked"), len(asked)),
        (Sentence("days not asked"), len(practice.days) - len(asked)),
        *_of_weeks(weeks),
    )
    says = counted(
        len(asked),
        "You were asked on %(count)d evening, and tapped something on %(some)d.",
        "You were asked on %(count)d evenings, and tapped something on %(some)d.",
        some=some,
    )
    head = (Sentence("Anything unwanted"), Sentence("evenings"))
    return Figure("unwanted", Sentence("Anything unwanted"), says, Table(head, rows))


def _of_weeks(asked: Sequence[Sequence[str]]) -> Iterator[tuple[Value, ...]]:
    """The same list at the end of a week, which looks back over all of it."""
    found = Counter(name for tapped in asked for name in set(tapped))
    for name in sorted(found, key=lambda name: [*_WORDS, name].index(name)):
        yield (Sentence("tapped about a week: %(what)s", {"what": _words(name)}), found[name])
    if asked:
        yield (Sentence("weeks asked"), len(asked))


def _by_term(reports: Sequence[AdverseEvent]) -> tuple[Figure, ...]:
    """For each thing: how often, how bad at worst, how often serious, how often still there."""
    if not reports:
        return ()
    named = [*_WORDS, *(one.stated.term for one in reports)]
    terms = sorted({one.stated.term for one in reports}, key=named.index)
    rows = tuple(_term([one for one in reports if one.stated.term == term]) for term in terms)
    serious = sum(one.stated.serious for one in reports)
    every = (
        Sentence("all"),
        len(reports),
        _worst(reports),
        serious,
        sum(map(_goes_on, reports)),
    )
    head = (
        Sentence("what"),
        Sentence("reports"),
        Sentence("at worst"),
        Sentence("serious"),
        Sentence("still there"),
    )
    says = counted(
        len(reports),
        "You reported %(count)d thing; %(serious)d of them serious.",
        "You reported %(count)d things; %(serious)d of them serious.",
        serious=serious,
    )
    title = Sentence("What was reported, and how bad")
    return (Figure("by_term", title, says, Table(head, (*rows, every))),)


def _term(reports: Sequence[AdverseEvent]) -> tuple[Value, ...]:
    serious = sum(one.stated.serious for one in reports)
    return (
        _words(reports[0].stated.term),
        len(reports),
        _worst(reports),
        serious,
        sum(map(_goes_on, reports)),
    )


def _worst(reports: Sequence[AdverseEvent]) -> Sentence:
    worst = max((one.stated.severity for one in reports), key=[*_HOW_BAD].index)
    return Sentence(_HOW_BAD[worst])


def _goes_on(one: AdverseEvent) -> bool:
    return one.stated.ongoing and one.ended_on is None


@dataclass(frozen=True, slots=True)
class _Listed:
    """Some reports, and the table that lists them."""

    id: str
    title: str
    reports: Sequence[AdverseEvent]


def _reported(listed: _Listed) -> tuple[Figure, ...]:
    reports = listed.reports
    if not reports:
        return ()
    head = (
        Sentence("No."),
        Sentence("day"),
        Sentence("what"),
        Sentence("how bad"),
        Sentence("serious"),
        Sentence("from what you took"),
        Sentence("since then"),
        Sentence("in your words"),
    )
    rows = tuple(
        (
            number,
            one.day,
            _words(one.stated.term),
            Sentence(_HOW_BAD[one.stated.severity]),
            Sentence("yes") if one.stated.serious else Sentence("no"),
            Sentence(_RELATIONS[one.stated.relation]),
            _since(one),
            OwnWords(one.stated.words) if one.stated.words else NOT_THERE,
        )
        for number, one in enumerate(reports, start=1)
    )
    one, many = "You reported %(count)d thing.", "You reported %(count)d things."
    table = Table(head, rows)
    says = counted(len(reports), one, many)
    return (Figure(listed.id, Sentence(listed.title), says, table),)


def _since(one: AdverseEvent) -> Sentence:
    if one.ended_on is not None:
        return Sentence("over on %(day)s", {"day": one.ended_on})
    return Sentence("still there") if one.stated.ongoing else Sentence("over")


def _words(name: str) -> Value:
    return Sentence(_WORDS[name]) if name in _WORDS else OwnWords(name)
