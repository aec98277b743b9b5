"""Identifiers: a name for a chain or an event that is never confused with another kind."""

import re
from typing import NewType
from uuid import UUID

from limen.terms.errors import BadInput

ChainId = NewType("ChainId", UUID)
"""One journal: that of one participant, or of one study."""

EventId = NewType("EventId", UUID)
"""One event of a chain, made by the client, so that sending it twice is harmless."""


def parse_chain_id(text: str) -> ChainId:
    """Return the identifier of a chain.

    Raises:
        BadInput: the text is not a UUID in its usual writing.
    """
    return ChainId(_parse(text, "chain"))


def parse_event_id(text: str) -> EventId:
    """Return the identifier of an event.

    Raises:
        BadInput: the text is not a UUID in its usual writing.
    """
    return EventId(_parse(text, "event"))


# Narrower than UUID(), which also reads braces, "urn:uuid:" and 32 digits without a hyphen.
_WRITTEN = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _parse(text: str, field: str) -> UUID:
    if not _WRITTEN.fullmatch(text):
        raise BadInput(
            f"The identifier of the {field} cannot be read.",
            fix="Write 32 digits, 0-9 and a-f, in five groups with hyphens between them.",
            at=field,
        )
    return UUID(text)
