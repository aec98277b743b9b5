"""What a page may know of the image that answers: its address, its token, and how it unlocks."""

import hashlib
import hmac
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.http import HttpRequest

from limen.actions.discreet import settings_file
from limen.actions.visiting import is_vault
from limen.terms.ports import Seconds
from limen.web.inside import Inside
from limen.web.openness import Openness

KEY = "limen.visited"
LOOPBACK = "127.0.0.1"


class StartAddress:
    """The address that a browser opens first: good once, up to a moment of the steady clock."""

    def __init__(self, until: float, clock: Seconds) -> None:
        self._until, self._clock = until, clock
        self._lock = threading.Lock()

    def use(self) -> bool:
        """Use it up, and say whether it was still good."""
        with self._lock:
            was_good = self._clock() < self._until
            self._until = 0.0
            return was_good


@dataclass(frozen=True, slots=True)
class Visited:
    """One vault as one image shows it.

    Args:
        folder: of the vault.
        port: of the loopback address.
        token_sha256: hash of the start token.
        start: the start address.
        openness: whether the vault is open.
        unlock: opens the vault in this image with what a person typed, and gives the reason why it
            may only be read, if there is one.
        configured_name: neutral name that the settings say.
        configured_icon: neutral icon that they say.
        inside: what is known of the vault while it is open.
        begin: makes a vault with a passphrase and a neutral name, where there was none when this
            image was started; None where there was one.
        is_named: whether there are settings that say the name.
        named_settings: the file of the settings that was named at the start; None: none was.
    """

    folder: Path
    port: int
    token_sha256: str
    start: StartAddress
    openness: Openness
    unlock: Callable[[str], str] = field(repr=False)
    configured_name: str = "Notes"
    configured_icon: str = "page"
    inside: Inside = field(default_factory=Inside, repr=False)
    begin: Callable[[str, str], None] | None = field(default=None, repr=False)
    is_named: bool = False
    named_settings: Path | None = None

    @property
    def name(self) -> str:
        """The neutral name that stands as the title of every page."""
        return self.inside.chosen_name or self.configured_name

    @property
    def icon(self) -> str:
        """The neutral icon beside the title."""
        return self.inside.chosen_icon or self.configured_icon

    @property
    def settings_file(self) -> Path:
        """Where name and icon are written."""
        return self.named_settings or settings_file(self.folder)

    @property
    def is_vacant(self) -> bool:
        """Whether there is no vault yet, and one can be made here."""
        return self.begin is not None and not is_vault(self.folder)

    @property
    def host(self) -> str:
        """The only host that a request may name."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the start token."""
        return f"limen_{self.port}"

    def knows(self, token: str) -> bool:
        """Whether this is the start token."""
        digest = hashlib.sha256(token.encode()).hexdigest()
        return hmac.compare_digest(digest, self.token_sha256)


def visited(request: HttpRequest) -> Visited:
    """The vault that a request visits.

    Raises:
        TypeError: the request did not come through the server.
    """
    found = request.META.get(KEY)
    if not isinstance(found, Visited):
        raise TypeError("a request reaches a page through the server alone")
    return found
