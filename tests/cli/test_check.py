"""`limen check`: what a protocol can show, in words and as an object, refused with exit 6."""

from collections.abc import Callable
from pathlib import Path

import pytest

PLAN = """\
design = "{design}"
start = 2026-03-02
weeks = {weeks}
run_in_days = 14
capsule_weekdays = [0, 3]
main_measure = "mood"
higher_is_better = true
smallest_change = 0.5
kernel = [1, 0.5, 0.25]
"""


@pytest.fixture
def plan(place: Path) -> Callable[..., str]:
    def written(design: str = "paired_weeks", weeks: int = 12, more: str = "") -> str:
        text = PLAN.format(design=design, weeks=weeks) + more
        (place / "protocol.toml").write_text(text, encoding="utf-8")
        return "protocol.toml"

    return written


def test_people_read_the_layout_a_table_and_the_meter(limen: Callable, plan: Callable) -> None:
    ran = limen("check", plan())

    assert ran.exit_code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Pairs of weeks: 2026-03-02 to 2026-05-24, 12 weeks; rest to 2026-06-21."
    assert lines[4] == "How many times in 100 you will read:"
    assert [line for line in lines if line.startswith("We cannot tell yet.")]
    assert "If nothing acts, you will read" in ran.out
    assert "Note: 12 microdose days in 12 weeks." in ran.err
    next_commands = (
        "limen simulate protocol.toml or limen analyse rows.csv --protocol protocol.toml"
    )
    assert f"Next: {next_commands}\n" in ran.err


def test_programs_get_one_object_that_agrees_with_its_schema(
    limen: Callable, plan: Callable, agrees: Callable
) -> None:
    ran = limen("check", plan(), "--json")

    agrees(ran.answer, "check")
    assert (ran.exit_code, ran.err, ran.answer["ok"]) == (0, "", True)
    assert ran.answer["data"]["allocations"] == 64
    assert ran.answer["data"]["warnings"] == ran.answer["warnings"]


def test_a_refused_protocol_ends_with_6_and_its_data(
    limen: Callable, plan: Callable, agrees: Callable
) -> None:
    ran = limen("check", plan(weeks=6), "--json")

    agrees(ran.answer, "check")
    assert (ran.exit_code, ran.answer["ok"], ran.answer["data"]["accepted"]) == (6, False, False)
    assert ran.answer["error"] == {
        "code": "protocol-refused",
        "say": "With 3 pairs this can never show a difference, whatever happens. "
        "Choose at least 6 pairs.",
        "fix": "Use weeks = 12.",
        "at": "protocol.toml:3",
    }


def test_people_read_why_it_is_refused_and_what_would_do(limen: Callable, plan: Callable) -> None:
    ran = limen("check", plan(weeks=10))

    assert ran.exit_code == 6
    assert ran.out.splitlines()[-1].startswith("Packed by hand in 5 shuffle sets")
    assert (
        "protocol.toml line 3: With 5 pairs this can never show a difference, whatever happens. "
        "Choose at least 6 pairs.\nUse weeks = 12.\nNext: limen check protocol.toml\n"
    ) in ran.err


def test_open_use_has_a_layout_and_a_note(
    limen: Callable, plan: Callable, agrees: Callable
) -> None:
    ran = limen("check", plan("open", 10))

    assert ran.exit_code == 0
    assert ran.out == "Without placebo: 2026-03-02 to 2026-05-10, 10 weeks; rest to 2026-06-07.\n"
    assert "Note: This protocol has no placebo." in ran.err
    agrees(limen("check", plan("open", 10), "--json").answer, "check")


def test_a_plan_without_a_capsule_agrees_with_the_schema(
    limen: Callable, plan: Callable, agrees: Callable
) -> None:
    ran = limen("check", plan("third_day", 1), "--json")

    agrees(ran.answer, "check")
    assert ran.answer["data"]["power_at_1sd"] == 0


def test_an_unknown_key_ends_with_6_and_its_line(limen: Callable, plan: Callable) -> None:
    ran = limen("check", plan(more="dose = 1\n"), "--json")

    assert (ran.exit_code, ran.error["code"], ran.error["at"]) == (
        6,
        "bad-input",
        "protocol.toml:10",
    )
    assert ran.error["say"] == "There is no key dose."


def test_a_file_that_is_not_there_is_said(limen: Callable, place: Path) -> None:
    ran = limen("check", "nothing.toml")

    assert place.exists()
    assert ran.exit_code == 6
    assert "There is no file nothing.toml." in ran.err
