"""A pattern is as long as its cycle."""

from dataclasses import replace

import pytest

from limen.evidence.tables import schedules


def test_a_pattern_is_as_long_as_its_cycle():
    with pytest.raises(ValueError, match="as long as its cycle"):
        replace(schedules()["fadiman"], cycle_days=4)


def test_every_schedule_that_can_be_analysed_by_a_person_says_what_it_does():
    told = {name for name, one in schedules().items() if one.analysis}

    assert told == {*("fadiman", "stamets43", "stamets52", "every_other", "two_fixed", "intuitive")}
