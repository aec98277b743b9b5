"""M1: what an amount may have held stands beside it, in words, where it was recorded."""

import re
from html import unescape


def text_of(page: str) -> str:
    """What somebody reads, with one space between words."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_timeline_says_what_an_amount_likely_was_and_from_what(window, lived):
    del lived  # that a dose was recorded is wanted, not which

    said = text_of(window.open("/l"))

    assert (
        "0.1 g · not noticed By content: likely a microdose This is our estimate. Nobody tested "
        "this batch, and batches differ a lot. It may be off by about 4 times, up or down. "
        "For safety it counts as a microdose." in said
    )
    assert "counts as more than" not in said


def test_a_noticed_day_counts_as_more_than_a_microdose(window, state, batch):
    told = {"day": "2026-03-02", "time": "08:12", "unit": "g", "batch": batch, "amount": "0.1"}
    window.send("/t/d", **told)
    (dose,) = state().diary.doses
    rated = {"row_mood": "5", "row_energy": "3", "row_calm": "6", "row_focus": "4"}
    window.send("/t/e", **rated, **{f"felt_{dose.id}": "yes"})

    said = text_of(window.open("/l"))

    assert "You noticed it, so this day counts as more than a microdose." in said
    assert "For safety it counts as a low dose." in said


def test_an_estimate_in_milligrams_is_no_part_of_a_page(window, lived):
    del lived

    assert not re.search(r"\d\s?(mg|milligram|microgram)", text_of(window.open("/l")))
