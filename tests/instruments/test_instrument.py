"""An instrument whose parts do not fit together cannot exist."""

from dataclasses import replace
from datetime import date

import pytest

from limen.instruments.instrument import SeverityBand
from limen.instruments.phq9 import PHQ9


def test_an_item_stands_once():
    with pytest.raises(ValueError, match="twice"):
        replace(PHQ9, items=(PHQ9.items[0], PHQ9.items[0]))


def test_there_is_an_item():
    with pytest.raises(ValueError, match="missing"):
        replace(PHQ9, items=())


def test_a_subscale_names_items_of_the_instrument():
    with pytest.raises(ValueError, match="subscale"):
        replace(PHQ9, subscales={"mood": ("1", "10")})


@pytest.mark.parametrize(
    "bands",
    [
        (SeverityBand(0, 4, "low"), SeverityBand(6, 27, "high")),
        (SeverityBand(0, 4, "low"), SeverityBand(5, 26, "high")),
        (SeverityBand(1, 27, "all"),),
    ],
    ids=["a gap", "an end too early", "a start too late"],
)
def test_bands_cover_every_score_once(bands):
    with pytest.raises(ValueError, match="bands"):
        replace(PHQ9, bands=bands)


def test_a_source_is_named_and_the_review_follows_the_reading():
    with pytest.raises(ValueError, match="source"):
        replace(PHQ9, sources=())
    with pytest.raises(ValueError, match="review"):
        replace(PHQ9, review_by=date(2026, 11, 20))
