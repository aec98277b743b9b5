"""PsychonautWiki Journal and its forks: every trap of their JSON, and a file as iOS writes it."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from limen.diary.importers.importer import Rest, Stay
from limen.journal.kinds.doses import Basis, BatchAdded, DoseTaken, FeltAnswered
from limen.journal.kinds.measures import NoteWritten
from limen.terms.amount import Amount
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput
from limen.terms.units import Form, Unit

MUSHROOMS = """
[[batch]]
name = "Psilocybin mushrooms"
material = "cubensis"
form = "dried"
basis = "material"
tested = "no"
"""
MORNING = 1_772_438_400_000  # 2026-03-02, 08:00 UTC


def ingestion(**fields):
    plain = {
        "substanceName": "Psilocybin mushrooms",
        "time": MORNING,
        "creationDate": MORNING,
        "administrationRoute": "ORAL",
        "dose": 0.1,
        "isDoseAnEstimate": False,
        "units": "g",
        "notes": "",
    }
    return {**plain, **fields}


def journal(*ingestions, customUnits=(), **experience):  # noqa: N803 -- the name in the file
    return json.dumps(
        {
            "experiences": [{"title": "", "text": "", "ingestions": ingestions, **experience}],
            "customUnits": customUnits,
        }
    )


def payloads(preview, kind):
    return [draft.payload for draft in preview.drafts if isinstance(draft.payload, kind)]


def amounts(preview):
    return [dose.amount for dose in payloads(preview, DoseTaken)]


def grams(value):
    return Amount(Decimal(value), Unit.GRAM, Form.DRIED)


@pytest.mark.parametrize("time", [MORNING, float(MORNING), MORNING + 0.7])
def test_times_are_milliseconds_whole_or_not(vault, time):
    preview = vault.preview("journal_json", journal(ingestion(time=time)), mapping=MUSHROOMS)

    dose = preview.drafts[-1]
    assert (dose.day, dose.payload.taken_at) == (
        date(2026, 3, 2),
        datetime(2026, 3, 2, 8, tzinfo=UTC),
    )
    assert (dose.payload.amount, dose.zone) == (grams("0.1"), Zone("Europe/Berlin"))


def test_the_day_is_that_of_the_place(vault):
    late = journal(ingestion(time=MORNING - 7 * 3_600_000))

    preview = vault.preview("journal_json", late, mapping=MUSHROOMS)

    assert preview.drafts[-1].day == date(2026, 3, 1)


def test_the_place_may_change_on_a_day(vault):
    text = journal(ingestion(), ingestion(time=MORNING + 86_400_000 * 3))
    stays = [Stay(Zone("Europe/Berlin")), Stay(Zone("Pacific/Kiritimati"), date(2026, 3, 4))]

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS, stays=stays)

    assert [(draft.day.day, draft.zone.name) for draft in preview.drafts[1:]] == [
        (2, "Europe/Berlin"),
        (5, "Pacific/Kiritimati"),
    ]


@pytest.mark.parametrize("time", [None, "noon", True, 1e300, -1e14, [1]])
def test_another_time_needs_a_decision(vault, time):
    preview = vault.preview("journal_json", journal(ingestion(time=time)), mapping=MUSHROOMS)

    assert preview.drafts == ()
    assert [one.field for one in preview.findings] == ["time"]


def test_an_amount_that_is_absent_is_unknown_and_not_nothing(vault):
    preview = vault.preview("journal_json", journal(ingestion(dose=None)), mapping=MUSHROOMS)

    (dose,) = payloads(preview, DoseTaken)
    assert (dose.amount, dose.batch) == (None, None)
    assert preview.questions == ()


@pytest.mark.parametrize("unit", [None, "", "hits", "Psilocybin mg"])
def test_a_missing_or_unknown_unit_needs_a_decision(vault, unit):
    text = journal(ingestion(units=unit))

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)
    decided = vault.preview(
        "journal_json",
        text,
        mapping=MUSHROOMS,
        decisions={("experience 1, ingestion 1", "units"): "g"},
    )

    assert ([one.field for one in preview.findings], preview.drafts) == (["units"], ())
    assert amounts(decided) == [grams("0.1")]


def test_a_unit_that_names_a_compound_is_a_batch_of_its_own(vault):
    text = journal(ingestion(dose=2, units="mg Psilocybin"), ingestion())

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert [(batch.name, batch.basis) for batch in payloads(preview, BatchAdded)] == [
        ("Psilocybin mushrooms (compound)", Basis.COMPOUND),
        ("Psilocybin mushrooms", Basis.MATERIAL),
    ]
    assert amounts(preview)[0] == Amount(Decimal(2), Unit.MILLIGRAM, Form.DRIED)


def test_a_batch_is_asked_for_once_per_substance(vault):
    text = journal(ingestion(), ingestion(), ingestion(substanceName="Caffeine"))

    preview = vault.preview("journal_json", text)

    assert [question.id for question in preview.questions] == [
        "batch:Psilocybin mushrooms",
        "batch:Caffeine",
    ]
    assert (preview.drafts, preview.counts.open) == ((), 3)


def test_a_substance_may_be_left_out(vault):
    text = journal(ingestion(), ingestion(substanceName="Caffeine"))

    preview = vault.preview("journal_json", text, mapping='leave_out = ["caffeine"]\n' + MUSHROOMS)

    assert (preview.questions, preview.counts.skipped, len(amounts(preview))) == ((), 1, 1)


def test_custom_units_multiply_into_the_original_one(vault):
    unit = {
        "id": 5,
        "substanceName": "Psilocybin mushrooms",
        "name": "Blue capsule",
        "dose": 0.05,
        "unit": "capsule",
        "originalUnit": "g",
        "estimatedDoseStandardDeviation": 0.01,
    }
    dose = ingestion(
        dose=2,
        units=None,
        customUnitId=5,
        estimatedDoseStandardDeviation=0.5,
        isDoseAnEstimate=True,
    )

    preview = vault.preview(
        "journal_json", journal(dose, customUnits=[unit]), mapping=MUSHROOMS, rest=Rest.KEPT
    )

    assert amounts(preview) == [grams("0.10")]
    assert [batch.name for batch in payloads(preview, BatchAdded)] == ["Blue capsule"]
    assert payloads(preview, NoteWritten) == [NoteWritten(words="Route: oral\nabout ± 0.0324 g")]


@pytest.mark.parametrize("units", [[], [{"id": 5, "name": "Cup", "dose": None}]])
def test_a_custom_unit_of_unknown_size_needs_a_decision(vault, units):
    text = journal(ingestion(customUnitId=5), customUnits=units)

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)
    decided = vault.preview(
        "journal_json",
        text,
        mapping=MUSHROOMS,
        decisions={("experience 1, ingestion 1", "dose"): "0.2 g"},
    )

    assert ([one.field for one in preview.findings], preview.drafts) == (["dose"], ())
    assert amounts(decided) == [grams("0.2")]


@pytest.mark.parametrize("dose", [0, -0.1, 1e10, "NaN", 1e-9, 0.1234567, "much", 10**30])
def test_a_number_that_is_no_amount_needs_a_decision(vault, dose):
    text = journal(ingestion(dose=dose)).replace('"NaN"', "NaN")

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert [one.field for one in preview.findings] == ["dose"]
    assert preview.drafts == ()


def test_another_persons_dose_is_left_out_and_counted(vault):
    text = journal(ingestion(consumerName="Ada"), ingestion())

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert (len(amounts(preview)), preview.counts.skipped) == (1, 1)
    assert "1 row was written by another person's name and is left out." in preview.says
    assert "Ada" not in repr(preview)


def test_texts_and_timed_notes_become_notes_with_their_moment(vault):
    timed = [{"creationDate": MORNING, "time": MORNING + 60_000, "note": "Calm.", "color": "RED"}]
    text = journal(ingestion(notes="With tea."), title="Walk", text="Long.", timedNotes=timed)

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    notes = [one for one in preview.drafts if isinstance(one.payload, NoteWritten)]
    assert [(one.payload.words, one.at.minute) for one in notes] == [
        ("With tea.", 0),
        ("Walk\nLong.", 0),
        ("Calm.", 1),
    ]


def test_a_note_at_no_time_needs_a_decision(vault):
    preview = vault.preview("journal_json", journal(timedNotes=[{"note": "Calm."}]))

    assert [one.row for one in preview.findings] == ["experience 1, note 1"]


def test_an_experience_without_a_dose_keeps_its_text(vault):
    text = journal(title="Walk", creationDate=MORNING, sortDate=MORNING + 60_000)

    preview = vault.preview("journal_json", text)

    assert [(one.payload.words, one.at.minute) for one in preview.drafts] == [("Walk", 1)]


def test_an_estimate_without_a_range_is_said_in_the_rest(vault):
    text = journal(ingestion(isDoseAnEstimate=True, stomachFullness="HALFFULL"))

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS, rest=Rest.KEPT)

    assert payloads(preview, NoteWritten) == [
        NoteWritten(words="Route: oral\nStomach: halffull\nabout")
    ]


def test_doses_of_others_are_counted(vault):
    text = journal(ingestion(consumerName="Ada"), ingestion(consumerName="Ada"))

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert preview.says == ("2 rows were written by another person's name and are left out.",)


def test_places_stay_out_and_unknown_members_are_listed(vault):
    text = journal(
        ingestion(newMember=1), location={"name": "Elm Street", "latitude": 1.5}, weather="rain"
    )

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS, rest=Rest.KEPT)

    assert "Elm Street" not in repr(preview)
    assert "Not read: newMember, weather." in preview.says


def test_recipes_of_a_fork_name_the_batch_and_reminders_are_ignored(vault):
    members = json.loads(journal(ingestion(customRecipeId=3)))
    members |= {"customRecipes": [{"id": 3, "name": "Lemon tea"}], "ingestionReminders": [{}]}

    preview = vault.preview("journal_json", json.dumps(members), mapping=MUSHROOMS)

    assert [batch.name for batch in payloads(preview, BatchAdded)] == ["Lemon tea"]
    assert preview.says == ()


def test_a_file_as_an_older_ios_writes_it_asks_for_nothing_but_the_zone(vault):
    text = ios_file()

    asked = vault.preview("journal_json", text, mapping=MUSHROOMS, stays=[])
    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert ([one.id for one in asked.questions], asked.findings) == (["zone"], ())
    assert (preview.questions, preview.findings, preview.counts.open) == ((), (), 0)
    assert (len(amounts(preview)), len(payloads(preview, FeltAnswered))) == (49, 5)
    assert (preview.days, preview.kinds["batch.added"]) == (
        (date(2026, 3, 2), date(2026, 6, 27)),
        1,
    )


@pytest.mark.parametrize(
    "text", ['{"experiences": [', "[]", "{}", '{"experiences": 1}', "[" * 5000]
)
def test_what_is_no_journal_is_refused(vault, text):
    with pytest.raises(BadInput):
        vault.preview("journal_json", text)


def ios_file() -> str:
    """40 experiences with 49 ingestions and 5 ratings, times to the second, no custom units."""
    day = timedelta(days=3) // timedelta(milliseconds=1)
    experiences = []
    for number in range(40):
        time = float(MORNING + number * day)
        doses = [ingestion(time=time, dose=0.1 + number % 3 / 100)]
        if number < 9:
            doses.append(ingestion(time=time + 3_600_000, dose=0.1))
        ratings = [{"option": "plus", "creationDate": time + 7_200_000}] if number < 5 else []
        experiences.append(
            {"title": f"Day {number}", "text": "", "creationDate": time, "isFavorite": False}
            | {"ingestions": doses, "ratings": ratings, "timedNotes": []}
        )
    return json.dumps({"experiences": experiences, "substanceCompanions": []})
