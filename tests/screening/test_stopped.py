"""Whether screening says stop."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from limen.journal.kinds.payload import Payload
from limen.journal.kinds.screening import (
    CrisisShown,
    CrisisTriaged,
    ScreeningDecided,
    StatedVerdict,
    TriageAnswer,
    TriageAnswers,
)
from limen.journal.standing import Standing
from limen.screening.stopped import says_stop
from limen.terms.identifiers import EventId

AT = datetime(2026, 3, 2, 19, 4, tzinfo=UTC)
NO = TriageAnswer.NO


def standing(*payloads: Payload) -> list[Standing]:
    return [
        Standing(
            n, EventId(UUID(int=n)), date(2026, 3, 2), AT, "UTC", "participant", "web", None, p
        )
        for n, p in enumerate(payloads, start=1)
    ]


def decided(verdict: StatedVerdict) -> ScreeningDecided:
    return replace(ScreeningDecided.example(), verdict=verdict)


def answered(plan: TriageAnswer) -> CrisisTriaged:
    return CrisisTriaged(answers=TriageAnswers(plan=plan, intent=NO, recent_act=NO))


STOP, CLEAR = decided(StatedVerdict.STOP), decided(StatedVerdict.CLEAR)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((), False),
        ((CLEAR,), False),
        ((decided(StatedVerdict.CAUTION),), False),
        ((STOP,), True),
        ((STOP, CLEAR), False),
        ((CLEAR, answered(TriageAnswer.SKIP)), True),
        ((CLEAR, answered(NO), CrisisShown.example()), False),
        ((STOP, answered(NO)), True),
        ((answered(TriageAnswer.YES), CLEAR), False),
    ],
)
def test_the_latest_verdict_counts(said: tuple[Payload, ...], *, expected: bool) -> None:
    assert says_stop(standing(*said)) is expected
