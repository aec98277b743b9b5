from inspect import cleandoc

import click
import pytest

from limen.cli.verb import Verb
from limen.cli.verbs import EXAMPLES, VERBS, limen


def loaded(name: str) -> Verb:
    command = limen.get_command(click.Context(limen), name)
    assert isinstance(command, Verb)
    return command


@pytest.mark.parametrize("name", VERBS)
def test_the_list_and_the_help_of_a_verb_agree(name):
    sentence = cleandoc(loaded(name).help).partition("\n\n")[0]

    assert sentence.replace("\n", " ") == VERBS[name]


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_examples_of_itself(name):
    verbs = {command.split()[1] for command, _ in loaded(name).examples}

    assert verbs == {name}


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_names_the_fields_of_its_schema(name, schema):
    fields = list(schema(name)["properties"])

    assert list(loaded(name).fields) == fields


def test_the_examples_of_limen_name_verbs_that_there_are():
    verbs = {command.split()[1] for command, _ in EXAMPLES}

    assert verbs <= set(VERBS)


def test_the_verbs_are_listed_in_alphabetical_order():
    names = limen.list_commands(click.Context(limen))

    assert names == [
        *(
            "analyse",
            "backup",
            "check",
            "demo",
            "doctor",
            "erase",
            "evidence",
            "export",
            "fit",
            "import",
            "init",
            "lock",
        ),
        *("reproduce", "restore", "serve", "simulate", "verify", "words"),
    ]


def test_a_shortened_name_is_no_verb():
    assert limen.get_command(click.Context(limen), "doc") is None
