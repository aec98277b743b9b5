"""What the pages know of the vault that is open in this image, beside what is asked of it."""

import threading
from dataclasses import dataclass
from datetime import date

from limen.actions.preferences import Preferences
from limen.actions.unlocking import Opened, RecoverySheet
from limen.web.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that the page of the settings can change."""

    preferences: Preferences
    name: str
    icon: str


class Inside:
    """Filled when the vault is unlocked, and gone with the image.

    `needs_sheet` says that nothing can be recorded before a recovery sheet is read back; `sheet` is
    the one that was shown and waits for that. `newest_day` is the day of the last entry.

    `needs_age` says that nobody has stated yet that they are 18 or over, and `is_adult` that they
    did so before the vault was made. `is_beginning` says that it was made in this image, and
    `chosen_name` how it was called there.
    `language` is the code of the one that the person chose; empty: the browser's. `preferences` are
    what was set on a page, `chosen_icon` the icon that was, and `before` how all that was before it
    was changed last.

    Args:
        upkeep: keeps the copies of the journal; None: nobody does.
    """

    def __init__(self, upkeep: Upkeep | None = None) -> None:
        self.upkeep = upkeep
        self.needs_sheet = self.is_sheet_put_off = False
        self.sheet: RecoverySheet | None = None
        self.newest_day: date | None = None
        self.needs_age = self.is_adult = self.is_beginning = False
        self.chosen_name = self.chosen_icon = self.language = ""
        self.preferences = Preferences()
        self.before: Look | None = None
        self.one_at_a_time = threading.Lock()

    def begin(self, opened: Opened, newest_day: date | None) -> None:
        """Take what unlocking found."""
        self.needs_sheet, self.newest_day = opened.needs_sheet, newest_day
        if self.upkeep is not None:
            self.upkeep.look()

    def prefer(self, wished: Preferences) -> None:
        """Take what was set on a page, now or long ago."""
        self.preferences, self.language = wished, wished.language
