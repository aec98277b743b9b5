import pytest

from limen.studies.chunks import chunk_sizes


@pytest.mark.parametrize(
    ("total", "sizes"), [(0, ()), (3, (3,)), (4, (4,)), (9, (4, 4, 1)), (12, (4, 4, 4))]
)
def test_a_total_is_cut_into_whole_chunks_and_what_is_left(total, sizes):
    assert chunk_sizes(total, 4) == sizes
