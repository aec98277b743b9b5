"""Files of four formats with fifty secrets in them, as another diary would have written them."""

import dataclasses
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from limen.journal.chain import genesis, link
from limen.journal.event import Draft, Event, Head
from limen.journal.kinds.doses import BatchAdded, DoseTaken
from limen.journal.kinds.harms import AdverseReported, MedicineStarted
from limen.journal.kinds.measures import CheckInSaved, NoteWritten
from limen.journal.kinds.meta import EventWithdrawn
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import SupportStated
from limen.journal.kinds.protocols import ExpectancyStated, ProtocolPlanned
from limen.journal.payloads import correction
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

SECRETS = tuple(f"planted secret {number:02} of fifty" for number in range(50))
PASSPHRASE, WRONG, OWN_PASSPHRASE = SECRETS[45:48]
# A word for a mood becomes a number, and whom to call stays in the vault where it was said.
LEFT_OUT = frozenset({SECRETS[16], *SECRETS[30:33]})
STORED = frozenset(SECRETS) - {PASSPHRASE, WRONG, OWN_PASSPHRASE} - LEFT_OUT
_AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
_MORNING = 1_772_438_400_000
_BATCH = 'material = "cubensis"\nform = "dried"\nbasis = "material"\ntested = "no"\n'


def write(folder: Path) -> list[tuple[str, ...]]:
    """Write the files into a folder, and give the arguments of `limen import` for each of them."""
    files = {
        "journal.json": _journal(),
        "journal.toml": f'[[batch]]\nname = "{SECRETS[9]}"\n{_BATCH}',
        "daylio.csv": _daylio(),
        "daylio.toml": f'[mood]\n"{SECRETS[16]}" = 2\ngood = 4\n',
        "table.csv": _table(),
        "table.toml": _table_mapping(),
        f"{SECRETS[48]}.jsonl": _own(),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    zone = ("--zone", "Europe/Berlin")
    return [
        (str(folder / "journal.json"), "--map", str(folder / "journal.toml"), *zone, "--keep-rest"),
        (str(folder / "daylio.csv"), "--map", str(folder / "daylio.toml"), *zone, "--keep-rest"),
        (str(folder / "table.csv"), "--map", str(folder / "table.toml")),
        (str(folder / f"{SECRETS[48]}.jsonl"),),
    ]


def _journal() -> str:
    ingestion = {
        "substanceName": SECRETS[9],
        "time": _MORNING,
        "creationDate": _MORNING,
        "administrationRoute": "ORAL",
        "dose": 0.1,
        "units": "g",
        "notes": SECRETS[0],
    }
    later = {**ingestion, "time": _MORNING + 86_400_000, "notes": SECRETS[1]}
    timed = {"creationDate": _MORNING, "time": _MORNING + 60_000, "color": "BLUE"}
    experiences = [
        {
            "title": SECRETS[2 + 2 * number],
            "text": SECRETS[3 + 2 * number],
            "creationDate": _MORNING,
            "ingestions": [taken],
            "ratings": [{"option": "plus", "creationDate": _MORNING}],
            "timedNotes": [{**timed, "note": SECRETS[6 + number], "isPartOfTimeline": True}],
        }
        for number, taken in enumerate((ingestion, later))
    ]
    other = {**ingestion, "time": _MORNING + 2 * 86_400_000, "notes": SECRETS[8]}
    experiences.append({"title": "", "text": "", "ingestions": [other]})
    return json.dumps({"experiences": experiences})


def _daylio() -> str:
    lines = ["full_date,date,weekday,time,mood,activities,note_title,note"]
    lines += [
        f"2026-03-1{n},,,20:05,good,{SECRETS[10 + n]},{SECRETS[12 + n]},{SECRETS[14 + n]}"
        for n in range(2)
    ]
    return "\n".join([*lines, f'2026-03-15,,,20:05,{SECRETS[16]},,,"=1 {SECRETS[17]}"'])


def _table() -> str:
    lines = ["id,when,amount,words,more"]
    lines += [
        f"{n},2026-03-2{n} 08:12,0.1,{SECRETS[18 + n]},{SECRETS[22 + n]}" for n in range(1, 5)
    ]
    return "\n".join([*lines, f"9,2026-03-28 08:12,0.1,{SECRETS[18]},{SECRETS[27]}"])


def _table_mapping() -> str:
    return (
        'version = 1\nkind = "long"\nzone = "Europe/Berlin"\nkey = ["id"]\n'
        'time = { column = "when", format = "%Y-%m-%d %H:%M" }\n'
        'note = [{ column = "words" }, { column = "more" }]\n'
        'dose = [{ amount = "amount", unit = "g", form = "dried", '
        f'batch = {{ fixed = "{SECRETS[49]}" }} }}]\n'
        f'[[batch]]\nname = "{SECRETS[49]}"\n{_BATCH}'
    )


def _own() -> str:
    return "".join(f"{json.dumps(_written(event), separators=(',', ':'))}\n" for event in _linked())


def _linked() -> Iterator[Event]:
    """A journal of another vault: entries of many kinds, each with a text in it."""
    head, zone = Head(0, genesis(ChainId(UUID(int=8)))), Zone("Europe/Berlin")
    for number, payload in enumerate(_payloads(), start=1):
        id_ = EventId(UUID(int=number))
        draft = Draft(id_, _AT.date(), _AT, zone, "participant", "web", payload)
        event = link(draft, head, salt=number.to_bytes(16), jump=None)
        head = event.head
        yield event


def _payloads() -> Iterator[Payload]:
    text = iter(SECRETS[28:45])
    yield NoteWritten(words=next(text))
    yield NoteWritten(words=next(text))
    yield SupportStated(person=next(text), message=next(text), safety_plan=next(text))
    yield replace(BatchAdded.example(), name=next(text), material_words=next(text))
    yield replace(DoseTaken.example(), batch=EventId(UUID(int=4)))
    yield replace(CheckInSaved.example(), note=next(text), effects=(next(text),))
    yield replace(AdverseReported.example(), words=next(text), dose=None)
    yield replace(ProtocolPlanned.example(), question=next(text))
    yield replace(ExpectancyStated.example(), hoped=next(text))
    yield replace(MedicineStarted.example(), name=next(text))
    yield correction(EventId(UUID(int=2)), NoteWritten(words=next(text)), reason=next(text))
    withdrawn = EventWithdrawn.example()
    yield replace(withdrawn, target=EventId(UUID(int=1)), reason=next(text))
    for word in text:
        yield NoteWritten(words=word)


def _written(event: Event) -> dict[str, object]:
    payload = None if event.payload is None else json.loads(event.payload)
    header = dataclasses.asdict(event.header)
    return {"header": header, "hash": event.hash, "salt": event.salt, "payload": payload}
