"""Where and when a command runs: the moment at which it began, and the clock of this computer."""

from datetime import datetime

import click

from limen.actions.local_zone import local_zone

__all__ = ["local_zone", "moment"]


def moment() -> datetime:
    """When the command began, as the door read it."""
    at: object = click.get_current_context().find_object(datetime)
    if not isinstance(at, datetime):
        raise TypeError("the door gives every command its moment")
    return at
