"""The verb `limen reproduce`."""

import shlex
import time
from pathlib import Path

import click

from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.progress import progress
from limen.cli.streams import print_text
from limen.cli.table import print_table
from limen.cli.trial_tables import (
    NOTHING,
    above_each_other,
    difference,
    print_blinding,
    print_lines,
)
from limen.cli.verb import verb
from limen.reports.published_analyses import blinding_rows
from limen.reports.reproduced_study import (
    NOT_PUBLISHED,
    ReproducedStudy,
    finding_rows,
    reproduction_answer,
)


@verb(
    fields=(
        "fits",
        "table",
        "strata",
        "blinding",
        "numbers",
        "guess_curve",
        "findings",
        "rows",
        "source",
        "versions",
        "seconds",
    ),
    examples=(
        ("limen reproduce szigeti2021 --from FOLDER", "printed beside computed"),
        ("limen reproduce szigeti2021 --from FOLDER --json --fields fits", "every coefficient"),
    ),
)
@click.argument("name")
@click.option("--from", "folder", required=True, metavar="FOLDER", help="Where its files lie.")
@click.option("--unverified", is_flag=True, help="Go on with other files than the published.")
@click.option("--keep-going", is_flag=True, help="Go on with over 1 % of the rows rejected.")
def reproduce(
    form: AnswerForm, name: str, folder: str, *, unverified: bool, keep_going: bool
) -> None:
    """Reproduce a published trial from its own files.

    NAME is szigeti2021: its file pacutes.csv is at github.com/szb37/mcrds_public, commit 43bb44cc,
    folder data. Limen ships no data. Ends with 0 when every printed number agrees or is a known
    misprint, with 5 when one differs, and with 6 when the file or a row cannot be used. A file that
    is not the published one ends it with 5 before anything is computed, unless --unverified is
    given.
    """
    from limen.actions.reproduction import ManyRejected, Octets, known_studies
    from limen.actions.reproduction import reproduce as reproduced

    if name not in known_studies():
        known = ", ".join(known_studies())
        raise click.BadParameter(
            f"there is no study “{name}”; those there are: {known}.", param_hint="NAME"
        )
    started = time.perf_counter()
    with progress("Fitting the outcomes", form) as tell:
        study = reproduced(
            name,
            Path(folder),
            octets=Octets.ANY if unverified else Octets.PUBLISHED,
            many_rejected=ManyRejected.KEEP_GOING if keep_going else ManyRejected.STOP,
            tell=tell,
        )
    seconds = time.perf_counter() - started
    answer = Answer(
        "reproduce",
        reproduction_answer(study, seconds=seconds),
        warnings=_notices(study),
        next=(_next(study, folder),),
        failure=study.failure,
    )
    give(answer, form, lambda: _draw(study, seconds))


def _next(study: ReproducedStudy, folder: str) -> str:
    if study.failure is not None:
        return f"limen reproduce {study.provenance.id} --help"
    path = shlex.quote(str(Path(folder) / study.rows.file))
    return f"limen fit {path} 'value ~ condition + guess' --group trial_id --where test_name=PANAS"


def _notices(study: ReproducedStudy) -> tuple[Notice, ...]:
    notices = [
        Notice("not-published", f"{file} is {NOT_PUBLISHED}; every number here comes from it.")
        for file in study.provenance.unverified
    ]
    if study.rows.rejected:
        notices.append(
            Notice("rows-rejected", f"Rows left out of every number: {study.rows.rejected}.")
        )
    return tuple(notices)


def _draw(study: ReproducedStudy, seconds: float) -> None:
    print_lines(_heading(study))
    print_table(
        ("outcome", "model", "printed", "computed", "state"),
        [
            (
                cell.outcome,
                cell.model,
                above_each_other(cell.printed or NOTHING),
                difference(cell),
                cell.state.removesuffix(" of the source") + (" †" if cell.note else ""),
            )
            for cell in study.table.cells
        ],
        numeric=("printed", "computed"),
    )
    print_lines(_notes(study))
    print_blinding(blinding_rows(study.analyses.blinding))
    print_text("\nFound in the file, with the rows that it concerns; nothing was changed")
    print_table(
        ("rows", "finding"),
        finding_rows(study.findings),
        numeric=("rows",),
    )
    print_lines(_closing(study, seconds))
    mark = f" ({NOT_PUBLISHED})" if study.provenance.unverified else ""
    print_text(study.table.numbers.says + mark)


def _heading(study: ReproducedStudy) -> list[str]:
    provenance, rows = study.provenance, study.rows
    marks = [f"{file} is {NOT_PUBLISHED}." for file in provenance.unverified]
    return [
        *marks,
        f"{study.table.title}, computed again from {rows.file}",
        f"{rows.read} rows read, {rows.accepted} accepted, {rows.rejected} rejected.",
        f"{provenance.sign} Ranges are ± 1.96 standard errors.",
        "m1: without the guess. m2: with the guess. * p < .05, ** p < .01, *** p < .001.",
        "",
    ]


def _notes(study: ReproducedStudy) -> list[str]:
    notes = [
        f"† {cell.outcome} {cell.model}: {cell.note}" for cell in study.table.cells if cell.note
    ]
    return [*notes, "", "Guesses by condition and guess (MDPL: microdose, guessed placebo)"]


def _closing(study: ReproducedStudy, seconds: float) -> list[str]:
    provenance = study.provenance
    versions = ", ".join(f"{name} {version}" for name, version in provenance.versions.items())
    return [
        "",
        f"Data: {provenance.citation}. {provenance.licence}",
        *(f"SHA-256 of {file.name}: {file.sha256}" for file in provenance.files),
        f"Computed with {versions} in {seconds:.2f} s.",
        "Every coefficient, the strata and the guess curves are in the answer of --json.",
    ]
