"""The plan to begin with can be read as it stands, and names no amount."""

import re
from datetime import date

import pytest

from limen.studies.plan_file import read_plan
from limen.studies.plan_keys import KEYS
from limen.studies.plan_template import TEMPLATES, plan_template

START = date(2026, 3, 2)


@pytest.mark.parametrize("design", TEMPLATES)
def test_a_template_is_a_plan_of_its_design(design: str) -> None:
    plan = read_plan("protocol.toml", plan_template(design, START))

    assert plan.design == (None if design == "open" else design)
    assert (plan.start, plan.weeks, plan.run_in_days) == (START, 12, 14)


@pytest.mark.parametrize("design", TEMPLATES)
def test_a_template_says_what_each_key_means(design: str) -> None:
    lines = plan_template(design, START).splitlines()

    stated = [line for line in lines if re.match(r"\w+ =", line)]
    assert [line for line in stated if "#" not in line] == [
        f'design = "{design}"',
        "higher_is_better = true",
    ]
    assert {line.split()[0] for line in stated} <= {key.name for key in KEYS}


@pytest.mark.parametrize("design", TEMPLATES)
def test_a_template_names_no_amount(design: str) -> None:
    assert not re.search(r"\d\s*(g|mg|microgram)\b", plan_template(design, START))


def test_only_random_spacing_has_spans() -> None:
    with_spans = [design for design in TEMPLATES if "span_days" in plan_template(design, START)]

    assert with_spans == ["spaced"]
