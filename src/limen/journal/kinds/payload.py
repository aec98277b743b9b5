"""What every payload is: a frozen value of one kind that refuses to exist when it is wrong."""

from collections.abc import Callable
from typing import Any, ClassVar, Self, TypeVar, cast, dataclass_transform

from pydantic import ConfigDict, ValidationError
from pydantic.dataclasses import dataclass

from limen.terms.errors import BadInput


class Payload:
    """The content of one event, without who stated it and how it arrived.

    A field whose name is a word of Python has an underscore behind it in code alone: `import_`.
    """

    __slots__ = ()
    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1

    @classmethod
    def example(cls) -> Self:
        """A payload of this kind as it may stand in a journal."""
        raise NotImplementedError


_Value = TypeVar("_Value")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def value(made: type[_Value]) -> type[_Value]:
    """Make a class a frozen value with strict fields; what cannot be stated raises `BadInput`."""
    strict: Any = dataclass(frozen=True, slots=True, kw_only=True, config=_STRICT)(made)
    strict.__init__ = _refusing(strict.__init__)
    return cast("type[_Value]", strict)


_STRICT = ConfigDict(
    strict=True,
    extra="forbid",
    alias_generator=lambda name: name.removesuffix("_"),
    validate_by_name=True,
    validate_by_alias=True,
)


def refusal(error: ValidationError) -> BadInput:
    """The first mistake that strict reading found, with the field where it lies."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part).removesuffix("_") for part in first["loc"])
    return BadInput(f"This cannot be saved: {first['msg'].lower()}.", at=place)


def _refusing(build: Callable[..., None]) -> Callable[..., None]:
    def __init__(self: object, **fields: object) -> None:  # noqa: N807 -- it stands in for the method of this name
        try:
            build(self, **fields)
        except ValidationError as error:
            raise refusal(error) from None

    return __init__
