"""What a person sets on a page: how the pages look, when the evening rings, when it locks.

These are no events: they say nothing about the practice.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import time
from enum import StrEnum
from typing import TypeVar

from limen.actions import access
from limen.actions.access import Deed
from limen.actions.visit import Visit
from limen.store import preferences as store

EVENINGS = tuple(time(hour, minute) for hour in range(17, 24) for minute in (0, 30))
"""The times that an evening can be set to."""

IDLE_MINUTES = (1, 5, 15, 30)
"""After so many minutes without use it may lock."""

_T = TypeVar("_T")


class Theme(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class TextSize(StrEnum):
    """How large the text is beside what the browser says."""

    USUAL = "usual"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What holds for the pages of one vault.

    Args:
        evening: when the evening rings, and three hours before the end of what waits for it.
        theme: of the pages.
        text_size: of the pages.
        language: its code; empty: the browser's.
        idle_minutes: it locks after so long without use; 0: as the settings file says.
    """

    evening: time = time(20, 30)
    theme: Theme = Theme.SYSTEM
    text_size: TextSize = TextSize.USUAL
    language: str = ""
    idle_minutes: int = 0


def preferences() -> Preferences:
    """What was set in the open vault; what was never set, or cannot be read, is as usual.

    Raises:
        LimenError: the journal cannot be read.
    """
    kept, usual = store.kept_preferences(), Preferences()
    return Preferences(
        evening=_read(kept, "evening", time.fromisoformat, usual.evening),
        theme=_read(kept, "theme", Theme, usual.theme),
        text_size=_read(kept, "text_size", TextSize, usual.text_size),
        language=kept.get("language", usual.language),
        idle_minutes=_read(kept, "idle_minutes", int, usual.idle_minutes),
    )


def keep_preferences(visit: Visit, wished: Preferences) -> None:
    """Set all of these.

    Raises:
        NotAllowed: the journal is for reading only, or not this person's.
        LimenError: it cannot be written.
    """
    access.may(visit, Deed.RECORD)
    store.keep_preferences({name: str(said) for name, said in asdict(wished).items()})


def _read(kept: Mapping[str, str], name: str, reader: Callable[[str], _T], usual: _T) -> _T:
    try:
        return reader(kept[name])
    except (KeyError, ValueError):
        return usual
