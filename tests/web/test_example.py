"""The example report is there before anything else, and leaves nothing behind."""


def test_it_says_that_it_is_invented(window, state):
    page = window.open("/x")

    assert "This is an example." in page
    assert "every number is invented, and nothing of it is stored." in page
    assert "You wrote down 71 of 84 days." in page
    assert state().head.n == 0


def test_it_opens_before_anything_is_unlocked(window):
    window.here.openness.order_lock()

    assert '<a href="/unlock">' in window.open("/x")
    assert window.client.get("/r").headers["Location"] == "/unlock"


def test_it_leads_back_to_the_own_notes(window):
    assert '<a href="/t">Back to your own notes</a>' in window.open("/x")
