"""Sending a browser on to another page of the vault."""

from http import HTTPStatus

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """Go on to this address with a plain request, whatever this one was."""

    status_code = HTTPStatus.SEE_OTHER
