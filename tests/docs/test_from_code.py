"""The tables of the reference hold what the code holds, all of it and nothing else."""

import json
import re
import tomllib
from importlib import resources
from pathlib import Path
from types import ModuleType

import click
import pytest

from limen.blinding.designs.catalogue import DESIGNS
from limen.cli.verbs import VERBS, limen
from limen.inference.catalogue import ESTIMATORS
from limen.inference.estimates import Reason
from limen.protocols.schedules.catalogue import PRESETS
from limen.protocols.states import drawing
from limen.studies.plan_keys import KEYS, PRACTICE_KEYS
from limen.studies.published.catalogue import SOURCES
from limen.studies.published.szigeti2021 import DECLARATION, SOURCE
from limen.studies.published.szigeti2021_outcomes import OUTCOMES
from limen.terms.exit_codes import ExitCode
from limen.terms.units import Form, Unit


@pytest.fixture(scope="session")
def settings(root: Path) -> str:
    return (root / "pyproject.toml").read_text(encoding="utf-8")


def rows(table: str) -> list[list[str]]:
    """The cells of a table below its head, without code marks."""
    lines = [line.strip("|").split(" | ") for line in table.splitlines()[2:]]
    return [[cell.strip().strip("`") for cell in line] for line in lines]


def test_a_table_keeps_its_cells_apart(from_code: ModuleType) -> None:
    written = from_code.table(("a", "b"), [("one | two", "three\nfour")])

    assert written == "| a | b |\n| --- | --- |\n| one \\| two | three four |"


def test_every_exit_code_stands_with_its_meaning(from_code: ModuleType) -> None:
    assert rows(from_code.exit_codes()) == [[str(c.value), c.meaning] for c in ExitCode]


def test_the_family_of_errors_begins_with_its_root(from_code: ModuleType) -> None:
    family = rows(from_code.errors())

    assert family[0] == ["LimenError", "failed", "1", "A refusal with a sentence for the reader."]
    assert {name for name, *_ in family[1:]} == {
        *("BadInput", "CheckFailed", "NotAllowed", "NotFound"),
        *("ProtocolRefused", "RuleBroken", "SealClosed"),
    }


def test_every_design_stands_in_the_planners_order(from_code: ModuleType) -> None:
    designs = rows(from_code.designs())

    assert [name for name, *_ in designs] == list(DESIGNS)
    assert designs[0] == [
        *("one_in_four", "Four and two", "E1", "268,435,456", "28.0", "3 sets", "1 + 3"),
    ]
    assert designs[-1][-1] == "no set: a list"


def test_every_key_of_a_protocol_stands_with_what_may_be_written(from_code: ModuleType) -> None:
    keys = rows(from_code.protocol_keys())

    assert [name for name, *_ in keys] == [
        *(key.name for key in KEYS),
        *(f"practice.{key.name}" for key in PRACTICE_KEYS),
    ]
    assert ["kernel", "[1, 0.5, 0.25] or [1]", ""] in keys
    assert ["span_days", "6 or 4", "yes"] in keys


def test_the_schema_of_a_protocol_is_the_one_that_ships(from_code: ModuleType) -> None:
    written = from_code.protocol_schema().removeprefix("```json\n").removesuffix("\n```")

    assert json.loads(written)["$id"] == "urn:limen:1:protocol"


def test_the_schema_of_rows_is_the_one_that_ships(from_code: ModuleType) -> None:
    written = from_code.rows_schema().removeprefix("```json\n").removesuffix("\n```")

    assert json.loads(written)["$id"] == "urn:limen:1:rows"


@pytest.mark.parametrize("name", sorted(VERBS))
def test_the_help_of_a_verb_is_its_own(from_code: ModuleType, name: str) -> None:
    written = from_code.verb_help(name)

    assert written.startswith(f"```text\n{VERBS[name]}\n\nExamples:\n")
    assert f"Usage: limen {name} " in written


def test_every_verb_has_its_part_of_the_page(docs: Path) -> None:
    page = (docs / "reference" / "commands.md").read_text(encoding="utf-8")

    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == sorted(VERBS)
    assert re.findall(r"^```\{from-code\} verb (\w+)$", page, re.MULTILINE) == sorted(VERBS)


def test_the_fields_of_every_verb_are_listed(from_code: ModuleType) -> None:
    commands = {name: limen.get_command(click.Context(limen), name) for name in VERBS}

    listed = {
        name: fields.replace("`", "").split(", ") for name, fields in rows(from_code.fields())
    }

    assert listed == {name: list(command.fields) for name, command in commands.items()}


def test_every_schema_is_shown_whole(from_code: ModuleType) -> None:
    shown = re.findall(
        r"^`(\S+)`\n\n```json\n(.*?)^```$", from_code.schemas(), re.MULTILINE | re.DOTALL
    )

    shipped = resources.files("limen.cli") / "schemas"
    assert {name: json.loads(text) for name, text in shown} == {
        file.name: json.loads(file.read_text(encoding="utf-8"))
        for file in shipped.iterdir()
        if file.name.endswith(".json")
    }


def test_every_estimator_stands_with_its_version(from_code: ModuleType) -> None:
    listed = [(id_, int(version)) for id_, version, *_ in rows(from_code.estimators())]

    assert listed == [(estimator.id, estimator.version) for estimator in ESTIMATORS]
    assert all(gives.endswith(".") for _, _, gives, _ in rows(from_code.estimators()))


def test_every_move_of_a_protocol_is_drawn(from_code: ModuleType) -> None:
    assert from_code.protocol_moves() == f"```text\n{drawing()}\n```"


def test_every_preset_stands_with_its_parameters(from_code: ModuleType) -> None:
    listed = rows(from_code.presets())

    assert [title for title, *_ in listed] == [preset.title for preset in PRESETS]
    assert listed[0] == ["One day on, two days off", "cycle", "pattern 1,0,0"]
    assert listed[3] == ["Two fixed weekdays", "fixed_weekdays", "weekdays 1,4"]


def test_a_formula_keeps_its_lines_and_sentences_stay_sentences(from_code: ModuleType) -> None:
    written = from_code.formulas("limen.inference.reml")

    assert written.startswith("A linear model with one random intercept per participant")
    assert "\n\n```text\ny_ij = x_ij'β + u_i + e_ij,    u_i ~ N(0, σ_b²)" in written
    assert "Axes:" not in written


def test_every_estimator_has_its_formulas_on_the_page(docs: Path) -> None:
    page = (docs / "reference" / "methods.md").read_text(encoding="utf-8")

    shown = set(re.findall(r"^```\{from-code\} formulas (\S+)$", page, re.MULTILINE))

    assert {estimator.place.partition(":")[0] for estimator in ESTIMATORS} - shown == set()


def test_reasons_units_and_forms_are_those_of_the_code(from_code: ModuleType) -> None:
    assert from_code.reasons().replace("`", "").split(", ") == [reason.value for reason in Reason]
    assert [row[0] for row in rows(from_code.units())] == [unit.value for unit in Unit]
    assert from_code.forms().replace("`", "").split(", ") == [form.value for form in Form]


def test_pieces_have_no_mass_of_their_own(from_code: ModuleType) -> None:
    masses = {code: mass for code, _, _, mass in rows(from_code.units())}

    assert masses["g"] == "1000"
    assert masses["capsule"] == "what its batch says"


def test_every_room_stands_with_its_sentence(
    from_code: ModuleType, root: Path, settings: str
) -> None:
    written = rows(from_code.rooms(settings))

    folders = {p.parent.name for p in (root / "src" / "limen").glob("*/__init__.py")}
    assert {room for room, *_ in written} == folders - {"settings"}
    assert all(sentence.endswith(".") for _, sentence, _ in written)
    assert sum(pure == "yes" for *_, pure in written) == 12


def test_every_contract_stands_with_what_it_keeps(from_code: ModuleType, settings: str) -> None:
    contracts = tomllib.loads(settings)["tool"]["importlinter"]["contracts"]

    assert rows(from_code.contracts(settings)) == [[c["id"], c["name"]] for c in contracts]


def test_every_library_stands_with_its_reason(from_code: ModuleType, settings: str) -> None:
    project = tomllib.loads(settings)["project"]
    extras = project["optional-dependencies"]
    declared = [*project["dependencies"], *extras["web"], *extras["study"]]

    listed = [library for library, *_ in rows(from_code.libraries(settings))]

    assert listed == [re.match(r"[\w-]+", library)[0] for library in declared]


def test_the_published_trial_is_described_in_full(from_published: ModuleType) -> None:
    assert [row[0] for row in rows(from_published.files())] == [f.name for f in SOURCE.files]
    assert [row[0] for row in rows(from_published.columns())] == [
        column.name for column in DECLARATION.columns
    ]
    assert [row[0] for row in rows(from_published.outcomes())] == [o.name for o in OUTCOMES]
    assert len(rows(from_published.misprints())) == len(SOURCE.printed.misprints)
    assert SOURCE.licence in from_published.terms_of_use()


def test_a_printed_number_stands_as_printed(from_published: ModuleType) -> None:
    printed = {name: (m1, m2) for name, *_, m1, m2 in rows(from_published.outcomes())}

    assert printed["STAIT"] == (r"−1.5±1.3\*", "−0.1±0.6")
    assert printed["SCS"] == ("not given", "not given")


def test_the_findings_listed_are_those_that_are_made(
    from_published: ModuleType, shared: Path
) -> None:
    file = SOURCE.files[0].name
    octets = (shared / "data" / SOURCE.id / file).read_bytes()

    made = SOURCE.read({file: octets.decode("utf-8")}).findings

    assert [id_ for id_, _ in rows(from_published.quirks())] == [finding.id for finding in made]


def test_every_published_data_set_has_its_part_of_the_page(docs: Path) -> None:
    page = (docs / "reference" / "datasets.md").read_text(encoding="utf-8")

    headings = re.findall(r"^## \d+ (\w+) (\d{4})$", page, re.MULTILINE)

    assert [f"{name.lower()}{year}" for name, year in headings] == list(SOURCES)


def test_the_columns_of_tables_are_those_that_are_written(from_code: ModuleType) -> None:
    written = rows(from_code.tables())

    assert [row[1] for row in written if row[0] == "all others"] == [
        *("id", "day", "at", "zone", "imported", "corrections")
    ]
    assert [row[1] for row in written if row[0] == "notes"] == ["words"]
    assert {row[0] for row in written} >= {"dose_events", "occasions", "protocol"}
    assert [
        "felt_answers",
        "felt",
        "choice",
        "no, unsure, yes",
        "whether the dose was noticed",
    ] in [[cell.replace("`", "") for cell in row] for row in written]
