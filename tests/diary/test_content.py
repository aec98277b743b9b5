"""A content is a lognormal range, and no number in it is ever without sense."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.diary.content import BandEdges, Content

EDGES = BandEdges(3.0, 10.0, 15.0)


@pytest.mark.parametrize(
    ("median", "spread"), [(0, 1), (-1, 1), (inf, 1), (nan, 1), (1, 0), (1, -1), (1, inf), (1, nan)]
)
def test_a_content_without_sense_is_refused(median: float, spread: float) -> None:
    with pytest.raises(ValueError, match=r"above 0"):
        Content(median, spread, EDGES)


@given(median=st.floats(1e-60, 1e60), spread=st.floats(0.01, 1e9))
def test_range_and_bands_hold_for_every_content(median: float, spread: float) -> None:
    content = Content(median, spread, EDGES)

    bands = content.bands

    assert content.range_mg.lower <= median <= content.range_mg.upper
    assert bands.microdose + bands.low + bands.between + bands.full == pytest.approx(1)
