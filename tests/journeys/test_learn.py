"""Learn: from the bar through all five pages, to a card, to a work, and to what is refused."""

from limen.evidence.chapters import chapters

WIDER = "document.documentElement.scrollWidth > window.innerWidth"


def test_all_pages_of_learn_are_reached_by_their_links_and_none_is_too_wide(opened):
    page, wide = opened.page, []

    def go(name: str, heading: str) -> None:
        page.get_by_role("main").get_by_role("link", name=name).first.click()
        page.get_by_role("heading", name=heading, level=1).wait_for()
        if page.evaluate(WIDER):
            wide.append(page.url)

    page.get_by_role("link", name="Learn").click()
    go(chapters()[0].title, chapters()[0].title)
    for one in chapters()[1:]:
        go(one.title, one.title)
    go("Review of studies · Ketamine", "Claim")
    go("Back to the claims", "Claims")
    page.get_by_label("Band").select_option("microdose")
    page.get_by_role("button", name="Show").click()
    page.locator("summary").click()
    go("The strongest research on psilocybin is clinical work with full doses.", "Not shown")
    page.get_by_text("shown for another amount: no evidence for microdoses").wait_for()
    go("See it in its own band", "Claim")
    go("Controlled study · Full dose", "Single-Dose Psilocybin")

    assert wide == []
