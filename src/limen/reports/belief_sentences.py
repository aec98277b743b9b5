"""What guesses and belief say about a difference: fixed sentences 2 to 5.

Source: experience.md section 3.1.
"""

from collections.abc import Iterator

from limen.inference.belief_estimates import OwnSwitch
from limen.inference.estimates import NotEstimable
from limen.inference.ladder import MOST_GUESSES_MISSING, Rung
from limen.inference.verdict_estimates import Completed, Found, Verdict
from limen.reports.page_numbers import PageNumbers

CLAIMS = frozenset({Rung.L1, Rung.L2, Rung.H1, Rung.H2})
BEYOND_BELIEF = frozenset({Rung.L2, Rung.H2})


def belief_sentences(
    verdict: Verdict, found: Found, page: PageNumbers, *, is_higher_better: bool
) -> Iterator[str]:
    """What is said about guesses and belief, as the headline has it."""
    yield _right_guesses(found)
    if verdict.rung is not Rung.L0:
        yield _own_switch(found.own_switch, page, is_higher_better=is_higher_better)
    if verdict.rung in CLAIMS and found.guesses_missing > MOST_GUESSES_MISSING:
        yield "Too many guesses are missing to set believing aside: more than 1 in 5."
    if verdict.rung in CLAIMS and verdict.completed is not None:
        yield _tipping_point(verdict.tipping_point, verdict.completed, found.own_switch, page)
    if verdict.rung in BEYOND_BELIEF:
        yield (
            f"We fixed the limit of {page.text(found.limit)} points before the start. If 1 guess "
            f"in 10 was a slip, it protects up to {page.text(found.protects_up_to)} points."
        )


def _right_guesses(found: Found) -> str:
    counts = found.guesses.counts
    if counts is None:
        return "No guess was written down, so how far believing went along cannot be said."
    return (
        f"You guessed right on {counts.right} of {counts.n} days; guesses that know nothing would "
        f"get about {counts.by_chance:.0f}."
    )


def _own_switch(
    switch: OwnSwitch | NotEstimable, page: PageNumbers, *, is_higher_better: bool
) -> str:
    if isinstance(switch, NotEstimable):
        return switch.says
    way = "above" if (switch.points >= 0) is is_higher_better else "below"
    return (
        "On days you took placebo but believed it was a microdose, you scored "
        f"{page.text(abs(switch.points))} points {way} your other placebo days."
    )


def _tipping_point(
    point: float | None, tested: Completed, switch: OwnSwitch | NotEstimable, page: PageNumbers
) -> str:
    highest = tested.curve.points[-1].switch
    said = (
        f"Even if believing alone could move your score by {page.text(highest)} points, it would "
        "not explain the whole difference."
        if point is None
        else f"If believing alone can move your score by more than {page.text(point)} points, the "
        "whole difference can be explained without the capsule."
    )
    if isinstance(switch, NotEstimable):
        return said
    return f"{said} On your own placebo days it moved by {page.text(switch.points)}."
