"""Files that a person names: read whole, with a sentence for everything that can be wrong."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from limen.studies.published.source import FoundFile, KnownFile
from limen.terms.errors import BadInput, CheckFailed
from limen.terms.lines import utf8_text
from limen.terms.system_words import refused_place

_CHECK = "Check the name and where the file lies."


def read_known(folder: Path, files: Sequence[KnownFile], *, download: str) -> list[FoundFile]:
    """The octets of published files, and of nothing else.

    Args:
        folder: where they lie.
        files: their names and SHA-256.
        download: where a person gets them, for the sentences.

    Raises:
        BadInput: the folder or a file is not there or cannot be read.
        CheckFailed: a file holds other octets; both hashes are told.
    """
    found = read_unverified(folder, files, download=download)
    for file in found:
        if not file.is_published:
            raise CheckFailed(
                f"{file.known.name} is not the published version (SHA-256 differs). "
                "Use --unverified to go on.",
                fix=f"Published: {file.known.sha256}. Here: {file.sha256}. "
                f"The published file is at {download}.",
            )
    return found


def read_unverified(folder: Path, files: Sequence[KnownFile], *, download: str) -> list[FoundFile]:
    """The octets of files with these names, published or not.

    Raises:
        BadInput: the folder or a file is not there or cannot be read.
    """
    if not _is_folder(folder):
        raise BadInput(
            f"There is no folder {folder}.",
            fix=f"Give the folder that holds {files[0].name}; it is at {download}.",
        )
    fix = f"Download it from {download}, and give the folder that holds it."
    return [FoundFile(file, _octets(folder / file.name, fix)) for file in files]


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, line ends kept.

    Raises:
        BadInput: it is not there, cannot be read, or is not UTF-8.
    """
    octets = _octets(path, _CHECK)
    return utf8_text(octets, path.name)


def require_file(path: Path) -> None:
    """Let a name pass under which there is a file that can be read.

    Raises:
        BadInput: there is none.
    """
    with _why_not(path, _CHECK):
        _refuse_no_file(path, _CHECK)
        path.open("rb").close()


def read_octets(path: Path, *, most: int) -> bytes:
    """The octets of a file that is no longer than `most`.

    Raises:
        BadInput: it is not there, cannot be read, or is longer.
    """
    if _length(path) > most:
        raise BadInput(f"{path.name} is larger than {most // 2**20} MiB.", fix="Split it.")
    return _octets(path, _CHECK)


def _length(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it says why


def _octets(path: Path, fix: str) -> bytes:
    with _why_not(path, fix):
        _refuse_no_file(path, fix)
        return path.read_bytes()


def _refuse_no_file(path: Path, fix: str) -> None:
    if path.is_dir():
        raise BadInput(f"{path} is a folder, not a file.", fix=fix)
    if path.is_char_device() or path.is_block_device():
        raise BadInput(f"{path} is a device, not a file.", fix=fix)


@contextmanager
def _why_not(path: Path, fix: str) -> Iterator[None]:
    """Say in a sentence why a file cannot be read."""
    try:
        yield
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.", fix=fix) from None
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be read: %(why)s.",
            fix=fix,
            values=refused_place(path, error),
        ) from None


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False
