"""What the database refuses, in sentences for people."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError

from limen.terms.errors import CheckFailed, LimenError

_DAMAGED = "The journal is damaged, or belongs to other keys."
_RESTORE = "Keep the file, and restore the newest backup with “limen restore”."

# Parts of SQLite's own sentences, and what is said in their place.
_SENTENCES: tuple[tuple[str, LimenError], ...] = (
    (
        "disk is full",
        LimenError(
            "The disk is full, so nothing was saved.",
            fix="Make room. What was saved before is there, and can be read and exported.",
        ),
    ),
    (
        "readonly database",
        LimenError(
            "The journal is open for reading only, so nothing was saved.",
            fix="Make its folder one that you may write to.",
        ),
    ),
    (
        "unable to open",
        LimenError(
            "The journal cannot be opened.",
            fix="Look whether its folder is there and you may write to it.",
        ),
    ),
    (
        "locked",
        LimenError(
            "Another program is writing to this journal, so nothing was saved.",
            fix="Wait for it to end, then try once more.",
        ),
    ),
    ("not a database", CheckFailed(_DAMAGED, fix=_RESTORE)),
    ("malformed", CheckFailed(_DAMAGED, fix=_RESTORE)),
    ("disk i/o error", CheckFailed(_DAMAGED, fix=_RESTORE)),
)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what the database refuses into a sentence, without a word of what was to be saved.

    Raises:
        LimenError: the disk is full, the file is read-only or in use by another program.
        CheckFailed: the file is damaged.
    """
    try:
        yield
    except DatabaseError as error:
        said = str(error).lower()
        for part, refusal in _SENTENCES:
            if part in said:
                raise type(refusal)(refusal.says, fix=refusal.fix) from None
        raise
