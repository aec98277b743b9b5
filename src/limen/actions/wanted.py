"""What somebody wants imported; a value that costs nothing to import."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says about a file that they want to import.

    Args:
        file: the file.
        ask: asks for what opens a sealed file, in the words that it is given.
        format_name: its format, or empty to find it out.
        mapping: the mapping file, or None.
        issues: the edited list of issues, or None.
        keep_rest: whether fields without a place become notes.
    """

    file: Path
    ask: Callable[[str], str]
    format_name: str = ""
    mapping: Path | None = None
    issues: Path | None = None
    keep_rest: bool = False
