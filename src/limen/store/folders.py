"""Writing a folder of files so that it is there whole, or not at all."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from limen.store.durable import PRIVATE_FOLDER, sync_folder, write_private
from limen.terms.errors import BadInput
from limen.terms.system_words import refused_place


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder beside its place, make it durable, and give it its name.

    Args:
        folder: where it is to be; an empty folder may be there.
        files: what it holds, by name.

    Raises:
        BadInput: something is there already, or the place cannot be written; nothing is left.
    """
    part = folder.with_name(f"{folder.name}.part")
    _refuse_taken(folder)
    try:
        _take_away(part, files)
        part.mkdir(mode=PRIVATE_FOLDER)
        for name, octets in files.items():
            write_private(part / name, octets)
        sync_folder(part)
        part.replace(folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be written: %(why)s.",
            fix="Choose another place.",
            values=refused_place(folder, error),
        ) from None
    finally:
        with suppress(OSError):
            _take_away(part, files)


def _refuse_taken(folder: Path) -> None:
    try:
        is_taken = folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be read: %(why)s.", values=refused_place(folder, error)
        ) from None
    if is_taken:
        raise BadInput(f"{folder} is there already, and not empty.", fix="Choose a new folder.")


def _take_away(part: Path, files: Mapping[str, bytes]) -> None:
    """Remove what an earlier run, or this one, left half-written; nothing else is touched."""
    if not part.is_dir():
        return
    for name in files:
        (part / name).unlink(missing_ok=True)
    part.rmdir()
