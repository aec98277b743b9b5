"""What the database refuses, in words."""

import pytest
from django.db import OperationalError, ProgrammingError

from limen.store.refusals import in_words
from limen.terms.errors import CheckFailed, LimenError


@pytest.mark.parametrize(
    ("said", "kind", "says"),
    [
        ("database or disk is full", LimenError, "The disk is full, so nothing was saved."),
        ("attempt to write a readonly database", LimenError, "open for reading only"),
        ("unable to open database file", LimenError, "The journal cannot be opened."),
        ("database is locked", LimenError, "Another program is writing to this journal"),
        ("file is not a database", CheckFailed, "The journal is damaged"),
        ("database disk image is malformed", CheckFailed, "The journal is damaged"),
        ("disk I/O error", CheckFailed, "The journal is damaged"),
    ],
)
def test_a_refusal_of_the_database_is_said_in_words(said: str, kind: type, says: str) -> None:
    with pytest.raises(LimenError, match=says) as refused, in_words():
        raise OperationalError(said)

    assert type(refused.value) is kind
    assert refused.value.fix != ""


def test_a_mistake_of_ours_stays_one() -> None:
    with pytest.raises(ProgrammingError, match="no such column"), in_words():
        raise ProgrammingError("no such column: x")
