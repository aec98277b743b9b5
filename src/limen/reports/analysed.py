"""What an analysis of a rows file gives, whatever the model: fields, a page, and remarks."""

from collections.abc import Mapping
from dataclasses import dataclass

from limen.studies.trial_rows import Remark


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page: a heading for each column, and which columns are numbers."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[str, ...] = ()


Page = tuple[str | PageTable, ...]  # sentences and tables in order; an empty one is a blank line


@dataclass(frozen=True, slots=True)
class Analysed:
    """One analysed rows file.

    Args:
        data: the fields of the model, by their names in the JSON contract.
        page: what a person reads.
        remarks: what to know about the rows.
    """

    data: Mapping[str, object]
    page: Page
    remarks: tuple[Remark, ...] = ()
