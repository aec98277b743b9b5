"""The addresses of the vault, neutral on purpose: they may stand in a browser's history."""

from django.urls import path, register_converter

from limen.protocols.sittings import LongerPage
from limen.screening.worsening import TERMS
from limen.web import (
    batch,
    beginning,
    checklist,
    correct,
    dose,
    drift,
    evening,
    example,
    felt,
    hard,
    law,
    learn,
    leaving,
    left_out,
    medicines,
    more,
    note,
    noticed_day,
    person,
    plan,
    reminders,
    report,
    review,
    safety,
    screening,
    screening_question,
    settings,
    sheet,
    still_there,
    stops,
    timeline,
    today,
    unlock,
    unwanted,
    week,
    welcome,
    which_one,
)
from limen.web.assets import asset


class LongerPageConverter:
    """The names of the longer pages, so that no other address reaches them."""

    regex = "|".join(page.value for page in LongerPage)

    def to_python(self, value: str) -> str:
        """The name as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands in the address."""
        return value


class StopPageConverter:
    """The names of the pages of the stop rules."""

    regex = "|".join(stops.PAGES)

    def to_python(self, value: str) -> str:
        """The name as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands in the address."""
        return value


class WorseConverter:
    """The names of the questionnaires whose scores are compared with the first ones."""

    regex = "|".join(TERMS)

    def to_python(self, value: str) -> str:
        """The name as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands in the address."""
        return value


register_converter(LongerPageConverter, "longer")
register_converter(StopPageConverter, "sign")
register_converter(WorseConverter, "worse")

urlpatterns = [
    path("", welcome.home),
    path("a", beginning.age),
    path("a/n", beginning.new_lock),
    path("a/w", person.place),
    path("a/s", person.support),
    path("a/q", person.plan_offer),
    path("a/l", person.put_off),
    path("start", unlock.start),
    path("unlock", unlock.unlock),
    path("lock", unlock.lock),
    path("leave", leaving.leave),
    path("n", leaving.neutral),
    path("help", unlock.help_now),
    path("b", batch.batch),
    path("c", hard.hard),
    path("c/n", hard.hard_now),
    path("c/q", hard.questions),
    path("l", timeline.timeline),
    path("l/<uuid:entry>", correct.correct),
    path("o", more.more),
    path("p", plan.plans),
    path("p/new", plan.new_plan),
    path("p/<uuid:plan>", plan.move),
    path("p/<uuid:plan>/c", checklist.checklist),
    path("p/<uuid:plan>/r", review.review),
    path("e", stops.read),
    path("e/<sign:sign>", stops.stop),
    path("j", drift.drift),
    path("u", still_there.still_there),
    path("u/<uuid:entry>", unwanted.unwanted),
    path("u/w/<worse:instrument>", unwanted.worse),
    path("v", screening.screening),
    path("v/n", screening.note),
    path("v/<int:number>", screening_question.question),
    path("w/<longer:page>", week.week),
    path("q", note.note),
    path("t", today.today),
    path("t/d", dose.dose),
    path("t/e", evening.evening),
    path("t/n", noticed_day.noticed_day),
    path("t/s", evening.short_evening),
    path("t/w", which_one.which_one),
    path("t/x", left_out.left_out),
    path("sheet", sheet.sheet),
    path("sheet/read", sheet.read_back),
    path("sheet/later", sheet.put_off),
    path("r", report.report),
    path("r.pdf", report.report_pdf),
    path("d", medicines.medicines),
    path("d/<uuid:medicine>", medicines.move),
    path("f", felt.felt),
    path("g", learn.learn),
    path("g/<int:number>", learn.chapter),
    path("g/c", learn.claims),
    path("g/c/<str:claim>", learn.claim),
    path("g/r", learn.works),
    path("g/r/<int:work>", learn.work),
    path("h", safety.safety),
    path("i", settings.settings),
    path("i/back", settings.back),
    path("k", reminders.reminders),
    path("k.ics", reminders.calendar),
    path("x", example.example),
    path("y", law.law),
    path("x.pdf", example.example_pdf),
    path("s/<str:name>", asset),
]

handler400 = "limen.web.refusals.bad_request"
handler403 = "limen.web.refusals.permission_denied"
handler404 = "limen.web.refusals.not_found"
handler500 = "limen.web.refusals.server_error"
