"""A new batch: what it is, and what is known of its strength."""

import pytest


def test_a_batch_leads_back_to_the_dose(window, state, batch_fields):
    status, to = window.send("/b", **batch_fields, to="dose")

    assert (status, to) == (303, "/t/d")
    (added,) = state().diary.batches.values()
    assert added.stated.name == "B"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"label": ""}, "Give the batch a name."),
        ({"form": ""}, "Choose a form."),
        ({"content": "6.3"}, "Choose yes under tested, or leave the content empty."),
        ({"tested": "yes", "content": "much"}, "Enter the content as a number."),
        ({"tested": "yes", "content": "6.3"}, "Choose what the content is in, and of what."),
    ],
)
def test_a_batch_says_what_is_missing(window, state, batch_fields, fields, says):
    status, page = window.send("/b", **{**batch_fields, **fields})

    assert (status, says in page) == (400, True)
    assert not state().diary.batches


def test_a_tested_content_is_read_with_a_comma(window, state, batch_fields):
    told = {"tested": "yes", "content": "6,3", "per": "mg_g", "analyte": "psilocybin_equivalent"}

    window.send("/b", **batch_fields | told)

    (added,) = state().diary.batches.values()
    assert str(added.stated.content.middle) == "6.3"
