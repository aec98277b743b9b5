"""Freeze a small vault of this version, which every later version must open; run once a release.

`freeze.py FOLDER` makes FOLDER/VERSION from the example of every kind: nothing in it is anybody's.
"""

import json
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from limen import __version__
from limen.journal.chain import link
from limen.journal.event import Draft
from limen.journal.kinds.catalogue import KINDS, RESERVED_KINDS
from limen.store import events, opening, vault
from limen.store.dice import SystemDice
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId, EventId

PASSPHRASE = "a vault that was frozen"  # noqa: S105 -- of invented content, and written here on purpose
AT, ZONE = datetime(2026, 3, 2, 19, 4, tzinfo=UTC), Zone("Europe/Berlin")


def main(folder: Path) -> None:
    """Make the vault, fill it, and write beside it what is to be found in it."""
    place = folder / __version__
    shutil.rmtree(place, ignore_errors=True)
    code = opening.create(place, PASSPHRASE, vault.Cost(), SystemDice())
    opening.confirm_sheet()
    chain = ChainId(vault.current().id)
    with events.appending():
        for number, kind in enumerate(_writable(), start=1):
            draft = Draft(
                EventId(UUID(int=number)), AT.date(), AT, ZONE, "participant", "cli", kind.example()
            )
            event = link(draft, events.head(chain), salt=number.to_bytes(16), jump=None)
            events.insert(chain, [event])
    head = events.head(chain)
    opening.leave()
    said = {"passphrase": PASSPHRASE, "code": code, "events": head.n, "head": head.hash}
    (place / "holds.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    print(f"{place}: {head.n} events, head {head.hash}")


def _writable() -> list[type]:
    return [kind for name, kind in sorted(KINDS.items()) if name not in RESERVED_KINDS]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
