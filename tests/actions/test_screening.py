"""Answers, what was read, talks and the checklist, as they are recorded and what they open."""

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from limen.actions import diary
from limen.actions.diary import Sent
from limen.actions.hard_moments import triage
from limen.actions.noticing import Closed, what_was_noticed
from limen.actions.person import state_place
from limen.actions.projections import State, state_of
from limen.actions.screening import acknowledge, attest, save_answers, save_checklist, verdict_of
from limen.actions.visit import Visit
from limen.actions.visiting import new_identifier, participant, state_adult
from limen.journal.kinds.harms import MedicineStarted, MedicineStopped
from limen.journal.kinds.person import AgeBand
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.journal.kinds.screening import (
    Answer,
    ChecklistAnswered,
    ScreeningDecided,
    StatedVerdict,
    TriageAnswer,
    TriageAnswers,
)
from limen.journal.kinds.trials import TrialDrafted
from limen.reports.noticed import Noticed
from limen.screening.gates import NOTICE, ScreeningState
from limen.screening.questions import QUESTIONS
from limen.terms.calendar import Zone
from limen.terms.errors import BadInput, NotFound, RuleBroken
from limen.terms.identifiers import ChainId, EventId

AT = datetime(2026, 12, 2, 19, 4, tzinfo=UTC)
DAY = date(2026, 12, 2)
NOS = {one.id: Answer.NO for one in QUESTIONS}
PRESSURE = NOS | {"q_heart": Answer.YES, "htn": Answer.YES}
COFFEE = NOS | {"q_other_medicines": Answer.YES, "caffeine": Answer.YES}
SEIZURE = NOS | {"q_seizure": Answer.YES, "seizure": Answer.YES}
NOW = TriageAnswers(plan=TriageAnswer.YES, intent=TriageAnswer.NO, recent_act=TriageAnswer.NO)


@pytest.fixture
def visit(vault) -> Visit:
    """An adult of 25 to 64, on an evening in December."""
    made = participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))
    state_adult(made, "web")
    state_place(made, sent(), "DE", AgeBand.FROM_25_TO_64)
    return made


def sent(days: int = 0) -> Sent:
    return Sent(new_identifier(), DAY + timedelta(days=days))


def now(visit: Visit) -> State:
    return state_of(visit.chain)


def stands(visit: Visit, days: int = 0) -> ScreeningState:
    return now(visit).screening.state_on(DAY + timedelta(days=days))


def test_answers_and_what_they_come_to_are_saved_together(visit) -> None:
    asked = sent()

    save_answers(visit, asked, PRESSURE)

    *_, answered, decided = now(visit).standing.events
    assert (answered.id, decided.payload.answered) == (EventId(asked.id), EventId(asked.id))
    assert [(one.id, one.tier.value) for one in decided.payload.reasons] == [("htn", "clinician")]
    assert decided.payload.expires == DAY + timedelta(days=90)
    assert (answered.by, decided.by) == ("participant", "limen")


def test_the_same_form_twice_is_saved_once(visit) -> None:
    asked = sent()

    for _ in range(2):
        save_answers(visit, asked, NOS)

    made = [one for one in now(visit).standing.events if isinstance(one.payload, ScreeningDecided)]
    assert len(made) == 1


def test_an_answer_to_what_is_not_asked_is_refused(visit) -> None:
    with pytest.raises(BadInput, match="none of the questions"):
        save_answers(visit, sent(), NOS | {"age_65": Answer.YES})


def test_a_medicine_that_stands_counts_beside_the_answers(visit) -> None:
    diary.save_medicine(visit, sent(), MedicineStarted(name="Lithium 300 mg"))

    save_answers(visit, sent(), NOS)

    assert stands(visit) is ScreeningState.STOP
    assert [one.rule_id for one in now(visit).screening.decided.reasons] == ["lithium"]


def test_a_medicine_whose_end_is_taken_back_closes_what_was_decided_without_it(visit) -> None:
    begun, ended = sent(-20), sent(-10)
    diary.save_medicine(visit, begun, MedicineStarted(name="lithium"))
    diary.save_medicine_stopped(visit, ended, MedicineStopped(started=EventId(begun.id)))
    save_answers(visit, sent(), NOS)
    assert stands(visit) is ScreeningState.OPEN

    diary.take_back(visit, sent(), EventId(ended.id))

    assert stands(visit) is ScreeningState.LAPSED


def test_one_who_never_said_how_old_they_are_counts_as_the_youngest(vault) -> None:
    made = participant(ChainId(vault.id), AT, Zone("Europe/Berlin"))

    assert verdict_of(state_of(made.chain), NOS, DAY).verdict is StatedVerdict.STOP


def test_a_lower_trial_age_of_the_build_asks_a_clinician_instead(visit, vault) -> None:
    (vault.folder / "limen.toml").write_text("[trial]\nminimum_age = 18\n", encoding="utf-8")
    state_place(visit, sent(), "DE", AgeBand.FROM_18_TO_20)

    assert verdict_of(now(visit), NOS, DAY).verdict is StatedVerdict.CAUTION


def test_what_is_to_be_read_opens_once_it_was_read(visit) -> None:
    save_answers(visit, sent(), COFFEE)
    assert stands(visit) is ScreeningState.CLEAR_UNREAD

    acknowledge(visit, sent(), NOTICE)

    assert stands(visit) is ScreeningState.OPEN


def test_nothing_is_read_before_it_is_there(visit) -> None:
    with pytest.raises(RuleBroken, match="Nothing was decided"):
        acknowledge(visit, sent(), NOTICE)


def test_another_notice_needs_no_decision(visit) -> None:
    acknowledge(visit, sent(), "exposure")

    assert now(visit).standing.events[-1].payload.notice == "exposure"


def test_a_talk_opens_a_caution(visit) -> None:
    save_answers(visit, sent(), PRESSURE)

    attest(visit, sent(2), ["htn"], "", DAY + timedelta(days=1))

    assert stands(visit, 2) is ScreeningState.OPEN
    assert now(visit).screening.talked_on == DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("answers", "days", "error", "says"),
    [
        (None, 0, RuleBroken, "Nothing was decided"),
        (SEIZURE, 0, RuleBroken, "A talk does not open this"),
        (PRESSURE, 91, RuleBroken, "no longer count"),
        (NOS, 0, BadInput, "no reason to talk"),
        (NOS | {"q_seizure": Answer.UNKNOWN}, 0, BadInput, "no reason to talk"),
    ],
)
def test_a_talk_that_opens_nothing_is_refused(visit, answers, days, error, says) -> None:
    if answers is not None:
        save_answers(visit, sent(), answers)

    with pytest.raises(error, match=says):
        attest(visit, sent(days), ["htn"], "Dr. Okafor", DAY)


def test_a_talk_that_lies_ahead_is_refused(visit) -> None:
    with pytest.raises(BadInput, match="lies ahead"):
        attest(visit, sent(), ["htn"], "", DAY + timedelta(days=1))


@pytest.mark.parametrize(("days", "opens"), [(90, True), (91, False)])
def test_a_talk_counts_as_long_as_a_screening(visit, days, opens) -> None:
    save_answers(visit, sent(), PRESSURE)
    held = nullcontext() if opens else pytest.raises(BadInput, match="more than 90 days ago")

    with held:
        attest(visit, sent(), ["htn"], "", DAY - timedelta(days=days))

    assert (stands(visit, 0) is ScreeningState.OPEN) is opens


def test_a_screening_too_soon_after_a_hard_moment_says_stop(visit) -> None:
    triage(visit, sent(), NOW)

    save_answers(visit, sent(13), NOS)

    decided = now(visit).screening.decided
    assert [one.rule_id for one in decided.reasons] == ["suicidality_now"]
    assert stands(visit, 13) is ScreeningState.STOP


def test_a_screening_14_days_after_a_hard_moment_lifts_it(visit) -> None:
    triage(visit, sent(), NOW)

    save_answers(visit, sent(14), NOS)

    assert stands(visit, 14) is ScreeningState.OPEN


def test_a_clock_set_back_makes_no_old_rule_new(visit) -> None:
    save_answers(visit, sent(400), COFFEE)

    assert verdict_of(now(visit), COFFEE, DAY).verdict is StatedVerdict.CAUTION


def test_a_checklist_stays_with_its_plan_and_closes_nothing(visit, record) -> None:
    record(7, ProtocolPlanned.example())
    plan = EventId(UUID(int=7))
    words = {"someone_to_call": "Ada", "setting": ""}

    save_checklist(visit, sent(), plan, {"tested": Answer.NO}, words)

    last = now(visit).standing.events[-1].payload
    assert last == ChecklistAnswered(
        protocol=plan,
        form_version="1",
        answers={"tested": Answer.NO},
        words={"someone_to_call": "Ada"},
    )
    assert stands(visit) is ScreeningState.NEVER


def test_a_checklist_without_a_plan_or_with_a_strange_item_is_refused(visit) -> None:
    with pytest.raises(NotFound):
        save_checklist(visit, sent(), EventId(new_identifier()), {"tested": Answer.NO}, {})
    with pytest.raises(BadInput, match="not on the list"):
        save_checklist(visit, sent(), EventId(new_identifier()), {}, {"price": "9"})


def test_what_was_noticed_is_closed_until_a_screening_opens_it(visit) -> None:
    assert what_was_noticed(now(visit), DAY) is Closed.NOT_SCREENED

    save_answers(visit, sent(), NOS)

    assert isinstance(what_was_noticed(now(visit), DAY), Noticed)
    assert what_was_noticed(now(visit), DAY + timedelta(days=91)) is Closed.LAPSED


@pytest.mark.parametrize(
    ("answers", "why"),
    [(SEIZURE, Closed.STOPPED), (PRESSURE, Closed.TALK_FIRST), (COFFEE, Closed.TO_READ)],
)
def test_what_was_noticed_is_closed_by_what_the_screening_says(visit, answers, why) -> None:
    save_answers(visit, sent(), answers)

    assert what_was_noticed(now(visit), DAY) is why


def test_beside_a_sealed_trial_it_is_closed_whatever_the_screening_says(visit, record) -> None:
    save_answers(visit, sent(), NOS)
    record(7, TrialDrafted.example())

    assert what_was_noticed(now(visit), DAY) is Closed.SEALED


def test_recording_stays_open_after_a_stop(visit) -> None:
    save_answers(visit, sent(), SEIZURE)

    diary.save_medicine(visit, sent(), MedicineStarted(name="coffee"))

    assert len(now(visit).diary.medicines) == 1
