"""A template names a statement, and says what kind of evidence it has and which band."""

from dataclasses import replace
from datetime import date

import pytest
from django.template import Context, Template

from limen.evidence.chapters import statements
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.web.templatetags.claims import schedule_claim, schedule_claims

LINE = '<small class="grounds" data-claim="e03">'


def drawn(source, **told):
    """What a template says."""
    return Template("{% load claims %}" + source).render(Context(told))


def test_a_page_without_a_frame_has_no_way_to_the_card():
    page = drawn('{% claim "e03" %}', facts_day=date(2026, 12, 1))

    assert page == (
        f"People notice things on placebo days too. {LINE}Controlled study · Microdose</small>"
    )


def test_a_page_of_an_open_vault_leads_to_the_card_and_tells_what_is_old():
    page = drawn('{% claim "e03" %}', section="today", facts_day=date(2029, 1, 1))

    assert page.endswith(
        f'{LINE}<a href="/g/c/e03">Controlled study · Microdose · not checked recently</a></small>'
    )


def test_a_statement_that_there_is_not_cannot_be_named():
    with pytest.raises(KeyError):
        drawn('{% claim "e99" %}')


def test_a_schedule_of_the_list_has_its_sentence_and_any_other_has_none():
    planned = ProtocolPlanned.example()

    assert schedule_claim(planned) == statements()["p05"]
    own = replace(planned, schedule_parameters={"pattern": (1, 0, 0, 0, 0)})
    assert schedule_claim(own) is None
    assert len(schedule_claims()) == 6
