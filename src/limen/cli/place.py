"""Where and when a command runs: the moment at which it began, and the clock of this computer."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from limen.terms.calendar import Zone
from limen.terms.errors import BadInput

_LOCAL = Path("/etc/localtime")
_FOLDER = "zoneinfo/"


def moment() -> datetime:
    """When the command began, as the door read it."""
    at: object = click.get_current_context().find_object(datetime)
    if not isinstance(at, datetime):
        raise TypeError("the door gives every command its moment")
    return at


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
