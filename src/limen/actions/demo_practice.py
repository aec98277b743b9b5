"""An invented practice in a vault of its own, which is thrown away with its folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from limen.actions import person, unlocking
from limen.actions.append import append_all
from limen.actions.diary import Sent
from limen.actions.example import LAST, example_events
from limen.actions.screening import save_answers
from limen.actions.visit import Visit
from limen.actions.visiting import making, new_identifier, offered_passphrase, present, state_adult
from limen.journal.event import Draft
from limen.journal.kinds.measures import QuestionnaireAnswered
from limen.journal.kinds.payload import Payload
from limen.journal.kinds.person import AgeBand, SupportStated
from limen.journal.kinds.protocols import ProtocolPlanned
from limen.journal.kinds.screening import Answer
from limen.journal.standing import Standing
from limen.screening.questions import QUESTIONS
from limen.terms.calendar import DayStart, Zone, day_of
from limen.terms.ports import Seconds

WEEKS = 12
_EVENING = time(20, 30)


@dataclass(frozen=True, slots=True)
class InventedPractice:
    """A vault with twelve invented weeks: where it lies, and what opens it.

    The passphrase is drawn anew each time and written nowhere.
    """

    folder: Path
    passphrase: str = field(repr=False)


@contextmanager
def invented_practice(at: datetime, zone: Zone, clock: Seconds) -> Iterator[InventedPractice]:
    """Make a vault of an invented person whose practice ends today; afterwards it is gone.

    Args:
        at: the moment that counts as now.
        zone: of the place where it is shown.
        clock: measures how dear a guess can be made here.

    Raises:
        LimenError: the vault cannot be made in the folder for what is not kept.
    """
    with TemporaryDirectory(prefix="notes-") as kept_for_now:
        made = InventedPractice(Path(kept_for_now) / "notes", offered_passphrase())
        with making(made.folder):
            sheet = unlocking.make_vault(made.folder, made.passphrase, clock)
            unlocking.read_sheet_back(sheet, [sheet.groups[number - 1] for number in sheet.asked])
            _fill(present(at, zone))
        yield made


def practice_drafts(today: date, zone: Zone) -> Iterator[Draft[Payload]]:
    """What the invented person stated before today, the last day of their plan."""
    moved_by = today - LAST
    for one in example_events():
        if one.day + moved_by < today:
            yield _draft(one, moved_by, zone)


def _fill(visit: Visit) -> None:
    today = day_of(visit.at, visit.zone, DayStart())
    drafts = tuple(practice_drafts(today, visit.zone))
    before = replace(visit, at=drafts[0].at)
    state_adult(before, "web")
    person.state_place(before, _sent(drafts[0].day), None, AgeBand.FROM_25_TO_64)
    person.state_support(before, _sent(drafts[0].day), SupportStated())
    save_answers(before, _sent(drafts[0].day), {one.id: Answer.NO for one in QUESTIONS})
    append_all(visit, drafts)


def _draft(one: Standing, moved_by: timedelta, zone: Zone) -> Draft[Payload]:
    day = one.day + moved_by
    return Draft(
        id=one.id,
        day=day,
        at=datetime.combine(day, _EVENING, zone.clock),
        zone=zone,
        by=one.by,
        via=one.via,
        payload=_moved(one.payload, moved_by),
    )


def _moved(payload: Payload, by: timedelta) -> Payload:
    if isinstance(payload, QuestionnaireAnswered):
        return replace(payload, opened_at=payload.opened_at + by)
    if isinstance(payload, ProtocolPlanned):
        return replace(
            payload,
            starts=payload.starts + by,
            ends=payload.ends + by,
            rests_until=payload.rests_until + by,
            reviews_on=payload.reviews_on + by,
        )
    return payload


def _sent(day: date) -> Sent:
    return Sent(new_identifier(), day)
