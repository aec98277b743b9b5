"""Stylesheet, script and icons: read once, and served at an address that names their content.

A changed file has another address, so that a browser may keep what it has for good. Files so few
need no collecting step and no library in front of the gate.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

PREFIX = "/s/"
_KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file with the address that names its content."""

    address: str
    kind: str
    content: bytes


@cache
def assets() -> dict[str, Asset]:
    """Every file by its name in the package."""
    folder = resources.files("limen.web") / "static"
    return {one.name: _asset(one.name, one.read_bytes()) for one in folder.iterdir()}


@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with one file, which never changes at its address.

    Raises:
        Http404: there is no such file, or its content is another one now.
    """
    found = next((one for one in assets().values() if one.address == PREFIX + name), None)
    if found is None:
        raise Http404
    return HttpResponse(found.content, content_type=found.kind, headers={"Cache-Control": _FOREVER})


def _asset(name: str, content: bytes) -> Asset:
    stem, _, suffix = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(f"{PREFIX}{stem}-{digest}.{suffix}", _KINDS[suffix], content)
