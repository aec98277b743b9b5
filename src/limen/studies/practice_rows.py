"""The rows of a file as the models of open use take them: scores, answers, dose days.

Source: experience.md section 4.1; methods.md sections 3 to 5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from limen.diary.unit_centres import times_centre
from limen.protocols.drift import DoseDay, PracticePlan
from limen.studies.plan import Plan
from limen.studies.rows_cells import Arm
from limen.studies.rows_file import DayRow, RowsFile
from limen.terms.amount import Amount
from limen.terms.calendar import days_between, days_from
from limen.terms.errors import BadInput, SealClosed
from limen.terms.felt import Felt

MOST_DAYS_AFTER_START = 2_000
MOST_BATCHES = 40  # each costs the model of noticing a tenth of a second
LOWEST, MIDDLE, HIGHEST = 1.0, 4.0, 7.0  # of our own rows


@dataclass(frozen=True, slots=True)
class DiaryScores:
    """Scores day by day from the first row on, in points as they stand, and where practice begins.

    `usual` is the level that stands in for one of the participant's own: the middle of our rows
    from 1 to 7 where every score lies on them, else None. `late` counts rows after the end.
    """

    scores: tuple[float | None, ...]
    first_practice_day: int
    usual: float | None
    late: int


@dataclass(frozen=True, slots=True)
class FeltColumns:
    """Answered days, in order: what was taken, in multiples of a middle, and whether it was felt.

    A multiple of 0 is placebo, `felt` None is UNSURE, a gap None has no amount before. A batch is
    named with its form, since amounts in two forms do not compare.
    """

    rows: tuple[DayRow, ...]
    multiples: tuple[float, ...]
    felt: tuple[bool | None, ...]
    batches: tuple[str | None, ...]
    gaps_days: tuple[int | None, ...]

    def smallest_and_largest(self, places: Sequence[int]) -> tuple[Amount, Amount | None]:
        """The smallest amount on these days as it was written first, and the largest if larger."""
        written = sorted(places, key=lambda place: self.multiples[place])
        amounts = [amount for place in written if (amount := self.rows[place].amount) is not None]
        differ = self.multiples[written[0]] < self.multiples[written[-1]]
        return amounts[0], amounts[-1] if differ else None


def diary_scores(rows: RowsFile, plan: Plan) -> DiaryScores:
    """The scores of baseline and practice; rows after the end of the plan are left out.

    Raises:
        BadInput: there is no column with scores.
    """
    rows.require(rows.measure)
    used = [row for row in rows.rows if row.day <= plan.last_day]
    by_day = {row.day: rows.score(row) for row in used}
    first = min((plan.start, *by_day))
    last = max((first, *by_day))
    before = days_between(first, plan.start)
    scores = [by_day.get(day) for day in days_from(first, last)]
    scored = [score for score in scores if score is not None]
    on_rows = bool(scored) and all(LOWEST <= score <= HIGHEST for score in scored)
    return DiaryScores(
        scores=(*scores, *(None for _ in range(before - len(scores)))),
        first_practice_day=before,
        usual=MIDDLE if on_rows else None,
        late=len(rows.rows) - len(used),
    )


def felt_columns(rows: RowsFile, plan: Plan) -> FeltColumns:
    """The days with a felt answer on which an amount or a placebo was taken.

    Raises:
        BadInput: a column is missing, a placebo day has an amount, or there are over 40 batches.
        SealClosed: a blinded protocol of which neither an arm nor an amount is known.
    """
    rows.require("felt", "amount")
    if plan.design is not None and not any(row.arm or row.amount for row in rows.rows):
        raise SealClosed("This opens with the seal.", at=rows.name)
    answered: list[DayRow] = []
    gaps: list[int | None] = []
    last: date | None = None
    for row in rows.rows:
        if row.amount is not None and row.arm is Arm.PLACEBO:
            raise BadInput(
                "A placebo day has an amount.",
                fix="Take out the amount, or the arm.",
                at=f"{rows.name}:{row.line}",
            )
        if row.felt is not None and (row.amount is not None or row.arm is Arm.PLACEBO):
            answered.append(row)
            before = None if row.amount is None or last is None else days_between(last, row.day)
            gaps.append(before)
        last = last if row.amount is None else row.day
    felt = {Felt.YES: True, Felt.NO: False}
    batches = tuple(_batch(row) for row in answered)
    if len({*batches}) > MOST_BATCHES:
        raise BadInput(
            f"There are more than {MOST_BATCHES} batches.",
            fix="Give amounts of one lot one name in column batch.",
            at=rows.name,
        )
    return FeltColumns(
        rows=tuple(answered),
        multiples=tuple(times_centre(row.amount) if row.amount else 0.0 for row in answered),
        felt=tuple(felt.get(row.felt) if row.felt else None for row in answered),
        batches=batches,
        gaps_days=tuple(gaps),
    )


def new_batches(rows: RowsFile) -> tuple[str, ...]:
    """Batches that were taken from and have no felt answer yet, in the order of first use."""
    taken = [row for row in rows.rows if row.amount is not None and row.batch is not None]
    answered = {row.batch for row in taken if row.felt is not None}
    return tuple(
        dict.fromkeys(row.batch for row in taken if row.batch and row.batch not in answered)
    )


def dose_days(rows: RowsFile, plan: Plan) -> tuple[tuple[DoseDay, ...], date]:
    """The days with an amount, and the last day that is known.

    Raises:
        BadInput: there is no column of amounts, no row since the start, or one very long after it.
    """
    rows.require("amount")
    last = rows.rows[-1]
    after = days_between(plan.start, last.day)
    if not 0 <= after < MOST_DAYS_AFTER_START:
        raise BadInput(
            "No row lies in the practice."
            if after < 0
            else f"This day lies {MOST_DAYS_AFTER_START:,} days or more after the start.",
            fix="Check start in the protocol, and the day of this row.",
            at=f"{rows.name}:{last.line}",
        )
    taken = (row for row in rows.rows if row.amount is not None)
    return tuple(DoseDay(r.day, (r.amount,) if r.amount else (), r.felt) for r in taken), last.day


def planned_practice(plan: Plan) -> PracticePlan:
    """What the protocol of open use planned.

    Raises:
        BadInput: the protocol says nothing about it.
    """
    if plan.practice is None:
        raise BadInput(
            "The protocol does not say what was planned, so nothing can be counted against it.",
            fix="Add [practice] with pattern, highest, unit and form.",
        )
    days = plan.practice.pattern.days(plan.start, plan.last_day)
    return PracticePlan(plan.start, plan.last_day, frozenset(days), plan.practice.highest)


def badness(rows: RowsFile, plan: Plan) -> Mapping[date, float]:
    """How bad each scored day was: the score, turned so that more is worse."""
    sign = -1.0 if plan.higher_is_better else 1.0
    return {row.day: sign * score for row in rows.rows if (score := rows.score(row)) is not None}


def _batch(row: DayRow) -> str | None:
    if row.amount is None:
        return None
    kind = row.amount.unit.value if row.amount.unit.milligrams is None else "mg"
    return f"{row.batch or ''}\n{row.amount.form.value}\n{kind}"
