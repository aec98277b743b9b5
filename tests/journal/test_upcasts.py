"""Earlier versions: every released example is read today, and a step is taken once."""

import json
from pathlib import Path

import pytest

from limen.journal.canonical import canon
from limen.journal.kinds.catalogue import KINDS
from limen.journal.payloads import decode
from limen.journal.upcasts import UPCASTS, Plain, upcast

RELEASED = sorted((Path(__file__).parent / "released").glob("*.jsonl"))
LINES = [(path.stem, line) for path in RELEASED for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("release", "line"), LINES)
def test_every_released_example_is_read_today(release: str, line: str) -> None:
    frozen = json.loads(line)

    said = decode(frozen["kind"], frozen["v"], canon(frozen["payload"]))

    assert type(said.payload) is KINDS[frozen["kind"]], release
    assert (said.by, said.via, said.jump) == ("participant", "web", None)


def test_every_kind_and_version_was_released_with_an_example() -> None:
    frozen = {(line["kind"], line["v"]) for line in (json.loads(text) for _, text in LINES)}

    known = {
        (kind, version) for kind, made in KINDS.items() for version in range(1, made.VERSION + 1)
    }

    assert known <= frozen


def test_there_is_a_step_from_every_version_to_the_next() -> None:
    wanted = {(kind, version) for kind, made in KINDS.items() for version in range(1, made.VERSION)}

    assert set(UPCASTS) == wanted


def test_steps_are_taken_in_their_order() -> None:
    def renamed(plain: Plain) -> Plain:
        return {"words": plain["text"]}

    def widened(plain: Plain) -> Plain:
        return {**plain, "mood": None}

    steps = {("note.written", 1): renamed, ("note.written", 2): widened}

    read = [upcast(said, "note.written", range(v, 3), steps) for said, v in _BY_VERSION]

    assert read == [{"words": "calm", "mood": None}] * 2 + [{"words": "calm", "mood": 5}]


_BY_VERSION: list[tuple[Plain, int]] = [
    ({"text": "calm"}, 1),
    ({"words": "calm"}, 2),
    ({"words": "calm", "mood": 5}, 3),
]
