"""The server of one vault: one image, locked at first, that the supervisor starts and a lock ends.

The first line goes out before anything slow is loaded, because it tells that the image before this
one, and the key in its memory, are gone.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from limen.actions.core_dumps import switch_core_dumps_off
from limen.web.image import CONFIG, START_UNTIL, Passed
from limen.web.link import report_new


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the vault's pages on the socket that the supervisor passed on."""
    switch_core_dumps_off()
    report_new()
    passed, start_until = _told(arguments)
    from limen.web.pages import serve  # noqa: PLC0415 -- the line above goes out before slow imports

    serve(passed, start_until)


def _told(arguments: Sequence[str] | None) -> tuple[Passed, float]:
    parser = argparse.ArgumentParser(prog="limen.web.server")
    parser.add_argument("--socket", type=int, required=True)
    parser.add_argument("--vault", type=Path, required=True)
    parser.add_argument("--token-sha256", required=True)
    parser.add_argument(CONFIG, type=Path)
    parser.add_argument(START_UNTIL, type=float, default=0.0)
    told = parser.parse_args(arguments)
    passed = Passed(told.socket, told.vault, told.token_sha256, told.config)
    return passed, told.start_until


if __name__ == "__main__":
    main()
