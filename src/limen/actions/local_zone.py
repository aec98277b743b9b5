"""The zone that this computer is set to."""

import os
from datetime import UTC
from pathlib import Path

from limen.terms.calendar import Zone
from limen.terms.errors import BadInput

_LOCAL = Path("/etc/localtime")
_FOLDER = "zoneinfo/"


def local_zone(local: Path = _LOCAL) -> Zone:
    """The zone that this computer is set to; UTC where it does not say so by its name."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked(local)):
        try:
            return Zone(name.rpartition(_FOLDER)[2])
        except BadInput:
            continue
    return Zone(str(UTC))


def _linked(local: Path) -> str:
    try:
        return str(local.readlink())
    except OSError:
        return ""
