"""Work spread over a scheduler that somebody started, with workers on one or many computers.

Nothing is started here and nothing listens: a client connects to the address that it is given, and
to no other. Dask has no types; what is used of it stands in the protocols below.
"""

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Protocol, cast

from limen.studies.chunks import Item, Result, Spread
from limen.terms.errors import BadInput

PATIENCE_SECONDS = 10


class _Future(Protocol):
    def result(self) -> object: ...


class _Client(Protocol):
    def map(
        self, work: Callable[[Item], object], items: Sequence[Item], /, *, pure: bool
    ) -> Sequence[_Future]: ...

    def cancel(self, futures: Sequence[_Future], /) -> None: ...

    def nthreads(self) -> Mapping[str, int]: ...

    def close(self) -> None: ...


@contextmanager
def cluster_workers(address: str) -> Generator[Spread]:
    """Somebody who spreads work over the workers of a Dask scheduler.

    Args:
        address: of the scheduler, like tcp://127.0.0.1:8786.

    Raises:
        BadInput: no scheduler answers there, or it has no worker.
        ImportError: the part for studies is not installed.
    """
    with closing(_connected(address)) as client:
        if not client.nthreads():
            raise BadInput(
                f"The scheduler at {address} has no worker.",
                fix=f"Start one with “dask worker {address}”.",
                at="--scheduler",
            )
        yield _InOrder(client)


def _connected(address: str) -> _Client:
    from dask.distributed import Client

    try:
        client = Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]  # -- Dask has no types
    except (OSError, ValueError):
        raise BadInput(
            f"No scheduler answers at {address}.",
            fix="Start one with “dask scheduler”, and give the address that it says.",
            at="--scheduler",
        ) from None
    return cast("_Client", client)


class _InOrder:
    """Sends all items at once and gives their results in order."""

    def __init__(self, client: _Client) -> None:
        self._client = client

    def __call__(
        self, work: Callable[[Item], Result], items: Sequence[Item], /
    ) -> Iterable[Result]:
        futures = self._client.map(work, items, pure=False)
        try:
            for future in futures:
                yield cast("Result", future.result())
        finally:
            self._client.cancel(futures)
