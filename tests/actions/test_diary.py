"""What a person records: once, however often and however late its form comes again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from limen.actions.diary import Sent, save_dose_left_out
from limen.actions.visit import Visit
from limen.actions.visiting import new_identifier, participant
from limen.journal.kinds.doses import DoseSkipped, SkippedWhy
from limen.terms.calendar import Zone
from limen.terms.errors import RuleBroken
from limen.terms.identifiers import ChainId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
LEFT_OUT = DoseSkipped(why=SkippedWhy.CHOSE)


@pytest.fixture
def visit(vault) -> Visit:
    """An evening in March."""
    return participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))


def test_a_form_that_comes_again_later_is_the_same_entry(visit: Visit) -> None:
    sent = Sent(new_identifier(), date(2026, 3, 2))
    later = replace(visit, at=AT + timedelta(minutes=3))

    first = save_dose_left_out(visit, sent, LEFT_OUT)
    again = save_dose_left_out(later, sent, LEFT_OUT)

    assert again == first


def test_another_answer_under_the_same_name_is_refused(visit: Visit) -> None:
    sent = Sent(new_identifier(), date(2026, 3, 2))
    save_dose_left_out(visit, sent, LEFT_OUT)

    with pytest.raises(RuleBroken, match="already saved with other content"):
        save_dose_left_out(visit, sent, DoseSkipped(why=SkippedWhy.FORGOT))
