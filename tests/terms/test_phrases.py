"""A mark changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from limen.terms.phrases import phrase


@given(st.text())
def test_marked_words_come_back_as_they_are(words):
    assert phrase(words) == words
