"""The card about drift: what the last four weeks hold against the protocol, until it is answered.

It counts what was written down, and never what a capsule held. Nothing here judges.

Source: safety.md section 9; experience.md section 2.2 (drift card).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from limen.diary.diary import Diary
from limen.journal.kinds.doses import DoseTaken, Sitting
from limen.journal.kinds.protocols import DriftAnswered
from limen.journal.kinds.screening import NoticeAcknowledged
from limen.journal.standing import Standing
from limen.protocols.drift import DriftFact, DriftFactId, dose_days, drift_facts, practice_plan
from limen.protocols.drift_weeks import HALF, badness_rank
from limen.protocols.protocol import Protocol
from limen.terms.calendar import days_between, later_day
from limen.terms.errors import RuleBroken

DRIFT_NOTICE, DRIFT_RULES = "drift", "1"
"""The name of the card in an entry that puts it off, and the version of its rules."""

COUNTED_DAYS = 28
PUT_OFF_DAYS = 7
_BEST = 8  # one above the best place of a row of seven, so that a high place is little badness


@dataclass(frozen=True, slots=True)
class DriftCard:
    """What the last four weeks hold against the protocol, and nobody has answered yet.

    Args:
        facts: each with its days of the last four weeks.
        after_worse: on how many unplanned days the day before was worse than usual.
        is_put_off: whether the person asked not to see it for some days; it stays open.
    """

    facts: tuple[DriftFact, ...]
    after_worse: int = 0
    is_put_off: bool = False

    @property
    def counts(self) -> Mapping[DriftFactId, int]:
        """On how many days each was counted."""
        return {fact.id: fact.count for fact in self.facts}


def drift_card(
    events: Sequence[Standing], diary: Diary, protocols: Sequence[Protocol], *, today: date
) -> DriftCard | None:
    """The card of a day, or None where nothing was counted since it was answered last.

    Args:
        events: the standing events, in order.
        diary: their fold.
        protocols: every protocol that was planned.
        today: the local date of the person.
    """
    facts = recent_facts(diary, protocols, today=today)
    new = _days_since_answer(events) if facts else set[date]()
    if not any(_is_new(fact, new) for fact in facts):
        return None
    unplanned = [day for fact in facts for day in _unplanned(fact)]
    return DriftCard(facts, _after_worse(diary, protocols, unplanned), _is_put_off(events, today))


def recent_facts(
    diary: Diary, protocols: Sequence[Protocol], *, today: date
) -> tuple[DriftFact, ...]:
    """What was counted on the last 28 days, each day against the protocol that began before it."""
    taken = dose_days(diary)
    found: dict[DriftFactId, set[date]] = {}
    for plan, through in _spans(protocols, today):
        if days_between(through, today) >= COUNTED_DAYS:
            continue
        for fact in drift_facts(taken, practice_plan(plan), through=through):
            recent = {day for day in fact.days if 0 <= days_between(day, today) < COUNTED_DAYS}
            found.setdefault(fact.id, set()).update(recent)
    return tuple(
        DriftFact(each, tuple(sorted(found[each]))) for each in DriftFactId if found.get(each)
    )


def plan_facts(
    diary: Diary, protocols: Sequence[Protocol], plan: Protocol, *, through: date
) -> tuple[DriftFact, ...]:
    """Everything that was counted against one protocol, up to a day or the start of the next."""
    taken = dose_days(diary)
    found = (
        drift_facts(taken, practice_plan(one), through=last)
        for one, last in _spans(protocols, through)
        if one.id == plan.id
    )
    return next(found, ())


def require_answered(card: DriftCard | None) -> None:
    """Refuse to draft a protocol while a card is open.

    Raises:
        RuleBroken: one is, put off or not.

    Source: experience.md section 1.6.
    """
    if card is not None:
        raise RuleBroken(
            "Your last weeks were not as you had planned them.",
            fix="Answer the card about them on the page Today first.",
        )


def _spans(protocols: Sequence[Protocol], today: date) -> Iterator[tuple[Protocol, date]]:
    """Each protocol that began, with the last day that counts against it and not the next one."""
    begun = sorted(
        (one for one in protocols if one.has_begun and one.dates.starts <= today),
        key=lambda one: one.dates.starts,
    )
    last_days = [later_day(one.dates.starts, -1) for one in begun[1:]]
    yield from zip(begun, [*last_days, today], strict=False)


def _days_since_answer(events: Sequence[Standing]) -> set[date]:
    """The days of every dose that was written down since a card was answered last."""
    days: set[date] = set()
    for event in reversed(events):
        if isinstance(event.payload, DriftAnswered):
            break
        if isinstance(event.payload, DoseTaken):
            days.add(event.day)
    return days


def _is_new(fact: DriftFact, new: set[date]) -> bool:
    """Whether a dose made it that was written down since; of two days in a row, either of them."""
    beside = fact.id is DriftFactId.CONSECUTIVE_DAYS
    return any(day in new or (beside and later_day(day, -1) in new) for day in fact.days)


def _unplanned(fact: DriftFact) -> tuple[date, ...]:
    is_one = fact.id in {DriftFactId.UNPLANNED_DAYS, DriftFactId.AFTER_END}
    return fact.days if is_one else ()


def _after_worse(diary: Diary, protocols: Sequence[Protocol], unplanned: Sequence[date]) -> int:
    badness = _badness(diary, protocols)
    ranks = (badness_rank(badness, later_day(day, -1)) for day in unplanned)
    return sum(rank is not None and rank > HALF for rank in ranks)


def _badness(diary: Diary, protocols: Sequence[Protocol]) -> dict[date, float]:
    """How far each evening's main measure lies from its better end."""
    plan = protocols[-1].stated
    is_high = next(one.higher_is_better for one in plan.measures if one.id == plan.main_measure)
    found: dict[date, float] = {}
    for one in diary.check_ins:
        rating = one.stated.scales.get(plan.main_measure)
        if one.stated.sitting is Sitting.EVENING and rating is not None:
            found.setdefault(one.day, float(_BEST - rating if is_high else rating))
    return found


def _is_put_off(events: Sequence[Standing], today: date) -> bool:
    return any(
        isinstance(event.payload, NoticeAcknowledged)
        and event.payload.notice == DRIFT_NOTICE
        and 0 <= days_between(event.day, today) < PUT_OFF_DAYS
        for event in reversed(events)
    )
