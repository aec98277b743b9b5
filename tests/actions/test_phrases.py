"""Every phrase is found where it is marked, and what is put together elsewhere is refused."""

import pytest
from django.utils.translation.template import templatize

from limen.actions.phrases import (
    Phrase,
    UnreadableError,
    every_phrase,
    phrases_of_code,
    phrases_of_template,
)


def found(code: str) -> list[tuple[str, str]]:
    """What is marked in a piece of code."""
    return [(one.one, one.many) for one in phrases_of_code(code, "here.py")]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('A = phrase("Saved.")', [("Saved.", "")]),
        ('_("Save" if first else "Go on")', [("Save", ""), ("Go on", "")]),
        ('BadInput("Choose.", fix="Write 1.")', [("Choose.", ""), ("Write 1.", "")]),
        ('errors.BadInput("Choose.")', [("Choose.", "")]),
        ('Row("mood", "Mood", "low", "high")', [("Mood", ""), ("low", ""), ("high", "")]),
        ('counted(n, "%(count)d day", "%(count)d days")', [("%(count)d day", "%(count)d days")]),
        ('one, many = "a day", "days"\ncounted(n, one, many)', [("a day", "days")]),
        ('def f():\n    words = "A day"\n    return Sentence(words)', [("A day", "")]),
        ('Sentence("one day", {}, "%(n)d days", n)', [("one day", "%(n)d days")]),
        ('ngettext("day", "days", n)', [("day", "days")]),
        ("Sentence(row.label)", []),
        ('(lambda: 0)()("x")', []),
        ('phrase("")', []),
        ('a, b = both()\nprint("Not for people")', []),
    ],
)
def test_words_are_found_by_the_call_that_they_stand_in(code, expected):
    assert found(code) == expected


@pytest.mark.parametrize("code", ['phrase(f"{n} days")', "counted(n, one, 'days')"])
def test_words_that_are_put_together_elsewhere_are_refused(code):
    with pytest.raises(UnreadableError, match=r"here\.py:1"):
        found(code)


def test_templates_give_their_words_with_places_for_values():
    text = (
        '{% translate "Save" %} {% blocktranslate %}You wrote {{ n }}.{% endblocktranslate %} '
        "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    )

    assert list(phrases_of_template(text, "here.html")) == [
        Phrase("Save", place="here.html"),
        Phrase("You wrote %(n)s.", place="here.html"),
        Phrase("%(n)s day", "%(n)s days", "here.html"),
    ]


def test_templates_are_read_as_django_reads_them(root):
    for path in sorted((root / "src" / "limen" / "web" / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        made = templatize(text)

        for one in phrases_of_template(text, path.name):
            assert repr(one.one) in made
            assert repr(one.many) in made or not one.many
        assert made.count("gettext(") == sum(1 for _ in phrases_of_template(text, path.name))


def test_a_name_in_a_template_is_no_phrase():
    assert list(phrases_of_template("{% translate words %}", "here.html")) == []


def test_phrases_come_from_pages_reports_tables_and_rules():
    phrases = {one.one: one.place for one in every_phrase()}

    assert phrases["How was today?"] == "limen/web/templates/evening.html"
    assert phrases["This was not blinded."] == "limen/reports/practice.py"
    assert phrases["Germany"] == "limen/screening/tables/crisis.json"
    assert phrases["not settled"] == "limen/evidence/label.py"
    assert phrases["two fixed days a week"] == "limen/evidence/tables/schedules.json"
    assert phrases["It is not approved by the FDA."] == "limen/evidence/tables/claims.json"
    assert phrases["Mood"] == "limen/instruments/rows.py"
    assert "Little interest or pleasure in doing things" not in phrases
    assert [one.many for one in every_phrase() if one.one == "capsule"] == ["capsules"]
