"""The real server, in which every view makes a mistake, and which logs whatever is said to a file.

As a supervisor it is started like `limen.web.supervisor`; the servers that it starts are mistaken.
"""

import logging
import sys
from pathlib import Path

from limen.web import server, supervisor, urls
from limen.web.openness import Openness

LOG = "everything.log"
CONTROL = "this log takes whatever is said"


def main() -> None:
    if sys.argv[1] == "--socket":
        _serve()
    command = supervisor.server_command
    supervisor.server_command = lambda *told, **more: (
        sys.executable,
        __file__,
        *command(*told, **more)[4:],
    )
    sys.exit(supervisor.main())


def _serve() -> None:
    folder = Path(sys.argv[sys.argv.index("--vault") + 1])
    logging.basicConfig(level=logging.DEBUG, filename=folder / LOG, force=True)
    logging.getLogger("limen").debug(CONTROL)
    Openness.is_open = True
    for pattern in urls.urlpatterns:
        pattern.callback = _mistaken
    server.main()
    sys.exit()


def _mistaken(request: object, **_named: str) -> object:
    told = [*request.GET.values(), *request.POST.values(), *request.headers.values()]
    raise RuntimeError(f"a mistake with {told}")


if __name__ == "__main__":
    main()
