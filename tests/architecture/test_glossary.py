"""One word for each thing: the glossary and the names of the code agree."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

# Words of the glossary that hold a forbidden one, as they stand in names.
ALLOWED = re.compile(r"(?:^|(?<=_))data_(?:lock|locked|locks|set|sets)(?=_|$)")
AGREED = """
    participant, clinician, researcher, packer, custodian, vault, hub, journal, event, kind,
    payload, draft, chain, head, witness, correction, withdrawal, redaction, erasure, standing
    event, fold, projection, diary, protocol, schedule, period, dose day, off day, occasion,
    sitting, dose event, amount, material, batch, potency, content, band, felt answer,
    threshold, guess rate, lapse rate, slope, check-in, instrument, item, score, severity band,
    trial, design, slot, arm, allocation, token, packet, stub, witness card, packer, shuffle
    set, seal, seal grade, data lock, unblinding, commitment, fingerprint, certificate, guess,
    expectancy, effect, same day, next days, over weeks, verdict, belief limit, tipping point,
    screening verdict, reason, drift, claim, citation, grade, scope, adverse event, programme,
    preparation, session, integration, ending, study, cohort, design, power, published data set,
    bundle, enrolment, consent, estimate, not estimable, report, section, figure, letter,
    finding
"""
LINE = re.compile(r"^- (?:\*\*|`)([^*`]+)(?:\*\*|`): (.+)$", re.MULTILINE)


@pytest.fixture
def glossary(root: Path) -> str:
    return (root / "GLOSSARY.md").read_text(encoding="utf-8")


def test_each_word_is_said_once_in_one_sentence(glossary: str) -> None:
    """Promise: a newcomer finds one meaning for each word, and can read it in one breath."""
    lines = LINE.findall(glossary)

    words = [word for word, _ in lines]

    assert len(lines) == len(re.findall(r"^- ", glossary, re.MULTILINE))
    assert sorted(set(words)) == sorted(words)
    assert [word for word, sentence in lines if not re.fullmatch(r"[^.]+\.", sentence)] == []


def test_no_agreed_word_is_lost(glossary: str) -> None:
    """Promise: a word that was agreed on keeps its sentence; words may be added freely."""
    agreed = set(" ".join(AGREED.split()).split(", "))

    written = set(re.findall(r"^- \*\*(.+?)\*\*:", glossary, re.MULTILINE))

    assert {"participant", "tipping point"} <= agreed
    assert agreed - written == set()


def test_the_public_types_of_terms_are_those_in_the_glossary(
    glossary: str, source: dict[str, str]
) -> None:
    """Promise: no type is shared by all rooms without its line, and no line lacks its type."""
    listed = re.findall(r"^- `(\w+)`:", glossary, re.MULTILINE)

    written = [
        name
        for path, text in source.items()
        if path.startswith("src/limen/terms/")
        for name in _public_types(text)
    ]

    assert sorted(listed) == sorted(written)


def test_no_forbidden_word_is_in_a_name(glossary: str, source: dict[str, str]) -> None:
    """Promise: the names of modules, classes and functions say what they are about."""
    refused = _forbidden(glossary)

    assert {"manager", "helper", "utils", "data", "info", "process"} <= refused
    assert {"handle", "service", "common", "misc"} <= refused
    assert _broken_names(source, refused) == []


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("dose.py", "class DoseManager: ...", ["dose.py: DoseManager"]),
        ("dose.py", "def handle_dose(): ...", ["dose.py: handle_dose"]),
        ("dose.py", "async def _dose_info(): ...", ["dose.py: _dose_info"]),
        ("dose.py", "class Dose:\n    def process(self): ...", ["dose.py: process"]),
        ("dose.py", "class HTTPService: ...", ["dose.py: HTTPService"]),
        ("utils.py", "", ["utils.py: utils"]),
        ("common/__init__.py", "", ["common/__init__.py: common"]),
        ("dose.py", "class DataLockData: ...", ["dose.py: DataLockData"]),
        ("dose.py", "class DataLocked: ...", []),
        ("dose.py", "def published_data_sets(): ...", []),
        ("dose.py", "def database(): ...", []),
    ],
)
def test_a_planted_name_is_found(glossary: str, path: str, text: str, expected: list[str]) -> None:
    """Promise: the rule reads words, not letters, and the compounds of the glossary pass."""
    assert _broken_names({path: text}, _forbidden(glossary)) == expected


def test_an_amount_is_nowhere_a_bare_number(source: dict[str, str]) -> None:
    """Promise: a number cannot travel as an amount without its unit and form (safety.md 5.1)."""
    assert [said for path, text in source.items() for said in _bare_amounts(path, text)] == []


def test_a_planted_bare_amount_is_found() -> None:
    """Promise: parameters and fields are read, alone and in sequences; milligrams are named."""
    text = (
        "amount: float\n"
        "planned_amount: Decimal | None = None\n"
        "def weigh(amounts: list[int], amounts_mg: list[float], amount: Amount, amount_like): ..."
    )

    assert list(_bare_amounts("dose.py", text)) == [
        "dose.py: amount: float",
        "dose.py: planned_amount: Decimal | None",
        "dose.py: amounts: list[int]",
    ]


def _public_types(text: str) -> Iterator[str]:
    yield from re.findall(r"^class ([A-Z]\w*)", text, re.MULTILINE)
    yield from re.findall(r"^([A-Z]\w*) = NewType\(", text, re.MULTILINE)


def _forbidden(glossary: str) -> set[str]:
    section = glossary.split("\n## Words that must not appear in names\n", 1)[1]
    return set(re.findall(r"`(\w+)`", section.split("\n## ", 1)[0]))


def _broken_names(texts: dict[str, str], refused: set[str]) -> list[str]:
    return [
        f"{path}: {name}"
        for path, text in texts.items()
        for name in _names(path, text)
        if refused.intersection(_words(name))
    ]


def _names(path: str, text: str) -> Iterator[str]:
    yield Path(path).parent.name if path.endswith("__init__.py") else Path(path).stem
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def _words(name: str) -> list[str]:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    return ALLOWED.sub("", parted).split("_")


def _bare_amounts(path: str, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.arg) and node.annotation:
            name, kind = node.arg, ast.unparse(node.annotation)
        elif isinstance(node, ast.AnnAssign):
            name, kind = ast.unparse(node.target), ast.unparse(node.annotation)
        else:
            continue
        if re.search(r"(^|_)amounts?$", name) and re.search(r"\b(int|float|Decimal)\b", kind):
            yield f"{path}: {name}: {kind}"
