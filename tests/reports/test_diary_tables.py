"""What a journal holds stands in its tables, cell by cell; tokens and arms stand in none."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from limen.diary import fold as diary_fold
from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.catalogue import KINDS, RESERVED_KINDS
from limen.journal.kinds.doses import (
    AsPlanned,
    BatchAdded,
    BatchClosed,
    DoseSkipped,
    DoseTaken,
    FeltAnswered,
    Sitting,
)
from limen.journal.kinds.harms import (
    AdverseEnded,
    AdverseReported,
    MedicineStarted,
    MedicineStopped,
)
from limen.journal.kinds.measures import (
    CheckInOpened,
    CheckInSaved,
    CheckInSkipped,
    NoteWritten,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.protocols import ProtocolEnded, ProtocolPaused, ProtocolPlanned
from limen.journal.kinds.trials import GuessLocked, PacketOpened, PacketOpenedEarly
from limen.journal.payloads import correction
from limen.journal.standing import standing
from limen.protocols import fold as protocols_fold
from limen.reports.diary_tables import Contents, diary_tables
from limen.reports.tables import Table, csv_text, files
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
DAY = AT.date()
CHAIN = ChainId(UUID(int=7))
NAMES = [
    *("dose_events", "felt_answers", "check_ins", "instrument_answers", "guesses"),
    *("adverse_events", "medicines", "batches", "notes", "occasions", "protocol"),
]


@pytest.fixture
def told() -> Callable[..., dict[str, Table]]:
    """The tables of a journal in which these things were stated, numbered from 1."""

    def tables(*stated: Payload, via: str = "cli", today: date = DAY) -> dict[str, Table]:
        contents = _contents(_chain(stated, via), today)
        return {table.name: table for table in diary_tables(contents)}

    return tables


def _chain(stated: tuple[Payload, ...], via: str) -> list[Event]:
    head, made = Head(0, genesis(CHAIN)), []
    for number, payload in enumerate(stated, start=1):
        zone = Zone("Europe/Berlin")
        by = "participant"
        draft = Draft(_id(number), AT.date(), AT, zone, by, via, payload)
        made.append(link(draft, head, salt=bytes(16), jump=None))
        head = made[-1].head
    return made


def _contents(events: list[Event], today: date) -> Contents:
    found = standing(events).events
    return Contents(found, diary_fold.diary(found), protocols_fold.protocols(found), today)


def _id(number: int) -> EventId:
    return EventId(UUID(int=number))


def cells(table: Table, row: int = 0) -> dict[str, object]:
    """One row by the names of its columns, empty cells left out."""
    named = zip(table.columns, table.rows[row], strict=True)
    return {column.name: cell for column, cell in named if cell is not None}


def own(table: Table, row: int = 0) -> dict[str, object]:
    """The same without what every table begins with."""
    common = {"id", "day", "at", "zone", "imported", "corrections"}
    return {name: cell for name, cell in cells(table, row).items() if name not in common}


def test_the_tables_are_those_of_the_format(told: Callable) -> None:
    tables = told()

    assert list(tables) == NAMES
    assert [len(table.rows) for table in tables.values()] == [0] * len(NAMES)


def test_every_table_has_day_moment_and_zone(told: Callable) -> None:
    for table in told().values():
        assert {"day", "at", "zone", "imported"} <= {column.name for column in table.columns}


def test_every_kind_that_may_be_recorded_can_be_told(told: Callable) -> None:
    kinds = [kind.example() for name, kind in KINDS.items() if name not in RESERVED_KINDS]

    tables = told(*kinds)

    assert all(csv_text(table) for table in tables.values())


def test_an_entry_stands_with_when_where_and_how_often_corrected(told: Callable) -> None:
    note = NoteWritten(words="Rian.")
    corrected = correction(_id(1), NoteWritten(words="Rain."), reason="Typed it wrongly.")

    table = told(note, corrected, via=f"import:{UUID(int=9)}")["notes"]

    assert cells(table) == {
        "id": _id(1),
        "day": AT.date(),
        "at": AT,
        "zone": "Europe/Berlin",
        "imported": True,
        "corrections": 1,
        "words": "Rain.",
    }


def test_a_dose_stands_with_its_batch_and_one_left_out_as_left_out(told: Callable) -> None:
    dose = replace(DoseTaken.example(), batch=_id(1))

    table = told(BatchAdded.example(), dose, DoseSkipped.example())["dose_events"]

    assert own(table) == {
        "taken": True,
        "taken_at": dose.taken_at,
        "amount": Decimal("0.10"),
        "amount_unit": dose.amount.unit,
        "form": dose.amount.form,
        "batch": _id(1),
        "batch_name": "B",
        "as_planned": AsPlanned.YES,
        "context": "bad_sleep",
        "slip_checked": True,
    }
    assert own(table, 1) == {"taken": False, "why": DoseSkipped.example().why}


def test_a_dose_of_a_batch_that_is_not_there_has_no_name(told: Callable) -> None:
    assert "batch_name" not in own(told(DoseTaken.example())["dose_events"])


def test_a_dose_of_a_sealed_trial_has_neither_amount_nor_token(told: Callable) -> None:
    dose = DoseTaken(as_planned=AsPlanned.YES, trial=UUID(int=9), slot=2, slip_checked=False)

    tables = told(PacketOpened.example(), PacketOpenedEarly.example(), dose)

    written = "".join(files(tuple(tables.values())).values())
    assert own(tables["dose_events"]) == {
        "taken": True,
        "trial": UUID(int=9),
        "slot": 2,
        "as_planned": AsPlanned.YES,
        "context": "",
        "slip_checked": False,
    }
    assert PacketOpened.example().token not in written
    assert "token" not in written
    assert "\narm," not in written


def test_a_guess_is_what_was_believed(told: Callable) -> None:
    guess = GuessLocked.example()

    row = own(told(guess)["guesses"])

    assert (row["believed"], row["sure"], row["slot"]) == (guess.arm, guess.sure, guess.slot)


def test_felt_answers_name_their_dose(told: Callable) -> None:
    felt = FeltAnswered.example()

    assert own(told(felt)["felt_answers"]) == {
        "dose": felt.dose,
        "sitting": felt.sitting,
        "felt": felt.felt,
        "strength": felt.strength,
    }


def test_check_ins_have_a_column_for_each_scale_and_say_what_was_left_out(told: Callable) -> None:
    other = replace(CheckInSaved.example(), scales={"own_1": 2, "mood": 1}, effects=())

    table = told(CheckInSaved.example(), other, CheckInSkipped.example())["check_ins"]

    scales = [column.name for column in table.columns if column.name.startswith("scale_")]
    assert scales == [f"scale_{name}" for name in ("calm", "energy", "focus", "mood", "own_1")]
    assert own(table)["effects"] == "headache"
    assert (own(table, 1)["scale_mood"], own(table, 1)["scale_own_1"]) == (1, 2)
    assert own(table, 2) == {"sitting": Sitting.EVENING, "skipped": True}


def test_a_questionnaire_has_a_row_for_each_item(told: Callable) -> None:
    table = told(QuestionnaireAnswered.example(), QuestionnaireSkipped.example())

    rows = [own(table["instrument_answers"], row) for row in range(5)]
    assert [(row.get("item"), row.get("answer")) for row in rows[:4]] == [
        *(("1", 0), ("2", 1), ("3", None), ("4", 2))
    ]
    assert rows[4] == {"instrument": "phq4", "skipped": True, "why_skipped": "Travelling."}


def test_what_ended_says_when(told: Callable) -> None:
    tables = told(
        *(AdverseReported.example(), MedicineStarted.example(), BatchAdded.example()),
        *(AdverseEnded(report=_id(1)), MedicineStopped(started=_id(2)), BatchClosed(batch=_id(3))),
    )

    assert own(tables["adverse_events"])["ended_on"] == AT.date()
    assert own(tables["medicines"])["stopped_on"] == AT.date()
    assert own(tables["batches"])["closed_on"] == AT.date()


def test_a_batch_without_a_content_has_empty_cells(told: Callable) -> None:
    untested = replace(BatchAdded.example(), content=None)

    tested = own(told(BatchAdded.example())["batches"])
    row = own(told(untested)["batches"])

    assert tested["content_middle"] == Decimal("6.3")
    assert [name for name in row if name.startswith("content_")] == []


def test_every_planned_occasion_stands_once_with_its_state(told: Callable) -> None:
    plan = ProtocolPlanned.example()

    opened = CheckInOpened(sitting=Sitting.EVENING)
    table = told(plan, opened, opened, CheckInSaved.example())["occasions"]

    planned = (plan.ends - plan.starts).days + 1
    assert len(table.rows) == planned + planned // 7
    first, second = cells(table), cells(table, 1)
    assert (first["state"].value, first["opened_at"], first["entry"]) == ("done", AT, _id(4))
    assert (first["at"], first["zone"], first["imported"]) == (AT, "Europe/Berlin", False)
    assert (second["state"].value, "at" in second) == ("planned", False)


def test_a_missed_day_is_missed_and_never_left_out(told: Callable) -> None:
    later = AT.date() + timedelta(days=3)

    table = told(ProtocolPlanned.example(), today=later)["occasions"]

    assert [cells(table, row)["state"].value for row in range(4)] == ["missed"] * 3 + ["open"]


def test_a_protocol_stands_with_what_became_of_it(told: Callable) -> None:
    paused = ProtocolPaused(protocol=_id(1), why=ProtocolPaused.example().why)
    ended = ProtocolEnded(protocol=_id(1), why=ProtocolEnded.example().why)

    running = own(told(ProtocolPlanned.example())["protocol"])
    row = own(told(ProtocolPlanned.example(), paused, ended)["protocol"])

    assert (running["state"].value, "ended_on" in running) == ("running", False)
    assert (row["state"].value, row["pauses"], row["extensions"]) == ("ended", 1, 0)
    assert (row["ended_on"], row["why_ended"]) == (AT.date(), ended.why)
    assert (row["schedule_parameters"], row["measures"]) == ("pattern=1,0,0", "calm own_1")
    assert (row["highest_planned"], row["amount_unit"].value) == (Decimal("0.10"), "g")
