from dataclasses import replace
from datetime import date, timedelta

import pytest

from limen.blinding.designs.design import DesignName
from limen.inference.belief_estimates import Guesses
from limen.studies.plan import Plan
from limen.studies.rows_file import read_rows
from limen.studies.trial_rows import ArmCount, CapsuleCounts, Remark, trial_rows
from limen.terms.errors import BadInput, SealClosed

START = date(2026, 3, 4)  # a Wednesday
PLAN = Plan(
    design=DesignName.THIRD_DAY,
    start=START,
    weeks=6,
    run_in_days=14,
    capsule_weekdays=(0, 3),
    main_measure="mood",
    higher_is_better=True,
    smallest_change=0.5,
)
ARMS = "100101101100"
COLUMNS = "day,slot,arm,guess,sure,guess_sitting,felt,mood"


def cells(plan=PLAN, arms=ARMS, days=42):
    """One row a day from the run-in on, by its number; the score of day t is 4 + t/100."""
    slots = plan.mechanism().slot_days
    rows = {
        t: [str(START + timedelta(days=t)), *[""] * 6, f"{4 + t / 100:.2f}"]
        for t in range(-14, days)
    }
    for place, (day, arm) in enumerate(zip(slots, arms, strict=False), start=1):
        if day in rows:
            rows[day][1:6] = [str(place), ("placebo", "active")[int(arm)], "active", "3", "evening"]
    return rows


def laid(rows, plan=PLAN):
    text = "\n".join([COLUMNS, *(",".join(row) for row in rows.values())]) + "\n"
    return trial_rows(plan, read_rows("rows.csv", text, "mood"))


def test_days_count_from_the_start_and_the_run_in_lies_before_it():
    found = laid(cells())

    assert found.run_in == tuple(round(4 + t / 100, 2) for t in range(-14, 0))
    assert found.trial.scores == tuple(round(4 + t / 100, 2) for t in range(42))
    assert (found.scored_days, found.planned_days) == (42, 42)
    assert found.trial.first_weekday == 2


def test_arms_and_guesses_stand_by_slot():
    found = laid(cells())

    assert found.trial.arms == bytes(map(int, ARMS))
    assert found.trial.slot_days == tuple(range(0, 36, 3))
    assert found.guesses == Guesses((True,) * 12, (3,) * 12)
    assert (found.trial.unknown_days, found.remarks, found.is_stopped_early) == ((), (), False)


def test_scores_are_turned_so_that_higher_is_better():
    found = laid(cells(), replace(PLAN, higher_is_better=False))

    assert found.trial.scores[:2] == (-4.0, -4.01)
    assert found.run_in[0] == -3.86


def test_a_day_without_a_row_and_an_empty_cell_are_missing():
    rows = cells()
    del rows[1]
    rows[3][7] = ""
    rows[3][3:5] = "", ""

    found = laid(rows)

    assert (found.trial.scores[1], found.trial.scores[3]) == (None, None)
    assert found.guesses.active[:3] == (True, None, True)
    assert found.scored_days == 40


@pytest.mark.parametrize(
    ("arm", "why"),
    [
        ("", "not all the arms are known"),
        ("placebo", "the arms stand in an order that the design cannot produce"),
    ],
)
def test_a_block_with_an_unknown_or_an_impossible_arm_is_left_out(arm, why):
    rows = cells()
    rows[15][2] = arm  # one of the two active ones of the second block

    found = laid(rows)

    assert found.mechanism.blocks == (0, 2)
    assert found.trial.arms == b"\1\0\0\1\1\1\0\0"
    assert found.trial.unknown_days == (12, 15, 18, 21)
    assert [t for t, score in enumerate(found.trial.scores) if score is None] == [*range(12, 24)]
    assert found.remarks == (
        Remark("allocation_not_possible", f"Days 2026-03-16 to 2026-03-27 are left out: {why}."),
    )
    assert found.scored_days == 42


def test_neighbouring_blocks_are_left_out_in_one_sentence():
    rows = cells()
    for place in (3, 15):
        rows[place][2] = ""

    found = laid(rows)

    why = "not all the arms are known"
    assert found.remarks == (
        Remark("allocation_not_possible", f"Days 2026-03-04 to 2026-03-27 are left out: {why}."),
    )


def test_days_that_a_left_out_capsule_still_reaches_are_left_out():
    plan = replace(PLAN, design=DesignName.PAIRED_WEEKS, capsule_weekdays=(6,), weeks=12)
    rows = cells(plan, "10" * 6, days=84)
    rows[13][2] = ""

    found = laid(rows, plan)

    silent = [t for t, score in enumerate(found.trial.scores) if score is None]
    assert silent == [*range(14), 14, 15]


def test_a_capsule_day_without_a_row_has_no_arm():
    rows = cells()
    del rows[0]

    assert laid(rows).mechanism.blocks == (1, 2)


def test_a_trial_that_ends_before_its_last_block_is_stopped_early():
    found = laid(cells(days=24))

    assert found.is_stopped_early
    assert (found.mechanism.blocks, found.remarks) == ((0, 1), ())


def test_a_guess_alone_is_enough_not_to_have_stopped():
    rows = cells()
    for day in range(24, 42):
        rows[day][1:8] = [""] * 7
    rows[24][3] = "active"

    found = laid(rows)

    assert not found.is_stopped_early
    assert [remark.code for remark in found.remarks] == ["allocation_not_possible"]


def test_rows_after_the_end_are_left_out_with_a_remark():
    found = laid(cells(days=44))

    assert found.remarks == (
        Remark("after-the-end", "2 days after the end of the protocol left out."),
    )
    assert len(found.trial.scores) == 42


def test_an_arm_on_a_day_without_a_capsule_is_refused_with_its_line():
    rows = cells()
    rows[1][2] = "active"

    with pytest.raises(BadInput) as caught:
        laid(rows)

    assert (
        caught.value.says == "2026-03-05 has an arm, and the protocol has no capsule on that day."
    )
    assert caught.value.at == "rows.csv:17"


def test_without_any_arm_the_seal_is_closed():
    rows = cells()
    for row in rows.values():
        row[2] = ""

    with pytest.raises(SealClosed) as caught:
        laid(rows)

    assert caught.value.says == "Every arm is empty, so nothing can be said yet."


@pytest.mark.parametrize(("header", "missing"), [("day,mood", "arm"), ("day,arm,amount", "mood")])
def test_a_file_without_a_column_of_arms_or_of_scores_is_refused(header, missing):
    cells = ["2026-03-04", "", "", ""][: header.count(",") + 1]
    rows = read_rows("rows.csv", f"{header}\n{','.join(cells)}\n", "mood")

    with pytest.raises(BadInput, match=f"There is no column {missing} in rows"):
        trial_rows(PLAN, rows)


@pytest.mark.parametrize(("number", "differing"), [("2", 0), ("3", 1)])
def test_another_slot_number_is_remarked_and_the_day_counts(number, differing):
    rows = cells()
    rows[3][1] = number

    codes = [remark.code for remark in laid(rows).remarks]

    assert codes == ["slot-differs"] * differing


@pytest.mark.parametrize(("number", "differing"), [("2", 0), ("3", 0), ("4", 1)])
def test_in_pairs_of_weeks_a_slot_is_the_week_or_a_running_number(number, differing):
    plan = replace(PLAN, design=DesignName.PAIRED_WEEKS, weeks=12)
    rows = cells(plan, "1100" * 6, days=84)
    rows[7][1] = number  # the third capsule, in the second week

    found = laid(rows, plan)

    assert len(found.remarks) == differing


def test_what_was_noticed_and_when_guesses_were_given_is_counted_by_arm():
    rows = cells()
    for day, felt in ((0, "yes"), (3, "yes"), (6, "no"), (9, "unsure")):
        rows[day][6] = felt
    rows[0][5] = "midday"

    found = laid(rows)

    assert found.counts == CapsuleCounts(ArmCount(1, 2), ArmCount(1, 2), evening_only=11)
