"""Anything but three times no leads to the emergency step."""

from itertools import product

from limen.journal.kinds.screening import TriageAnswer, TriageAnswers
from limen.screening.triage import NextStep, next_step


def test_only_three_times_no_leads_elsewhere_than_to_the_emergency_step():
    watched = [
        (plan, intent, act)
        for plan, intent, act in product(TriageAnswer, repeat=3)
        if next_step(TriageAnswers(plan=plan, intent=intent, recent_act=act)) is NextStep.WATCH
    ]

    assert watched == [(TriageAnswer.NO, TriageAnswer.NO, TriageAnswer.NO)]


def test_no_answer_at_all_leads_to_the_emergency_step():
    assert next_step(None) is NextStep.NOW
