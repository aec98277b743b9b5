"""What the check of a plan says: sentences whose numbers are those of its data."""

from dataclasses import replace
from datetime import date

import pytest

from limen.blinding.designs.design import DesignName
from limen.reports.plan_check import (
    HEADINGS,
    chance_rows,
    layout_sentences,
    meter_sentences,
    plan_answer,
)
from limen.studies.plan import Plan
from limen.studies.plan_findings import (
    Chances,
    CurvePoint,
    HeadlineShares,
    PlanCheck,
    PlanRemark,
    Sight,
    SlowShare,
)

PLAN = Plan(
    design=DesignName.THIRD_DAY,
    start=date(2026, 3, 2),
    weeks=12,
    run_in_days=14,
    capsule_weekdays=(0, 3),
    main_measure="mood",
    higher_is_better=True,
    smallest_change=0.5,
)
CHANCES = Chances(
    none=HeadlineShares(0.0125, 0.01, 0.04, 0.92, 0.0175),
    middle=HeadlineShares(0.16, 0.22, 0.0, 0.62, 0.0),
    large=HeadlineShares(0.424, 0.266, 0.0, 0.31, 0.0),
)
CURVE = (CurvePoint(0.0, 0.05, 0.003), CurvePoint(0.3, 0.13, 0.005), CurvePoint(1.0, 0.8, 0.006))
SLOW = (SlowShare(1, 0.8), SlowShare(7, 0.264))
SIGHT = Sight(
    phi=0.3,
    se=0.348,
    smallest=1.03,
    curve=CURVE,
    at_very_large=CURVE[-1],
    slow_shares=SLOW,
    chances=CHANCES,
)
REMARK = PlanRemark("exposure", "14 microdose days in 12 weeks.")


def check_of(plan: Plan = PLAN, sight: Sight | None = SIGHT) -> PlanCheck:
    mechanism = None if plan.design is None else plan.mechanism()
    return PlanCheck(plan, mechanism, sight, (), (REMARK,))


def test_the_answer_holds_every_field() -> None:
    assert plan_answer(check_of(replace(PLAN, day_sd=2.0))) == {
        "accepted": True,
        "refusals": (),
        "warnings": (REMARK,),
        "allocations": 279_936,
        "attainable_p": pytest.approx(2 / 279_936),
        "collision": pytest.approx(1 / 279_936),
        "bits": pytest.approx(18.0947, abs=1e-4),
        "smallest_detectable": 2.06,
        "power_at_1sd": 0.8,
        "curve": CURVE,
        "slow_shares": SLOW,
        "chances": {
            "none": {"S1": 0.0125, "S2": 0.01, "S3": 0.04, "S4": 0.92, "S5": 0.0175},
            "middle": {"S1": 0.16, "S2": 0.22, "S3": 0.0, "S4": 0.62, "S5": 0.0},
            "large": {"S1": 0.424, "S2": 0.266, "S3": 0.0, "S4": 0.31, "S5": 0.0},
        },
        "capsules": 28,
        "active": 14,
        "phi": 0.3,
        "day_sd": 2.0,
    }


def test_open_use_has_no_numbers_of_a_trial() -> None:
    answer = plan_answer(check_of(replace(PLAN, design=None), None))

    assert {name for name, said in answer.items() if said is None} == {
        *("allocations", "attainable_p", "collision", "bits", "smallest_detectable"),
        *("power_at_1sd", "chances", "capsules", "active", "phi"),
    }


def test_a_plan_without_a_capsule_has_no_power() -> None:
    answer = plan_answer(check_of(replace(PLAN, weeks=1), None))

    assert (answer["power_at_1sd"], answer["chances"], answer["curve"]) == (0.0, None, ())


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        (
            {},
            (
                "Every third day: 2026-03-02 to 2026-05-24, 12 weeks; rest to 2026-06-21.",
                "Capsules: 28, of them 14 microdose; 279,936 possible orders.",
                "Packed by hand in 7 shuffle sets of packets: 2 microdose and 2 placebo each.",
            ),
        ),
        (
            {"weeks": 2},
            (
                "Every third day: 2026-03-02 to 2026-03-15, 2 weeks; rest to 2026-04-12.",
                "Capsules: 4, of them 2 microdose; 6 possible orders.",
                "Packed by hand in 1 shuffle set of packets: 2 microdose and 2 placebo each.",
            ),
        ),
        (
            {"design": DesignName.SPACED, "weeks": 6, "rest_weeks": 2},
            (
                "Random spacing: 2026-03-02 to 2026-04-12, 6 weeks; rest to 2026-04-26.",
                "Capsules: 42, of them 7 microdose; 158,760 possible orders.",
                "Only a helper can pack it, from a list that you do not see.",
            ),
        ),
        (
            {"design": None},
            ("Without placebo: 2026-03-02 to 2026-05-24, 12 weeks; rest to 2026-06-21.",),
        ),
    ],
)
def test_the_layout_is_said_in_sentences(
    changes: dict[str, object], sentences: tuple[str, ...]
) -> None:
    assert layout_sentences(check_of(replace(PLAN, **changes))) == sentences


def test_a_row_of_the_table_is_a_headline_with_times_in_100() -> None:
    rows = chance_rows(CHANCES)

    assert len(HEADINGS) == 4
    assert rows[0] == ("Probably a real extra effect.", "1", "16", "42")
    assert rows[3] == ("We cannot tell yet.", "92", "62", "31")
    assert [row[0] for row in rows] == [
        "Probably a real extra effect.",
        "Some sign of an effect, but it may be hope.",
        "Probably little or no difference.",
        "We cannot tell yet.",
        "Probably worse.",
    ]


def test_the_meter_says_what_the_chances_mean() -> None:
    first, ever, slow, reckoned = meter_sentences(check_of(), SIGHT, CHANCES)

    assert first == (
        "If nothing acts, you will read “we cannot tell yet” about 92 times in 100. If there is a "
        "large same-day effect (0.8 of your usual swing), you will read that the days differed "
        "about 69 times in 100, and in about 42 of these 100 also that belief alone is unlikely. "
        "A small effect will stay hidden."
    )
    assert ever == (
        "With the smallest change you would care about (0.5 points), this protocol cannot ever say "
        "“little or no difference”."
    )
    assert slow == (
        "Of an effect that builds up with a half-life of a week, the difference between your days "
        "would show about 26 in 100."
    )
    assert reckoned == (
        "Until the run-in is complete this is reckoned with an autocorrelation of 0.3 and a "
        "day-to-day SD of 1 point."
    )


def test_a_strong_plan_hides_little_and_can_say_little() -> None:
    none = replace(CHANCES.none, s3=0.24, s4=0.72)
    large = replace(CHANCES.large, s1=0.01, s2=0.0)
    sight = replace(SIGHT, curve=(CurvePoint(0.3, 0.5, 0.01),))
    plan = replace(PLAN, phi=0.3, day_sd=1.5, smallest_change=1.0)

    first, ever, _, reckoned = meter_sentences(
        check_of(plan, sight), sight, Chances(none, CHANCES.middle, large)
    )

    assert first == (
        "If nothing acts, you will read “we cannot tell yet” about 72 times in 100 and “probably "
        "little or no difference” about 24 times in 100. If there is a large same-day effect (0.8 "
        "of your usual swing), you will read that the days differed about 1 time in 100, and in "
        "about 1 of these 100 also that belief alone is unlikely."
    )
    assert ever == (
        "With the smallest change you would care about (1 point), this protocol can ever say "
        "“little or no difference”."
    )
    assert reckoned == (
        "Reckoned with an autocorrelation of 0.3 and a day-to-day SD of 1.5 points, as the "
        "protocol states them."
    )
