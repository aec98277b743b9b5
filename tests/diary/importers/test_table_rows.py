"""Times of a table: read as their format says, however quickly that can be done."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

MAPPING = """
version = 1
kind = "long"
zone = "UTC"
time = {{ column = "when", format = "{written}" }}
rating = [{{ column = "mood", name = "mood", low = 1, high = 7 }}]
"""
FORMATS = ("%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M", "%Y-%m-%dT%H:%M")
NEARLY = st.from_regex(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?")
ALMOST = NEARLY.filter(lambda text: text == text.strip() and text.isascii())


def moments(vault, text, written):
    """The moment that a row of this time gets, or nothing where it has to be asked."""
    mapping = MAPPING.format(written=written)
    preview = vault.preview("table", f"when,mood\n{text},3\n", mapping=mapping, stays=[])
    return [draft.at.replace(tzinfo=None) for draft in preview.drafts]


@pytest.mark.parametrize("written", FORMATS)
def test_a_time_in_its_format_is_taken(vault, written):
    wall = datetime(2026, 3, 2, 19, 4, 5)  # noqa: DTZ001 -- what a clock on the wall shows

    read = moments(vault, wall.strftime(written), written)

    assert [at.strftime(written) for at in read] == [wall.strftime(written)]


@pytest.mark.parametrize("text", ["2026-13-01 10:00", "2026-02-30 10:00", "2026-03-02T10:00", "x"])
def test_a_time_that_is_none_is_asked_for(vault, text):
    assert moments(vault, text, "%Y-%m-%d %H:%M") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # a preview keeps nothing
@given(text=ALMOST)
@example("2026-3-2 1:04")
@example("2026-03-02 24:00")
def test_no_format_reads_more_or_less_than_the_library_does(vault, text):
    written = "%Y-%m-%d %H:%M"
    try:
        library = [datetime.strptime(text, written)]  # noqa: DTZ007 -- as above
    except ValueError:
        library = []

    found = moments(vault, text, written)

    assert found == [at for at in library if 2 <= at.year <= 9998]
