"""REL-10, REL-11: two tabs lose nothing of each other, and what is sent again is there once."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random  # noqa: TID251 -- what a network does: seeded, and no secret
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from limen.actions import projections
from limen.actions.append import append
from limen.actions.visit import Role, Visit
from limen.diary.felt import answer_felt
from limen.diary.harms import end_harm
from limen.diary.medicines import stop_medicine
from limen.journal.chain import verify
from limen.journal.event import Draft
from limen.journal.kinds.doses import DoseSkipped, DoseTaken, FeltAnswered, Sitting
from limen.journal.kinds.harms import (
    AdverseEnded,
    AdverseReported,
    MedicineStarted,
    MedicineStopped,
)
from limen.journal.kinds.measures import CheckInSaved, NoteWritten, QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.trials import GuessLocked
from limen.store import events, vault
from limen.store.models import EventRow
from limen.terms.calendar import Zone
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import ChainId, EventId

AT, ZONE = datetime(2026, 3, 9, 19, 4, tzinfo=UTC), Zone("Europe/Berlin")
# The second day more often: what happens on one day contradicts.
DAYS = (date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 9))
TABS = ("left", "right")
# What may stand twice on one day: both are kept, and the person is asked which one counts.
ASKED_ABOUT: dict[type[Payload], str] = {
    DoseTaken: "second_dose",
    CheckInSaved: "second_check_in",
    QuestionnaireAnswered: "second_questionnaire",
}
# What is about another entry, and may be said once.
SAID_ONCE = {FeltAnswered: "dose", MedicineStopped: "started", AdverseEnded: "report"}
STATED = (
    replace(DoseTaken.example(), amount=None, batch=None, taken_at=None),
    DoseSkipped.example(),
    CheckInSaved.example(),
    QuestionnaireAnswered.example(),
    MedicineStarted.example(),
    replace(AdverseReported.example(), dose=None, ongoing=True),
    GuessLocked.example(),
    NoteWritten(words="Rain."),
)


def rule_of(payload: Payload, day: date) -> Callable[[projections.State], tuple[Payload, ...]]:
    """The rule by which a page saves this."""
    match payload:
        case FeltAnswered():
            return lambda state: answer_felt(state.diary, payload, day=day)
        case MedicineStopped():
            return lambda state: stop_medicine(state.diary, payload, day=day)
        case AdverseEnded():
            return lambda state: end_harm(state.diary, payload, day=day)
        case _:
            return lambda _: (payload,)


def said_about(entry: Draft[Payload]) -> Payload:
    """What a page says about an entry that is there: whether it was felt, or that it ended."""
    match entry.payload:
        case DoseTaken():
            return replace(FeltAnswered.example(), dose=entry.id, sitting=Sitting.EVENING)
        case MedicineStarted():
            return MedicineStopped(started=entry.id)
        case _:
            return AdverseEnded(report=entry.id)


class Writers(RuleBasedStateMachine):
    """What several people at one vault have in common: an empty journal, and what was saved."""

    def __init__(self) -> None:
        super().__init__()
        EventRow.objects.all().delete()
        projections.forget()
        self.chain = ChainId(vault.current().id)
        self.visit = Visit("participant", Role.PARTICIPANT, self.chain, AT, ZONE)
        self.numbers = count(1)
        self.saved: dict[EventId, Draft[Payload]] = {}

    def draft(self, payload: Payload, day: date) -> Draft[Payload]:
        id_ = EventId(UUID(int=next(self.numbers)))
        return Draft(id_, day, AT, ZONE, "participant", "web", payload)

    def save(self, draft: Draft[Payload]) -> None:
        """Save a draft; whatever is acknowledged has to stay."""
        append(self.visit, draft, rule_of(draft.payload, draft.day))
        self.saved.setdefault(draft.id, draft)

    @invariant()
    def what_was_acknowledged_is_there_once_and_in_its_order(self) -> None:
        kept = events.load(self.chain)
        assert [event.header.id for event in kept] == [str(each) for each in self.saved]
        assert verify(self.chain, kept).reason is None

    def teardown(self) -> None:
        """What pages were shown in between is what a fold of everything gives."""
        grown = projections.state_of(self.chain)
        projections.forget()
        assert projections.state_of(self.chain) == grown


class TwoTabs(Writers):
    """Two tabs of one vault: each shows a page, and saves it later, once or twice."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, Draft[Payload]] = {}
        self.refused: list[Draft[Payload]] = []

    @rule(tab=st.sampled_from(TABS), stated=st.sampled_from(STATED), day=st.sampled_from(DAYS))
    def open_a_page(self, tab: str, stated: Payload, day: date) -> None:
        self.pages[tab] = self.draft(stated, day)

    @precondition(lambda self: self.of(DoseTaken, MedicineStarted, AdverseReported))
    @rule(tab=st.sampled_from(TABS), data=st.data())
    def open_a_page_about_an_entry(self, tab: str, data: st.DataObject) -> None:
        about = data.draw(st.sampled_from(self.of(DoseTaken, MedicineStarted, AdverseReported)))
        self.pages[tab] = self.draft(said_about(about), DAYS[1])

    @rule(tab=st.sampled_from(TABS), times=st.integers(1, 2))
    def save_it(self, tab: str, times: int) -> None:
        draft = self.pages.get(tab)
        for _ in range(times if draft else 0):
            try:
                self.save(draft)
            except RuleBroken:
                self.refused.append(draft)

    @rule()
    def start_the_server_again(self) -> None:
        projections.forget()

    def of(self, *kinds: type[Payload]) -> list[Draft[Payload]]:
        """What was saved of these kinds."""
        return [draft for draft in self.saved.values() if isinstance(draft.payload, kinds)]

    def teardown(self) -> None:
        """Every contradiction between the tabs is shown, or was said to whoever came second."""
        super().teardown()
        found = projections.state_of(self.chain).diary.findings
        shown = Counter(finding.id for finding in found)
        for kind, rule_name in ASKED_ABOUT.items():
            days = Counter(draft.day for draft in self.of(kind))
            assert shown[rule_name] == sum(times - 1 for times in days.values())
        for kind, name in SAID_ONCE.items():
            about = [getattr(draft.payload, name) for draft in self.of(kind)]
            assert len(about) == len(set(about))
        for draft in self.refused:
            kind, name = type(draft.payload), SAID_ONCE[type(draft.payload)]
            about = getattr(draft.payload, name)
            assert about in [getattr(other.payload, name) for other in self.of(kind)]


class LastWriterWins(TwoTabs):
    """The mistake: what the other tab said of the same day is replaced."""

    def save(self, draft: Draft[Payload]) -> None:
        super().save(draft)
        same = EventRow.objects.filter(kind=draft.payload.KIND, day=str(draft.day))
        same.exclude(event_id=str(draft.id)).delete()


class Queue(Writers):
    """A store of drafts on another device: sent in any order, lost on the way there or back."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Draft[Payload]] = []

    @rule(stated=st.sampled_from(STATED), day=st.sampled_from(DAYS))
    def state(self, stated: Payload, day: date) -> None:
        self.waiting.append(self.draft(stated, day))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        draft = data.draw(st.sampled_from(self.waiting))
        self.save(draft)
        self.waiting.remove(draft)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def lose_the_answer(self, data: st.DataObject) -> None:
        self.save(data.draw(st.sampled_from(self.waiting)))

    @precondition(lambda self: self.saved)
    @rule(data=st.data())
    def arrive_once_more(self, data: st.DataObject) -> None:
        self.save(data.draw(st.sampled_from(list(self.saved.values()))))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def arrive_with_other_content(self, data: st.DataObject) -> None:
        draft = data.draw(st.sampled_from(self.waiting))
        if draft.id in self.saved:
            with pytest.raises(RuleBroken, match="already saved with other content"):
                self.save(replace(draft, at=AT + timedelta(seconds=1)))

    def teardown(self) -> None:
        for draft in self.waiting:
            self.save(draft)
        self.what_was_acknowledged_is_there_once_and_in_its_order()
        super().teardown()


def machine(examples: int, steps: int) -> settings:
    """So many runs of so many steps, the same each time."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize("runs", [30, pytest.param(10_000, marks=pytest.mark.nightly)])
def test_two_tabs_lose_nothing_of_each_other(runs: int, record_property: Callable) -> None:
    record_property("counted", f"{runs} interleavings of two tabs")

    run_state_machine_as_test(TwoTabs, settings=machine(runs, 16))


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize("kind", ASKED_ABOUT)
def test_what_both_tabs_say_of_one_day_is_kept_and_asked_about(kind: type[Payload]) -> None:
    tabs = TwoTabs()
    (stated,) = [payload for payload in STATED if isinstance(payload, kind)]
    for tab in TABS:
        tabs.open_a_page(tab, stated, DAYS[0])

    for tab in TABS:
        tabs.save_it(tab, 1)

    diary = projections.state_of(tabs.chain).diary
    asked = [(finding.id, finding.events) for finding in diary.findings]
    assert asked == [(ASKED_ABOUT[kind], tuple(tabs.saved))]
    assert len(events.load(tabs.chain)) == 2


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize("about", [STATED[0], STATED[4], STATED[5]], ids=lambda one: one.KIND)
def test_what_both_tabs_say_of_one_entry_counts_once_and_the_second_is_told(
    about: Payload,
) -> None:
    tabs = TwoTabs()
    tabs.open_a_page("left", about, DAYS[0])
    tabs.save_it("left", 1)
    (entry,) = tabs.saved.values()
    for tab in TABS:
        tabs.pages[tab] = tabs.draft(said_about(entry), DAYS[1])

    for tab in TABS:
        tabs.save_it(tab, 1)

    assert [draft.payload for draft in tabs.refused] == [said_about(entry)]
    assert len(events.load(tabs.chain)) == 2


@pytest.mark.usefixtures("vault")
def test_a_last_writer_who_wins_is_found() -> None:
    tabs = LastWriterWins()
    for tab in TABS:
        tabs.open_a_page(tab, STATED[0], DAYS[0])
    tabs.save_it("left", 1)
    tabs.what_was_acknowledged_is_there_once_and_in_its_order()

    tabs.save_it("right", 1)

    with pytest.raises(AssertionError):
        tabs.what_was_acknowledged_is_there_once_and_in_its_order()


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize("runs", [20, pytest.param(2_000, marks=pytest.mark.nightly)])
def test_a_store_of_drafts_arrives_once_in_any_order(runs: int) -> None:
    run_state_machine_as_test(Queue, settings=machine(runs, 12))


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize("drafts", [60, pytest.param(1_000, marks=pytest.mark.nightly)])
def test_drafts_that_are_doubled_reordered_and_lost_are_there_once(
    drafts: int, record_property: Callable
) -> None:
    queue, dice, sent = Queue(), Random(1), 0  # noqa: S311 -- no secret
    for _ in range(drafts):
        queue.state(dice.choice(STATED), dice.choice(DAYS))
    stated = [draft.id for draft in queue.waiting]

    while queue.waiting:
        draft, fate = dice.choice(queue.waiting), dice.random()
        sent += 1
        if fate >= 0.1:  # else it is lost on its way
            queue.save(draft)
        if fate >= 0.2:  # else the answer is
            queue.waiting.remove(draft)
        if fate >= 0.9:
            queue.save(dice.choice(list(queue.saved.values())))

    record_property("counted", f"{drafts} drafts, sent {sent} times and one in ten doubled")
    queue.what_was_acknowledged_is_there_once_and_in_its_order()
    assert set(queue.saved) == set(stated)
    assert list(queue.saved) != stated
