"""What screening closes, and what stands on a day: the latest decision and what came since."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.screening import StatedVerdict
from limen.screening.interactions import rules_for
from limen.screening.rules import Tier
from limen.screening.tables import screening_table
from limen.screening.verdict import Reason, open_reasons
from limen.terms.identifiers import EventId

VALID_FOR = timedelta(days=90)
"""So long a decision counts."""

STOPPED_FOR = timedelta(days=14)
"""A new screening sooner than this after a hard moment lifts no stop."""

NOTICE = "screening"
"""The notice that is acknowledged where there is something to read."""


class Gate(Enum):
    """The three things that screening closes; diary, help and letter stay open."""

    TRIAL_START = "trial_start"
    PACKING = "packing"
    THRESHOLD_VIEW = "threshold_view"


class ScreeningState(Enum):
    """What stands on a day."""

    NEVER = "never"
    LAPSED = "lapsed"
    STOP = "stop"
    CAUTION_OPEN_AFTER_TALK = "caution_open_after_talk"
    CLEAR_UNREAD = "clear_unread"
    OPEN = "open"


class LapsedWhy(Enum):
    """Why a decision no longer counts."""

    TIME = "time"
    MEDICINE = "medicine"
    AGE = "age"
    STOP_EVENT = "stop_event"
    NEEDED_HELP = "needed_help"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as the journal holds it.

    Args:
        day: of the decision.
        verdict: what it came to.
        reasons: why.
        tables_version: the table of that day.
        expires: the last day on which it counts.
    """

    day: date
    verdict: StatedVerdict
    reasons: tuple[Reason, ...]
    tables_version: str
    expires: date

    @property
    def to_read(self) -> tuple[str, ...]:
        """What there is to read, and nobody has to be asked about."""
        return tuple(one.rule_id for one in self.reasons if one.tier in {Tier.CAUTION, Tier.INFO})

    def weighed(self, medicine: str) -> bool:
        """Whether every rule that speaks of a medicine is among the reasons."""
        known = {one.rule_id for one in self.reasons}
        return all(rule.id in known for rule in rules_for(medicine, screening_table()))


@dataclass(frozen=True, slots=True)
class Screening:
    """The latest decision, and everything after it that opens or closes.

    Args:
        decided: the latest decision, or None before the first.
        is_read: whether its notice was acknowledged.
        attested: reasons that a clinician was asked about since then.
        talked_on: the latest day of such a talk, or None.
        clinician: whom the person wrote down then, maybe empty.
        broken_by: what ended it early, or None.
        hard_on: the day of a hard moment that no later screening has lifted, or None.
        waits_since: the day from which three short questions wait for their answers, or None.
        age_band: how old the person is now; None where they rather do not say.
        takes: names of what the person takes now, with the entry that each was started by.
    """

    decided: Decided | None = None
    is_read: bool = False
    attested: frozenset[str] = frozenset()
    talked_on: date | None = None
    clinician: str = ""
    broken_by: LapsedWhy | None = None
    hard_on: date | None = None
    waits_since: date | None = None
    age_band: AgeBand | None = None
    takes: frozenset[tuple[EventId, str]] = frozenset()

    @property
    def stopped_on(self) -> date | None:
        """The latest day of a hard moment that still stops; questions left open are one."""
        days = [day for day in (self.hard_on, self.waits_since) if day is not None]
        return max(days, default=None)

    def state_on(self, day: date) -> ScreeningState:
        """What stands on a day; a stop stays one until a new screening says otherwise.

        Source: safety.md section 4.
        """
        if self.stopped_on is not None:
            return ScreeningState.STOP
        if self.decided is None:
            return ScreeningState.NEVER
        if self.decided.verdict is StatedVerdict.STOP:
            return ScreeningState.STOP
        if self.lapsed_why(day) is not None:
            return ScreeningState.LAPSED
        return self._of(self.decided)

    def lapsed_why(self, day: date) -> LapsedWhy | None:
        """Why the latest decision no longer counts on a day, or None while it does.

        A medicine that it never weighed ends it, such as one whose end was taken back since.
        """
        if self.decided is not None and day > self.decided.expires:
            return LapsedWhy.TIME
        return self.broken_by or self._of_medicines()

    def opens(self, gate: Gate, day: date) -> bool:
        """Whether one of the three closed things is open on a day."""
        return gate in self.open_gates(day)

    def open_gates(self, day: date) -> frozenset[Gate]:
        """Which of the three closed things are open on a day: all, or none."""
        is_open = self.state_on(day) is ScreeningState.OPEN
        return frozenset(Gate) if is_open else frozenset()

    def may_lift_stop_from(self) -> date | None:
        """The first day on which a new screening can lift the stop of a hard moment."""
        return None if self.stopped_on is None else self.stopped_on + STOPPED_FOR

    def _of_medicines(self) -> LapsedWhy | None:
        if self.decided is None or all(self.decided.weighed(name) for _, name in self.takes):
            return None
        return LapsedWhy.MEDICINE

    def _of(self, decided: Decided) -> ScreeningState:
        if decided.verdict is StatedVerdict.CAUTION:
            is_covered = self.attested.issuperset(open_reasons(decided.reasons))
            is_open = self.talked_on is not None and is_covered
            return ScreeningState.OPEN if is_open else ScreeningState.CAUTION_OPEN_AFTER_TALK
        is_unread = bool(decided.to_read) and not self.is_read
        return ScreeningState.CLEAR_UNREAD if is_unread else ScreeningState.OPEN
