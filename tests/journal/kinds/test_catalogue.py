"""Every kind: in the catalogue once, named as its class, with an example that is frozen."""

import ast
import dataclasses
import re
from collections import Counter
from pathlib import Path
from typing import get_type_hints

import pytest

from limen.journal.kinds.catalogue import KINDS, META_KINDS, RESERVED_KINDS


def test_every_payload_is_in_the_catalogue(root: Path) -> None:
    folder = root / "src" / "limen" / "journal" / "kinds"
    written = {
        node.name
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        and "Payload" in {ast.unparse(base) for base in node.bases}
    }

    assert written == {made.__name__ for made in KINDS.values()}


def test_every_kind_of_the_specification_is_there_with_its_fields(shared: Path) -> None:
    text = (shared / "design" / "architecture.md").read_text(encoding="utf-8")
    tables = text.split("\n### 3.4", 1)[1].split("\n### 3.5", 1)[0]
    named = re.findall(r"`([a-z_]+\.[a-z_]+)`", re.sub(r"\|[^\n]*read by[^\n]*", "", tables))

    agreed = {kind for kind in named if not kind.endswith((".py", ".json", ".md"))}

    assert agreed == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_named_as_its_class_and_frozen(kind: str) -> None:
    made = KINDS[kind]

    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)
    assert made.__name__.lower() == kind.replace(".", "").replace("_", "")
    for field in dataclasses.fields(made):  # type: ignore[arg-type]  # -- every payload is one
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(made.example(), field.name, None)


def test_no_kind_stands_there_twice() -> None:
    assert Counter(made.KIND for made in KINDS.values()).most_common(1)[0][1] == 1


def test_what_is_reserved_and_what_speaks_of_the_journal_is_known() -> None:
    assert set(KINDS) > RESERVED_KINDS
    assert set(KINDS) > META_KINDS
    assert META_KINDS.isdisjoint(RESERVED_KINDS)
    assert "odds.announced" in RESERVED_KINDS


def test_no_payload_before_the_opening_has_a_field_for_an_arm() -> None:
    found = {
        kind
        for kind, made in KINDS.items()
        for name, hint in get_type_hints(made).items()
        if name == "arm" and hint.__name__ != "Believed"
    }

    assert found == {"packet.opened_early"}
