"""Every format that Limen reads into a diary, and which of them a file is."""

from limen.diary.importers.daylio import IMPORTER as DAYLIO
from limen.diary.importers.importer import Importer, Source
from limen.diary.importers.journal_json import IMPORTER as JOURNAL_JSON
from limen.diary.importers.octets import RECOGNISED_FROM
from limen.diary.importers.own import IMPORTER as OWN
from limen.diary.importers.table import IMPORTER as TABLE
from limen.terms.errors import BadInput

IMPORTERS: dict[str, Importer] = {
    importer.id: importer for importer in (OWN, JOURNAL_JSON, DAYLIO, TABLE)
}
"""By its lasting name, every importer; the one of any table comes last and recognises nothing."""


def importer_of(source: Source, *, format_name: str, mapping: str) -> Importer:
    """The importer of a file: the one named, else the one that recognises it, else a mapping's.

    Raises:
        BadInput: there is no such format, or none that knows the file.
    """
    if format_name:
        if format_name not in IMPORTERS:
            raise BadInput(
                f"There is no format {format_name}.",
                fix=f"Choose one: {', '.join(IMPORTERS)}.",
                at="--format",
            )
        return IMPORTERS[format_name]
    first = source.octets[:RECOGNISED_FROM]
    for importer in IMPORTERS.values():
        if importer.recognises(first):
            return importer
    if mapping.strip():
        return TABLE
    raise BadInput(
        "This file is not one that Limen knows. Choose a format or make a mapping.",
        fix=f"Formats: {', '.join(IMPORTERS)}.",
        at=source.name,
    )
