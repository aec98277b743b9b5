"""What the system says when a file or folder is refused, as values of a sentence for people."""

import errno
from collections.abc import Mapping

from limen.terms.phrases import phrase

# The system's own words, so that what a person finds about them elsewhere is the same.
_WORDS = {
    errno.EACCES: phrase("Permission denied"),
    errno.EPERM: phrase("Permission denied"),
    errno.ENOSPC: phrase("No space left on device"),
    errno.EROFS: phrase("Read-only file system"),
    errno.ENOENT: phrase("No such file or directory"),
    errno.ENOTDIR: phrase("Not a directory"),
    errno.EISDIR: phrase("Is a directory"),
    errno.EIO: phrase("Input/output error"),
}


def refused_place(place: object, error: OSError) -> Mapping[str, object]:
    """The values of `%(place)s` and `%(why)s` in a sentence about a place that was refused."""
    return {"place": place, "why": _WORDS.get(error.errno or 0, error.strerror)}
