"""An import as a command runs it: what is asked for, what is shown, and what waits for a person."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from uuid import UUID

from limen.actions.imports import Wishes, issues_of, preview_import
from limen.actions.visit import Visit
from limen.actions.wanted import Wanted
from limen.diary.importers.importer import Outcome, Preview, Rest, Stay
from limen.store.durable import write_whole
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput

ISSUES = "import-issues"
ZONE = "zone"


def preview_wanted(visit: Visit, wanted: Wanted, import_id: UUID, zone: Zone | None) -> Preview:
    """What a file would add, read in one zone where it has none of its own; nothing is written.

    Raises:
        LimenError: see `limen.actions.imports.preview_import`.
    """
    wishes = Wishes(
        import_id=import_id,
        format_name=wanted.format_name,
        mapping=wanted.mapping,
        issues=wanted.issues,
        stays=() if zone is None else (Stay(zone),),
        rest=Rest.KEPT if wanted.keep_rest else Rest.LEFT_OUT,
        ask=wanted.ask,
    )
    return preview_import(visit, wanted.file, wishes)


def needs_zone(preview: Preview) -> bool:
    """Whether the file does not say where the person was."""
    return any(question.id == ZONE for question in preview.questions)


def told(preview: Preview) -> Mapping[str, object]:
    """What a preview says, as plain values by their name."""
    first, last = preview.days or (None, None)
    return {
        "read": preview.counts.read,
        "added": preview.counts.added,
        "already_here": preview.counts.already_here,
        "skipped": preview.counts.skipped,
        "open": preview.counts.open,
        "kinds": dict(sorted(preview.kinds.items())),
        "first_day": first,
        "last_day": last,
        "zone": preview.zone or None,
        "questions": [question.says for question in preview.questions],
        "findings": [
            {"row": one.row, "field": one.field, "problem": one.problem} for one in preview.findings
        ],
    }


def write_issues(preview: Preview, folder: Path) -> Path | None:
    """Write the rows that need a decision into a new file; None where no row does.

    A file of an earlier import, with decisions perhaps, is left as it is.

    Raises:
        BadInput: the folder cannot be written.
    """
    if not any(finding.outcome is Outcome.OPEN for finding in preview.findings):
        return None
    octets = issues_of(preview).encode()
    path = _free(folder, octets)
    try:
        write_whole(path, octets)
    except OSError as error:
        raise BadInput(
            f"{path} cannot be written: {error.strerror}.",
            fix="Stand in a folder that you may write to.",
        ) from None
    return path


def _free(folder: Path, octets: bytes) -> Path:
    """The first name that no file has, or one that holds just these octets."""
    names = (f"{ISSUES}{'' if number == 1 else f'-{number}'}.csv" for number in count(1))
    paths = (folder / name for name in names)
    return next(path for path in paths if not path.exists() or path.read_bytes() == octets)
