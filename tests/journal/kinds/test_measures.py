"""What cannot be stated of check-ins."""

from dataclasses import replace

import pytest

from limen.journal.kinds.measures import CheckInSaved
from limen.terms.errors import BadInput


@pytest.mark.parametrize("rating", [0, 8, -1])
def test_an_own_rating_lies_between_one_and_seven(rating: int) -> None:
    with pytest.raises(BadInput) as refused:
        replace(CheckInSaved.example(), scales={"calm": 4, "mood": rating})

    assert refused.value.at == "scales.mood"


def test_an_imported_rating_keeps_its_own_scale() -> None:
    said = replace(CheckInSaved.example(), scales={"mood": 0, "steps": 9000}, set="import:table")

    assert said.scales == {"mood": 0, "steps": 9000}


@pytest.mark.parametrize("name", ["Mood", "", "own item", "a" * 65])
def test_a_scale_is_named_as_a_key_of_canonical_json(name: str) -> None:
    with pytest.raises(BadInput):
        replace(CheckInSaved.example(), scales={name: 4})
