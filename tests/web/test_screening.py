"""What the twelve questions come to, what opens it, what ends it, and the note for a talk."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest

from limen.journal.kinds.screening import Answer, ScreeningAttested
from limen.reports.reading_grade import grade
from limen.screening.gates import ScreeningState
from limen.screening.tables import screening_table
from limen.terms.errors import LimenError

FORM = "7f1d2c3b-4a59-4687-9786-a5b4c3d2e1f0"
FIXED = (
    "Do not stop or change a prescribed medicine because of this. Ask the person who prescribes it."
)
YES, UNKNOWN = Answer.YES, Answer.UNKNOWN


def text(page):
    """What somebody reads on a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page)))


def said_in(state, kind):
    """Every entry of a kind, in order."""
    return [one.payload for one in state().standing.events if isinstance(one.payload, kind)]


def checked(page, name):
    """The values of a field that are chosen on a page."""
    return re.findall(rf'name="{name}" value="([^"]+)" id="\w+" checked', page)


VERDICTS = [
    ({}, "Go on.", "Nothing you told us speaks against a trial. We will ask again in 90 days."),
    ({"q_body": YES, "resp": YES}, "Go on, with one thing to know.", "I have read this"),
    ({"q_mind": YES, "anxiety_panic": YES}, "Go on, with one thing to know.", "I have read this"),
    ({"q_birth": UNKNOWN}, "Talk to someone first.", "Who agreed, and when"),
    ({"q_heart": YES, "htn": YES}, "Talk to someone first.", "Who agreed, and when"),
    ({"q_seizure": YES, "seizure": YES}, "Do not start the trial.", "stay closed"),
]


@pytest.mark.parametrize(("answers", "headline", "says"), VERDICTS)
def test_every_verdict_has_its_page(window, screened, answers, headline, says):
    screened(**answers)

    page = text(window.open("/v"))

    assert f" {headline} " in page
    assert says in page
    assert not re.search(r"\d ?%|score of", page.partition("Where this comes from")[0])


@pytest.mark.parametrize("answers", [None, *(answers for answers, *_ in VERDICTS)])
@pytest.mark.parametrize("path", ["/v", "/v/n", "/f"])
def test_every_page_of_screening_reads_easily(window, screened, path, answers):
    """Promise: safety texts read at grade 6 at most, each page as a whole."""
    if answers is not None:
        screened(**answers)
    page = window.open(path).partition("<main")[2].partition("</main>")[0]

    own = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
    told = re.findall(r"<(?:p|h\d|label)\b[^>]*>(.*?)</(?:p|h\d|label)>", own, re.DOTALL)
    sentences = [one for words in told for one in re.split(r"(?<=[.?!:])\s", text(words))]

    assert grade(sentences) <= 6


@pytest.mark.parametrize(
    ("age", "headline"),
    [
        ("-", "Do not start the trial."),
        ("18_20", "Do not start the trial."),
        ("21_24", "Go on, with one thing to know."),
        ("25_64", "Go on."),
        ("65_up", "Talk to someone first."),
    ],
)
def test_the_age_counts_and_an_unsaid_one_as_the_youngest(window, screened, age, headline):
    screened(age=age)

    page = window.open("/v")

    assert f"<h1>{headline}</h1>" in page
    assert ("You have not said how old you are." in page) is (age == "-")


def test_an_age_that_is_said_later_asks_anew(window, screened):
    screened(age="-")

    assert window.send("/a/w?to=screening", country="-", age="25_64") == (303, "/v")

    assert "You said something else about your age since." in window.open("/v")
    assert 'href="/v/1"' in window.open("/v")


def test_each_reason_says_why_where_from_what_kind_and_for_which_band(window, screened):
    screened(q_other_medicines=YES, ssri=YES)

    page, rule = text(window.open("/v")), screening_table().find("ssri")

    for told in (rule.label, rule.why, rule.say, rule.evidence, FIXED):
        assert told in page
    assert "Gukasyan N, Griffiths RR, Yaden DB, Antoine DG, Nayak SM (2023)" in page
    assert "evidence:" not in page
    assert "For microdoses" in page
    assert "studies, labels or official texts" in page
    assert "Nov. 20, 2026" in page


def test_a_stop_says_that_no_prescribed_medicine_is_stopped(window, screened):
    screened(q_first_medicines=YES, lithium=YES)

    says = "Do not stop a prescribed medicine because of this page. Ask the person who"
    assert says in window.open("/v")
    assert FIXED in window.open("/v")
    assert "agreed" not in window.open("/v")


def test_what_is_to_be_read_opens_after_the_tick(window, state, screened):
    screened(q_mind=YES, anxiety_panic=YES)
    status, page = window.send("/v")
    assert (status, "Tick it once you have read the reasons." in page) == (400, True)

    assert window.send("/v", read="on") == (303, "/v")

    assert state().screening.state_on(window.at.date()) is ScreeningState.OPEN
    assert "Go on, with one thing to know." in window.open("/v")
    assert "I have read this" not in window.open("/v")
    assert window.send("/v", read="on") == (303, "/v")


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"consulted": "2026-03-01"}, "Tick it once somebody agreed."),
        ({"agreed": "on"}, "Choose the day on which you spoke."),
        ({"agreed": "on", "consulted": "soon"}, "Choose the day from the calendar."),
        ({"agreed": "on", "consulted": "2026-03-03"}, "This day has not come yet."),
        (
            {"agreed": "on", "consulted": "2026-03-01", "clinician": "x" * 81},
            "Write 80 characters at most.",
        ),
    ],
)
def test_a_talk_needs_an_agreement_and_its_day(window, state, screened, fields, says):
    screened(q_body=UNKNOWN)

    status, page = window.send("/v", **fields)

    assert (status, page.count(says)) == (400, 2)
    assert said_in(state, ScreeningAttested) == []


@pytest.mark.parametrize(
    ("clinician", "says"),
    [
        ("Dr. <Okafor>", "You wrote down that you spoke with Dr. &lt;Okafor&gt; on March 1, 2026."),
        ("", "You wrote down that you spoke with someone on March 1, 2026."),
    ],
)
def test_a_talk_opens_it_with_a_name_or_without(window, state, screened, clinician, says):
    screened(q_body=UNKNOWN, q_heart=YES, htn=YES)
    told = {"agreed": "on", "consulted": "2026-03-01", "clinician": clinician, "sent": FORM}

    assert window.send("/v", **told) == window.send("/v", **told) == (303, "/v")

    (attested,) = said_in(state, ScreeningAttested)
    assert (attested.clinician, attested.consulted) == (clinician, date(2026, 3, 1))
    assert {*attested.reasons} == {"q_body", "htn"}
    assert state().screening.state_on(window.at.date()) is ScreeningState.OPEN
    assert says in window.open("/v")


def test_nothing_opens_a_stop(window, state, screened):
    screened(q_seizure=YES, seizure=YES)

    assert window.send("/v", agreed="on", consulted="2026-03-01", read="on") == (303, "/v")

    assert state().screening.state_on(window.at.date()) is ScreeningState.STOP


@pytest.mark.parametrize("verdict", [None, *(answers for answers, *_ in VERDICTS)])
def test_the_note_can_be_read_by_a_clinician(window, screened, verdict):
    window.send("/d", called="Sertraline")
    if verdict is not None:
        screened(**verdict)

    page = window.open("/v/n")

    assert "Limen names no amount and says nothing about care." in page
    assert page.index("Sertraline") < page.rindex(FIXED)
    assert "<details>" not in page  # everything is open on paper
    assert ("Answered on March 2, 2026." in page) is (verdict is not None)


def test_it_is_asked_again_after_90_days_and_says_when(window, screened):
    screened()
    assert "Your answers count until May 31, 2026." in window.open("/v")
    window.at += timedelta(days=91)

    assert "It counts for 90 days, and these are over." in window.open("/v")
    assert "no longer counts" in window.open("/o")
    assert checked(window.open("/v/1"), "said") == []


def test_a_new_medicine_ends_it_and_the_page_of_the_medicines_says_so(window, screened):
    screened()
    assert "no longer count" not in window.open("/d")

    window.send("/d", called="Iron")

    assert "With the new medicine your answers to the twelve questions no longer count." in (
        window.open("/d")
    )
    assert "You wrote down a new medicine since." in window.open("/v")


def test_a_clock_that_is_set_back_makes_no_old_answer_new(window, screened):
    screened()
    window.at += timedelta(days=91)
    window.send("/q", words="Later.")

    window.at -= timedelta(days=60)

    assert "It counts for 90 days" in window.open("/v")


def test_beginning_anew_ends_what_stood_before(window, screened):
    screened()

    window.send("/v/5", said="yes", rows=["pregnancy"])

    assert "You have answered 1 of 12 questions." in window.open("/v")
    assert "begun" in window.open("/o")
    assert "no longer count" in window.open("/f")


def test_a_hard_moment_closes_it_and_says_from_when_new_answers_count(window, screened):
    screened()
    window.send("/c/q", plan="no", intent="yes", answer="no")

    page = window.open("/v")

    assert "You had a hard moment." in page
    assert "From March 16, 2026 on, new answers can change this." in page


def test_a_reason_past_its_review_says_no_more_than_that_it_is_unknown(window, screened):
    screened(q_heart=YES, htn=YES)
    rule = screening_table().find("htn")
    window.send("/q", words="Today.")
    window.at += timedelta(days=700)

    page = text(window.open("/v/n"))

    assert rule.why not in page
    assert rule.say not in page
    assert "Unknown since Nov. 20, 2027: what we had is out of date." in page


def test_a_reason_that_no_table_names_any_more_is_unknown(window, screened, monkeypatch):
    screened(q_heart=YES, htn=YES)
    table = screening_table()
    fewer = replace(table, rules=tuple(one for one in table.rules if one.id != "htn"))
    monkeypatch.setattr("limen.web.screening.screening_table", lambda: fewer)

    assert "Something that an earlier table named" in window.open("/v")


def test_today_says_once_what_closed_again_and_only_where_there_is_something_to_see(
    window, state, batch, screened
):
    screened()
    rated = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
    says = "“What you noticed” is closed again"
    for _ in range(8):
        day = window.at.date().isoformat()
        told = {"day": day, "time": "08:12", "unit": "g", "amount": "0.1", "batch": batch}
        window.send("/t/d", **told)
        dose = state().diary.doses[-1]
        window.send("/t/e", **rated, **{f"felt_{dose.id}": "no"})
        window.at += timedelta(days=1)
    assert says not in window.open("/t")

    window.at += timedelta(days=90)

    assert window.open("/t").count(says) == 1
    screened()
    assert says not in window.open("/t")


def test_without_anything_to_see_today_says_nothing(window, screened):
    screened()

    window.at += timedelta(days=91)

    assert "closed again" not in window.open("/t")


@pytest.mark.parametrize(
    ("medicine", "answers", "rule"),
    [
        ("lithium", {}, "lithium"),
        ("alcohol", {}, "alcohol"),
        ("", {"q_life": YES, "driving_work": YES}, "driving_work"),
    ],
)
def test_the_page_of_a_dose_holds_a_calm_note_and_stops_nothing(
    window, batch, screened, medicine, answers, rule
):
    if medicine:
        window.send("/d", called=medicine)
    screened(**answers)

    assert screening_table().find(rule).say in unescape(window.open("/t/d"))

    told = {"day": "2026-03-02", "time": "08:12", "unit": "g", "amount": "0.1", "batch": batch}
    assert window.send("/t/d", **told) == (303, "/t")


@pytest.mark.usefixtures("batch")
def test_a_medicine_that_is_asked_about_alone_is_no_note_of_the_day(window, screened):
    window.send("/d", called="sertraline")
    screened()

    assert "To keep in mind" not in window.open("/t/d")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/v/6", {"said": "no"}),
        ("/v", {"read": "on"}),
    ],
)
def test_where_nothing_can_be_written_the_page_says_so(window, screened, monkeypatch, path, fields):
    screened(q_mind=YES, anxiety_panic=YES)

    def full(*_):
        raise LimenError("There is no space left on this machine.", fix="Nothing new was saved.")

    monkeypatch.setattr("limen.actions.append.events.insert", full)

    status, page = window.send(path, **fields)

    assert (status, "There is no space left on this machine." in page) == (500, True)


def test_a_plan_shows_the_same_note_beside_its_dates(window):
    window.send("/d", called="lithium")
    told = {"question": "Calmer?", "measure": "calm", "acts": "same_day", "change": "0.5"}
    hoped = {"expected": "33", "sure": "33", "hoped": ""}

    status, page = window.send("/p/new", **told, **hoped, step="expectancy")

    assert (status, screening_table().find("lithium").say in unescape(page)) == (200, True)
