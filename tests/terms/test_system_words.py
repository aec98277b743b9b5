import errno
import os
from pathlib import Path

import pytest

from limen.terms.errors import BadInput
from limen.terms.system_words import refused_place


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EMFILE])
def test_a_refused_place_is_told_in_the_words_of_the_system(number: int) -> None:
    error = OSError(number, os.strerror(number))

    told = BadInput(
        "%(place)s cannot be written: %(why)s.", values=refused_place(Path("/a"), error)
    )

    assert str(told) == f"/a cannot be written: {os.strerror(number)}."
