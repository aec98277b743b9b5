"""The addresses of the vault, neutral on purpose: they may stand in a browser's history."""

from django.urls import path

from limen.web import unlock

urlpatterns = [
    path("", unlock.home),
    path("start", unlock.start),
    path("unlock", unlock.unlock),
    path("lock", unlock.lock),
    path("help", unlock.help_now),
]

handler400 = "limen.web.refusals.bad_request"
handler403 = "limen.web.refusals.permission_denied"
handler404 = "limen.web.refusals.not_found"
handler500 = "limen.web.refusals.server_error"
