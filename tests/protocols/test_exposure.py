"""The note about many dose days: not a refusal, and for four reasons only."""

import pytest

from limen.protocols.changes import planned
from limen.protocols.exposure import Exposure, ExposureNotice, exposure_notice, require_read
from limen.terms.errors import BadInput


@pytest.fixture
def plan(make):
    """A plan of so many days, by default one day on and two off."""

    def made(last, first=0, number=1, pattern=(1, 0, 0)):
        stated = make.stated(first, last, schedule_parameters={"pattern": pattern})
        return planned(make.id(number), stated)

    return made


def reasons(notice):
    return notice.reasons if notice else ()


@pytest.mark.parametrize(
    ("last", "pattern", "found"),
    [
        (55, (1, 0, 0), ()),
        (56, (1, 0, 0), (Exposure.WEEKS_ON_END,)),
        (91, (1, 0, 0), (Exposure.WEEKS_ON_END,)),
        (92, (1, 0, 0), (Exposure.WEEKS_ON_END, Exposure.MONTHS_IN_ALL)),
        (27, (1, 0), (Exposure.DAYS_A_WEEK,)),
        (27, (1, 0, 1, 0, 1, 0, 0), ()),
        (27, (1, 1, 1, 1, 0, 0, 0), (Exposure.DAYS_A_WEEK,)),
    ],
)
def test_a_plan_by_itself(plan, last, pattern, found):
    assert reasons(exposure_notice(plan(last, pattern=pattern), ())) == found


def test_it_says_how_many_dose_days_in_how_many_weeks(plan):
    notice = exposure_notice(plan(83, pattern=(1, 0, 0, 0, 0, 0)), ())

    assert (notice.dose_days, notice.weeks) == (14, 12)


def test_protocols_before_it_count_together(plan):
    first, second = plan(27, number=2), plan(127, first=100, number=3)

    third = exposure_notice(plan(227, first=200), (first, second))
    much_later = exposure_notice(plan(427, first=400), (first,))

    assert reasons(third) == (Exposure.COURSES_A_YEAR,)
    assert reasons(much_later) == ()
    assert reasons(exposure_notice(plan(240, first=200), (plan(55, number=2),))) == (
        Exposure.MONTHS_IN_ALL,
    )


def test_a_schedule_without_a_dose_day_in_reach_is_no_reason(plan):
    assert exposure_notice(plan(0, pattern=(0, 1)), ()) is None


def test_a_note_that_is_not_ticked_is_asked_for_and_one_without_reason_is_none():
    notice = ExposureNotice(14, 12, (Exposure.WEEKS_ON_END,))

    require_read(None, is_read=False)
    require_read(notice, is_read=True)
    with pytest.raises(BadInput, match="tick it"):
        require_read(notice, is_read=False)
    with pytest.raises(ValueError, match="has a reason"):
        ExposureNotice(14, 12, ())
