"""What a journal holds, as tables for other programs; what a blinded capsule held is in none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from limen.diary.diary import Diary
from limen.journal.kinds.doses import BatchAdded, DoseSkipped, DoseTaken, FeltAnswered
from limen.journal.kinds.harms import AdverseReported, MedicineStarted
from limen.journal.kinds.measures import (
    CheckInOpened,
    CheckInSaved,
    CheckInSkipped,
    NoteWritten,
    QuestionnaireAnswered,
    QuestionnaireSkipped,
)
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.trials import GuessLocked
from limen.journal.standing import Standing
from limen.protocols.fold import Protocols
from limen.protocols.occasions import Place
from limen.protocols.protocol import Protocol
from limen.reports import diary_columns as columns
from limen.reports.tables import Cell, Column, Table
from limen.terms.amount import Amount
from limen.terms.identifiers import EventId

P = TypeVar("P", bound=Payload)
_Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What counts of a journal, and what follows from it on a day.

    Args:
        standing: the events that count, in their order.
        diary: their fold.
        protocols: their fold.
        today: the person's day, up to which occasions are judged.
    """

    standing: tuple[Standing, ...]
    diary: Diary
    protocols: Protocols
    today: date

    def of(self, kind: type[P]) -> Iterator[tuple[Standing, P]]:
        """The events of one kind, each with what it says."""
        for event in self.standing:
            if isinstance(event.payload, kind):
                yield event, event.payload


def diary_tables(contents: Contents) -> tuple[Table, ...]:
    """Every table that a journal is exported to, in the order of their dictionary.

    Which columns there are follows from what the person recorded, never from what an unopened
    capsule held; there is no column for a token or an arm.

    Source: interchange.md section 12.
    """
    return (
        _entries("dose_events", columns.DOSE_EVENTS, _doses(contents)),
        _entries("felt_answers", columns.FELT_ANSWERS, _felt_answers(contents)),
        _check_ins(contents),
        _entries("instrument_answers", columns.INSTRUMENT_ANSWERS, _instruments(contents)),
        _entries("guesses", columns.GUESSES, _guesses(contents)),
        _entries("adverse_events", columns.ADVERSE_EVENTS, _adverse_events(contents)),
        _entries("medicines", columns.MEDICINES, _medicines(contents)),
        _entries("batches", columns.BATCHES, _batches(contents)),
        _entries("notes", columns.NOTES, _notes(contents)),
        Table("occasions", columns.OCCASIONS, tuple(_occasions(contents))),
        _entries("protocol", columns.PROTOCOL, _protocols(contents)),
    )


_Entries = Iterable[tuple[Standing, _Row]]


def _entries(name: str, own: tuple[Column, ...], rows: _Entries) -> Table:
    written = tuple((*_shared(event), *row) for event, row in rows)
    return Table(name, (*columns.SHARED, *own), written)


def _shared(event: Standing) -> _Row:
    return event.id, event.day, event.at, event.zone, _is_imported(event), len(event.earlier)


def _is_imported(event: Standing) -> bool:
    return event.via.startswith("import:")


def _doses(contents: Contents) -> _Entries:
    for event in contents.standing:
        match event.payload:
            case DoseTaken() as said:
                batch = contents.diary.batches.get(said.batch) if said.batch else None
                name = None if batch is None else batch.stated.name
                yield (
                    event,
                    (
                        *(True, said.taken_at, *_amount(said.amount), said.batch, name),
                        *(said.trial, said.slot, said.as_planned, said.why),
                        *(_spaced(one.value for one in said.context), said.slip_checked),
                    ),
                )
            case DoseSkipped() as said:
                left = (said.trial, said.slot, None, said.why, None, None)
                yield event, (False, None, *_amount(None), None, None, *left)
            case _:
                pass


def _amount(amount: Amount | None) -> _Row:
    return (None, None, None) if amount is None else (amount.value, amount.unit, amount.form)


def _felt_answers(contents: Contents) -> _Entries:
    for event, said in contents.of(FeltAnswered):
        yield event, (said.dose, said.sitting, said.felt, said.strength)


def _check_ins(contents: Contents) -> Table:
    scales = sorted({scale for _, said in contents.of(CheckInSaved) for scale in said.scales})
    own = (*columns.CHECK_INS, *map(columns.scale_column, scales))
    return _entries("check_ins", own, _check_in_rows(contents, scales))


def _check_in_rows(contents: Contents, scales: list[str]) -> _Entries:
    for event in contents.standing:
        match event.payload:
            case CheckInSaved() as said:
                yield (
                    event,
                    (
                        *(said.sitting, False, None, said.recalled, said.set, said.set_version),
                        *(said.effects_shown, _spaced(said.effects), said.note),
                        *(said.scales.get(scale) for scale in scales),
                    ),
                )
            case CheckInSkipped() as said:
                nothing = (None,) * (6 + len(scales))
                yield event, (said.sitting, True, said.why, *nothing)
            case _:
                pass


def _instruments(contents: Contents) -> _Entries:
    for event in contents.standing:
        match event.payload:
            case QuestionnaireAnswered() as said:
                about = (said.instrument, said.instrument_version, said.language, said.opened_at)
                for item, answer in said.answers.items():
                    yield event, (*about, False, None, item, answer)
            case QuestionnaireSkipped() as said:
                yield event, (said.instrument, None, None, None, True, said.why, None, None)
            case _:
                pass


def _guesses(contents: Contents) -> _Entries:
    for event, said in contents.of(GuessLocked):
        believed = (said.trial, said.slot, said.sitting, said.arm, said.sure)
        yield event, (*believed, said.opened_at, said.answered_at)


def _adverse_events(contents: Contents) -> _Entries:
    for event, said in contents.of(AdverseReported):
        ended = contents.diary.adverse_events[event.id].ended_on
        told = (said.term, said.words, said.severity, said.serious, said.relation)
        yield event, (*told, said.dose, said.ongoing, ended)


def _medicines(contents: Contents) -> _Entries:
    for event, said in contents.of(MedicineStarted):
        stopped = contents.diary.medicines[event.id].stopped_on
        yield event, (said.name, said.code, said.class_, stopped)


def _batches(contents: Contents) -> _Entries:
    for event, said in contents.of(BatchAdded):
        found = said.content
        content: _Row = (None,) * 6
        if found is not None:
            content = (found.lower, found.middle, found.upper, found.unit, found.per, found.analyte)
        about = (said.name, said.material, said.material_words, said.form, said.basis)
        closed = contents.diary.batches[event.id].closed_on
        stored = (said.stored_since, said.same_source_as, closed)
        yield event, (*about, said.prepared, said.tested, *content, *stored)


def _notes(contents: Contents) -> _Entries:
    for event, said in contents.of(NoteWritten):
        yield event, (said.words,)


def _occasions(contents: Contents) -> Iterator[_Row]:
    by_id = {event.id: event for event in contents.standing}
    opened = _first_openings(contents)
    for protocol in contents.protocols.each:
        for one in contents.protocols.occasions(protocol.id, today=contents.today):
            answer = None if one.event is None else by_id[one.event]
            first = opened.get((one.day, one.sitting))
            planned = (protocol.id, one.day, one.sitting, one.state)
            yield (*planned, None if first is None else first.at, one.event, *_answered(answer))


def _answered(answer: Standing | None) -> _Row:
    return (None,) * 3 if answer is None else (answer.at, answer.zone, _is_imported(answer))


def _first_openings(contents: Contents) -> Mapping[Place, Standing]:
    found: dict[Place, Standing] = {}
    for event, said in contents.of(CheckInOpened):
        found.setdefault((event.day, said.sitting), event)
    return found


def _protocols(contents: Contents) -> _Entries:
    by_id: Mapping[EventId, Standing] = {event.id: event for event in contents.standing}
    for protocol in contents.protocols.each:
        yield by_id[protocol.id], _plan(protocol, contents.today)


def _plan(protocol: Protocol, today: date) -> _Row:
    said, dates, ending = protocol.stated, protocol.dates, protocol.ending
    numbers = (
        f"{name}={','.join(map(str, some))}" for name, some in said.schedule_parameters.items()
    )
    return (
        *(said.question, said.acts, said.schedule, said.schedule_version, _spaced(numbers)),
        *(dates.starts, dates.ends, dates.rests_until, dates.reviews_on),
        *(_spaced(one.id for one in said.measures), said.main_measure, said.smallest_change),
        *(*_amount(said.highest_planned), protocol.state_on(today)),
        *(len(protocol.pauses), len(protocol.extensions)),
        *((None, None) if ending is None else (ending.day, ending.why)),
    )


def _spaced(words: Iterable[str]) -> str:
    return " ".join(words)
