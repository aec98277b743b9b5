import pytest

from limen.terms.errors import (
    BadInput,
    CheckFailed,
    LimenError,
    NotAllowed,
    NotFound,
    ProtocolRefused,
    RuleBroken,
    SealClosed,
)
from limen.web.refusals import status_of


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (BadInput, 400),
        (NotAllowed, 403),
        (NotFound, 404),
        (RuleBroken, 409),
        (SealClosed, 409),
        (ProtocolRefused, 409),
        (CheckFailed, 422),
        (LimenError, 500),
    ],
)
def test_each_error_has_the_status_of_the_table(kind, status):
    assert status_of(kind("why")) == status
