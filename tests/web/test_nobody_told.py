"""Every page for help says that nobody has been told, in every language that it speaks."""

import pytest
from django.conf import settings
from django.utils import translation

WATCHES = "Nobody has been told. Limen does not watch and cannot call anyone."
SENDS = "Nobody has been told. Limen sends nothing, and cannot call anyone."


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize(
    ("path", "words"), [("/help", WATCHES), ("/h", WATCHES), ("/c", SENDS), ("/c/n", SENDS)]
)
def test_each_page_for_help_says_that_nobody_has_been_told(window, path, words, language):
    with translation.override(language):
        expected = translation.gettext(words)
    window.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    page = window.open(path)

    assert expected in page
    assert (expected == words) is (language == "en")
