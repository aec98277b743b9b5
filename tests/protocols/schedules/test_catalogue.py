"""Schedules are found by id and version, and presets are those of the table of facts."""

import json
from collections.abc import Mapping
from pathlib import Path
from pkgutil import iter_modules

import pytest

from limen.protocols import schedules
from limen.protocols.schedules.catalogue import PRESETS, SCHEDULES, Preset, parse_schedule
from limen.protocols.schedules.cycle import Cycle
from limen.protocols.schedules.fixed_weekdays import FixedWeekdays
from limen.terms.errors import BadInput


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, dict[str, object]]:
    """The rows of the table of schedules by their id."""
    table = json.loads((shared / "facts" / "schedules.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in table["rows"]}


def pattern_of(preset: Preset) -> list[int]:
    """The pattern of a preset, over one week for weekdays, as the table of facts writes it."""
    match preset.schedule:
        case Cycle(pattern):
            return list(pattern)
        case FixedWeekdays(weekdays):
            return [int(number in weekdays) for number in range(1, 8)]
        case _:
            raise AssertionError(preset)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_preset_is_a_row_that_was_read_at_its_source(
    facts: dict[str, dict[str, object]], preset: Preset
) -> None:
    row = facts[preset.fact]

    assert row["ship"] is True
    assert row["pattern"] == pattern_of(preset)


def test_every_pattern_that_may_ship_has_its_preset(facts: dict[str, dict[str, object]]) -> None:
    shipped = [row["pattern"] for row in facts.values() if row["ship"] and row["pattern"]]

    offered = [pattern_of(preset) for preset in PRESETS]

    assert [pattern for pattern in shipped if pattern not in offered] == []


def test_a_preset_names_no_person_and_each_title_once() -> None:
    titles = [preset.title for preset in PRESETS]

    assert titles == [
        "One day on, two days off",
        "Every other day",
        "Every third day, as in trials",
        "Two fixed weekdays",
        "Four days on, three days off",
        "Five days on, two days off",
    ]


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_a_schedule_is_read_back_from_its_parameters(preset: Preset) -> None:
    stated = preset.schedule

    assert parse_schedule(stated.id, stated.version, stated.parameters) == stated


@pytest.mark.parametrize(("name", "version"), [("cycle", 2), ("cycle", 0), ("moon", 1), ("", 1)])
def test_an_unknown_schedule_is_refused(name: str, version: int) -> None:
    with pytest.raises(BadInput) as refused:
        parse_schedule(name, version, {"pattern": (1, 0)})

    assert refused.value.says == "Limen does not know this schedule."
    assert refused.value.fix == "One of: cycle version 1, fixed_weekdays version 1."
    assert refused.value.at == "schedule"


@pytest.mark.parametrize(
    "parameters", [{}, {"weekdays": (1, 0)}, {"pattern": (1, 0), "weekdays": (1,)}]
)
def test_other_parameters_are_refused(parameters: Mapping[str, tuple[int, ...]]) -> None:
    with pytest.raises(BadInput) as refused:
        parse_schedule("cycle", 1, parameters)

    assert refused.value.says == "This schedule has exactly one parameter: pattern."


def test_every_file_of_a_schedule_is_in_the_catalogue() -> None:
    files = {module.name for module in iter_modules(schedules.__path__)}

    assert files - {"catalogue", "schedule"} == {known.id for known in SCHEDULES}


def test_ids_and_parameters_are_named_once() -> None:
    assert [(known.id, known.version, known.parameter) for known in SCHEDULES] == [
        ("cycle", 1, "pattern"),
        ("fixed_weekdays", 1, "weekdays"),
    ]
