"""An evening on a day without anything planned."""

from limen.instruments.rows import DAILY_ROWS


def test_an_off_day_takes_six_taps(opened):
    page = opened.page

    page.get_by_role("link", name="Write it down").click()
    for row in DAILY_ROWS:
        page.get_by_role("group", name=row.label).get_by_text("5", exact=True).click()
    page.get_by_role("button", name="Save").click()

    page.get_by_text("You are done for today.").wait_for()
