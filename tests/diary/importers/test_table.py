"""Any table: amounts that a spreadsheet spoilt, units that are missing, words without a meaning."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from limen.diary.importers.importer import Outcome
from limen.journal.kinds.doses import BatchAdded, DoseTaken, FeltAnswered
from limen.journal.kinds.measures import CheckInSaved, NoteWritten, QuestionnaireAnswered
from limen.terms.amount import Amount
from limen.terms.errors import BadInput
from limen.terms.felt import Felt
from limen.terms.units import Form, Unit

BATCH = '{ name = "B", material = "cubensis", form = "dried", basis = "material", tested = "no" }'
DOSE = (
    'dose = [{ amount = "amount", unit = "unit", form = "dried", batch = { fixed = "B" }, '
    """when = "type == 'dose'", none = ["none"] }]"""
)
DIARY = f"""
version = 1
kind = "long"
zone = "Europe/Berlin"
missing = ["", "NA", "-99"]
batch = [{BATCH}]
time = {{ column = "when", format = "%d-%m-%Y %H:%M" }}
{DOSE}
rating = [
    {{ column = "mood", name = "mood", low = 1, high = 7 }},
    {{ column = "pain", name = "pain", low = 0, high = 10, reverse = true }},
    {{ column = "calm", name = "calm", low = 1, high = 7, reverse = true }},
]
felt = [{{ column = "felt", no = ["0", "nee"], unsure = ["?"], yes = ["1", "ja"] }}]
instrument = [{{ id = "phq2", items = ["p1", "p2"] }}, {{ id = "phq9", total = "phq", high = 27 }}]
note = [{{ column = "words" }}]
"""
COLUMNS = (
    *("type", "when", "amount", "unit", "mood", "pain", "calm"),
    *("felt", "p1", "p2", "phq", "words"),
)


def table(*rows, columns=COLUMNS, separator=","):
    lines = [separator.join(columns)]
    for row in rows:
        cells = {"type": "dose", "when": "02-03-2026 08:12", "unit": "g", **row}
        lines.append(separator.join(cells.get(column, "") for column in columns))
    return "\n".join(lines)


def payloads(preview, kind):
    return [draft.payload for draft in preview.drafts if isinstance(draft.payload, kind)]


def amounts(preview):
    return [dose.amount for dose in payloads(preview, DoseTaken)]


def problems(preview):
    return [(one.row, one.field, one.outcome) for one in preview.findings]


def grams(value):
    return Amount(Decimal(value), Unit.GRAM, Form.DRIED)


def test_a_dose_has_its_amount_unit_form_batch_day_and_moment(vault):
    preview = vault.preview("table", table({"amount": "0.10"}), mapping=DIARY, stays=[])

    batch, dose = preview.drafts
    assert isinstance(batch.payload, BatchAdded)
    assert (dose.payload.amount, dose.payload.batch) == (grams("0.10"), batch.id)
    assert (dose.day, dose.payload.taken_at) == (
        date(2026, 3, 2),
        datetime(2026, 3, 2, 7, 12, tzinfo=UTC),
    )
    assert (preview.zone, preview.findings) == ("Europe/Berlin", ())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_and_said(vault, separator):
    preview = vault.preview("table", table({"amount": "0.1"}, separator=separator), mapping=DIARY)

    assert amounts(preview) == [grams("0.1")]
    assert [said for said in preview.says if "parted by" in said] != []


def test_the_decimal_sign_is_found_and_said(vault):
    text = table({"amount": "0,1"}, {"amount": "0,12"}, separator=";")

    preview = vault.preview("table", text, mapping=DIARY)

    assert amounts(preview) == [grams("0.1"), grams("0.12")]
    assert "Its decimal sign is a comma." in preview.says


def test_an_amount_with_the_other_sign_needs_a_decision(vault):
    text = table({"amount": "0,1"}, {"amount": "0.12"}, separator=";")

    preview = vault.preview("table", text, mapping='decimal = ","\n' + DIARY)

    assert (amounts(preview), problems(preview)) == (
        [grams("0.1")],
        [("3", "amount", Outcome.OPEN)],
    )


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("Oct-15", "Oct-15 looks like a date that a spreadsheet made out of an amount."),
        ("1-Mar", "1-Mar looks like a date that a spreadsheet made out of an amount."),
        ("15/10/2026", "15/10/2026 looks like a date that a spreadsheet made out of an amount."),
        ("=0.1*2", "=0.1*2 is a formula; Limen runs none."),
        ("@SUM(A1)", "@SUM(A1) is a formula; Limen runs none."),
        ("+0.1", "+0.1 is a formula; Limen runs none."),
        ("-cmd", "-cmd is a formula; Limen runs none."),
        ("-1", "Enter the amount as a number, like 0.1"),
        ("1.000", "Is this one or one thousand? Write 1 or 1000."),
        ("0.1-0.15", "Enter one number, like 0.1"),
        ("1 small", "Weigh it, or choose capsule."),
        ("NaN", "Weigh it, or choose capsule."),
        ("1e9", "Enter one number, like 0.1"),
        ("0", "An amount is more than 0. If you took nothing, record that instead."),
        ("9999999999", "This number is too large to be an amount. Choose a larger unit."),
    ],
)
def test_a_cell_that_is_no_amount_is_never_guessed(vault, cell, problem):
    preview = vault.preview("table", table({"amount": cell}), mapping=DIARY)

    (found,) = preview.findings
    assert (found.row, found.field, found.value) == ("2", "amount", cell)
    assert (preview.drafts, preview.counts.open) == ((), 1)
    assert found.problem == problem


@pytest.mark.parametrize("unit", ["", "G.R.", "mcl", "0.1"])
def test_a_missing_or_unknown_unit_is_never_guessed(vault, unit):
    text = table({"amount": "0.1", "unit": unit})

    preview = vault.preview("table", text, mapping=DIARY)
    decided = vault.preview("table", text, mapping=DIARY, decisions={("2", "unit"): "mg"})

    assert (problems(preview), preview.drafts) == ([("2", "unit", Outcome.OPEN)], ())
    assert [found.field for found in decided.findings] == ["amount"]


def test_milligrams_entered_for_grams_are_noticed(vault):
    usual = [{"amount": "0.1", "when": f"0{day}-03-2026 08:12"} for day in range(1, 6)]
    slipped = {"amount": "0.1", "unit": "mg", "when": "06-03-2026 08:12"}
    text = table(*usual, slipped)

    preview = vault.preview("table", text, mapping=DIARY)
    confirmed = vault.preview("table", text, mapping=DIARY, decisions={("7", "amount"): "0.1 mg"})
    changed = vault.preview("table", text, mapping=DIARY, decisions={("7", "amount"): "0.1 g"})

    assert (amounts(preview), problems(preview)) == (
        [grams("0.1")] * 5,
        [("7", "amount", Outcome.OPEN)],
    )
    assert amounts(confirmed)[-1] == Amount(Decimal("0.1"), Unit.MILLIGRAM, Form.DRIED)
    assert amounts(changed)[-1] == grams("0.1")


def test_a_blank_amount_is_unknown_where_the_row_says_that_a_dose_was_taken(vault):
    preview = vault.preview("table", table({"amount": "NA"}), mapping=DIARY)

    assert [dose.amount for dose in payloads(preview, DoseTaken)] == [None]


def test_a_blank_is_no_dose_and_no_day_without_one(vault):
    mapping = DIARY.replace(''', when = "type == 'dose'"''', "")

    preview = vault.preview("table", table({"mood": "3"}), mapping=mapping)

    assert payloads(preview, DoseTaken) == []


def test_a_word_for_nothing_taken_is_said_and_adds_nothing(vault):
    preview = vault.preview("table", table({"amount": "none"}), mapping=DIARY)

    assert (preview.drafts, problems(preview)) == ((), [("2", "amount", Outcome.LEFT_OUT)])
    assert preview.counts.skipped == 1


def test_a_row_to_which_the_condition_does_not_apply_holds_no_dose(vault):
    preview = vault.preview("table", table({"type": "rest", "amount": "0.1"}), mapping=DIARY)

    assert (preview.drafts, preview.counts.skipped) == ((), 1)


@pytest.mark.parametrize(("column", "cell"), [("batch", "C"), ("batch", ""), ("form", "powdery")])
def test_a_batch_or_form_that_nobody_declared_needs_a_decision(vault, column, cell):
    mapping = DIARY.replace('{ fixed = "B" }', '"batch"').replace(
        'form = "dried", batch = "batch"', 'form = "form", batch = "batch"'
    )
    row = {"amount": "0.1", "batch": "B", "form": "dried", column: cell}
    text = table(row, columns=(*COLUMNS, "batch", "form"))
    right = {"batch": "B", "form": "dried"}[column]

    preview = vault.preview("table", text, mapping=mapping)
    decided = vault.preview("table", text, mapping=mapping, decisions={("2", column): right})

    assert (preview.drafts, problems(preview)) == ((), [("2", column, Outcome.OPEN)])
    assert amounts(decided) == [grams("0.1")]


def test_ratings_keep_their_scale_and_those_of_one_scale_stand_together(vault):
    row = {"type": "", "mood": "3", "pain": "0", "calm": "2"}

    preview = vault.preview("table", table(row), mapping=DIARY)

    assert [(saved.set, dict(saved.scales)) for saved in payloads(preview, CheckInSaved)] == [
        ("import:table:1:7", {"mood": 3, "calm": 6}),
        ("import:table:0:10", {"pain": 10}),
    ]


@pytest.mark.parametrize("cell", ["0", "8", "3.5", "three", "=3", "1e0"])
def test_a_rating_outside_its_scale_needs_a_decision(vault, cell):
    text = table({"type": "", "mood": cell})

    preview = vault.preview("table", text, mapping=DIARY)
    decided = vault.preview("table", text, mapping=DIARY, decisions={("2", "mood"): "4"})

    assert (preview.drafts, problems(preview)) == ((), [("2", "mood", Outcome.OPEN)])
    assert [dict(saved.scales) for saved in payloads(decided, CheckInSaved)] == [{"mood": 4}]


def test_nothing_zero_and_missing_stay_apart(vault):
    rows = ({"type": "", "p1": "0", "p2": ""}, {"type": "", "p1": "-99", "p2": "NA"})

    preview = vault.preview("table", table(*rows), mapping=DIARY)

    assert [dict(one.answers) for one in payloads(preview, QuestionnaireAnswered)] == [
        {"1": 0, "2": None}
    ]


def test_a_total_is_an_instrument_of_its_own(vault):
    preview = vault.preview("table", table({"type": "", "phq": "12"}), mapping=DIARY)

    (answered,) = payloads(preview, QuestionnaireAnswered)
    assert (answered.instrument, dict(answered.answers)) == ("phq9_total", {"total": 12})


def test_a_felt_answer_belongs_to_the_last_dose_of_its_day_before_it(vault):
    rows = (
        {"type": "", "felt": "ja", "when": "02-03-2026 12:00"},
        {"amount": "0.1", "when": "02-03-2026 08:00"},
        {"amount": "0.11", "when": "02-03-2026 11:00"},
        {"amount": "0.1", "when": "02-03-2026 13:00"},
    )

    preview = vault.preview("table", table(*rows), mapping=DIARY)

    (answer,) = payloads(preview, FeltAnswered)
    assert (answer.felt, answer.dose) == (Felt.YES, preview.drafts[3].id)


def test_dose_and_felt_answer_may_stand_in_one_row(vault):
    preview = vault.preview("table", table({"amount": "0.1", "felt": "?"}), mapping=DIARY)

    (answer,) = payloads(preview, FeltAnswered)
    assert (answer.felt, answer.dose) == (Felt.UNSURE, preview.drafts[1].id)


def test_an_unknown_word_for_felt_needs_a_decision(vault):
    preview = vault.preview("table", table({"amount": "0.1", "felt": "maybe"}), mapping=DIARY)

    assert (preview.drafts, problems(preview)) == ((), [("2", "felt", Outcome.OPEN)])


def test_a_felt_answer_without_a_dose_is_left_out_and_said(vault):
    preview = vault.preview("table", table({"type": "", "felt": "0"}), mapping=DIARY)

    assert (preview.drafts, problems(preview)) == ((), [("2", "felt", Outcome.LEFT_OUT)])


def test_a_felt_answer_waits_for_its_dose_and_goes_with_it(vault):
    rows = ({"amount": "0.1", "unit": ""}, {"type": "", "felt": "0", "when": "02-03-2026 12:00"})

    waiting = vault.preview("table", table(*rows), mapping=DIARY)
    skipped = vault.preview(
        "table", table(*rows), mapping=DIARY, decisions={("2", "record"): "skip"}
    )

    assert (waiting.drafts, waiting.counts.open) == ((), 2)
    assert (skipped.drafts, skipped.counts.skipped) == ((), 2)


def test_notes_keep_their_words_and_long_ones_are_parted(vault):
    preview = vault.preview("table", table({"type": "", "words": "x" * 5000}), mapping=DIARY)

    assert [len(note.words) for note in payloads(preview, NoteWritten)] == [3900, 1100]


@pytest.mark.parametrize("when", ["2026-03-02", "", "32-03-2026 08:12", "02-03-0001 08:12"])
def test_an_unreadable_time_needs_a_decision(vault, when):
    preview = vault.preview("table", table({"amount": "0.1", "when": when}), mapping=DIARY)

    assert preview.drafts == ()
    assert [found.outcome for found in preview.findings] == [Outcome.OPEN]


def test_a_time_that_came_twice_is_said(vault):
    text = table({"amount": "0.1", "when": "25-10-2026 02:30"})

    preview = vault.preview("table", text, mapping=DIARY)

    assert problems(preview) == [("2", "when", Outcome.CHANGED)]


@pytest.mark.parametrize(
    ("time", "clock", "taken_at"),
    [
        ('{ date = "when" }', "", None),
        ('{ column = "when", format = "%Y-%m-%d" }', "", None),
        ('{ date = "when", clock = "clock" }', "08:12", datetime(2026, 3, 2, 7, 12, tzinfo=UTC)),
        ('{ date = "when", clock = "clock" }', "", None),
    ],
)
def test_a_day_without_a_clock_has_no_moment(vault, time, clock, taken_at):
    mapping = DIARY.replace('{ column = "when", format = "%d-%m-%Y %H:%M" }', time)
    row = {"amount": "0.1", "when": "2026-03-02", "clock": clock}

    preview = vault.preview("table", table(row, columns=(*COLUMNS, "clock")), mapping=mapping)

    (dose,) = payloads(preview, DoseTaken)
    assert (dose.taken_at, preview.drafts[-1].day) == (taken_at, date(2026, 3, 2))


def test_a_wide_table_has_one_row_a_day(vault):
    mapping = DIARY.replace('"long"', '"wide"')

    preview = vault.preview("table", table({"amount": "0.1"}, {"amount": "0.1"}), mapping=mapping)

    assert (len(amounts(preview)), problems(preview)) == (1, [("3", "record", Outcome.OPEN)])


def test_a_row_of_another_length_needs_a_decision(vault):
    preview = vault.preview("table", table({"amount": "0.1"}) + "\ndose,1", mapping=DIARY)

    assert problems(preview) == [("3", "record", Outcome.OPEN)]


def test_the_key_of_the_source_tells_records_apart(vault):
    mapping = 'key = ["id"]\n' + DIARY
    columns = (*COLUMNS, "id")
    text = table({"amount": "0.1", "id": "1"}, {"amount": "0.1", "id": "2"}, columns=columns)
    vault.add(*vault.preview("table", text, mapping=mapping).drafts)

    again = vault.preview("table", text, mapping=mapping)

    assert (again.drafts, again.counts.already_here) == ((), 2)


def test_a_table_without_a_mapping_asks_for_one(vault):
    preview = vault.preview("table", table({"amount": "0.1"}))

    assert [question.id for question in preview.questions] == ["mapping"]


def test_a_mapping_without_a_zone_asks_for_one(vault):
    mapping = DIARY.replace('zone = "Europe/Berlin"', "")

    preview = vault.preview("table", table({"amount": "0.1"}), mapping=mapping, stays=[])

    assert ([question.id for question in preview.questions], preview.drafts) == (["zone"], ())


def test_a_file_that_breaks_off_is_refused(vault):
    text = table({"amount": "0.1"}, {"amount": "0.1"}) + '\ndose,"02-03'

    with pytest.raises(BadInput, match=r"The file is damaged after row 3\. Nothing was imported\."):
        vault.preview("table", text, mapping=DIARY)
