"""How payloads of earlier versions are read today: one pure step from each version to the next.

A step renames, splits, or fills with null ("not asked then"); it never invents a statement. Stored
octets and hashes stay as they are.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

Plain: TypeAlias = dict[str, object]
"""The fields of a payload as plain values of JSON."""

Step: TypeAlias = Callable[[Plain], Plain]
"""From the plain fields of version n to those of version n + 1."""

UPCASTS: Mapping[tuple[str, int], Step] = {}
"""The step from (kind, n) to (kind, n + 1); every kind has a step for each version but its last."""


def upcast(
    plain: Plain,
    kind: str,
    versions: range,
    steps: Mapping[tuple[str, int], Step] = UPCASTS,
) -> Plain:
    """The plain fields after the step of each of these versions, in their order."""
    for version in versions:
        plain = steps[kind, version](plain)
    return plain
