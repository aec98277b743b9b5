"""What an amount may have held is said in bands and widths, and never as an amount."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from limen.diary.batch import content_of
from limen.diary.content import BandEdges, Content
from limen.diary.diary import Batch, DoseEvent
from limen.journal.kinds import doses
from limen.journal.kinds.doses import (
    Analyte,
    AsPlanned,
    Basis,
    BatchAdded,
    BatchContent,
    ContentPer,
    ContentUnit,
    DoseTaken,
    FeltAnswered,
    Material,
    Prepared,
    Sitting,
)
from limen.reports.dose_content import content_said, noticed_said
from limen.reports.reading_grade import grade
from limen.terms.amount import parse_amount
from limen.terms.felt import Felt
from limen.terms.identifiers import EventId
from limen.terms.units import Form

DAY = date(2026, 3, 2)
BATCH, DOSE = EventId(UUID(int=1)), EventId(UUID(int=2))
UNTESTED = "This is our estimate. Nobody tested this batch, and batches differ a lot."
TESTED = "This is our estimate, from the test result that you wrote down."
NUMBERS = re.compile(r"\d+")


def batch(per_gram: str | None = None, form: Form = Form.DRIED) -> Batch:
    size = Decimal(per_gram or 1)
    found = BatchContent(
        lower=size,
        middle=size,
        upper=size,
        unit=ContentUnit.MILLIGRAM,
        per=ContentPer.GRAM,
        analyte=Analyte.PSILOCYBIN_EQUIVALENT,
    )
    stated = BatchAdded(
        name="A",
        material=Material.CUBENSIS,
        form=form,
        basis=Basis.MATERIAL,
        prepared=Prepared.POWDER if per_gram else Prepared.PIECES,
        tested=doses.Tested.YES if per_gram else doses.Tested.NO,
        content=found if per_gram else None,
    )
    return Batch(BATCH, DAY, stated)


def dose(
    of: Batch, grams: str = "0.10", felt: Felt | None = None, content: Content | None = None
) -> DoseEvent:
    amount = parse_amount(grams, "g", of.stated.form.value)
    taken = DoseTaken(amount=amount, batch=BATCH, as_planned=AsPlanned.YES, slip_checked=True)
    answer = felt and FeltAnswered(dose=DOSE, felt=felt, sitting=Sitting.EVENING)
    at = datetime(2026, 3, 2, 8, tzinfo=UTC)
    return DoseEvent(DOSE, DAY, at, taken, content or content_of(of, amount, DAY), answer)


def said(one: DoseEvent, of: Batch) -> tuple[str, ...]:
    """Its band, then each sentence about it."""
    found = content_said(one, of)
    return (str(found.band), *map(str, found.says))


@pytest.mark.parametrize(
    ("grams", "per_gram", "says"),
    [
        (
            "0.10",
            None,
            (
                "By content: likely a microdose",
                UNTESTED,
                "It may be off by about 4 times, up or down.",
                "For safety it counts as a microdose.",
                "In studies this is the band of a microdose.",
            ),
        ),
        (
            "0.30",
            None,
            (
                "By content: uncertain",
                UNTESTED,
                "It may be off by about 4 times, up or down.",
                "For safety it counts as a low dose.",
                "No band of studies is matched to it.",
            ),
        ),
        (
            "5.00",
            None,
            (
                "By content: likely a full dose",
                UNTESTED,
                "It may be off by about 4 times, up or down.",
                "For safety it counts as a full dose.",
                "In studies this is the band of a full dose.",
            ),
        ),
        (
            "0.50",
            "7",
            (
                "By content: likely a low dose",
                TESTED,
                "It may be off by less than half, up or down.",
                "For safety it counts as a low dose.",
                "In studies this is the band of a low dose.",
            ),
        ),
    ],
)
def test_an_amount_is_said_by_its_band_its_width_and_its_basis(grams, per_gram, says) -> None:
    of = batch(per_gram)

    assert said(dose(of, grams), of) == says


def test_a_very_small_amount_is_as_uncertain_as_scales_make_it() -> None:
    of = batch()

    assert "It may be off by more than 10 times, up or down." in said(dose(of, "0.003"), of)


def test_an_amount_between_two_bands_fits_no_study() -> None:
    of = batch("7")
    between = Content(12.2, 0.1, BandEdges(3.0, 10.0, 15.0))

    band, *says = said(dose(of, content=between), of)

    assert band == "By content: uncertain"
    assert says[-2:] == [
        "For safety it counts as a full dose.",
        "It lies between two bands, so no study fits it.",
    ]


def test_fresh_material_is_not_known_and_says_so() -> None:
    of = batch(form=Form.TRUFFLE_FRESH)

    assert said(dose(of, "10"), of) == (
        "By content: uncertain",
        "What this batch holds is not known.",
        "For safety it counts as a full dose.",
        "No band of studies is matched to it.",
    )


def test_a_compound_whose_bands_are_not_known_is_uncertain() -> None:
    of = batch("7")

    assert said(dose(of, content=Content(1.0, 0.1, None)), of)[0] == "By content: uncertain"


def test_without_an_amount_or_a_batch_nothing_is_said() -> None:
    of = batch()

    assert content_said(dose(of), None) is None


@pytest.mark.parametrize("felt", [Felt.NO, Felt.UNSURE, None])
def test_a_day_counts_as_more_when_it_was_noticed_and_at_no_other_time(felt) -> None:
    of = batch()

    assert noticed_said(dose(of, felt=felt)) is None
    noticed = dose(of, felt=Felt.YES)
    assert str(noticed_said(noticed)) == (
        "You noticed it, so this day counts as more than a microdose."
    )
    assert "For safety it counts as a low dose." in said(noticed, of)


@pytest.mark.parametrize("grams", ["0.003", "0.02", "0.1", "0.37", "1.5", "5", "60"])
@pytest.mark.parametrize("per_gram", [None, "1.6", "7", "23"])
def test_no_sentence_holds_a_number_besides_a_width(grams, per_gram) -> None:
    of = batch(per_gram)

    numbers = NUMBERS.findall(" ".join(said(dose(of, grams), of)))

    assert set(numbers) <= {"2", "3", "4", "5", "6", "7", "8", "9", "10"}
    assert len(numbers) <= 1


def test_everything_reads_like_a_text_about_safety() -> None:
    of, fresh = batch(), batch(form=Form.FRESH)
    texts = [*said(dose(of, felt=Felt.YES), of)[1:], *said(dose(fresh), fresh)[1:], TESTED]

    assert grade(texts) <= 6
