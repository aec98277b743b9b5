"""The tables of the reference, read from the code and written as Markdown.

Each function is pure and gives the text of one table; `conf.py` puts it where a page asks for it.
What a library would have to be loaded for is read from the file instead.
"""

import ast
import importlib
import importlib.util
import inspect
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from pathlib import Path
from textwrap import dedent

import click

from limen.blinding.designs.catalogue import DESIGNS, mechanism
from limen.cli.verb import Verb
from limen.cli.verbs import VERBS, limen
from limen.diary.diary import Diary
from limen.inference.catalogue import ESTIMATORS
from limen.inference.estimates import Reason
from limen.journal.corrections import CORRIGIBLE, Corrigible
from limen.journal.kinds.catalogue import KINDS, RESERVED_KINDS
from limen.protocols.fold import Protocols
from limen.protocols.schedules.catalogue import PRESETS
from limen.protocols.states import drawing
from limen.reports.diary_columns import SHARED
from limen.reports.diary_tables import Contents, diary_tables
from limen.studies.plan_keys import KEYS, PRACTICE_KEYS
from limen.terms import errors as family
from limen.terms.exit_codes import ExitCode
from limen.terms.units import Form, Unit

HELP_COLUMNS = 88
_LIBRARY = re.compile(r'^ +"([a-z0-9_-]+)[^"]*", *# (.+): ([a-z, ]+)$', re.MULTILINE)
_FORMULA = re.compile(r"^ {4}", re.MULTILINE)


def exit_codes() -> str:
    """How a command can end."""
    return table(("Code", "Meaning"), [(str(code.value), code.meaning) for code in ExitCode])


def errors() -> str:
    """The family of errors, each with its code in JSON and the exit code that it ends with."""
    kinds = [
        kind
        for _, kind in inspect.getmembers(family, inspect.isclass)
        if issubclass(kind, family.LimenError)
    ]
    return table(
        ("Error", "Code", "Exit", "Meaning"),
        [
            (f"`{kind.__name__}`", f"`{kind.code}`", str(kind.exit_code.value), first_line(kind))
            for kind in sorted(kinds, key=lambda kind: (len(kind.mro()), kind.__name__))
        ],
    )


def verb_help(name: str) -> str:
    """The help that `limen NAME --help` prints, in the width of a page."""
    command = _verb(name)
    parent = click.Context(limen, info_name="limen", terminal_width=HELP_COLUMNS)
    return block(command.get_help(click.Context(command, parent, name)))


def fields() -> str:
    """The fields of the JSON answer of every verb, in their order."""
    return table(
        ("Verb", "Fields of `data`"),
        [(f"`{name}`", _codes(_verb(name).fields)) for name in sorted(VERBS)],
    )


def schemas() -> str:
    """The schemas of JSON answers as they ship with the package, each below its name."""
    folder = resources.files("limen.cli") / "schemas"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".json")), key=lambda f: f.name)
    return "\n\n".join(
        f"`{file.name}`\n\n{block(file.read_text(encoding='utf-8'), 'json')}" for file in files
    )


def estimators() -> str:
    """The catalogue of estimators: id, version, what each gives, and where it stands."""
    rows = []
    for estimator in ESTIMATORS:
        module, _, name = estimator.place.partition(":")
        gives = _docstring_of_function(module, name).partition("\n")[0]
        rows.append((f"`{estimator.id}`", str(estimator.version), gives, f"`{module}`"))
    return table(("Estimator", "Version", "What it gives", "Where"), rows)


def formulas(module: str) -> str:
    """What a module says of its method, with its formulas as they stand in the code."""
    paragraphs = re.split(r"\n\n(?! )|\n\n(?= {4})", _docstring(module))
    return "\n\n".join(
        block(dedent(said)) if _FORMULA.match(said) else said
        for said in paragraphs
        if not said.startswith("Axes:")
    )


def reasons() -> str:
    """Why an estimator may give a sentence in place of a number."""
    return _codes(reason.value for reason in Reason)


def event_kinds() -> str:
    """Every kind of event: its version, until when it may be corrected, and what it says."""
    until = {
        Corrigible.YES: "always",
        Corrigible.DAY: "until the end of the next day",
        Corrigible.LOCK: "until the data of a trial are locked",
        Corrigible.START: "until the plan starts",
        Corrigible.REPLACED: "answered again instead",
        Corrigible.NO: "never",
    }
    return table(
        ("Kind", "Version", "May be corrected", "What it says"),
        [
            (
                f"`{name}`",
                str(kind.VERSION),
                "not written yet" if name in RESERVED_KINDS else until[CORRIGIBLE[name]],
                first_line(kind),
            )
            for name, kind in KINDS.items()
        ],
    )


def tables() -> str:
    """The columns of every table that a journal is exported to; what most share stands first."""
    written = diary_tables(Contents((), Diary(), Protocols(), date.min))
    shared = [("all others", column) for column in SHARED]
    own = [
        (f"`{one.name}`", column)
        for one in written
        for column in one.columns
        if column not in SHARED or one.columns[: len(SHARED)] != SHARED
    ]
    return table(
        ("Table", "Column", "Type", "Choices", "What a cell says"),
        [
            (name, f"`{one.name}`", one.type.value, _codes(one.values), one.meaning)
            for name, one in (*shared, *own)
        ],
    )


def units() -> str:
    """The units of an amount."""
    return table(
        ("Unit", "Written for people", "UCUM", "Milligrams in one"),
        [
            (f"`{unit.value}`", unit.plural, f"`{unit.ucum}`", _mass(unit.milligrams))
            for unit in Unit
        ],
    )


def forms() -> str:
    """The forms in which an amount may be weighed or counted."""
    return _codes(form.value for form in Form)


def protocol_moves() -> str:
    """The states of a protocol, what moves it from one to the next, and who may."""
    return block(drawing())


def presets() -> str:
    """The schedules that the plan page offers, with their parameters."""
    rows: list[tuple[str, str, str]] = []
    for preset in PRESETS:
        ((name, numbers),) = preset.schedule.parameters.items()
        stated = f"{name} {','.join(map(str, numbers))}"
        rows.append((preset.title, f"`{preset.schedule.id}`", f"`{stated}`"))
    return table(("Preset", "Schedule", "Parameters"), rows)


def designs() -> str:
    """The designs with placebo, in the order in which the planner lists them."""
    rows = []
    for name, design in DESIGNS.items():
        twelve_weeks = mechanism(name, 12)
        packing = design.packing
        shuffled = f"{packing.active} + {packing.placebo}" if packing else "no set: a list"
        rows.append(
            (
                f"`{name}`",
                design.title,
                ", ".join(design.estimands),
                f"{twelve_weeks.size:,}",
                f"{twelve_weeks.allocation_bits:.1f}",
                f"{design.fewest_blocks} {design.block_words[1]}",
                shuffled,
            )
        )
    headings = ("Design", "Title", "Answers", "Orders", "Bits", "At least", "Shuffled together")
    return table(headings, rows)


def protocol_keys() -> str:
    """The keys of `protocol.toml`: what may stand there, and whether they may be left out."""
    keys = [*KEYS, *(replace(key, name=f"practice.{key.name}") for key in PRACTICE_KEYS)]
    return table(
        ("Key", "Write", "May be left out"),
        [(f"`{key.name}`", key.allowed, "" if key.is_required else "yes") for key in keys],
    )


def protocol_schema() -> str:
    """The schema of `protocol.toml` as it ships with the package."""
    file = resources.files("limen.studies") / "schemas" / "protocol.schema.json"
    return block(file.read_text(encoding="utf-8"), "json")


def rows_schema() -> str:
    """The schema of one row of a rows file as it ships with the package."""
    file = resources.files("limen.studies") / "schemas" / "rows.schema.json"
    return block(file.read_text(encoding="utf-8"), "json")


def rooms(settings: str) -> str:
    """Rooms from the outermost to the innermost, as the layers contract has them."""
    layers = next(c for c in _contracts(settings) if c["id"] == "layers")["layers"]
    pure = next(c for c in _contracts(settings) if c["id"] == "pure")["source_modules"]
    return table(
        ("Room", "Holds", "Pure"),
        [
            (
                f"`{room}`",
                first_line(importlib.import_module(f"limen.{room}")),
                "yes" if f"limen.{room}" in pure else "",
            )
            for layer in layers
            for room in layer.split(" | ")
        ],
    )


def contracts(settings: str) -> str:
    """The contracts between rooms."""
    return table(
        ("Contract", "What it keeps"), [(f"`{c['id']}`", c["name"]) for c in _contracts(settings)]
    )


def libraries(settings: str) -> str:
    """The libraries that Limen runs on, each with its reason and the rooms that may import it."""
    run_time = settings.partition("\ndev = [")[0]
    return table(("Library", "Reason", "Rooms"), _LIBRARY.findall(run_time))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def block(text: str, language: str = "text") -> str:
    """Text that keeps its lines and its spaces."""
    return f"```{language}\n{text.strip(chr(10))}\n```"


def first_line(thing: object) -> str:
    """The first line of what a module, a class or a function says of itself."""
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")


def _contracts(settings: str) -> list[dict[str, object]]:
    return tomllib.loads(settings)["tool"]["importlinter"]["contracts"]


def _verb(name: str) -> Verb:
    command = limen.get_command(click.Context(limen), name)
    if not isinstance(command, Verb):
        raise TypeError(f"limen {name} is no verb")
    return command


def _docstring(module: str) -> str:
    return ast.get_docstring(_tree(module)) or ""


def _docstring_of_function(module: str, name: str) -> str:
    found = (n for n in _tree(module).body if isinstance(n, ast.FunctionDef) and n.name == name)
    return ast.get_docstring(next(found)) or ""


def _tree(module: str) -> ast.Module:
    """The module as written; reading it loads none of the libraries that it imports."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ValueError(f"there is no module {module}")
    return ast.parse(Path(spec.origin).read_text(encoding="utf-8"))


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _mass(milligrams: Decimal | None) -> str:
    return "what its batch says" if milligrams is None else str(milligrams)
