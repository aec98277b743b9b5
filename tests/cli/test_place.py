"""When a command runs."""

import click
import pytest

from limen.cli.place import moment


def test_a_command_without_a_door_has_no_moment() -> None:
    with click.Context(click.Command("a")), pytest.raises(TypeError, match="the door gives"):
        moment()
