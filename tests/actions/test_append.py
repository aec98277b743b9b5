"""Appending: once for each draft, in order, whole or not at all.

Goal REL-9.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limen.actions import projections
from limen.actions.append import Appended, append, append_all, append_sent
from limen.actions.visit import Visit
from limen.journal.chain import verify
from limen.journal.event import Draft
from limen.journal.kinds.measures import NoteWritten
from limen.journal.payloads import decode
from limen.store import events, opening
from limen.store.models import EventRow, IdentityRow
from limen.terms.calendar import Zone
from limen.terms.errors import LimenError, NotAllowed, RuleBroken

Drafts = Callable[..., Draft]


def test_an_event_is_linked_to_the_one_before(visit: Visit, record: Callable) -> None:
    first, second = record(1)[0], record(2)[0]

    assert (first.header.n, second.header.n, second.header.prev) == (1, 2, first.hash)
    assert events.load(visit.chain) == (first, second)
    assert verify(visit.chain, events.load(visit.chain)).reason is None


def test_the_same_draft_twice_is_answered_as_the_first_time(visit: Visit, record: Callable) -> None:
    first = record(1)
    record(2)

    assert record(1) == first
    assert events.head(visit.chain).n == 2


def test_a_form_that_was_sent_twice_at_once_is_recorded_once(visit: Visit, draft: Drafts) -> None:
    first = draft(1)
    second = replace(first, at=visit.at + timedelta(milliseconds=3))

    made = append_sent(visit, first, lambda _: (first.payload,))

    assert append_sent(visit, second, lambda _: (second.payload,)) == made
    assert events.head(visit.chain).n == 1


@pytest.mark.parametrize(
    "change",
    [
        {"payload": NoteWritten(words="other")},
        {"via": "web"},
        {"zone": Zone("Europe/Paris")},
        {"at": None},
        {"day": None},
    ],
    ids=["words", "way", "zone", "moment", "day"],
)
def test_another_draft_with_the_same_identifier_is_refused(
    visit: Visit, draft: Drafts, record: Callable, change: dict
) -> None:
    record(1)
    moved = {"at": visit.at + timedelta(seconds=1), "day": visit.at.date() - timedelta(days=1)}
    other = replace(draft(1), **{name: value or moved[name] for name, value in change.items()})

    with pytest.raises(RuleBroken, match="already saved with other content"):
        append(visit, other, lambda _: (other.payload,))

    assert events.head(visit.chain).n == 1


def test_what_follows_from_a_draft_has_identifiers_that_a_replay_gives_again(
    visit: Visit, draft: Drafts
) -> None:
    stated = draft(1)
    rule = lambda _: (stated.payload, NoteWritten(words="a"), NoteWritten(words="b"))  # noqa: E731 -- shorter than a function of its own

    made = append(visit, stated, rule)

    assert append(visit, stated, rule) == made
    assert [event.header.id for event in made] == [
        str(stated.id),
        str(uuid5(stated.id, "1")),
        str(uuid5(stated.id, "2")),
    ]
    assert [decode("note.written", 1, event.payload).by for event in made] == [
        "participant",
        "limen",
        "limen",
    ]


def test_a_rule_sees_the_journal_up_to_its_head_and_may_refuse(
    visit: Visit, draft: Drafts, record: Callable
) -> None:
    record(1)
    seen = []

    def refuse(state: projections.State) -> tuple:
        seen.append(state.head.n)
        raise RuleBroken("Not today.")

    with pytest.raises(RuleBroken, match="Not today"):
        append(visit, draft(2), refuse)

    assert seen == [1]
    assert events.head(visit.chain).n == 1


def test_a_clock_that_went_back_is_flagged_and_the_order_kept(
    visit: Visit, draft: Drafts, record: Callable
) -> None:
    record(1)
    early = replace(visit, at=visit.at - timedelta(days=365))
    stated = draft(2, at=early.at)

    made = append(early, stated, lambda _: (stated.payload,))

    assert decode("note.written", 1, made[0].payload).jump == -365 * 24 * 3600
    assert made[0].header.n == 2
    assert append(early, stated, lambda _: (stated.payload,)) == made


def test_ten_minutes_back_are_not_notable(visit: Visit, draft: Drafts, record: Callable) -> None:
    record(1)
    early = replace(visit, at=visit.at - timedelta(minutes=10))
    stated = draft(2)

    made = append(early, stated, lambda _: (stated.payload,))

    assert decode("note.written", 1, made[0].payload).jump is None


def test_many_drafts_are_one_transaction_and_known_ones_are_counted(
    visit: Visit, draft: Drafts, record: Callable
) -> None:
    record(1)

    appended = append_all(visit, [draft(1), draft(2), draft(3)])

    assert appended == Appended(events.load(visit.chain)[1:], known=1)
    assert append_all(visit, [draft(2), draft(3)]) == Appended((), known=2)


def test_one_bad_draft_among_many_leaves_nothing(
    visit: Visit, draft: Drafts, record: Callable
) -> None:
    record(1)

    with pytest.raises(RuleBroken):
        append_all(visit, [draft(2), replace(draft(1), via="web")])

    assert events.head(visit.chain).n == 1


def test_a_journal_that_is_locked_or_for_reading_takes_nothing(visit: Visit, draft: Drafts) -> None:
    opening.only_reading("Entry 3 was changed.")
    with pytest.raises(NotAllowed, match=r"open for reading only\. Entry 3 was changed\."):
        append(visit, draft(1), lambda _: ())
    opening.leave()

    with pytest.raises(NotAllowed, match=r"The journal is locked\."):
        append(visit, draft(1), lambda _: ())


@pytest.mark.usefixtures("vault")
def test_nothing_is_recorded_before_the_sheet_was_read_back(visit: Visit, draft: Drafts) -> None:
    IdentityRow.objects.update(is_sheet_confirmed=False)

    with pytest.raises(NotAllowed, match=r"The recovery sheet has not been read back yet\."):
        append(visit, draft(1), lambda _: ())


def test_a_journal_that_a_newer_limen_wrote_to_is_not_continued(
    visit: Visit, draft: Drafts, record: Callable
) -> None:
    record(1)
    EventRow.objects.update(kind="dream.told")
    projections.forget()

    with pytest.raises(RuleBroken, match="opened by a newer Limen"):
        append(visit, draft(2), lambda _: ())


@given(st.lists(st.integers(1, 8), min_size=1, max_size=20))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_repetition_of_drafts_gives_each_event_once(
    visit: Visit, record: Callable, numbers: list[int]
) -> None:
    EventRow.objects.all().delete()

    for number in numbers:
        record(number)

    kept = [UUID(event.header.id).int for event in events.load(visit.chain)]
    assert kept == list(dict.fromkeys(numbers))
    assert verify(visit.chain, events.load(visit.chain)).reason is None


def test_a_full_disk_is_said_so_and_nothing_is_half_written(
    visit: Visit, record: Callable, draft: Drafts
) -> None:
    record(1)
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    many = [draft(number, NoteWritten(words="long " * 500)) for number in range(2, 40)]
    with pytest.raises(LimenError, match="The disk is full"):
        append_all(visit, many)

    assert events.head(visit.chain).n == 1
    assert projections.state_of(visit.chain).head == events.head(visit.chain)
