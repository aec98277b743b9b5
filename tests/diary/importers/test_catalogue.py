"""Every importer stands in the catalogue, and a file finds its own."""

import json
import re

import pytest

from limen.diary.importers.catalogue import IMPORTERS, importer_of
from limen.diary.importers.importer import Source
from limen.terms.errors import BadInput


def found(text, *, format_name="", mapping=""):
    return importer_of(Source("a", text.encode()), format_name=format_name, mapping=mapping).id


def test_every_importer_is_in_the_catalogue(source):
    files = {
        path.removesuffix(".py").rpartition("/")[2]
        for path, text in source.items()
        if re.search(r"^IMPORTER(: Final)? = Importer\(", text, re.MULTILINE)
    }

    assert files == set(IMPORTERS)


@pytest.fixture
def source(root):
    folder = root / "src" / "limen" / "diary" / "importers"
    return {str(path): path.read_text(encoding="utf-8") for path in folder.glob("*.py")}


@pytest.mark.parametrize(
    ("text", "importer"),
    [
        ('{"header":{"n":1}}', "own"),
        (json.dumps({"experiences": []}), "journal_json"),
        (json.dumps({"customUnits": [], "experiences": []}, indent=2), "journal_json"),
        ("full_date,date,time,mood\n", "daylio"),
        ("\ufefffull_date,date,weekday,time,mood,activities,scales,note\n", "daylio"),
    ],
)
def test_a_file_finds_its_importer(text, importer):
    assert found(text) == importer


def test_a_mapping_makes_any_file_a_table():
    assert found("when,amount\n", mapping="version = 1") == "table"


def test_a_format_may_be_named():
    assert found("{}", format_name="daylio") == "daylio"


def test_an_unknown_format_is_refused():
    with pytest.raises(BadInput, match="There is no format bearable"):
        found("", format_name="bearable")


@pytest.mark.parametrize("text", ["", "{}", "when,amount\n", '{"a": 1}', "mood,time\n"])
def test_a_file_of_no_known_form_is_refused(text):
    with pytest.raises(BadInput) as refused:
        found(text)

    assert refused.value.says == (
        "This file is not one that Limen knows. Choose a format or make a mapping."
    )
