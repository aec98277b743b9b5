"""The command `limen`: its verbs with one line each, so that listing them imports none of them."""

from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword

import click

from limen import __version__
from limen.cli.help_page import Example, help_option, write_examples, write_exit_codes
from limen.cli.streams import print_text

# The command of a verb has its name, in the module of its name: limen.cli.fit.fit. A name that
# Python keeps for itself has a line below it: limen.cli.import_.import_.
VERBS = {
    "analyse": "Say what recorded days allow to be concluded, and what not.",
    "backup": "Write a backup that is read back before it counts.",
    "check": "Say what a protocol can show, before it starts.",
    "demo": "Show what Limen does, on an invented trial.",
    "doctor": "Say what works on this computer, and how to mend what does not.",
    "erase": "Destroy a vault: its keys first, then the journal.",
    "evidence": "Look up what is known: claims, studies, bands and dates.",
    "export": "Take everything out, for other programs to read.",
    "fit": "Fit a mixed model to your own rows.",
    "import": "Add what another diary holds to your journal.",
    "init": "Make an encrypted vault for your journal.",
    "lock": "Lock the journal that is open in the browser.",
    "reproduce": "Reproduce a published trial from its own files.",
    "restore": "Put a backup in the place of the journal.",
    "serve": "Open the journal in a browser on this computer.",
    "simulate": "Simulate a protocol: how often it would find what is there.",
    "verify": "Check that nothing was changed, removed or put in another order.",
    "words": "Find words that Limen never says: amounts to take, promises, praise, blame.",
}

OPENING = "Limen turns microdosing into an honest experiment on yourself."

EXAMPLES: tuple[Example, ...] = (
    ("limen demo", "an invented trial, as a table"),
    ("limen doctor", "what works on this computer"),
    ("limen analyse rows.csv --protocol protocol.toml", "what your days allow to be said"),
    ("limen reproduce szigeti2021 --from FOLDER", "a published trial"),
    ("limen fit rows.csv 'score ~ arm' --group who", "your own rows"),
    ("limen init", "an encrypted journal"),
    ("limen fit --help", "examples of one verb"),
)

CLOSING = (
    "Results go to stdout, everything said about them to stderr. With --json after the verb, the "
    "result is one JSON object. Nothing is sent over a network."
)


class Verbs(click.Group):
    """All verbs; the module of a verb is loaded only when that verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click passes it
        """Name the verbs in alphabetical order."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- click passes it
        """Load a verb by its full name; there are no abbreviations."""
        if cmd_name not in VERBS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command: object = getattr(import_module(f"limen.cli.{name}"), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"limen.cli.{name}.{name} is not a command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one may be meant.

        Raises:
            click.UsageError: there is no such verb.
        """
        name = args[0]
        if name not in VERBS:
            near = get_close_matches(name, VERBS, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"There are {', '.join(VERBS)}."
            raise click.UsageError(f"There is no verb “{name}”. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what Limen is, then examples, verbs, options and exit codes."""
        formatter.write_text(OPENING)
        write_examples(formatter, EXAMPLES)
        with formatter.section("Verbs"):
            formatter.write_dl(sorted(VERBS.items()))
        click.Command.format_options(self, ctx, formatter)
        write_exit_codes(formatter)
        formatter.write_paragraph()
        formatter.write_text(CLOSING)


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 -- the shape of a callback of click
    if wanted and not ctx.resilient_parsing:
        print_text(f"limen {__version__}")
        ctx.exit()


@click.pass_context
def _without_a_verb(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        print_text(ctx.get_help())


limen = Verbs(
    "limen",
    callback=_without_a_verb,
    invoke_without_command=True,
    add_help_option=False,
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help="Show the version.",
        ),
        help_option(),
    ],
)
