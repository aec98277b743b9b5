from pathlib import Path

from limen.studies.published.catalogue import SOURCES


def test_every_source_stands_under_its_own_name():
    assert {name: source.id for name, source in SOURCES.items()} == {"szigeti2021": "szigeti2021"}


def test_every_table_of_printed_numbers_has_a_source(root: Path):
    tables = (root / "src/limen/studies/published/expected").glob("*.json")

    assert {table.stem for table in tables} == set(SOURCES)


def test_every_file_has_a_hash_and_every_source_its_terms():
    for source in SOURCES.values():
        assert all(len(bytes.fromhex(file.sha256)) == 32 for file in source.files)
        assert all((source.citation, source.licence, source.download, source.sign))
