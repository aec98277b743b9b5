"""The report in the window: empty, of a plan, of all days, and never a word about causes."""

import re
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from limen.actions.diary import Sent, save_check_in
from limen.actions.visiting import new_identifier, participant
from limen.journal.kinds.doses import Sitting
from limen.journal.kinds.measures import CheckInSaved
from limen.journal.kinds.screening import CrisisShown
from limen.terms.calendar import Zone
from limen.terms.identifiers import ChainId

FIRST = date(2026, 3, 2)
RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
PLAN = {
    "step": "dates",
    "question": "Am I calmer?",
    "measure": "calm",
    "acts": "same_day",
    "change": "0.5",
    "expected": "33",
    "sure": "33",
    "hoped": "",
    "schedule": "one_on_two_off",
    "starts": "2026-03-02",
    "ends": "2026-03-29",
    "rests_until": "2026-04-26",
}
BLOCKED = re.compile(r"\b(effects?|works?|because|helps?|thanks to)\b", re.IGNORECASE)


class Words(HTMLParser):
    """The text of a page, without its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        """Keep what stands between two tags."""
        self.found.append(data)


@pytest.fixture
def keep(vault):
    """Save an evening on a day, as the page would."""

    def kept(number: int, **changes: object) -> None:
        day = FIRST + timedelta(days=number)
        at = datetime(day.year, day.month, day.day, 19, 4, tzinfo=UTC)
        stated = {
            "sitting": Sitting.EVENING,
            "scales": {"mood": 4, "calm": 5},
            "set": "daily",
            "set_version": 1,
            "effects_shown": True,
            "recalled": False,
        }
        visit = participant(ChainId(vault.id), at, Zone("Europe/Berlin"))
        sent = Sent(new_identifier(), day)
        save_check_in(visit, sent, CheckInSaved(**{**stated, **changes}))

    return kept


def test_an_empty_vault_says_when_the_report_begins(window):
    page = window.open("/r")

    assert "Your report begins with your first evening." in page
    assert '<a href="/x">' in page


def test_an_evening_is_reported_at_once(window):
    window.send("/t/e", **RATED, effects=["nausea"])

    page = window.open("/r")

    assert "This was not blinded." in page
    assert "You wrote down 1 of 1 days." in page
    assert "It is not advice to take more, less, or any." in page


def test_every_figure_has_its_table_before_its_picture(window, keep):
    for number in range(5):
        keep(number)
    page = window.open("/r")

    sections = page.split('<section class="figure"')[1:]

    assert len(sections) > 3
    assert all(one.index("<table") < one.find("<svg") for one in sections if "<svg" in one)
    for one in (part for part in sections if "<svg" in part):
        says = re.search(r'<p class="says">(.*?)</p>', one)[1]
        assert f">{says}</desc>" in one


def test_nothing_on_the_page_carries_a_style_or_a_script_of_its_own(window, keep):
    keep(0)

    page = window.open("/r")

    assert re.findall(r"<style|\sstyle=|\son\w+=", page) == []


def test_a_plan_is_reported_first_and_all_days_are_one_link_away(window, state, keep):
    keep(-5)
    window.at = datetime(2026, 3, 1, 19, tzinfo=UTC)
    window.send("/p/new", **PLAN)
    (plan,) = state().protocols.each
    window.at = datetime(2026, 3, 12, 19, tzinfo=UTC)
    keep(1)

    page = window.open("/r")

    assert "Am I calmer?" in page
    assert "You wrote down 1 of 10 days." in page
    assert '<a href="/r?of=all">All recorded days</a>' in page
    assert f'<a href="/r?of={plan.id}">Am I calmer?</a>' in window.open("/r?of=all")
    assert "Am I calmer?" in window.open(f"/r?of={plan.id}")


@pytest.mark.parametrize(
    ("of", "status"),
    [("7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0", 404), ("x", 400), ("<b>", 400)],
)
@pytest.mark.parametrize("address", ["/r", "/r.pdf"])
def test_a_report_of_nothing_known_is_refused(window, address, of, status):
    assert window.client.get(address, {"of": of}).status_code == status


def test_an_ended_plan_is_offered_on_today(window):
    window.at = datetime(2026, 3, 1, 19, tzinfo=UTC)
    window.send("/p/new", **PLAN)
    assert "Read your report." not in window.open("/t")

    window.at = datetime(2026, 3, 30, 10, tzinfo=UTC)

    assert '<a href="/r">Your protocol has ended. Read your report.</a>' in window.open("/t")


def test_more_leads_to_the_report(window):
    assert '<a href="/r">Report</a>' in window.open("/o")


def test_in_a_hard_moment_the_way_to_help_comes_first(window, state):
    window.send("/t/e", **RATED, effects=["harm"])
    kinds = [event.payload.KIND for event in state().standing.events]
    if CrisisShown.KIND not in kinds:
        pytest.fail("the tap led to no help")

    page = window.open("/r")

    assert page.index("Help is here, at any time today.") < page.index("This was not blinded.")


@pytest.mark.parametrize("kept", [0, 1, 20])
def test_no_page_says_what_causes_what(window, keep, kept):
    for number in range(kept):
        keep(number, effects=("harm", "headache"))
    window.at += timedelta(days=30)

    page = window.open("/r")
    frame = page.index("<main"), page.index("</main>")

    assert BLOCKED.findall(" ".join(Words(page[frame[0] : frame[1]]).found)) == []
