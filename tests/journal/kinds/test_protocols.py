"""What cannot be stated of a plan."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from limen.journal.kinds.protocols import (
    ExpectancyStated,
    Measure,
    ProtocolExtended,
    ProtocolPlanned,
)
from limen.terms.errors import BadInput

CALM = Measure(id="calm", higher_is_better=True)


@pytest.mark.parametrize(
    ("said", "fields", "at"),
    [
        (ProtocolPlanned, {"ends": date(2026, 3, 1)}, "ends"),
        (ProtocolPlanned, {"rests_until": date(2026, 3, 28)}, "ends"),
        (ProtocolPlanned, {"reviews_on": date(2026, 3, 1)}, "reviews_on"),
        (ProtocolPlanned, {"reviews_on": date(2026, 3, 30)}, "reviews_on"),
        (ProtocolPlanned, {"measures": (CALM, CALM)}, "measures"),
        (ProtocolPlanned, {"measures": ()}, "measures"),
        (ProtocolPlanned, {"main_measure": "energy"}, "main_measure"),
        (ProtocolExtended, {"rests_until": date(2026, 4, 11)}, "rests_until"),
        (ProtocolExtended, {"review": {}}, "review"),
        (ExpectancyStated, {"credibility": 101}, "credibility"),
        (ExpectancyStated, {"expected": {"calm": -101}}, "expected.calm"),
    ],
)
def test_what_contradicts_itself_is_refused(said: Any, fields: dict[str, Any], at: str) -> None:
    with pytest.raises(BadInput) as refused:
        replace(said.example(), **fields)

    assert refused.value.at == at


def test_a_plan_of_one_day_may_be_reviewed_on_it() -> None:
    day = date(2026, 3, 2)

    said = replace(ProtocolPlanned.example(), starts=day, ends=day, reviews_on=day, rests_until=day)

    assert said.starts == said.ends == said.reviews_on
