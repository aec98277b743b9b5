"""The example report is invented, whole, and always the same."""

from datetime import timedelta

from limen.actions.example import FIRST, LAST, example_events, example_report
from limen.diary.fold import diary
from limen.journal.kinds.doses import DoseTaken
from limen.protocols.fold import protocols


def test_it_covers_twelve_weeks():
    assert timedelta(weeks=12, days=-1) == LAST - FIRST
    assert len(example_report().practice.days) == 84


def test_its_events_are_always_the_same_and_contradict_nothing():
    events = tuple(example_events())

    assert events == tuple(example_events())
    assert len({event.id for event in events}) == len(events)
    assert diary(events).findings == ()
    assert protocols(events).findings == ()


def test_it_shows_every_section():
    assert [figure.id for figure in example_report().figures] == [
        "days",
        "taken",
        "noticed",
        "row-calm",
        "row-mood",
        "row-energy",
        "row-focus",
        "weeks",
        "phq9",
        "gad7",
        "phq4",
        "habits",
        "unwanted",
    ]


def test_it_names_no_amount():
    taken = [one.payload for one in example_events() if isinstance(one.payload, DoseTaken)]

    assert taken
    assert [one.amount for one in taken if one.amount] == []


def test_nobody_in_it_thinks_of_harm():
    answered = diary(example_events()).questionnaires

    risky = [one.stated.answers["9"] for one in answered if one.stated.instrument == "phq9"]

    assert set(risky) == {0}
