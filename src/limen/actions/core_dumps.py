"""Keeping what is in memory out of crash files and out of other programs' reach."""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def switch_core_dumps_off() -> None:
    """Write no memory to disk at a crash: this image, and the size limit for its children.

    On Linux the image is not dumpable either, so that no other program of the same account can
    attach to it; an image that replaces this one must ask again.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
