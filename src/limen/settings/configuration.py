"""`limen.toml` read into one frozen value; whatever it may not say stops the start."""

import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Annotated, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo
from pydantic.fields import FieldInfo

from limen.terms.calendar import DayStart
from limen.terms.errors import BadInput
from limen.terms.lines import utf8_text
from limen.terms.system_words import refused_place

FILE_NAME = "limen.toml"


def _folder(said: object, info: ValidationInfo) -> object:
    """A path counts from the file that names it."""
    base = cast("Path", info.context)
    return base / Path(said).expanduser() if isinstance(said, str) and said else said


def _day_start(said: object) -> object:
    try:
        return DayStart.parse(said) if isinstance(said, str) else said
    except BadInput:
        raise ValueError("no day start") from None


def default_folder() -> Path:
    """The folder `notes` where this platform keeps what programs store for a person."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "notes"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "notes"
    return Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share")) / "notes"


def _all_cores_but_one() -> int:
    return max(1, (os.cpu_count() or 1) - 1)


class _Section(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _whole(lowest: int, highest: int) -> FieldInfo:
    said = f"a whole number from {lowest} to {highest}"
    return cast("FieldInfo", Field(ge=lowest, le=highest, description=said))


_PATH = (BeforeValidator(_folder), Field(description="the path of a folder between quotes"))
_AGE = r"^age1[02-9ac-hj-np-z]{58}$"


class VaultSettings(_Section):
    """Where the vault lies, and the port of its pages on this computer."""

    folder: Annotated[Path, *_PATH] = Field(default_factory=default_folder)
    port: Annotated[int, _whole(1024, 65535)] = 8000


class LockSettings(_Section):
    """After how long the vault locks by itself."""

    idle_minutes: Annotated[int, _whole(1, 30)] = 5
    absolute_hours: Annotated[int, _whole(1, 24)] = 12


class PersonSettings(_Section):
    """When the person's day begins."""

    day_start: Annotated[
        DayStart,
        BeforeValidator(_day_start),
        Field(description='a time from 00:00 to 06:00, like "04:00"'),
    ] = DayStart()


class TrialSettings(_Section):
    """Who may plan a trial."""

    minimum_age: Annotated[int, _whole(18, 120)] = 21


class DiscreetSettings(_Section):
    """The name and the icon that others may see."""

    name: Annotated[
        Literal["Notes", "Garden", "Log"], Field(description='"Notes", "Garden" or "Log"')
    ] = "Notes"
    icon: Annotated[
        Literal["page", "leaf", "dot"], Field(description='"page", "leaf" or "dot"')
    ] = "page"


class BackupSettings(_Section):
    """Where automatic backups go, and who else can open them; None: nowhere, nobody."""

    folder: Annotated[Path | None, *_PATH] = None
    recipient: Annotated[
        str | None, Field(pattern=_AGE, description="an age recipient between quotes, like age1…")
    ] = None


class WorkerSettings(_Section):
    """How much of this computer estimates may take."""

    count: Annotated[int, _whole(1, 1024)] = Field(default_factory=_all_cores_but_one)
    memory_gb: Annotated[int, _whole(1, 1024)] = 4


class Configuration(_Section):
    """Everything that `limen.toml` can say; without a file, the defaults."""

    shape: Annotated[Literal["vault", "demo"], Field(description='"vault" or "demo"')] = "vault"
    vault: VaultSettings = VaultSettings()
    lock: LockSettings = LockSettings()
    person: PersonSettings = PersonSettings()
    trial: TrialSettings = TrialSettings()
    discreet: DiscreetSettings = DiscreetSettings()
    backup: BackupSettings = BackupSettings()
    worker: WorkerSettings = WorkerSettings()


def configuration(*, file: Path | None = None, folder: Path | None = None) -> Configuration:
    """What holds for this start.

    Args:
        file: the file that was named; None: the one in the vault's folder, if it is there.
        folder: the vault's folder that was named; it wins over the file.

    Raises:
        BadInput: the named file is not there, or a file says what it may not.
    """
    found = file or (folder or default_folder()) / FILE_NAME
    read = _read(found) if file or found.exists() else Configuration()
    if folder is None:
        return read
    named = read.vault.model_copy(update={"folder": folder.absolute()})
    return read.model_copy(update={"vault": named})


def _read(file: Path) -> Configuration:
    try:
        text = utf8_text(file.read_bytes(), str(file))
    except OSError as error:
        raise BadInput(
            "%(place)s cannot be read: %(why)s.",
            at=str(file),
            values=refused_place(file, error),
        ) from None
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadInput(
            "This line cannot be read.",
            fix='Write key = value, with words between quotes, like name = "Notes".',
            at=f"{file}:{line[1] if line else len(text.splitlines())}",
        ) from None
    try:
        return Configuration.model_validate(written, context=file.absolute().parent)
    except ValidationError as error:
        raise _refusal(error, file, text) from None


def _refusal(error: ValidationError, file: Path, text: str) -> BadInput:
    """The first fault, with the line that holds it and what could stand there."""
    fault = error.errors(include_url=False, include_context=False)[0]
    path = tuple(str(part) for part in fault["loc"][:2])
    key, at = ".".join(path), f"{file}:{_line_of(path, text)}"
    model, name = _place(path)
    if fault["type"] == "extra_forbidden":
        there = ", ".join(model.model_fields)
        return BadInput(f"Limen knows no setting {key}.", fix=f"There are: {there}.", at=at)
    section = f"[{name}] on a line of its own, and its settings below"
    allowed = model.model_fields[name].description or section
    return BadInput(f"{key} is not what it can be.", fix=f"Write {allowed}.", at=at)


def _place(path: tuple[str, ...]) -> tuple[type[BaseModel], str]:
    """The section that a key belongs to, and its name there."""
    first, *rest = path
    if not rest:
        return Configuration, first
    return cast("type[BaseModel]", Configuration.model_fields[first].annotation), rest[0]


def _line_of(path: tuple[str, ...], text: str) -> int:
    """The line that sets a key, or else the one that opens its section, or else the first."""
    section = list(path[:-1])
    inside: list[str] = []
    opened = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            inside = heading[1].split(".")
            opened = number if inside in (section, list(path)) else opened
            continue
        key = re.match(r"\s*([\w.-]+)\s*=", line)
        if key and inside + key[1].split(".") == list(path):
            return number
    return opened
