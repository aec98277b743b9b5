"""Reproducing a published study from its own files, as it is published or as somebody has it."""

from enum import Enum
from importlib import metadata
from pathlib import Path
from platform import python_version

from limen import __version__
from limen.reports.reproduced_study import Provenance, ReadFile, ReproducedStudy
from limen.terms.ports import Tell


class Octets(Enum):
    """Which files are accepted: those that were published, or any with their names."""

    PUBLISHED = "published"
    ANY = "any"


class ManyRejected(Enum):
    """What to do when more than 1 % of the rows break the declaration."""

    STOP = "stop"
    KEEP_GOING = "keep going"


def known_studies() -> tuple[str, ...]:
    """The names of the data sets that can be reproduced."""
    from limen.studies.published.catalogue import SOURCES

    return tuple(SOURCES)


def reproduce(
    name: str, folder: Path, *, octets: Octets, many_rejected: ManyRejected, tell: Tell
) -> ReproducedStudy:
    """Compute the published tables of a study from its files and compare them with the printed.

    Args:
        name: one of `known_studies`.
        folder: where the files of the study lie.
        octets: which files are accepted.
        many_rejected: whether to go on with many rejected rows.
        tell: hears of each outcome that is done.

    Raises:
        BadInput: a file is missing or unreadable, or its rows cannot be used.
        CheckFailed: a file is not the published one, and only those are accepted.
    """
    from limen.reports.reproduction import reproduction_table
    from limen.store.files import read_known, read_unverified
    from limen.studies.published.catalogue import SOURCES
    from limen.studies.published.rows import refuse_many_rejections
    from limen.terms.lines import utf8_text

    source = SOURCES[name]
    read = read_known if octets is Octets.PUBLISHED else read_unverified
    files = read(folder, source.files, download=source.download)
    study = source.read({f.known.name: utf8_text(f.octets, f.known.name) for f in files})
    if many_rejected is ManyRejected.STOP:
        fix = "Mend the file, or use --keep-going to go on without these rows."
        refuse_many_rejections(study.rows, fix=fix)
    analyses = source.analyses(study, tell)
    return ReproducedStudy(
        provenance=Provenance(
            id=source.id,
            citation=source.citation,
            licence=source.licence,
            sign=source.sign,
            files=tuple(ReadFile(f.known.name, f.sha256, f.known.sha256) for f in files),
            versions=versions(),
        ),
        rows=study.rows,
        findings=study.findings,
        analyses=analyses,
        table=reproduction_table(analyses.fits, source.printed),
    )


def versions() -> dict[str, str]:
    """The versions of Limen and of what computes its numbers."""
    libraries = {name: metadata.version(name) for name in ("numpy", "scipy")}
    return {"limen": __version__, "python": python_version()} | libraries
