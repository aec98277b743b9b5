"""What Limen knows of a published data set: files, terms, and how it is read and computed."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from limen.studies.published.analyses import Analyses
from limen.studies.published.expected import PrintedTable
from limen.studies.published.rows import Rows
from limen.terms.ports import Tell


@dataclass(frozen=True, slots=True)
class KnownFile:
    """One file of a data set as it was published: name, SHA-256, octets, rows and participants."""

    name: str
    sha256: str
    octets: int
    rows: int
    participants: int


@dataclass(frozen=True, slots=True)
class FoundFile:
    """The octets that were found under the name of a known file."""

    known: KnownFile
    octets: bytes

    @property
    def sha256(self) -> str:
        """SHA-256 of these octets."""
        return hashlib.sha256(self.octets).hexdigest()

    @property
    def is_published(self) -> bool:
        """Whether these are the octets that were published."""
        return self.sha256 == self.known.sha256


@dataclass(frozen=True, slots=True)
class Finding:
    """A peculiarity of a data set: the rule that found it, in a sentence, and how many rows it met.

    No finding changes a value; `rows` is 0 where the rule met nothing, and None where the sentence
    is about the paper and not about rows.
    """

    id: str
    says: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class PublishedStudy:
    """The accepted rows of a data set and everything peculiar that was found in them."""

    rows: Rows
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A published data set: where it comes from, its files, and the functions that know it.

    `sign` says which difference the printed table means, `download` where the files are had.
    `read` takes the text of each file by its name; `analyses` computes the published tables and
    tells how far it has come.
    """

    id: str
    citation: str
    licence: str
    download: str
    sign: str
    files: tuple[KnownFile, ...]
    printed: PrintedTable
    read: Callable[[Mapping[str, str]], PublishedStudy]
    analyses: Callable[[PublishedStudy, Tell], Analyses]
