"""What Today weighs on its way, compressed: with everything that it shows, and without."""

import gzip
import re

FIRST_LOAD, LATER = 45_000, 6_000


def test_today_is_light(window, lived):
    del lived  # that there is something to show is wanted
    page = window.open("/t")
    files = set(re.findall(r'"(/s/[^"]+)"', page))

    weight = sum(compressed(window.open(path)) for path in files)

    assert compressed(page) <= LATER
    assert compressed(page) + weight <= FIRST_LOAD
    assert {path.rpartition(".")[2] for path in files} >= {"css", "js"}


def compressed(text: str) -> int:
    """How many octets of it travel."""
    return len(gzip.compress(text.encode()))
