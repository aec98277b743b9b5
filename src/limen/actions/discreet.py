"""The name and the icon that others may see: in the settings, which a locked vault can read."""

import re
import tomllib
from pathlib import Path

from limen.actions.beginning import NAMES
from limen.settings.configuration import FILE_NAME
from limen.store.durable import write_whole
from limen.terms.errors import BadInput
from limen.terms.lines import utf8_text
from limen.terms.system_words import refused_place

ICONS = ("page", "leaf", "dot")
"""The icons that others may see, the usual one first."""

_SECTION = "discreet"


def change_appearance(file: Path, name: str, icon: str) -> None:
    """Write name and icon into the settings; everything else in them stays as it was written.

    Args:
        file: the settings, which need not be there yet.
        name: one of `NAMES`.
        icon: one of `ICONS`.

    Raises:
        BadInput: the file cannot be read or written, or says this in a way that only a person can
            change.
    """
    if name not in NAMES or icon not in ICONS:
        raise BadInput("Choose a name and an icon from the list.")
    try:
        written = utf8_text(file.read_bytes(), str(file)) if file.exists() else ""
        changed = _with(_with(written, "icon", icon), "name", name)
        _require_only_that(written, changed, {"name": name, "icon": icon})
        if changed != written:
            write_whole(file, changed.encode())
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be written: %(why)s.", at="name", values=refused_place(file, error)
        ) from None


def settings_file(folder: Path) -> Path:
    """The settings of a vault that none were named for."""
    return folder / FILE_NAME


def _with(text: str, key: str, said: str) -> str:
    """The text with one key of the section set, on the line where it stands or below its head."""
    lines = text.splitlines()
    head = next((n for n, one in enumerate(lines) if _is_head(one)), None)
    if head is None:
        return f'{text.rstrip()}\n\n[{_SECTION}]\n{key} = "{said}"\n'.lstrip()
    for place in range(head + 1, len(lines)):
        if lines[place].lstrip().startswith("["):
            break
        if re.match(rf"\s*{key}\s*=", lines[place]):
            lines[place] = f'{key} = "{said}"'
            return "\n".join(lines) + "\n"
    lines.insert(head + 1, f'{key} = "{said}"')
    return "\n".join(lines) + "\n"


def _is_head(line: str) -> bool:
    return re.match(rf"\s*\[\s*{_SECTION}\s*\]", line) is not None


def _require_only_that(written: str, changed: str, said: dict[str, str]) -> None:
    before = tomllib.loads(written)
    wished = {**before, _SECTION: {**before.get(_SECTION, {}), **said}}
    try:
        is_so = tomllib.loads(changed) == wished
    except tomllib.TOMLDecodeError:
        is_so = False
    if not is_so:
        raise BadInput(
            "The name stands in your settings file in a way that this page does not change.",
            fix="Write name and icon below [discreet] there yourself.",
            at="name",
        )
