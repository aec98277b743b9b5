"""What the pure rooms ask of the outside: the names and types that the shell must offer."""

from inspect import signature

import pytest

from limen.terms.ports import Dice, Seconds, Tell


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (Dice.below, "(self, n: int) -> int"),
        (Dice.octets, "(self, n: int) -> bytes"),
        (Seconds.__call__, "(self) -> float"),
        (Tell.__call__, "(self, done: int, total: int | None) -> None"),
    ],
)
def test_a_port_asks_for_this_and_nothing_else(asked: object, written: str) -> None:
    assert str(signature(asked)) == written


@pytest.mark.parametrize(
    ("port", "members"), [(Dice, {"below", "octets"}), (Seconds, set()), (Tell, set())]
)
def test_a_port_has_no_further_members(port: type, members: set[str]) -> None:
    assert {name for name in vars(port) if not name.startswith("_")} == members
