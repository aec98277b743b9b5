"""The real supervisor with a server of tests, and a wall clock that a file can set forward."""

import signal
import socket
import sys
import time
from pathlib import Path

import limen.web.supervisor
from limen.web.supervisor import Clocks, Supervisor, loopback_socket

SERVER = Path(__file__).with_name("double_server.py")


LONGEST_LOCK_SECONDS = 60.0  # no test waits for a server that does not lock in time


def main() -> None:
    limen.web.supervisor.LOCK_SECONDS = LONGEST_LOCK_SECONDS
    listening = loopback_socket(0)
    made = supervisor(Path(sys.argv[1]), sys.argv[2], listening)
    signal.signal(signal.SIGTERM, lambda *_: made.end())
    sys.stdout.write(f"{listening.getsockname()[1]}\n")
    sys.stdout.flush()
    made.run()


def supervisor(folder: Path, server: str, listening: socket.socket) -> Supervisor:
    """A supervisor whose servers are those of tests, or, with "none", end at once."""

    def command(_is_first: bool) -> tuple[str, ...]:  # noqa: FBT001 -- as the supervisor asks
        if server == "none":
            return (sys.executable, "-c", "raise SystemExit(1)")
        return (sys.executable, str(SERVER), str(listening.fileno()))

    return Supervisor(folder, listening, command, Clocks(wall, time.monotonic))


def wall() -> float:
    """The wall clock, set forward by as many seconds as the file `slept` says."""
    slept = Path("slept")
    now = time.time()  # noqa: TID251 -- what the supervisor is started with
    return now + (float(slept.read_text()) if slept.exists() else 0.0)


if __name__ == "__main__":
    main()
