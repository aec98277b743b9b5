"""What the help of `limen` and of every verb has in common: examples first, exit codes last."""

from collections.abc import Sequence

import click

from limen.cli.streams import print_text
from limen.terms.exit_codes import ExitCode

Example = tuple[str, str]  # a command line, and what it gives


def help_option() -> click.Option:
    """Make the option `--help`; it writes through the streams of Limen, which spell any sign."""
    return click.Option(
        ["--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_help,
        help="Show this page.",
    )


def write_examples(formatter: click.HelpFormatter, examples: Sequence[Example]) -> None:
    """Write each example with what it gives."""
    with formatter.section("Examples"):
        formatter.write_dl(list(examples), col_max=52)


def write_exit_codes(formatter: click.HelpFormatter) -> None:
    """Write every exit code with its meaning."""
    with formatter.section("Exit codes"):
        formatter.write_dl([(str(code.value), code.meaning) for code in ExitCode])


def _print_help(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 -- the shape of a callback of click
    if wanted and not ctx.resilient_parsing:
        print_text(ctx.get_help())
        ctx.exit()
