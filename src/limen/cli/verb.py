"""What makes a function a verb: its examples, and the wishes `--json` and `--fields`."""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import cleandoc

import click

from limen.cli.answer import AnswerForm
from limen.cli.help_page import Example, help_option, write_examples, write_exit_codes


class Verb(click.Command):
    """A command whose help opens with its sentence and examples and ends with the exit codes."""

    examples: Sequence[Example] = ()
    fields: Sequence[str] = ()
    row_fields: Sequence[str] = ()

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write sentence, examples, usage, explanation, options, fields and exit codes."""
        sentence, _, explanation = cleandoc(self.help or "").partition("\n\n")
        formatter.write_text(sentence)
        write_examples(formatter, self.examples)
        formatter.write_paragraph()
        self.format_usage(ctx, formatter)
        if explanation:
            formatter.write_paragraph()
            formatter.write_text(explanation)
        self.format_options(ctx, formatter)
        with formatter.section("Fields of --json"):
            formatter.write_text(", ".join(self.fields))
        if self.row_fields:
            with formatter.section("Fields of its rows, for --fields as well"):
                formatter.write_text(", ".join(self.row_fields))
        write_exit_codes(formatter)


def verb(
    *, fields: Sequence[str], examples: Sequence[Example], row_fields: Sequence[str] = ()
) -> Callable[[Callable[..., None]], Verb]:
    """Make a function a verb named after it; it gets its `AnswerForm` as `form`.

    Args:
        fields: the names in `data`, in their order.
        examples: command lines with what they give, the commonest first.
        row_fields: names in the rows of `data` that `--fields` takes too; the verb picks them.
    """

    def made(function: Callable[..., None]) -> Verb:
        @wraps(function)
        def asked(*, json: bool, fields: tuple[str, ...], **options: object) -> None:
            if fields and not json:
                raise click.UsageError("--fields limits the answer of --json: add --json.")
            function(form=AnswerForm(json=json, fields=fields), **options)

        command = click.command(cls=Verb, add_help_option=False)(asked)
        command.examples, command.fields, command.row_fields = examples, fields, row_fields
        known = (*fields, *row_fields)
        command.params += [_json_option(), _fields_option(known), help_option()]
        return command

    return made


def _json_option() -> click.Option:
    return click.Option(["--json"], is_flag=True, help="Answer with one JSON object on stdout.")


def _fields_option(known: Sequence[str]) -> click.Option:
    def chosen(_ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[str, ...]:
        names = tuple(name.strip() for name in value.split(",")) if value is not None else ()
        for name in names:
            if name not in known:
                raise click.BadParameter(
                    f"There is no field “{name}”; the fields are {', '.join(known)}.", param=option
                )
        return names

    return click.Option(
        ["--fields"],
        metavar="A,B",
        callback=chosen,
        help="Only these fields of the JSON answer.",
    )
