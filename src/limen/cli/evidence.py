"""The verb `limen evidence`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

import click

from limen.cli.answer import Answer, AnswerForm, give
from limen.cli.json_text import json_text
from limen.cli.place import local_zone, moment
from limen.cli.streams import print_json, print_text
from limen.cli.table import print_table
from limen.cli.trial_tables import print_lines
from limen.cli.verb import verb
from limen.terms.errors import CheckFailed

BANDS = ("microdose", "low", "full", "ketamine")
KINDS = ("controlled", "synthesis", "observational", "expert", "practitioner", "pending")
VERDICTS = (
    "supported",
    "partly_supported",
    "convention",
    "definitional",
    "reported_only",
    "not_tested",
    "unresolved",
    "no_evidence",
    "overstated",
    "miscited",
    "outdated",
    "band_mismatch",
    "not_supported",
    "contradicted",
)
FIELDS = {
    "list": ("claims", "references"),
    "show": ("claims", "references", "worst"),
    "check": ("on", "faults", "due"),
}
CLAIM_FIELDS = (
    "id",
    "claim",
    "label",
    "kind",
    "band",
    "verdict",
    "claim_type",
    "article",
    "finding",
    "references",
    "other_bands",
    "tables",
    "worst",
    "source",
    "source_kind",
    "as_of",
    "review_by",
)
WORK_FIELDS = (
    "id",
    "kind",
    "authors",
    "year",
    "title",
    "journal",
    "doi",
    "grade",
    "bands",
    "unmatched",
    "design",
    "substances",
    "people",
    "outcomes",
    "direction",
    "blinding",
    "risk_of_bias",
    "source",
    "source_kind",
    "as_of",
    "review_by",
)
_BELONGS = {"band": "list", "kind": "list", "verdict": "list", "csl": "show"}

_Rows = Sequence[Mapping[str, object]]


@verb(
    fields=tuple(dict.fromkeys(field for fields in FIELDS.values() for field in fields)),
    row_fields=tuple(
        name for name in dict.fromkeys((*CLAIM_FIELDS, *WORK_FIELDS)) if name not in FIELDS["show"]
    ),
    examples=(
        ("limen evidence list --band microdose", "claims and studies about one band"),
        ("limen evidence list --kind controlled --json --fields doi,year", "for a program"),
        ("limen evidence show C08", "a claim, what may be said of it, and its studies"),
        ("limen evidence show szigeti2021 --csl", "a study for a program for references"),
        ("limen evidence check --on 2027-01-01", "what holds a release of that day back"),
    ),
)
@click.argument("what", metavar="list|show|check")
@click.argument("name", metavar="[ID]", required=False)
@click.option("--band", type=click.Choice(BANDS), help="list: only what holds for this band.")
@click.option("--kind", type=click.Choice(KINDS), help="list: only what rests on this kind.")
@click.option("--verdict", type=click.Choice(VERDICTS), help="list: only claims of this verdict.")
@click.option("--csl", is_flag=True, default=None, help="show: the studies as CSL-JSON.")
@click.option("--on", metavar="DATE", help="The day by which rows are judged; else today.")
def evidence(form: AnswerForm, what: str, name: str | None, **wishes: str | None) -> None:
    """Look up what is known: claims, studies, bands and dates.

    list names claims and studies. show tells of one, with the worst result in its band beside it.
    check is the gate of a release: it ends with 5 when a row that ships names no source or no kind,
    is past its review, was not checked, or when a claim is called better than its band carries.
    """
    _refuse_what_does_not_fit(what, name, wishes)
    _refuse_strange_fields(form, what)
    on = _today() if wishes["on"] is None else _day(wishes["on"])
    if what == "list":
        _list(form, wishes, on)
    elif what == "show" and name is not None:
        _show(form, name, on, csl=bool(wishes["csl"]))
    else:
        _check(form, on)


def _refuse_what_does_not_fit(
    what: str, name: str | None, wishes: Mapping[str, str | None]
) -> None:
    if what not in FIELDS:
        raise click.UsageError(f"There is no “evidence {what}”. {_near(what, [*FIELDS])}")
    if (name is None) is (what == "show"):
        raise click.UsageError(
            f"evidence {what} takes no ID." if name else "Name a claim or a study, as in show C08."
        )
    for option, value in wishes.items():
        if value is not None and _BELONGS.get(option, what) != what:
            raise click.UsageError(f"--{option} belongs to “evidence {_BELONGS[option]}”.")


def _list(form: AnswerForm, wishes: Mapping[str, str | None], on: date) -> None:
    from limen.actions.evidence import find, wanted

    found = find(wanted(wishes["band"], wishes["kind"], wishes["verdict"]), on)
    data = {"claims": found.claims, "references": found.references}
    give(
        Answer("evidence", _limited(data, form), next=("limen evidence show ID",)),
        replace(form, fields=()),
        lambda: _draw_list(found.claims, found.references),
    )


def _draw_list(claims: _Rows, works: _Rows) -> None:
    if not claims and not works:
        print_text("No claim matches. Remove a filter.")
    for columns, rows in ((_CLAIM_COLUMNS, claims), (_WORK_COLUMNS, works)):
        if rows:
            print_table(columns, [[_cell(row[name]) for name in columns] for row in rows])
            print_text("")


def _show(form: AnswerForm, name: str, on: date, *, csl: bool) -> None:
    from limen.actions.evidence import look_up, names

    if name not in names():
        raise click.UsageError(f"There is no claim or study “{name}”. {_near(name, names())}")
    found = look_up(name, on)
    if csl and form.json:
        raise click.UsageError("--csl is JSON of its own: leave out --json.")
    if csl:
        print_json(json_text(found.csl))
        return
    data = {"claims": found.claims, "references": found.references, "worst": found.worst}
    give(
        Answer("evidence", _limited(data, form), next=("limen evidence list",)),
        replace(form, fields=()),
        lambda: print_lines(found.lines),
    )


def _check(form: AnswerForm, on: date) -> None:
    from limen.actions.evidence import check_release

    checked = check_release(on)
    held = len(checked.held)
    failure = CheckFailed(
        f"{held} {'thing holds' if held == 1 else 'things hold'} a release of {checked.on} back.",
        fix="Read these rows again at their source, or take them out.",
    )
    give(
        Answer(
            "evidence",
            {"on": checked.on, "faults": checked.held, "due": checked.due},
            next=("limen evidence list",),
            failure=failure if held else None,
        ),
        form,
        lambda: print_text("\n".join(checked.lines())),
    )


def _limited(data: Mapping[str, _Rows], form: AnswerForm) -> dict[str, _Rows]:
    """Only the wanted parts of the data, and of their rows only the wanted columns."""
    parts = [name for name in form.fields if name in data] or [*data]
    columns = [name for name in form.fields if name not in data]
    if not columns:
        return {part: data[part] for part in parts}
    return {
        part: [{name: row[name] for name in columns if name in row} for row in data[part]]
        for part in parts
        if {*columns} & {*_COLUMNS_OF[part]}
    }


def _refuse_strange_fields(form: AnswerForm, what: str) -> None:
    known = {*FIELDS[what]}.union(*(_COLUMNS_OF.get(part, ()) for part in FIELDS[what]))
    if strange := [name for name in form.fields if name not in known]:
        raise click.BadParameter(
            f"“evidence {what}” has no field “{strange[0]}”.", param_hint="--fields"
        )


_CLAIM_COLUMNS = ("id", "band", "kind", "label", "claim")
_WORK_COLUMNS = ("id", "year", "kind", "bands", "journal", "doi")
_COLUMNS_OF = {"claims": CLAIM_FIELDS, "references": WORK_FIELDS, "worst": WORK_FIELDS}


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"Did you mean “{near[0]}”?" if near else "limen evidence list names them all."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter("Write a day like 2027-01-01.", param_hint="--on") from None


def _today() -> date:
    return moment().astimezone(local_zone().clock).date()
