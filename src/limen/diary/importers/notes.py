"""Free text of other programs as notes of the diary."""

from collections.abc import Mapping

from limen.diary.importers.octets import whole_text
from limen.diary.importers.placing import Placed
from limen.diary.importers.reading import Reading, Row
from limen.journal.kinds.measures import NoteWritten

_PART = 3900  # composing characters can make a text longer


def add_notes(
    reading: Reading, row: Row, placed: Placed, key: str, record: Mapping[str, str]
) -> None:
    """Add the words of a record as one note, or as several where they are too long for one.

    A record holds the words alone: what tells equal ones apart stands in the key.
    """
    words = whole_text("\n".join(words.strip() for words in record.values() if words.strip()))
    for start in range(0, len(words), _PART):
        claim = reading.claim(row, f"{NoteWritten.KIND}:{start}", key, record)
        part = words[start : start + _PART]
        if not claim.is_here:
            reading.add(row, claim, placed, NoteWritten(words=part))
