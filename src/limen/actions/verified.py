"""What verifying found; values that cost nothing to import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verified:
    """One thing that was checked, whether it holds, and what was found."""

    name: str
    holds: bool
    says: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked; `unchecked` says what could not be, and is empty where all could."""

    checks: tuple[Verified, ...]
    unchecked: str = ""
