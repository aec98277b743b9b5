from dataclasses import replace

import pytest

from limen.inference.ladder import Rung
from limen.inference.trial_estimates import ExactRange, MissingDays
from limen.reports.trial_answer import EffectRange, ThreeEffects, trial_fields
from limen.studies.trial_rows import ArmCount, CapsuleCounts


@pytest.mark.parametrize(
    ("changes", "grey"),
    [
        ({"counts": CapsuleCounts(ArmCount(0, 14), ArmCount(0, 14), 5)}, ()),
        ({"counts": CapsuleCounts(ArmCount(0, 14), ArmCount(1, 14), 0)}, ("noticed",)),
        ({"missing": MissingDays(0.06, 0.3, 0.0)}, ()),
        ({"missing": None}, ()),
    ],
)
def test_nothing_stands_in_grey_below_its_line(told, changes, grey):
    assert trial_fields(replace(told.answer, **changes))["grey"] == grey


def test_the_fields_are_those_of_the_contract(told):
    data = trial_fields(told.answer)

    assert (data["headline"], data["verdict"], data["range95"]) == ("S1", "L2", (0.22, 1.46))
    assert data["guesses"] == {
        "right": 17,
        "n": 28,
        "by_chance": 13.98,
        "midday": 28,
        "evening_only": 0,
    }
    assert data["effects"] == {"same_day": None, "next_days": None, "over_weeks": None}


def test_what_has_no_limit_and_what_cannot_be_said_is_null(told):
    over = EffectRange(0.2, ExactRange(None, 0.7))
    answer = replace(
        told.judged(Rung.L1, own_switch=told.nothing), effects=ThreeEffects(None, None, over)
    )

    data = trial_fields(answer)

    assert data["own_switch"] is None
    assert data["effects"]["over_weeks"] == {"difference": 0.2, "range95": (None, 0.7)}
