"""The verb `limen words`."""

from pathlib import Path

FILE = "docs/safety/word-exceptions.toml"


def test_the_words_of_limen_are_those_that_it_says(limen, agrees, root, monkeypatch):
    monkeypatch.chdir(root)

    ran = limen("words", "--json")

    agrees(ran.answer, "words")
    assert (ran.exit_code, ran.answer["data"]["hits"]) == (0, [])
    assert ran.answer["data"]["languages"] == ["de", "en"]


def test_what_is_never_said_is_named_with_its_sentence(limen, agrees, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    ran = limen("words", "--json")

    agrees(ran.answer, "words")
    assert ran.exit_code == 5
    hit = next(one for one in ran.answer["data"]["hits"] if one["words"] == "extract")
    assert (hit["class"], hit["found"], hit["language"]) == ("source and making", "extract", "en")
    assert ran.answer["warnings"][0]["code"] == "exceptions"


def test_an_exception_that_is_left_over_is_a_finding(limen, root, tmp_path, monkeypatch):
    monkeypatch.chdir(root)
    file = tmp_path / "exceptions.toml"
    more = '[[exception]]\nlanguage = "en"\nwords = "Gone."\nreason = "It was."\n'
    text = Path(FILE).read_text(encoding="utf-8")
    file.write_text(
        f'{text}\n{more}reviewed_by = "somebody"\nreviewed_on = 2026-11-21\n', encoding="utf-8"
    )

    ran = limen("words", "--exceptions", str(file))

    assert ran.exit_code == 5
    assert "An exception is no longer needed: Gone." in ran.out


def test_a_page_that_is_too_hard_to_read_is_a_finding(limen, root, monkeypatch):
    monkeypatch.chdir(root)
    monkeypatch.setattr("limen.actions.words.HIGHEST_FOR_HELP", 0.5)

    ran = limen("words")

    assert ran.exit_code == 5
    assert "A page is too hard to read." in ran.err
    assert "(at most 0)" in ran.out
