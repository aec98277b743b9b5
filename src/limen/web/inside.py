"""What the pages know of the vault that is open in this image, beside what is asked of it."""

import threading
from datetime import date

from limen.actions.person import Step
from limen.actions.unlocking import Opened, RecoverySheet
from limen.web.upkeep import Upkeep


class Inside:
    """Filled when the vault is unlocked, and gone with the image.

    `needs_sheet` says that nothing can be recorded before a recovery sheet is read back; `sheet` is
    the one that was shown and waits for that. `newest_day` is the day of the last entry.

    `needs_age` says that nobody has stated yet that they are 18 or over, and `is_adult` that they
    did so before the vault was made. `is_beginning` says that it was made in this image,
    `chosen_name` how it was called there, and `put_off` which of the first steps wait till later.

    Args:
        upkeep: keeps the copies of the journal; None: nobody does.
    """

    def __init__(self, upkeep: Upkeep | None = None) -> None:
        self.upkeep = upkeep
        self.needs_sheet = self.is_sheet_put_off = False
        self.sheet: RecoverySheet | None = None
        self.newest_day: date | None = None
        self.needs_age = self.is_adult = self.is_beginning = False
        self.chosen_name = ""
        self.put_off: set[Step] = set()
        self.one_at_a_time = threading.Lock()

    def begin(self, opened: Opened, newest_day: date | None) -> None:
        """Take what unlocking found."""
        self.needs_sheet, self.newest_day = opened.needs_sheet, newest_day
        if self.upkeep is not None:
            self.upkeep.look()
