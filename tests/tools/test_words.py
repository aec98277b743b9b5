"""A catalogue that is out of date is refused, whatever it lacks."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest
from flit_core.buildapi import build_wheel

WANTED = (("Save", "", "a.html"), ("%(n)d day", "%(n)d days", "b.py"))
WHOLE = {"Save": "Speichern", "%(n)d day": ("%(n)d Tag", "%(n)d Tage")}


@pytest.fixture(scope="module")
def tool(root: Path, load: Callable[[Path], ModuleType]) -> ModuleType:
    return load(root / "tools" / "words.py")


@pytest.fixture
def told(tool: ModuleType, tmp_path: Path) -> Callable[[dict[str, object]], list[str]]:
    """Write a catalogue with these words, and say what it lacks."""
    path = tool.catalogue_file(tmp_path, "de")
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Language: de\\n"\n', encoding="utf-8")

    def faults(words: dict[str, object], *, is_fuzzy: bool = False) -> list[str]:
        tool.update(path, WANTED)
        catalogue = tool.read(path)
        for english, german in words.items():
            catalogue.get(english).string = german
        if is_fuzzy:
            catalogue.get("Save").flags.add("fuzzy")
        path.write_bytes(tool.written(catalogue))
        path.with_suffix(".mo").write_bytes(tool.compiled(catalogue))
        return list(tool.faults_of(tmp_path, "de", WANTED))

    return faults


def test_a_whole_catalogue_has_no_fault(told):
    assert told(WHOLE) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"Save": ""}, "untranslated: 'Save'"),
        ({"%(n)d day": ("%(n)d Tag", "")}, "untranslated: '%(n)d day'"),
        ({"Save": "Speichern %(n)d"}, "places that nothing fills"),
        ({"%(n)d day": ("ein Tag", "%(m)d Tage")}, "places that nothing fills"),
    ],
)
def test_words_that_are_missing_or_wrong_are_told(told, words, says):
    (fault,) = told({**WHOLE, **words})

    assert says in fault


def test_words_that_nobody_is_sure_of_are_told(told):
    assert any("not certain: 'Save'" in fault for fault in told(WHOLE, is_fuzzy=True))


def test_a_phrase_that_is_new_or_gone_is_told(tool, told, tmp_path):
    told(WHOLE)

    new = list(tool.faults_of(tmp_path, "de", (*WANTED, ("Send", "", "c.html"))))
    gone = list(tool.faults_of(tmp_path, "de", WANTED[:1]))

    assert new == ["missing: 'Send' (c.html); run tools/words.py"]
    assert gone == ["nothing says this any longer: '%(n)d day'"]


def test_a_value_that_is_left_out_is_told(tool, tmp_path):
    path = tool.catalogue_file(tmp_path, "de")
    path.parent.mkdir(parents=True)
    path.write_text('msgid "In %(day)s"\nmsgstr "Dann"\n', encoding="utf-8")
    path.with_suffix(".mo").write_bytes(tool.compiled(tool.read(path)))

    assert list(tool.faults_of(tmp_path, "de", (("In %(day)s", "", "a.py"),))) == [
        "'Dann' leaves a value out"
    ]


def test_an_old_compiled_catalogue_is_told(tool, told, tmp_path):
    told(WHOLE)
    tool.catalogue_file(tmp_path, "de").with_suffix(".mo").write_bytes(b"")

    faults = list(tool.faults_of(tmp_path, "de", WANTED))

    assert faults == ["the compiled catalogue is another one; run tools/words.py"]


def test_bringing_it_up_to_date_keeps_what_is_there(tool, told, tmp_path):
    told(WHOLE)
    path = tool.catalogue_file(tmp_path, "de")

    tool.update(path, (*WANTED, ("Send", "", "c.html")))

    assert tool.read(path).get("Save").string == "Speichern"
    assert list(tool.faults_of(tmp_path, "de", WANTED[:0]))[:1] != []


def test_a_package_holds_what_programs_read_of_every_language(root, tmp_path, monkeypatch):
    monkeypatch.chdir(root)

    wheel = tmp_path / build_wheel(str(tmp_path))

    assert "limen/web/locale/de/LC_MESSAGES/django.mo" in ZipFile(wheel).namelist()


def test_the_catalogues_of_limen_are_whole(tool, capsys):
    assert tool.main(["--check"]) == 0, capsys.readouterr().out
