"""The page of what was noticed: counts at amounts already taken, and nothing beyond them."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from limen.actions.append import append
from limen.actions.diary import Sent
from limen.actions.diary import draft as drafted
from limen.actions.visiting import new_identifier, present
from limen.diary.fold import diary
from limen.journal.kinds import doses
from limen.journal.kinds.doses import AsPlanned, BatchAdded, DoseTaken, FeltAnswered, Sitting
from limen.journal.kinds.screening import Answer
from limen.journal.kinds.trials import TrialDrafted
from limen.journal.standing import Standing
from limen.reports.noticed import noticed
from limen.terms.amount import Amount
from limen.terms.calendar import Zone
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.units import Form, Unit

RATED = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
FOOTER = "This describes what you noticed. It is not an amount to aim for."
ANSWERS = ("no", "no", "unsure", "no", "yes", "no", "no", "no")


def live(window, state, batch, answers, size="0.1"):
    """An evening of a dose for each answer, a day after the other."""
    for felt in answers:
        day = window.at.date().isoformat()
        told = {"day": day, "time": "08:12", "unit": "g", "amount": size, "batch": batch}
        window.send("/t/d", **told)
        dose = state().diary.doses[-1]
        window.send("/t/e", **RATED, **{f"felt_{dose.id}": felt})
        window.at += timedelta(days=1)


def test_before_eight_answered_days_it_says_when_it_is_shown(window, state, batch, screened):
    screened()
    assert "We show this after 8 answered days with one batch." in window.open("/f")

    live(window, state, batch, ANSWERS[:2])

    page = window.open("/f")
    assert "Batch B: 2 of 8 answered days." in page
    assert FOOTER in page
    assert "0.1" not in page


def test_after_eight_it_counts_and_says_what_cannot_be_known(window, state, batch, screened):
    screened()
    live(window, state, batch, ANSWERS)

    page = window.open("/f")

    assert "You noticed 1 of 8 capsules at 0.1 g from batch B." in page
    assert '<th scope="row">0.1 g</th><td>8</td><td>1</td><td>1</td>' in page
    assert "You have no placebo days" in page
    assert FOOTER in page


def test_a_new_untested_batch_is_of_unknown_strength(window, state, batch, batch_fields, screened):
    screened()
    live(window, state, batch, ANSWERS[:1])
    window.send("/b", **{**batch_fields, "label": "C"})

    assert "Batch C: unknown strength." in window.open("/f")


def test_beside_a_sealed_trial_it_is_closed(window, state, batch, screened):
    screened()
    live(window, state, batch, ANSWERS)
    visit = present(window.at, Zone("Europe/Berlin"))
    trial = TrialDrafted.example()
    append(
        visit, drafted(visit, Sent(new_identifier(), window.at.date()), trial), lambda _: (trial,)
    )

    page = window.open("/f")

    assert "This opens with the seal." in page
    assert "0.1" not in page


def test_after_a_hard_moment_it_is_closed(window, state, batch, screened):
    screened()
    live(window, state, batch, ANSWERS)
    window.send("/c/q", plan="no", intent="no", answer="skip")

    page = window.open("/f")

    assert "This stays closed for now" in page
    assert "0.1" not in page


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (None, ("This opens after the twelve questions", "To the questions")),
        ({"q_seizure": Answer.YES, "seizure": Answer.YES}, ("This stays closed", "The reasons")),
        ({"q_body": Answer.UNKNOWN}, ("once you have talked to someone", "What to talk about")),
        ({"q_mind": Answer.YES, "anxiety_panic": Answer.YES}, ("have read one thing", "Read it")),
    ],
)
def test_without_an_open_screening_it_says_what_opens_it(
    window, state, batch, screened, answers, says
):
    live(window, state, batch, ANSWERS)
    if answers is not None:
        screened(**answers)

    page = window.open("/f")

    assert (says[0] in page, f'href="/v">{says[1]}' in page) == (True, True)
    assert "0.1" not in page


def test_ninety_days_later_it_is_closed_again(window, state, batch, screened):
    live(window, state, batch, ANSWERS)
    screened()
    window.at += timedelta(days=90)
    before = window.open("/f")

    window.at += timedelta(days=1)

    assert "You noticed 1 of 8 capsules" in before
    assert "Your answers to the twelve questions no longer count." in window.open("/f")


FIRST = date(2026, 3, 2)
ADDED = BatchAdded.example()
SIZES = st.decimals("0.01", "9", places=3)
TAKEN = st.tuples(st.integers(0, 1), SIZES, st.sampled_from(Felt))


def diary_of(taken):
    """Two batches of material, and what was taken of them."""
    said = [
        BatchAdded(
            name=name,
            material=ADDED.material,
            form=Form.DRIED,
            basis=ADDED.basis,
            prepared=ADDED.prepared,
            tested=doses.Tested.NO,
        )
        for name in ("X", "Y")
    ]
    for batch, size, felt in taken:
        amount = Amount(size, Unit.GRAM, Form.DRIED)
        of = EventId(UUID(int=batch + 1))
        said.append(DoseTaken(amount=amount, batch=of, as_planned=AsPlanned.YES, slip_checked=True))
        dose = EventId(UUID(int=len(said)))
        said.append(FeltAnswered(dose=dose, sitting=Sitting.EVENING, felt=felt))
    at = datetime(2026, 3, 2, 20, tzinfo=UTC)
    return diary(
        Standing(n, EventId(UUID(int=n)), FIRST, at, "UTC", "participant", "web", None, one)
        for n, one in enumerate(said, start=1)
    )


def page_of(taken):
    """The page of these doses as a browser gets it, in pieces of one batch each."""
    found = noticed(diary_of(taken))
    figures = [batch.figure(number) for number, batch in enumerate(found.batches, start=1)]
    told = {"name": "Notes", "noticed": found, "figures": figures}
    text = render_to_string("felt.html", told).partition("<main")[2]
    names = [batch.name for batch in found.batches]
    return dict(zip(names, text.split("<section")[1:], strict=True))


AN_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?= (?:to|g|mg|microgram|capsule|drop)\b)")


@given(st.lists(TAKEN, max_size=40))
def test_no_number_speaks_of_an_amount_that_was_not_taken(taken):
    """Promise: no amount above the largest one taken in a batch, and none between two."""
    for batch, text in page_of(taken).items():
        own = {f"{size.normalize():f}" for of, size, _ in taken if "XY"[of] == batch}
        words = re.sub(r"<svg.*?viewBox[^>]*>|\b(?:x|y|x1|cx|cy|r|d|y1)=\"[^\"]*\"", " ", text)
        assert {*AN_AMOUNT.findall(words)} <= own
        fractions = set(re.findall(r"\d+\.\d+", re.sub(r"<[^>]+>", " ", text)))
        assert fractions <= own


@given(st.lists(TAKEN, min_size=8, max_size=30), st.integers(2, 100))
def test_no_coordinate_depends_on_how_large_an_amount_was(taken, times):
    drawn = [
        [re.findall(r'(?:cx|cy|x|y|d|viewBox)="([^"]*)"', text) for text in page_of(each).values()]
        for each in (taken, [(batch, size * times, felt) for batch, size, felt in taken])
    ]

    assert drawn[0] == drawn[1]


def test_an_amount_that_was_not_taken_would_be_found():
    assert AN_AMOUNT.findall("You noticed 1 of 2 at 0.1 to 0.11 g, then 0.5 g.") == [
        "0.1",
        "0.11",
        "0.5",
    ]
