"""The ratings of Journal: no word is taken for another, and one of them decides."""

import json

import pytest

from limen.diary.importers.importer import Outcome
from limen.journal.kinds.doses import FeltAnswered
from limen.journal.kinds.measures import NoteWritten
from limen.terms.felt import Felt, Strength

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


def journal(*ingestions, ratings):
    return json.dumps({"experiences": [{"ingestions": ingestions, "ratings": ratings}]})


def payloads(preview, kind):
    return [draft.payload for draft in preview.drafts if isinstance(draft.payload, kind)]


@pytest.mark.parametrize(
    ("option", "felt", "strength", "signs"),
    [
        ("minus", Felt.NO, None, []),
        ("plusMinus", Felt.UNSURE, None, []),
        ("plus", Felt.YES, Strength.FAINT, []),
        ("twoPlus", Felt.YES, Strength.CLEAR, ["Rating: ++"]),
        ("threePlus", Felt.YES, Strength.CLEAR, ["Rating: +++"]),
        ("fourPlus", Felt.YES, Strength.CLEAR, ["Rating: ++++"]),
    ],
)
def test_ratings_say_whether_the_dose_was_felt(vault, option, felt, strength, signs):
    text = journal(ingestion(), ratings=[{"option": option}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    (answer,) = payloads(preview, FeltAnswered)
    assert (answer.felt, answer.strength, answer.dose) == (felt, strength, preview.drafts[1].id)
    assert [note.words for note in payloads(preview, NoteWritten)] == signs


def test_an_unknown_rating_is_an_issue_and_never_the_top_one(vault):
    text = journal(ingestion(), ratings=[{"option": "fivePlus"}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert payloads(preview, FeltAnswered) == []
    assert [(one.field, one.value, one.outcome) for one in preview.findings] == [
        ("option", "fivePlus", Outcome.OPEN)
    ]


def test_the_overall_rating_decides_and_the_others_stay_notes(vault):
    later = MORNING + 3_600_000
    ratings = [{"option": "twoPlus", "time": later}, {"option": "plus"}]

    preview = vault.preview(
        "journal_json", journal(ingestion(), ratings=ratings), mapping=MUSHROOMS
    )

    assert [one.strength for one in payloads(preview, FeltAnswered)] == [Strength.FAINT]
    assert [note.words for note in payloads(preview, NoteWritten)] == ["Rating: ++"]


def test_a_rating_is_about_the_last_dose_before_it(vault):
    hour = 3_600_000
    doses = [ingestion(time=MORNING + 2 * hour), ingestion(), ingestion(time=MORNING + 9 * hour)]
    text = journal(*doses, ratings=[{"option": "minus", "time": MORNING + 3 * hour}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    (answer,) = payloads(preview, FeltAnswered)
    assert answer.dose == preview.drafts[1].id


def test_a_rating_before_every_dose_is_about_the_first(vault):
    text = journal(ingestion(), ratings=[{"option": "minus", "time": MORNING - 60_000}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert preview.drafts[-1].at == preview.drafts[1].at


def test_a_rating_at_no_time_needs_a_decision(vault):
    text = journal(ingestion(), ratings=[{"option": "minus", "time": "noon"}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert [one.field for one in preview.findings] == ["time"]


def test_a_rating_waits_for_its_dose(vault):
    text = journal(ingestion(units=None), ratings=[{"option": "minus"}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert (preview.drafts, preview.counts.open) == ((), 2)


def test_a_rating_of_another_persons_dose_is_left_out(vault):
    text = journal(ingestion(consumerName="Ada"), ratings=[{"option": "minus"}])

    preview = vault.preview("journal_json", text, mapping=MUSHROOMS)

    assert (preview.drafts, preview.counts.skipped) == ((), 2)
