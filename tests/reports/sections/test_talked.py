"""A talk with a clinician is printed with the reasons that were asked about."""

from dataclasses import replace
from datetime import date

import pytest

from limen.reports.practice import practice_report
from limen.reports.sections.talked import build
from limen.screening.gates import Screening
from limen.screening.tables import screening_table

TALKED = Screening(
    attested=frozenset({"htn", "ssri"}), talked_on=date(2026, 3, 3), clinician="Dr. Okafor"
)


def test_without_a_talk_there_is_no_section(notes):
    notes.evening(0)

    assert build(notes.whole()) == ()


@pytest.mark.parametrize(
    ("clinician", "says"),
    [
        ("Dr. Okafor", "that you asked Dr. Okafor."),
        ("", "that you did."),
    ],
)
def test_each_reason_has_the_day_on_which_it_was_asked_about(notes, clinician, says):
    notes.evening(0)
    practice = replace(notes.whole(), screening=replace(TALKED, clinician=clinician))

    (figure,) = build(practice)

    assert str(figure.says) == f"Screening said: talk to someone first. You wrote down {says}"
    labels = {rule.id: rule.label for rule in screening_table().rules}
    assert [(str(label), day) for label, day in figure.table.rows] == [
        (labels["htn"], date(2026, 3, 3)),
        (labels["ssri"], date(2026, 3, 3)),
    ]


def test_it_is_in_every_report(notes):
    notes.evening(0)
    practice = replace(notes.whole(), screening=TALKED)

    assert [one.id for one in practice_report(practice).figures].count("talked") == 1
