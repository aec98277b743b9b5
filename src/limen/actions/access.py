"""Who may do what with whose journal, and when: one table, asked by buttons and by actions."""

from collections.abc import Mapping
from enum import Enum, auto

from limen.actions.visit import Role, Visit
from limen.store import opening, vault
from limen.terms.errors import NotAllowed


class Deed(Enum):
    """What somebody may want to do with a journal."""

    READ = auto()
    RECORD = auto()
    EXPORT = auto()
    ERASE = auto()


class State(Enum):
    """What the open journal lets anybody do, whoever they are."""

    OPEN = auto()
    SHEET_UNREAD = auto()
    READING = auto()


class Whose(Enum):
    """Whether the chain of a visit is that of the open vault."""

    OWN = auto()
    OTHERS = auto()


_ALL = frozenset(Deed)
_NONE: frozenset[Deed] = frozenset()
_WITHOUT_RECORDING = frozenset({Deed.READ, Deed.EXPORT, Deed.ERASE})

# A vault has one person in it; everybody else, and every other chain, is refused.
TABLE: Mapping[tuple[Role, Whose, State], frozenset[Deed]] = {
    (role, whose, state): _NONE for role in Role for whose in Whose for state in State
} | {
    (Role.PARTICIPANT, Whose.OWN, State.OPEN): _ALL,
    (Role.PARTICIPANT, Whose.OWN, State.SHEET_UNREAD): _WITHOUT_RECORDING,
    (Role.PARTICIPANT, Whose.OWN, State.READING): _WITHOUT_RECORDING,
}


def may(visit: Visit, deed: Deed) -> None:
    """Let a deed be done, or say why not.

    Raises:
        NotAllowed: the journal is locked, or the table has no such row.
    """
    if not can(visit, deed):
        raise _refusal(visit, deed)


def can(visit: Visit, deed: Deed) -> bool:
    """Whether a deed would be let through; a page draws its button by this.

    Raises:
        NotAllowed: the journal is locked.
    """
    return deed in TABLE[visit.role, _whose(visit), _state()]


def _whose(visit: Visit) -> Whose:
    return Whose.OWN if visit.chain == vault.current().id else Whose.OTHERS


def _state() -> State:
    if vault.current().reason:
        return State.READING
    return State.OPEN if opening.is_sheet_confirmed() else State.SHEET_UNREAD


def _refusal(visit: Visit, deed: Deed) -> NotAllowed:
    if deed not in TABLE[visit.role, _whose(visit), State.OPEN]:
        return NotAllowed("This is not for you to do in this journal.")
    if _state() is State.SHEET_UNREAD:
        return NotAllowed(
            "The recovery sheet has not been read back yet.",
            fix="Type back two of its groups; then you can record.",
        )
    return NotAllowed(
        "This journal is open for reading only. %(reason)s",
        fix="You can read and export all of it.",
        values={"reason": vault.current().reason},
    )
