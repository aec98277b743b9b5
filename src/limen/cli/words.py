"""The verb `limen words`."""

from pathlib import Path

import click

from limen.actions.words import WordsFound
from limen.cli.answer import Answer, AnswerForm, Notice, give
from limen.cli.streams import print_text
from limen.cli.verb import verb
from limen.reports.never_said import Hit
from limen.terms.errors import CheckFailed

EXCEPTIONS = Path("docs/safety/word-exceptions.toml")


@verb(
    fields=("sentences", "languages", "hits", "unused", "grades"),
    examples=(
        ("limen words", "every sentence of Limen, in every language"),
        ("limen words --exceptions FILE.toml", "with sentences that were reviewed"),
    ),
)
@click.option(
    "--exceptions",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help=f"Whole sentences that may be said; else {EXCEPTIONS}, where there is one.",
)
def words(form: AnswerForm, exceptions: Path | None) -> None:
    """Find words that Limen never says: amounts to take, promises, praise, blame.

    It reads every page, report, reminder and message of the copy of Limen that is installed. Ends
    with 5 when one is found that is no exception, when an exception is no longer needed, or when a
    page for help or the report is too hard to read.
    """
    from limen.actions.words import check_words, read_exceptions

    if exceptions is None and EXCEPTIONS.exists():
        exceptions = EXCEPTIONS
    found = check_words(() if exceptions is None else read_exceptions(exceptions))
    hits = [_told(hit) for hit in found.hits]
    unused = [one.words for one in found.unused]
    lines = [
        *(f"{one['language']} {one['class']}: “{one['found']}” in: {one['words']}" for one in hits),
        *(f"An exception is no longer needed: {sentence}" for sentence in unused),
    ]
    grades = [
        {"of": one.of, "grade": round(one.grade, 1), "highest": one.highest} for one in found.grades
    ]
    lines += [
        f"Reading grade of the {g['of']}: {g['grade']} (at most {g['highest']:.0f})" for g in grades
    ]
    says = f"{len(hits)} of {found.sentences} sentences in {_named(found)} hold such words."
    give(
        Answer(
            "words",
            {
                "sentences": found.sentences,
                "languages": list(found.languages),
                "hits": hits,
                "unused": unused,
                "grades": grades,
            },
            warnings=() if exceptions else (Notice("exceptions", "No exceptions were read."),),
            next=("limen words --json",),
            failure=_failure(found),
        ),
        form,
        lambda: print_text("\n".join([*lines, says])),
    )


def _told(hit: Hit) -> dict[str, str]:
    text = hit.text
    return {
        "language": text.language,
        "place": text.place.value,
        "class": hit.word_class,
        "found": hit.found,
        "words": text.words,
        "file": text.where,
    }


def _named(found: WordsFound) -> str:
    return f"{len(found.languages)} languages ({', '.join(found.languages)})"


def _failure(found: WordsFound) -> CheckFailed | None:
    if found.hits or found.unused:
        return CheckFailed(
            "Limen says what it never says, or an exception is left over.",
            fix="Say it in other words, or name the sentence with its reason in the exceptions.",
        )
    if all(one.holds for one in found.grades):
        return None
    return CheckFailed("A page is too hard to read.", fix="Write shorter sentences and words.")
