"""What a person waits for: every page of a large vault, the report, its file, and their weight."""

import gzip
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path

from django.test import Client
from journals import A_DAY, FIRST_DAY, invented_draft, invented_events
from measurement import Measurement, median_seconds, seconds

from limen.actions import projections
from limen.journal.chain import link
from limen.journal.event import Event, Head
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.store import events, opening, vault
from limen.store.dice import SystemDice
from limen.terms.identifiers import ChainId
from limen.web.openness import Openness
from limen.web.supervisor import token_digest
from limen.web.visited import KEY, StartAddress, Visited

EVENTS = 20_000
LAST_DAY = FIRST_DAY + timedelta(days=EVENTS // A_DAY)
PASSPHRASE = "six words that open a benchmark"  # noqa: S105 -- of a vault that is thrown away
TOKEN, PORT = "a-token", 8123
HOST = f"127.0.0.1:{PORT}"
PAGES = (
    *("/t", "/t/e", "/t/s", "/t/d", "/t/x", "/w/fortnight", "/b", "/c", "/c/q", "/l", "/o", "/p"),
    *("/f", "/d", "/h", "/i", "/k", "/q", "/a/w", "/a/s", "/help", "/x", "/r"),
    *("/g", "/g/2", "/g/c", "/g/c/C08", "/g/r", "/v", "/v/4", "/v/n", "/y", "/j", "/e/h", "/u"),
)
REPORTS = {"/r", "/x"}
RUNS, PAGE_GOAL, REPORT_GOAL = 20, "≤ 80", "≤ 400"


def pages() -> Iterator[Measurement]:
    """Every figure of the pages, on one vault in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        window = _Window(Path(folder) / "notes")
        for path in PAGES:
            goal = REPORT_GOAL if path in REPORTS else PAGE_GOAL
            window.open(path)
            took = seconds(lambda path=path: window.open(path), runs=RUNS)
            p95 = 1000 * statistics.quantiles(took, n=20)[-1]
            name = f"page {path}, 95th percentile of {RUNS}; {EVENTS:,} events"
            yield Measurement(name, "ms", p95, goal=goal)
        yield from _printed(window)
        yield from _weighed(window)
        window.close()


class _Window:
    """The pages of a vault with that many events, as its server answers them."""

    def __init__(self, folder: Path) -> None:
        opening.create(folder, PASSPHRASE, vault.Cost(), SystemDice())
        opening.confirm_sheet()
        chain = ChainId(vault.current().id)
        with events.appending():
            lived = tuple(invented_events(chain, EVENTS))
            events.insert(chain, (*lived, _planned(lived[-1].head)))
        openness = Openness(idle_minutes=5, absolute_hours=12, clock=time.monotonic)
        openness.mark_opened()
        start = StartAddress(60.0, time.monotonic)
        here = Visited(folder, PORT, token_digest(TOKEN), start, openness, lambda _: "")
        self.client = Client(**{KEY: here, "HTTP_HOST": HOST})
        self.client.cookies[here.cookie] = TOKEN
        self.at = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 20, 4, tzinfo=UTC)

    def open(self, path: str) -> bytes:
        """The octets of an answer."""
        answer = self.client.get(path, **{"limen.moment": self.at})
        if answer.status_code != HTTPStatus.OK:
            raise SystemExit(f"{path} answers {answer.status_code}")
        return bytes(answer.content)

    def close(self) -> None:
        """Leave the vault."""
        opening.leave()
        projections.forget()


def _planned(head: Head) -> Event:
    """A protocol that has run for 23 weeks, kept badly, so that every page has something to say."""
    starts, ends = LAST_DAY - timedelta(weeks=23), LAST_DAY + timedelta(days=1)
    stated = replace(
        ProtocolPlanned.example(),
        starts=starts,
        ends=ends,
        reviews_on=ends,
        rests_until=ends + timedelta(weeks=4),
    )
    draft = replace(invented_draft(EVENTS + 1), day=starts, payload=stated)
    return link(draft, head, salt=bytes(16), jump=None)


def _printed(window: _Window) -> Iterator[Measurement]:
    twelve = median_seconds(lambda: window.open("/x.pdf"), runs=3)
    yield Measurement("report of 12 weeks as a PDF", "s", twelve, goal="≤ 2.5")
    yield Measurement("its size", "KB", len(window.open("/x.pdf")) / 1000, goal="≤ 100")
    longest = median_seconds(lambda: window.open("/r.pdf"), runs=3)
    yield Measurement("the longest report as a PDF", "s", longest)
    yield Measurement("its size", "KB", len(window.open("/r.pdf")) / 1000)


def _weighed(window: _Window) -> Iterator[Measurement]:
    page = window.open("/t")
    files = re.findall(rb'"(/s/[^"]+)"', page)
    kept = sum(_compressed(window.open(path.decode())) for path in set(files))
    first = (_compressed(page) + kept) / 1000
    yield Measurement("first load of Today, compressed", "KB", first, goal="≤ 45")
    yield Measurement("each later one, compressed", "KB", _compressed(page) / 1000, goal="≤ 6")


def _compressed(octets: bytes) -> int:
    return len(gzip.compress(octets))
