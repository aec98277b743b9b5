"""What every verb answers: one JSON object for programs; a table and the next command for people.

`data` of an answer is a frozen dataclass or a mapping; choices, tuples, decimals, days and instants
are written as the contract says. NaN or infinity in it is a mistake of ours and ends with exit 1. A
refusal is raised as a `LimenError` anywhere and written by the door (`limen.cli.main`). How to
write a verb stands in CONTRIBUTING.md, "A new verb".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass

import click

from limen.cli.json_text import json_text
from limen.cli.refusal import Refusal, contract, refusal_of, talk_next, write_refusal
from limen.cli.streams import harmless, print_json, talk
from limen.terms.errors import LimenError


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """How the answer is wanted: for people or as JSON, and which fields of it (none: all)."""

    json: bool = False
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about an answer that stands all the same."""

    code: str
    say: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb found, what to know about it, and what to do next.

    Args:
        command: the verb.
        data: a frozen dataclass or a mapping, one entry for each field of the verb.
        warnings: what to know about it.
        next: commands that make sense now, the likeliest first; at least one.
        failure: why the run ends with another code than 0 although there are data.
    """

    command: str
    data: object
    warnings: tuple[Notice, ...] = ()
    next: tuple[str, ...] = ()
    failure: LimenError | None = None

    def __post_init__(self) -> None:
        if not self.next:
            raise ValueError("every answer names the next command")


def give(answer: Answer, form: AnswerForm, draw: Callable[[], None]) -> None:
    """Write the answer in the form that was asked for; `draw` prints it for people.

    Raises:
        click.exceptions.Exit: the answer holds a failure; carries its exit code.
    """
    refusal = None if answer.failure is None else refusal_of(answer.failure)
    if form.json:
        print_json(json_text(_object(answer, form, refusal)))
    else:
        draw()
        for notice in answer.warnings:
            talk(f"Note: {harmless(notice.say)}")
    if refusal is not None:
        write_refusal(refusal, answer.command, as_json=form.json, next_commands=answer.next)
        raise click.exceptions.Exit(refusal.exit_code)
    if not form.json:
        talk_next(answer.next)


def _object(answer: Answer, form: AnswerForm, refusal: Refusal | None) -> dict[str, object]:
    data = _by_name(answer.data)
    return contract(
        answer.command,
        data={name: data[name] for name in form.fields or data},
        warnings=answer.warnings,
        next_commands=answer.next,
        refusal=refusal,
    )


def _by_name(data: object) -> Mapping[str, object]:
    if is_dataclass(data):
        return {field.name: getattr(data, field.name) for field in fields(data)}
    if isinstance(data, Mapping):
        return data
    raise TypeError(f"data of an answer are named fields, not a {type(data).__name__}")
