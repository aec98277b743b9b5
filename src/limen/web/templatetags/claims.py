"""A sentence about the world on any page, with what kind of evidence it has and its band."""

from datetime import date

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.evidence.chapters import analysis_of, statements
from limen.evidence.statements import Statement
from limen.evidence.tables import compiled_on
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.protocols.schedules.catalogue import PRESETS
from limen.web.addresses import CLAIMS
from limen.web.clock import moment, today
from limen.web.evidence_words import kinds_and_band
from limen.web.visits import here

register = template.Library()


@register.simple_tag(takes_context=True)
def claim(context: Context, name: str) -> str:
    """The statement of this name; a page of an open vault leads on to its card.

    Raises:
        KeyError: there is no such statement.
    """
    said = statements()[name]
    return format_html("{} {}", _(said.words), grounds(context, said))


@register.simple_tag(takes_context=True)
def grounds(context: Context, said: Statement) -> str:
    """The line under a statement: kinds of evidence and band, and the way to its card."""
    line = kinds_and_band(said, _facts_day(context))
    if not context.get("section"):
        return format_html('<small class="grounds" data-claim="{}">{}</small>', said.id, line)
    return format_html(
        '<small class="grounds" data-claim="{}"><a href="{}/{}">{}</a></small>',
        said.id,
        CLAIMS,
        said.id,
        line,
    )


@register.simple_tag
def schedule_claims() -> list[tuple[str, Statement]]:
    """Each schedule that a plan can have, by its title, with what it does to a comparison."""
    return [(_(one.title), analysis_of(one.fact)) for one in PRESETS]


@register.simple_tag
def schedule_claim(plan: ProtocolPlanned) -> Statement | None:
    """What the schedule of a plan does to a comparison; None: nothing is known of it."""
    stated = (plan.schedule, dict(plan.schedule_parameters))
    facts = (
        one.fact for one in PRESETS if (one.schedule.id, dict(one.schedule.parameters)) == stated
    )
    return next((analysis_of(fact) for fact in facts), None)


def _facts_day(context: Context) -> date:
    """The day by which facts are judged, never before that of the tables."""
    told, request = context.get("facts_day"), getattr(context, "request", None)
    if told or request is None:
        return max(told or today(), compiled_on())
    day = here(request).facts_day if context.get("section") else moment(request).date()
    return max(day, compiled_on())
