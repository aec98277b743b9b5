"""Make `.venv` ready: pinned wheels, checked by hash, then Limen itself.

Runs on a bare Python 3.11, so it imports nothing but the standard library. A second call finds the
stamp of the first and does nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMP = VENV / "limen-stamp.json"
# What each level needs; "dev" holds everything of "run".
LEVELS = ("run", "dev")
WHEELS_ONLY = ("--require-hashes", "--only-binary", ":all:")


def main(level: str) -> int:
    """Bring `.venv` to a level, at least to the one that it already has; 0 when it is there."""
    installed = _installed()
    if installed is not None and LEVELS.index(installed["level"]) > LEVELS.index(level):
        level = installed["level"]
    # Programs in .venv name the folder and the Python that they were made with: moved, they break.
    wanted = {"level": level, "home": f"{ROOT} {sys.version}", "sha256": _fingerprint(level)}
    if installed == wanted and (BIN / "limen").exists():
        return 0
    started = time.monotonic()
    STAMP.unlink(missing_ok=True)
    _say(f"Setting up .venv ({level}); this needs the network once.")
    is_ours = installed is not None and installed.get("home") == wanted["home"]
    venv.EnvBuilder(clear=not is_ours).create(VENV)
    installer = _install(ROOT / "requirements" / f"{level}.txt")
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    _say(f"Ready after {time.monotonic() - started:.0f} s ({installer}).")
    return 0


def _installed() -> dict[str, str] | None:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) and stamp.get("level") in LEVELS else None


def _fingerprint(level: str) -> str:
    parts = (ROOT / "requirements" / f"{level}.txt", ROOT / "pyproject.toml", Path(__file__))
    seen = hashlib.sha256()
    for part in parts:
        seen.update(part.read_bytes())
    return seen.hexdigest()


def _install(requirements: Path) -> str:
    """Install with uv where it can be had, else with pip; the name of the one that did it."""
    uv = _uv()
    if uv is not None and _with_uv(uv, requirements):
        return "uv"
    _with_pip(requirements)
    return "pip"


def _uv() -> str | None:
    found = shutil.which("uv")
    if found is not None:
        return found
    pinned = ROOT / "requirements" / "installer.txt"
    had = _pip("install", "--quiet", *WHEELS_ONLY, "-r", str(pinned), check=False)
    return str(BIN / "uv") if had else None


def _with_uv(uv: str, requirements: Path) -> bool:
    """Whether uv could do it: it does not read pip's configuration, so it may not find an index."""
    python = ("--python", str(BIN / "python"))
    quiet = ("--quiet",)
    return _run(
        (uv, "pip", "install", *quiet, *python, *WHEELS_ONLY, "-r", str(requirements)), check=False
    ) and _run(
        (uv, "pip", "install", *quiet, *python, "--no-deps", "--no-build-isolation", "-e", "."),
        check=False,
    )


def _with_pip(requirements: Path) -> None:
    _say("uv could not do it here; using pip, which takes one or two minutes.")
    _pip("install", "--quiet", *WHEELS_ONLY, "-r", str(requirements), check=True)
    _pip("install", "--quiet", "--no-deps", "--no-build-isolation", "-e", ".", check=True)


def _pip(*arguments: str, check: bool) -> bool:
    """Call pip, which is put into `.venv` only here: where uv is at hand nothing needs it."""
    module = (str(BIN / "python"), "-m")
    if not (BIN / "pip").exists() and not _run(
        (*module, "ensurepip", "--default-pip"), check=check
    ):
        return False
    return _run((*module, "pip", "--disable-pip-version-check", *arguments), check=check)


def _run(command: tuple[str, ...], *, check: bool) -> bool:
    """Whether a command succeeded; with `check`, a failure ends the set-up and shows its words."""
    done = subprocess.run(  # noqa: S603 -- fixed commands of this file, no shell
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False
    )
    if check and done.returncode != 0:
        _say(done.stdout + done.stderr)
        _say("The set-up did not finish. Mend what is said above and call make again.")
        raise SystemExit(1)
    return done.returncode == 0


def _environment() -> dict[str, str]:
    """Ours without another environment's traces, which would send packages elsewhere."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    return kept | {"VIRTUAL_ENV": str(VENV)}


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    if sys.argv[1:] not in [[level] for level in LEVELS]:
        raise SystemExit("usage: prepare.py run|dev")
    raise SystemExit(main(sys.argv[1]))
