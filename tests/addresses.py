"""Every address of the vault with what is expected of it: an address without a row fails.

A row says how an open vault answers a read and an empty form, what a locked one and one that is
not there yet serve besides, and what a browser sees there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from django.urls import URLPattern

from limen.web.assets import PREFIX, assets

OTHERS = UUID(int=7, version=4)
"""An identifier of another person's vault."""

NO_METHOD = 405


class Seen(Enum):
    """What a browser sees: a page of the frame, a page of its own, a file, or another page."""

    FRAMED = "framed"
    BARE = "bare"
    FILE = "file"
    ONWARD = "onward"


@dataclass(frozen=True, slots=True)
class Declared:
    """One address.

    Args:
        seen: what an open vault shows.
        read: status of a read of an open vault.
        sent: status of an empty form with the token of this vault; 405 where none is taken.
        locked: status of a read of a locked vault, and of an empty form; None: both lead to the
            page that unlocks.
        vacant: the same where there is no vault yet; None: both lead to the first page.
        is_for_anybody: answered without the start token.
        fields: what a form has to hold, so that the name in its address is looked for.
    """

    seen: Seen
    read: int = 200
    sent: int = NO_METHOD
    locked: tuple[int, int] | None = None
    vacant: tuple[int, int] | None = None
    is_for_anybody: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)


def address(pattern: URLPattern, named: Mapping[str, object]) -> str:
    """An address that a pattern takes, with what stands in its open parts."""
    told = {name: str(named.get(name, OTHERS)) for name in pattern.pattern.converters}
    route = str(pattern.pattern)
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: told[found[1]], route)


NAMED = {
    "name": assets()["limen.css"].address.removeprefix(PREFIX),
    "page": "week",
    "number": 1,
    "sign": "h",
    "instrument": "phq9",
    "claim": "A04",
    "work": 1,
}
"""What stands in the open parts of addresses that name no entry."""

ALWAYS = {"locked": (200, NO_METHOD), "vacant": (200, NO_METHOD)}
FRAMED, BARE = Declared(Seen.FRAMED), Declared(Seen.BARE)
FORM, ASKED = Declared(Seen.FRAMED, sent=400), Declared(Seen.BARE, sent=400)
DONE = Declared(Seen.ONWARD, read=NO_METHOD, sent=303)

DECLARED: dict[str, Declared] = {
    "": Declared(Seen.ONWARD, read=303, vacant=(200, NO_METHOD)),
    "a": Declared(Seen.ONWARD, read=303, sent=303, vacant=(200, 400)),
    "a/n": Declared(Seen.ONWARD, read=303, sent=303, vacant=(303, 303)),
    "a/w": ASKED,
    "a/s": ASKED,
    "a/q": BARE,
    "a/l": DONE,
    "start": Declared(
        Seen.ONWARD, 403, locked=(403, NO_METHOD), vacant=(403, NO_METHOD), is_for_anybody=True
    ),
    "unlock": Declared(Seen.ONWARD, read=303, sent=303, locked=(200, 403)),
    "lock": DONE,
    "leave": Declared(
        Seen.ONWARD, NO_METHOD, 303, locked=(NO_METHOD, 303), vacant=(NO_METHOD, 303)
    ),
    "n": Declared(Seen.BARE, **ALWAYS),
    "help": Declared(Seen.BARE, is_for_anybody=True, **ALWAYS),
    "b": FORM,
    "c": BARE,
    "c/n": BARE,
    "c/q": ASKED,
    "l": FRAMED,
    "l/<uuid:entry>": FORM,
    "o": FRAMED,
    "p": FRAMED,
    "p/new": Declared(Seen.FRAMED, sent=200),
    "p/<uuid:plan>": Declared(
        Seen.ONWARD, read=NO_METHOD, sent=400, fields={"move": "pause", "sent": str(OTHERS)}
    ),
    "p/<uuid:plan>/c": FORM,
    "p/<uuid:plan>/r": Declared(Seen.FRAMED, read=409, sent=400),
    "e": Declared(Seen.ONWARD, read=NO_METHOD, sent=400),
    "e/<sign:sign>": BARE,
    "j": Declared(Seen.FRAMED, sent=400),
    "u": Declared(Seen.FRAMED, sent=400),
    "u/<uuid:entry>": FORM,
    "u/w/<worse:instrument>": Declared(Seen.FRAMED, read=404, sent=400),
    "v": Declared(Seen.FRAMED, sent=303),
    "v/n": FRAMED,
    "v/<int:number>": FORM,
    "w/<longer:page>": FORM,
    "t": FRAMED,
    "t/d": FORM,
    "t/e": FORM,
    "t/n": Declared(Seen.FRAMED, sent=404),
    "t/s": FORM,
    "t/w": Declared(Seen.ONWARD, read=NO_METHOD, sent=400),
    "t/x": FORM,
    "sheet": Declared(Seen.ONWARD, read=303, sent=303),
    "sheet/read": Declared(Seen.ONWARD, read=NO_METHOD, sent=409),
    "sheet/later": DONE,
    "r": FRAMED,
    "r.pdf": Declared(Seen.FILE),
    "d": FORM,
    "d/<uuid:medicine>": Declared(
        Seen.ONWARD, NO_METHOD, 400, fields={"move": "stop", "sent": str(OTHERS)}
    ),
    "f": FRAMED,
    "g": FRAMED,
    "g/<int:number>": FRAMED,
    "g/c": FRAMED,
    "g/c/<str:claim>": FRAMED,
    "g/r": FRAMED,
    "g/r/<int:work>": FRAMED,
    "h": FRAMED,
    "i": FORM,
    "i/back": DONE,
    "q": FORM,
    "k": FRAMED,
    "k.ics": Declared(Seen.FILE),
    "x": Declared(Seen.BARE, **ALWAYS),
    "x.pdf": Declared(Seen.FILE, **ALWAYS),
    "y": FRAMED,
    "s/<str:name>": Declared(Seen.FILE, **ALWAYS),
}
FILES = {f"/{route}" for route, one in DECLARED.items() if one.seen is Seen.FILE}
