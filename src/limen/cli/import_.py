"""The verb `limen import`."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click

from limen.actions.wanted import Wanted
from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.asking import Asking, asking_options, chosen, folder_option, typed
from limen.cli.place import local_zone, moment
from limen.cli.streams import print_text, talk
from limen.cli.verb import verb
from limen.terms.calendar import Zone

FIELDS = (
    "import_id",
    "dry",
    "undone",
    "read",
    "added",
    "already_here",
    "skipped",
    "open",
    "kinds",
    "first_day",
    "last_day",
    "zone",
    "questions",
    "findings",
    "issues_file",
)
HELP = (
    "If things are hard now: call your local emergency number, ask somebody to come, or find "
    "somebody to talk to at findahelpline.com. Nobody has been told."
)


class _Outcome(NamedTuple):
    """What an import came to: its data, and what is to be known about it."""

    facts: Mapping[str, object]
    notices: tuple[Notice, ...] = ()


@verb(
    fields=FIELDS,
    examples=(
        ("limen import diary.csv --map map.toml --dry", "what a table would add"),
        ("limen import diary.csv --map map.toml", "adds it"),
        ("limen import diary.csv --map map.toml --issues import-issues.csv", "with decisions"),
        ("limen import notes.age", "an export of another vault, or of this one"),
        ("limen import --undo ID", "takes back all that one import added"),
    ),
)
@click.argument("file", required=False)
@click.option("--format", "format_name", default="", metavar="NAME", help="Which format it is.")
@click.option("--map", "mapping", metavar="FILE", help="What its columns and words mean (TOML).")
@click.option("--zone", metavar="AREA/CITY", help="Where you were, for a file without a zone.")
@click.option("--issues", metavar="FILE", help="The edited import-issues.csv.")
@click.option("--keep-rest", is_flag=True, help="Keep fields without a place as notes.")
@click.option("--dry", is_flag=True, help="Show what it would add; add nothing.")
@click.option("--undo", metavar="ID", help="Take back an import.")
@asking_options(yes="State that you are 18 or over, and add it without asking.")
@folder_option
def import_(form: AnswerForm, asking: Asking, vault: Path | None, **options: object) -> None:
    """Add what another diary holds to your journal.

    Reads Limen's own export (sealed, plain, or events.jsonl alone), Journal JSON, Daylio CSV, and
    any table with a mapping. It only adds; the same file twice adds nothing twice. Rows that need a
    decision are left out, counted, and written to import-issues.csv in the folder where you stand.
    """
    file, undo = options["file"], options["undo"]
    if (file is None) == (undo is None):
        raise click.UsageError("Name a file, or an import with --undo ID.")
    outcome = _imported(asking, vault, options) if undo is None else _undone(asking, vault, undo)
    give(
        Answer(
            "import",
            dict.fromkeys(FIELDS) | dict(outcome.facts),
            warnings=outcome.notices,
            next=("limen import FILE",) if outcome.facts["dry"] else ("limen verify",),
        ),
        form,
        lambda: print_text("\n".join(_lines(outcome.facts))),
    )


def _imported(asking: Asking, vault: Path | None, options: Mapping[str, object]) -> _Outcome:
    from limen.actions import importing, visiting
    from limen.actions.imports import apply_import
    from limen.cli.vault_door import entered, get_ready

    folder = visiting.folder_of(vault)
    visiting.require_vault(folder)
    wanted, import_id = _wanted(asking, options), visiting.new_identifier()
    for named_file in filter(None, (wanted.file, wanted.mapping, wanted.issues)):
        visiting.require_file(named_file)
    named = options["zone"]
    zone = Zone(named) if isinstance(named, str) else None
    with entered(asking, folder) as inside:
        get_ready(asking, inside)
        preview = importing.preview_wanted(inside.visit, wanted, import_id, zone)
        if importing.needs_zone(preview):
            zone = _zone(asking, visiting.newest_zone(inside.visit))
            preview = importing.preview_wanted(inside.visit, wanted, import_id, zone)
            notices = [Notice("zone-taken", f"It is read as written in {zone.name}.")]
        else:
            notices = []
        issues = importing.write_issues(preview, Path.cwd())
        facts = {
            **importing.told(preview),
            "import_id": str(import_id),
            "dry": bool(options["dry"]),
            "undone": False,
            "issues_file": None if issues is None else issues.name,
        }
        if not options["dry"] and preview.drafts:
            _agree(asking, facts)
            apply_import(inside.visit, import_id, preview)
            if preview.asks_for_help_page(moment().astimezone(local_zone().clock).date()):
                notices.append(Notice("help", HELP))
    return _Outcome(facts, (*notices, *(Notice("reading", says) for says in preview.says)))


def _undone(asking: Asking, vault: Path | None, undo: object) -> _Outcome:
    from limen.actions import visiting
    from limen.actions.imports import undo_import
    from limen.cli.vault_door import entered, get_ready
    from limen.terms.identifiers import EventId, parse_event_id

    import_id = parse_event_id(str(undo))
    with entered(asking, visiting.folder_of(vault)) as inside:
        get_ready(asking, inside)
        event_id = EventId(visiting.new_identifier())
        undo_import(inside.visit, import_id, event_id=event_id, reason="limen import --undo")
    return _Outcome({"import_id": str(import_id), "dry": False, "undone": True})


def _wanted(asking: Asking, options: Mapping[str, object]) -> Wanted:
    def place(name: str) -> Path | None:
        value = options[name]
        return Path(value) if isinstance(value, str) else None

    return Wanted(
        file=Path(str(options["file"])),
        ask=cache(asking.passphrase),  # a file is read twice where its zone is asked for
        format_name=str(options["format_name"]),
        mapping=place("mapping"),
        issues=place("issues"),
        keep_rest=bool(options["keep_rest"]),
    )


def _zone(asking: Asking, usual: Zone) -> Zone:
    """Where the person was; the zone of the vault where nobody can be asked."""
    if not asking.may_ask:
        return usual
    answer = typed(f"This file has no time zone. Which one were you in? (nothing: {usual.name})")
    return Zone(answer.strip()) if answer.strip() else usual


def _agree(asking: Asking, facts: Mapping[str, object]) -> None:
    """Ask before rows are added; an import can be undone, so that a script needs no --yes."""
    if not asking.may_ask or asking.is_sure:
        return
    talk("\n".join(_lines({**facts, "dry": True})))
    if not chosen("Add them?"):
        raise click.Abort


def _lines(facts: Mapping[str, object]) -> Iterator[str]:
    if facts["undone"]:
        yield f"Import {facts['import_id']} is undone: nothing of it counts any more."
        return
    added = "would be added" if facts["dry"] else "added"
    yield (
        f"{facts['read']} rows read · {facts['added']} {added} · "
        f"{facts['already_here']} already here · {facts['skipped']} left out · "
        f"{facts['open']} need a decision"
    )
    if facts["first_day"] is not None:
        yield f"From {facts['first_day']} to {facts['last_day']}, zone {facts['zone']}."
    kinds, questions, findings = facts["kinds"], facts["questions"], facts["findings"]
    if isinstance(kinds, Mapping):
        yield from (f"{count} × {kind}" for kind, count in kinds.items())
    if isinstance(questions, list):
        yield from (f"Question: {says}" for says in questions)
    if isinstance(findings, list):
        yield from (f"Row {one['row']}, {one['field']}: {one['problem']}" for one in findings)
    if facts["issues_file"] is not None:
        yield f"Decide in {facts['issues_file']}, and give it back with --issues."
    if not facts["dry"]:
        yield f"To undo it: limen import --undo {facts['import_id']}"
