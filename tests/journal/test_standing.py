"""The laws of the fold: total, ordered by n, built from any prefix, right when corrected."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.journal.chain import restates, verify
from limen.journal.event import Event
from limen.journal.kinds.catalogue import KINDS, RESERVED_KINDS
from limen.journal.kinds.doses import DoseTaken
from limen.journal.kinds.measures import CheckInSaved, NoteWritten
from limen.journal.kinds.meta import (
    EventRedacted,
    EventWithdrawn,
    ImportApplied,
    ImportReverted,
    RedactedWhy,
    WithdrawnWhy,
)
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.trials import GuessLocked
from limen.journal.payloads import correction
from limen.journal.standing import (
    StandingEvents,
    extend,
    may_correct,
    may_withdraw,
    redaction_targets,
    speaks_of_others,
    standing,
)
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import EventId

IMPORT = ImportApplied.example().import_
NEW_JOURNAL = Callable[[], Any]
WRITABLE = [KINDS[kind].example() for kind in KINDS if kind not in RESERVED_KINDS]
TARGETS = st.integers(1, 9).map(lambda n: EventId(UUID(int=n)))
SPEAKING: st.SearchStrategy[Payload] = st.one_of(
    st.builds(
        correction, TARGETS, st.sampled_from(WRITABLE), day=st.none(), reason=st.just("slip")
    ),
    st.builds(
        EventWithdrawn,
        target=TARGETS,
        why=st.sampled_from(WithdrawnWhy),
        reason=st.just("twice"),
    ),
    st.builds(
        EventRedacted,
        targets=st.lists(TARGETS, max_size=3).map(tuple),
        why=st.sampled_from(RedactedWhy),
    ),
    st.just(ImportReverted(import_=IMPORT, reason="")),
)
ORDINARY: st.SearchStrategy[Payload] = st.sampled_from(WRITABLE) | st.builds(
    NoteWritten, words=st.text("ab", max_size=3)
)
STATEMENTS = st.tuples(
    ORDINARY | SPEAKING, st.integers(0, 5), st.sampled_from(["web", f"import:{IMPORT}"])
)
HISTORIES = st.lists(STATEMENTS, max_size=8)


@pytest.fixture(scope="session")
def told(new_journal: NEW_JOURNAL) -> Callable[[Any], Any]:
    """Write a history into a new journal."""

    def written(history: list[tuple[Payload, int, str]]) -> Any:
        journal = new_journal()
        for payload, day, via in history:
            journal.say(payload, day=day, via=via)
        return journal

    return written


@given(history=HISTORIES, gone=st.sets(st.integers(0, 7)))
def test_every_sound_chain_folds(told: Any, history: Any, gone: set[int]) -> None:
    journal = told(history)
    events = _without_content(journal.events, gone)

    found = standing(events)

    assert verify(journal.chain, events).bad is None
    assert [one.n for one in found.events] == sorted({one.n for one in found.events})
    assert not any(speaks_of_others([events[one.n - 1]]) for one in found.events)


@given(history=HISTORIES, gone=st.sets(st.integers(0, 7)), place=st.integers(0, 8))
def test_a_fold_goes_on_from_every_earlier_state(
    told: Any, history: Any, gone: set[int], place: int
) -> None:
    events = _without_content(told(history).events, gone)
    before, after = events[:place], events[place:]

    known = standing(before)

    if speaks_of_others(after):
        with pytest.raises(ValueError, match="fold from the start"):
            extend(known, after)
    else:
        assert extend(known, after) == standing(events)


@given(history=HISTORIES)
def test_only_n_orders_events(new_journal: NEW_JOURNAL, history: Any) -> None:
    forwards, backwards = new_journal(), new_journal()
    for hour, (payload, day, via) in enumerate(history):
        draft = forwards.draft(payload, day=day, via=via)
        at = datetime(2026, 3, 2, 12, tzinfo=UTC)
        forwards.append(replace(draft, at=at + timedelta(hours=hour)))
        backwards.append(replace(draft, at=at - timedelta(hours=hour)))

    def said(journal: Any) -> list[Any]:
        return [(one.n, one.day, one.payload) for one in standing(journal.events).events]

    assert said(forwards) == said(backwards)


@given(
    words=st.lists(st.text("ab", max_size=3), min_size=1, max_size=6),
    changes=st.lists(st.tuples(st.integers(0, 5), st.text("cd", max_size=3), st.integers(0, 9))),
)
def test_a_corrected_history_is_the_history_as_it_should_have_been(
    new_journal: NEW_JOURNAL, words: list[str], changes: list[tuple[int, str, int]]
) -> None:
    corrected, meant = new_journal(), new_journal()
    ids = [corrected.say(NoteWritten(words=word)) for word in words]
    right = [(word, 0) for word in words]
    for place, word, day in changes:
        note, right[place % len(words)] = ids[place % len(words)], (word, day)
        moved = date(2026, 3, 2) + timedelta(days=day)
        corrected.say(correction(note, NoteWritten(words=word), day=moved, reason=""))
    for word, day in right:
        meant.say(NoteWritten(words=word), day=day)

    found = standing(corrected.events)

    assert tuple(replace(one, earlier=()) for one in found.events) == standing(meant.events).events
    assert sum(len(one.earlier) for one in found.events) == len(changes)


@given(history=st.lists(STATEMENTS, min_size=1, max_size=6))
def test_a_replayed_draft_is_known_and_no_other(new_journal: NEW_JOURNAL, history: Any) -> None:
    journal, drafts = new_journal(), []
    for payload, day, via in history:
        drafts.append(journal.draft(payload, day=day, via=via))
        journal.append(drafts[-1])

    same = [[restates(event, draft) for draft in drafts] for event in journal.events]

    assert same == [[n == m for m in range(len(drafts))] for n in range(len(drafts))]


def test_newer_events_before_and_after_are_told_in_one_finding(journal: Any) -> None:
    for words in ("one", "two", "three"):
        journal.say(NoteWritten(words=words))
    events = [replace(one, header=replace(one.header, v=2)) for one in journal.events]

    known = extend(standing(events[:1]), events[1:])

    assert known == standing(events)
    assert [one.events for one in known.findings] == [tuple(map(journal.id, (1, 2, 3)))]


def test_an_undone_import_leaves_nothing_of_it(journal: Any) -> None:
    own = journal.say(NoteWritten(words="own"))
    via = f"import:{IMPORT}"
    journal.say(NoteWritten(words="imported"), via=via)
    journal.say(correction(own, NoteWritten(words="changed"), reason=""), via=via)
    journal.say(ImportReverted(import_=IMPORT, reason=""))
    again = journal.say(NoteWritten(words="imported again"), via=via)

    found = standing(journal.events)

    assert [(one.id, one.payload) for one in found.events] == [
        (own, NoteWritten(words="own")),
        (again, NoteWritten(words="imported again")),
    ]
    assert found.findings == ()


def test_an_empty_chain_says_nothing() -> None:
    assert standing([]) == StandingEvents()
    assert not standing([]).is_newer


def test_what_may_be_corrected_and_withdrawn_can_be_asked_before(journal: Any) -> None:
    note = journal.say(NoteWritten(words="one"))
    rated = journal.say(CheckInSaved.example())
    guess = journal.say(GuessLocked.example())
    known, on = standing(journal.events), date(2026, 3, 9)

    asked = [
        (may_correct(known, target, payload, on=on), may_withdraw(known, target, on=on))
        for target, payload in (
            (note, NoteWritten(words="two")),
            (note, CheckInSaved.example()),
            (rated, CheckInSaved.example()),
            (guess, GuessLocked.example()),
            (journal.id(9), NoteWritten(words="two")),
        )
    ]

    assert asked == [(True, True), (False, True), (False, True), (False, False), (False, False)]


def test_a_redaction_takes_the_corrections_along(journal: Any) -> None:
    note = journal.say(NoteWritten(words="one"))
    other = journal.say(NoteWritten(words="two"))
    first = journal.say(correction(note, NoteWritten(words="three"), reason=""))
    journal.say(correction(other, NoteWritten(words="four"), reason=""))
    journal.say(EventRedacted(targets=(other,), why=RedactedWhy.RETENTION))

    assert redaction_targets(journal.events, note) == (note, first)


def test_what_decides_about_others_keeps_its_content(journal: Any) -> None:
    note = journal.say(DoseTaken.example())
    said = journal.say(EventWithdrawn(target=note, why=WithdrawnWhy.OTHER, reason="Ada's."))

    with pytest.raises(RuleBroken, match="Its content stays"):
        redaction_targets(journal.events, said)


def _without_content(events: list[Event], gone: set[int]) -> list[Event]:
    return [
        replace(event, salt=None, payload=None) if place in gone else event
        for place, event in enumerate(events)
    ]
