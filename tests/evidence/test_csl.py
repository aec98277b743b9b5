"""A work as an item of CSL-JSON: valid, honest about authors, silent about what is not known."""

import pytest
from jsonschema import Draft202012Validator

from limen.evidence.csl import csl_json
from limen.evidence.kinds import Grade, Kind
from limen.evidence.tables import references

# The parts of the schema csl-data.json of CSL 1.0.2 that an item of ours can use.
NAME = {
    "type": "object",
    "properties": {part: {"type": "string"} for part in ("family", "given", "literal")},
    "additionalProperties": False,
    "minProperties": 1,
}
ITEM = {
    "type": "object",
    "required": ["type", "id"],
    "properties": {
        "type": {"enum": ["article", "article-journal", "book", "document"]},
        "id": {"type": "string"},
        "author": {"type": "array", "items": NAME},
        "issued": {
            "type": "object",
            "required": ["date-parts"],
            "properties": {
                "date-parts": {
                    "type": "array",
                    "items": {"type": "array", "items": {"type": "integer"}},
                    "maxItems": 1,
                }
            },
        },
        **{
            name: {"type": "string", "minLength": 1}
            for name in ("title", "DOI", "container-title", "volume", "issue", "page", "genre")
        },
    },
    "additionalProperties": False,
}


@pytest.mark.parametrize("name", references())
def test_every_work_is_a_valid_item(name):
    Draft202012Validator(ITEM).validate(csl_json(references()[name]))


def test_what_is_printed_is_taken_apart(work):
    assert csl_json(work()) == {
        "id": "work",
        "type": "article-journal",
        "author": [
            {"family": "Polito", "given": "V"},
            {"family": "Stevenson", "given": "RJ"},
        ],
        "issued": {"date-parts": [[2024]]},
        "title": "A title",
        "DOI": "10.1/x",
        "container-title": "PLoS ONE",
        "volume": "14",
        "issue": "2",
        "page": "e0211023",
    }


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("van Elk M", [{"family": "van Elk", "given": "M"}]),
        ("Krishnamurthy Naga V", [{"family": "Krishnamurthy Naga", "given": "V"}]),
        ("Kuypers KPC", [{"family": "Kuypers", "given": "KPC"}]),
        ("Murphy RJ et al.", [{"family": "Murphy", "given": "RJ"}, {"literal": "et al."}]),
        ("Lane R, et al.", [{"family": "Lane", "given": "R"}, {"literal": "et al."}]),
        ("Evans W, ..., Roop P", [
            {"family": "Evans", "given": "W"},
            {"literal": "et al."},
            {"family": "Roop", "given": "P"},
        ]),
        ("MindBio Therapeutics (company statement)", [{"literal": "MindBio Therapeutics"}]),
    ],
)  # fmt: skip
def test_authors_are_taken_apart_as_they_were_printed(work, authors, names):
    assert csl_json(work(authors=authors))["author"] == names


def test_a_work_without_title_has_its_doi(work):
    bare = work(title=None, authors=None, year=None, journal=None)

    assert csl_json(bare) == {"id": "work", "type": "article-journal", "DOI": "10.1/x"}


def test_a_journal_alone_is_all_that_is_printed(work):
    item = csl_json(work(journal="J Psychopharmacol", doi=None))

    assert item["container-title"] == "J Psychopharmacol"
    assert "DOI" not in item


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"kind": Kind.PRACTITIONER}, "book"),
        ({"grade": Grade.COMPANY}, "document"),
        ({"kind": Kind.PENDING, "doi": None}, "document"),
        ({"kind": Kind.PENDING}, "article-journal"),
        ({"journal": "preprint (PsyArXiv)"}, "article"),
    ],
)
def test_what_is_no_article_is_called_what_it_is(work, changed, kind):
    item = csl_json(work(**changed))

    assert item["type"] == kind
    assert ("genre" in item) is (kind != "article-journal")
