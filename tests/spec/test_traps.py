"""Facts, section 4: each slip of real data has its answer, and no amount is one of our own."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from limen.diary.batch import content_of
from limen.diary.diary import Batch
from limen.diary.importers.stated_amounts import spoilt_by_spreadsheet
from limen.diary.slips import Intake, Slip, plausibility_window, slip
from limen.journal.kinds import doses
from limen.journal.kinds.doses import Basis, BatchAdded, Material, Prepared
from limen.terms.amount import parse_amount
from limen.terms.errors import BadInput
from limen.terms.identifiers import EventId
from limen.terms.units import Form

DAY = date(2026, 3, 2)
# Every public function that gives an amount, or milligrams: each gives one that it was given.
GIVE_BACK = {
    "diary/dose.py": {"intakes", "repeatable_amount"},
    "diary/importers/doses.py": {"intake_of"},
    "diary/importers/stated_amounts.py": {"amount_of", "exact_amount_of"},
    "reports/noticed.py": {"smallest", "largest"},
    "studies/practice_rows.py": {"smallest_and_largest"},
    "studies/rows_cells.py": {"amount_in"},
    "terms/amount.py": {
        "parse_amount",
        "amount_from_json",
        "material_milligrams",
        "compound_milligrams",
    },
}
AMOUNTS = re.compile(r"\b(Amount|Intake|\w*Milligrams)\b")
ESTIMATES = {"median_mg", "range_mg", "untested_mg_per_gram", "plausibility_window"}
ASKING = {"actions/diary.py", "diary/importers/doses.py"}
KEPT_TO = {"diary/batch.py", "diary/content.py", "diary/priors.py", "diary/slips.py"}


def batch(**fields: object) -> Batch:
    """An untested batch of dried material, but for what is said."""
    told: dict[str, object] = {
        "name": "A",
        "material": Material.CUBENSIS,
        "form": Form.DRIED,
        "basis": Basis.MATERIAL,
        "prepared": Prepared.PIECES,
        "tested": doses.Tested.NO,
    }
    return Batch(EventId(UUID(int=1)), DAY, BatchAdded(**{**told, **fields}))


def intake(value: str, unit: str, **fields: object) -> Intake:
    """What somebody typed of that batch."""
    of = batch(**fields)
    return Intake(parse_amount(value, unit, of.stated.form.value), of)


def asked(entered: Intake, *earlier: Intake) -> Slip:
    """What is asked after the same was entered three times before."""
    return slip(entered, earlier * 3, plausibility_window(entered))


def refused(value: str, unit: str = "g") -> str:
    """What is said of text that is no amount."""
    with pytest.raises(BadInput) as found:
        parse_amount(value, unit, "dried")
    return found.value.says


def mg_for_g() -> bool:
    return asked(intake("0.16", "mg"), intake("0.16", "g")) is Slip.RETYPE


def pieces() -> bool:
    piece = parse_amount("1", "capsule", "capsule")
    words = refused("1 small shroom"), refused("a pinch")
    return piece.material_milligrams is None and set(words) == {"Weigh it, or choose capsule."}


def range_recode() -> bool:
    says = {refused(typed) for typed in ("0.1-0.15", "0.1 - 0.15", "0.1–0.15")}
    return {one.rstrip(".") for one in says} == {"Enter one number, like 0.1"}


def fresh_dried() -> bool:
    fresh = parse_amount("1", "g", "fresh")
    truffle = parse_amount("1", "g", "truffle_fresh")
    return (
        content_of(batch(), fresh, DAY) is None
        and content_of(batch(material=Material.TRUFFLE, form=Form.TRUFFLE_FRESH), truffle, DAY)
        is None
        and asked(intake("1", "g", form=Form.FRESH), intake("0.1", "g")) is not Slip.NONE
    )


def mushroom_mg() -> bool:
    same = parse_amount("150", "mg", "dried")
    with pytest.raises(TypeError):
        sorted([same.material_milligrams, same.compound_milligrams])
    return True


def published_slips() -> bool:
    stated = {"material": Material.PSILOCYBIN, "basis": Basis.COMPOUND, "form": Form.TABLET}
    return (
        asked(intake("15", "mg", **stated), intake("1.5", "mg", **stated)) is Slip.RETYPE
        and asked(intake("75", "g"), intake("75", "mg")) is Slip.RETYPE
    )


TRAPS: dict[str, Callable[[], bool]] = {
    "trap_mg_for_g": mg_for_g,
    "trap_pieces": pieces,
    "trap_range_recode": range_recode,
    "trap_fresh_dried": fresh_dried,
    "trap_mushroom_mg": mushroom_mg,
    "trap_published_slips": published_slips,
}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_a_slip_of_real_data_does_not_pass(trap: Callable[[], bool]) -> None:
    assert trap()


def test_every_slip_of_the_facts_is_among_them(shared: Path) -> None:
    table = json.loads((shared / "facts" / "dose_spectrum.json").read_text(encoding="utf-8"))

    assert {row["id"] for row in table["rows"] if row["group"] == "trap"} == set(TRAPS)


def test_a_decimal_comma_is_read_and_a_date_of_a_spreadsheet_or_a_bare_number_is_not() -> None:
    assert parse_amount("0,1", "g", "dried") == parse_amount("0.1", "g", "dried")
    assert refused("0.1", "") == "Choose the unit."
    assert "looks like a date" in spoilt_by_spreadsheet("Oct-15")


def functions(root: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every public function and method of the package, with its module."""
    package = root / "src" / "limen"
    for file in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield file.relative_to(package).as_posix(), node


def test_no_public_function_gives_an_amount_besides_those_that_give_one_back(root: Path) -> None:
    found: dict[str, set[str]] = {}
    for module, node in functions(root):
        if node.returns is not None and AMOUNTS.search(ast.unparse(node.returns)):
            found.setdefault(module, set()).add(node.name)

    assert found == GIVE_BACK


def test_an_estimate_in_milligrams_is_read_where_it_is_made_and_for_its_width(root: Path) -> None:
    package = root / "src" / "limen"
    readers = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr in ESTIMATES)
        or (isinstance(node, ast.Name) and node.id in ESTIMATES)
    }

    assert readers <= {*KEPT_TO, *ASKING, "reports/dose_content.py"}
    templates = "".join(file.read_text(encoding="utf-8") for file in package.rglob("*.html"))
    assert [name for name in ESTIMATES if name in templates] == []


def test_content_is_worked_out_for_a_recorded_dose_and_nothing_else(root: Path) -> None:
    package = root / "src" / "limen"
    callers = {
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("content_of")
    }

    assert callers == {"diary/fold.py"}
