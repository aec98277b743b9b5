"""A published study computed again, as one value: where it came from, what was read, what came out.

Source: datasets.md sections 1 and 2.3 (output, import record, exit codes).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from limen.reports.published_analyses import blinding_rows, fit_rows, guess_curve_rows, strata_rows
from limen.reports.reproduction import ReproductionTable
from limen.studies.published.analyses import Analyses
from limen.studies.published.rows import Rows
from limen.studies.published.source import Finding
from limen.terms.errors import BadInput, CheckFailed, LimenError

NOT_PUBLISHED = "not the published file"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file as it was read: its name, its SHA-256, and the one that was published."""

    name: str
    sha256: str
    published_sha256: str

    @property
    def verified(self) -> bool:
        """Whether it is the published file."""
        return self.sha256 == self.published_sha256


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the numbers come from: the data set, its terms, the files read, the sign, the versions.

    Raises:
        ValueError: no file was read.
    """

    id: str
    citation: str
    licence: str
    sign: str
    files: tuple[ReadFile, ...]
    versions: Mapping[str, str]

    def __post_init__(self) -> None:
        if not self.files:
            raise ValueError("a study is reproduced from at least one file")

    @property
    def unverified(self) -> tuple[str, ...]:
        """Names of files that are not the published ones."""
        return tuple(file.name for file in self.files if not file.verified)


@dataclass(frozen=True, slots=True)
class ReproducedStudy:
    """Everything that a reproduction found."""

    provenance: Provenance
    rows: Rows
    findings: tuple[Finding, ...]
    analyses: Analyses
    table: ReproductionTable

    @property
    def failure(self) -> LimenError | None:
        """Why the run does not end as a success: rejected rows, or an unexplained difference."""
        if self.rows.rejected:
            return _rejected(self.rows)
        return self._differing() if self.table.unexplained else None

    def _differing(self) -> CheckFailed:
        cells = ", ".join(f"{cell.outcome} {cell.model}" for cell in self.table.unexplained)
        fix = "The file is the published one: report it, CONTRIBUTING.md says how."
        if self.provenance.unverified:
            fix = "The file is not the published one: compare that one."
        return CheckFailed(
            f"These cells differ from the printed table for no known reason: {cells}.", fix=fix
        )


def reproduction_answer(study: ReproducedStudy, *, seconds: float) -> dict[str, object]:
    """The `data` of the answer of `reproduce`; `seconds` is how long it took."""
    rows, provenance = study.rows, study.provenance
    return {
        "fits": fit_rows(study.analyses.fits),
        "table": study.table.cells,
        "strata": strata_rows(study.analyses.strata),
        "blinding": blinding_rows(study.analyses.blinding),
        "numbers": study.table.numbers,
        "guess_curve": guess_curve_rows(study.analyses.guess_curves),
        "findings": study.findings,
        "rows": {
            "read": rows.read,
            "accepted": rows.accepted,
            "rejected": rows.rejected,
            "rejections": rows.rejections,
        },
        "source": {
            "id": provenance.id,
            "table": study.table.title,
            "citation": provenance.citation,
            "licence": provenance.licence,
            "sign": provenance.sign,
            "sha256": provenance.files[0].sha256,
            "verified": not provenance.unverified,
            "says": NOT_PUBLISHED if provenance.unverified else "",
            "files": [
                {
                    "name": file.name,
                    "sha256": file.sha256,
                    "published_sha256": file.published_sha256,
                    "verified": file.verified,
                }
                for file in provenance.files
            ],
        },
        "versions": provenance.versions,
        "seconds": seconds,
    }


def finding_rows(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Count and sentence of each finding for people; one that met nothing says so in words."""
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> tuple[str, str]:
    if finding.rows is None:
        return "–", finding.says
    says = finding.says if finding.rows else f"Looked for, not met: {finding.says}"
    return str(finding.rows), says


def _rejected(rows: Rows) -> BadInput:
    return BadInput(
        f"{rows.rejected} of {rows.read} rows were rejected and left out. "
        f"The first: {rows.rejections[0].says}",
        fix="Mend the file, or use it as it was published.",
        at=rows.file,
    )
