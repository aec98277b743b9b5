"""A plan has a question, what is expected of it, an end, a rest and a review."""

import re
from datetime import date, timedelta


def choose(page, group, words):
    page.get_by_role("group", name=group).get_by_text(words, exact=True).click()


def test_a_plan_is_made_in_three_pages(opened):
    page = opened.page
    page.get_by_role("link", name="More").click()
    page.get_by_role("link", name="Protocol").click()
    page.get_by_role("link", name="Plan a protocol").click()

    page.get_by_label("Your question").fill("Do I feel calmer on those days?")
    choose(page, "What do you hope changes?", "Calm")
    choose(page, "When do you think it acts?", "same day")
    page.get_by_label("What is the smallest change").select_option("0.5")
    page.get_by_role("button", name="Go on").click()
    choose(page, "How do you expect it to change?", "a little better")
    choose(page, "How sure are you", "a bit")
    page.get_by_role("button", name="Go on").click()
    choose(page, "Schedule", "One day on, two days off")
    starts = date.fromisoformat(page.get_by_label("Start").input_value())
    page.get_by_role("button", name="Save the plan").click()
    page.get_by_role("link", name=re.compile("Choose an end date. A protocol")).wait_for()
    page.get_by_label("End date", exact=True).fill((starts + timedelta(days=27)).isoformat())
    page.get_by_label("Rest until").fill((starts + timedelta(days=55)).isoformat())
    page.get_by_role("button", name="Save the plan").click()

    page.get_by_role("heading", name="Do I feel calmer on those days?").wait_for()
