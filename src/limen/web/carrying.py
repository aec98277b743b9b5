"""A form that was sent to a locked vault: what was typed travels with the page, never on a disk.

The unlock page carries the fields along as hidden inputs; after unlocking they are sent to where
they were meant for. The server keeps none of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

_TO, _FIELD = "carried_to", "carried_"
_NOT_CARRIED = {"csrfmiddlewaretoken", "typed", _TO}


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a form was meant for, with its fields in their order."""

    to: str
    fields: tuple[tuple[str, str], ...]

    @property
    def hidden(self) -> Iterator[tuple[str, str]]:
        """The inputs that carry them through the unlock page."""
        yield _TO, self.to
        for name, value in self.fields:
            yield _FIELD + name, value


def caught(request: HttpRequest) -> Carried:
    """What was sent to a page while the vault was locked."""
    return Carried(request.get_full_path(), tuple(_fields(request.POST)))


def brought(request: HttpRequest) -> Carried | None:
    """What an unlock page brought along, or None."""
    to = request.POST.get(_TO, "")
    if not to.startswith("/") or to.startswith("//"):
        return None
    found = ((name.removeprefix(_FIELD), value) for name, value in _fields(request.POST))
    return Carried(to, tuple(found))


def _fields(sent: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in sent.lists():
        if name not in _NOT_CARRIED:
            for value in values:
                yield name, str(value)
