"""What is taken: a batch first, then an amount, and one question about a slip of the finger."""


def test_a_dose_needs_a_batch_and_a_slip_is_asked_about(opened):
    page = opened.page

    page.goto(page.url.replace("/t", "/t/d"))
    page.get_by_text("Add a batch so that we do not mix them up.").wait_for()
    page.get_by_label("Name of the batch").fill("B")
    page.get_by_label("What is it?").select_option("Psilocybe cubensis")
    page.get_by_label("Form", exact=True).select_option("dried")
    for group, answer in (
        ("What does an amount of it say?", "weighed material"),
        ("Single pieces or powder?", "powder"),
        ("Was it tested by a laboratory?", "no"),
    ):
        page.get_by_role("group", name=group, exact=True).get_by_text(answer, exact=True).click()
    page.get_by_role("button", name="Save").click()

    page.get_by_label("Amount").fill("1")
    page.get_by_label("Unit").select_option("g")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Amount").fill("0.1")
    page.get_by_label("Unit").select_option("g")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The two amounts differ.").wait_for()
    page.get_by_label("Amount").fill("0.1")
    page.get_by_label("Unit").select_option("g")
    page.get_by_role("button", name="Save").click()

    page.get_by_role("heading", name="Today").wait_for()
