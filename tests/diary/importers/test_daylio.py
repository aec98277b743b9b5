"""Daylio's CSV: words for moods, clocks of two kinds, several rows a day, and what is kept."""

from datetime import UTC, date, datetime

import pytest

from limen.diary.importers.importer import Outcome, Rest, Stay
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved, NoteWritten
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"
MOODS = "[mood]\nrad = 5\ngood = 4\nmeh = 3\nbad = 2\nawful = 1\nwired = 2\n"


def row(time: str = "20:05", mood: str = "good", note: str = "", day: str = "2026-03-02") -> str:
    return f'{day},March 2,Monday,{time},{mood},walk | tea,,"{note}"\n'


def check_in(mood: int) -> CheckInSaved:
    return CheckInSaved(
        sitting=Sitting.EVENING,
        scales={"mood": mood},
        set="import:daylio",
        set_version=1,
        effects_shown=False,
        recalled=False,
    )


def test_a_row_is_a_rating_on_its_own_scale_and_a_note(vault):
    preview = vault.preview("daylio", HEADER + row(note="Slept well."), mapping=MOODS)

    assert [draft.payload for draft in preview.drafts] == [
        check_in(4),
        NoteWritten(words="Slept well."),
    ]
    assert {(draft.day, draft.at) for draft in preview.drafts} == {
        (date(2026, 3, 2), datetime(2026, 3, 2, 19, 5, tzinfo=UTC))
    }
    assert {draft.by for draft in preview.drafts} == {"importer:daylio"}
    assert {draft.via for draft in preview.drafts} == {
        "import:00000000-0000-0000-0000-0000000003e9"
    }


def test_columns_are_found_by_name_wherever_they_stand(vault):
    text = "mood,scales,time,full_date\nrad,3,8:05,2026-03-02\n"

    preview = vault.preview("daylio", text, mapping=MOODS)

    assert [draft.payload for draft in preview.drafts] == [check_in(5)]
    assert "Not read: scales." in preview.says


@pytest.mark.parametrize(
    ("clock", "hour"),
    [("8:05 am", 8), ("8:05 PM", 20), ("12:05 am", 0), ("12:05 p. m.", 12), ("20.05", 20)],
)
def test_both_kinds_of_clocks_are_read(vault, clock, hour):
    preview = vault.preview("daylio", HEADER + row(clock), mapping=MOODS, stays=[Stay(Zone("UTC"))])

    assert [draft.at.hour for draft in preview.drafts] == [hour]


@pytest.mark.parametrize("clock", ["evening", "25:00", "13:05 pm", "", "0:05 am", "8:61"])
def test_another_clock_needs_a_decision(vault, clock):
    preview = vault.preview("daylio", HEADER + row(clock), mapping=MOODS)

    assert preview.drafts == ()
    assert [(one.row, one.field, one.outcome) for one in preview.findings] == [
        ("2", "time", Outcome.OPEN)
    ]


def test_a_decision_brings_the_row_in(vault):
    text = HEADER + row("evening")

    preview = vault.preview("daylio", text, mapping=MOODS, decisions={("2", "time"): "20:05"})

    assert [draft.payload for draft in preview.drafts] == [check_in(4)]


def test_several_rows_a_day_are_normal(vault):
    text = HEADER + row("9:00", "bad") + row("9:00", "bad") + row("21:00", "rad")

    preview = vault.preview("daylio", text, mapping=MOODS)

    assert [draft.payload for draft in preview.drafts] == [check_in(2), check_in(2), check_in(5)]
    assert len({draft.id for draft in preview.drafts}) == 3


def test_the_words_for_moods_are_always_asked_for(vault):
    preview = vault.preview("daylio", HEADER + row() + row(mood="wired") + row())

    asked = [(question.id, question.suggestion) for question in preview.questions]
    assert asked == [("mood:good", "4"), ("mood:wired", "")]
    assert (preview.drafts, preview.counts.open) == ((), 3)


def test_own_words_for_moods_are_read_as_the_person_says(vault):
    preview = vault.preview("daylio", HEADER + row(mood="Wired"), mapping=MOODS)

    assert [draft.payload for draft in preview.drafts] == [check_in(2)]


def test_a_row_without_a_mood_is_its_note(vault):
    preview = vault.preview("daylio", HEADER + row(mood="", note="Rain."), mapping=MOODS)

    assert [draft.payload for draft in preview.drafts] == [NoteWritten(words="Rain.")]


def test_activities_become_notes_where_the_person_wants_the_rest(vault):
    preview = vault.preview("daylio", HEADER + row(note="Rain."), mapping=MOODS, rest=Rest.KEPT)

    assert preview.drafts[1].payload == NoteWritten(words="Rain.\nwalk | tea")


def test_a_file_without_a_zone_asks_once(vault):
    preview = vault.preview("daylio", HEADER + row() + row("21:00"), mapping=MOODS, stays=[])

    assert [question.id for question in preview.questions] == ["zone"]
    assert (preview.drafts, preview.counts.open, preview.zone) == ((), 2, "")


def test_the_mapping_may_say_the_zone(vault):
    mapping = 'zone = "UTC"\n' + MOODS

    preview = vault.preview("daylio", HEADER + row(), mapping=mapping, stays=[])

    assert (preview.zone, preview.drafts[0].at.hour) == ("UTC", 20)


def test_a_time_that_came_twice_is_said(vault):
    text = HEADER + row("2:30", day="2026-10-25")

    preview = vault.preview("daylio", text, mapping=MOODS)

    assert preview.drafts[0].at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert [(one.field, one.outcome) for one in preview.findings] == [("time", Outcome.CHANGED)]


def test_a_time_that_never_was_needs_a_decision(vault):
    preview = vault.preview("daylio", HEADER + row("2:30", day="2026-03-29"), mapping=MOODS)

    assert [one.problem for one in preview.findings] == ["Clocks jumped over this time."]
    assert preview.drafts == ()


def test_days_follow_a_flight_and_a_clock_change(vault):
    text = HEADER + "".join(
        row("3:30", day=day) for day in ("2026-03-28", "2026-03-29", "2026-03-30", "2026-04-02")
    )
    stays = [Stay(Zone("Europe/Berlin")), Stay(Zone("Asia/Tokyo"), date(2026, 3, 30))]

    preview = vault.preview("daylio", text, mapping=MOODS, stays=stays)

    assert [(draft.day.isoformat(), draft.at.isoformat()) for draft in preview.drafts] == [
        ("2026-03-27", "2026-03-28T02:30:00+00:00"),
        ("2026-03-28", "2026-03-29T01:30:00+00:00"),
        ("2026-03-29", "2026-03-29T18:30:00+00:00"),
        ("2026-04-01", "2026-04-01T18:30:00+00:00"),
    ]
    assert preview.zone == "Europe/Berlin, Asia/Tokyo from 2026-03-30"


def test_an_unreadable_day_needs_a_decision(vault):
    preview = vault.preview("daylio", HEADER + row(day="March 2"), mapping=MOODS)

    assert [one.field for one in preview.findings] == ["full_date"]


def test_a_row_of_another_length_needs_a_decision(vault):
    preview = vault.preview("daylio", HEADER + row() + "2026-03-03,March", mapping=MOODS)

    assert [(one.row, one.problem) for one in preview.findings] == [
        ("3", "This row has 2 cells where the header has 8.")
    ]
    assert preview.counts.added == 1


def test_a_formula_in_a_note_stays_the_text_that_it_is(vault):
    preview = vault.preview("daylio", HEADER + row(mood="", note="=1+1"), mapping=MOODS)

    assert [draft.payload for draft in preview.drafts] == [NoteWritten(words="=1+1")]


def test_a_file_without_the_columns_is_refused(vault):
    with pytest.raises(BadInput, match="file has no column mood"):
        vault.preview("daylio", "full_date,time\n2026-03-02,20:05\n")
