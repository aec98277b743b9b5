from datetime import date

import pytest

from limen.actions.help_page import help_page, write_help_page
from limen.terms.errors import LimenError

DAY = date(2026, 12, 1)


def test_the_page_is_written_for_its_owner_alone(tmp_path):
    path = write_help_page(tmp_path, DAY, "Notes")

    assert path == tmp_path / "help.html"
    assert path.read_text(encoding="utf-8") == help_page(DAY, "Notes")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_takes_no_file_is_told_of(tmp_path):
    with pytest.raises(LimenError, match=r"help\.html cannot be written"):
        write_help_page(tmp_path / "nowhere", DAY, "Notes")
