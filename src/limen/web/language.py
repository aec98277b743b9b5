"""The language of an answer: the person's choice once the vault is open, else the browser's."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from limen.reports.help_page import Voice
from limen.web.visited import KEY, Visited

Answer = Callable[[HttpRequest], HttpResponse]


def in_their_language(answer: Answer) -> Answer:
    """Answer in the language that the person chose, else in the first one that the browser names.

    A locked vault tells nothing, so before it is unlocked the browser alone is asked.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        language = _chosen(request) or _asked_for(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
        with translation.override(language):
            response = answer(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language",))
        return response

    return answered


def offered_languages() -> tuple[tuple[str, str], ...]:
    """Code and own name of every language that Limen speaks, English first."""
    return tuple(settings.LANGUAGES)


def voice() -> Voice:
    """The language of the answer that is being made."""
    return Voice(
        str(translation.get_language()), translation.gettext, translation.get_language_bidi()
    )


def every_voice() -> tuple[Voice, ...]:
    """Every language that Limen speaks, English first."""
    return tuple(Voice(code, partial(_say, code)) for code, _name in offered_languages())


def _say(language: str, words: str) -> str:
    with translation.override(language):
        return translation.gettext(words)


def _chosen(request: HttpRequest) -> str:
    here = request.META.get(KEY)
    language = here.inside.language if isinstance(here, Visited) else ""
    return language if language in dict(offered_languages()) else ""


def _asked_for(header: str) -> str:
    """The first language of the header that Limen speaks, by its own code or by its family's."""
    spoken = dict(offered_languages())
    for asked, _weight in parse_accept_lang_header(header):
        for code in (asked, asked.partition("-")[0]):
            if code in spoken:
                return code
    return str(settings.LANGUAGE_CODE)
