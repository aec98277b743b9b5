"""The self-blinding microdose trial of Szigeti et al. 2021: its file, its declaration, its source.

Source: datasets.md section 2; eLife 10:e62878, doi:10.7554/eLife.62878.
"""

from collections.abc import Mapping

from limen.studies.published.analyses import Analyses, Fit, Strata
from limen.studies.published.declaration import (
    CellRefused,
    Column,
    Declaration,
    Kind,
    RowRule,
    refuse_outside,
)
from limen.studies.published.expected import printed_table
from limen.studies.published.reading import read_rows
from limen.studies.published.source import KnownFile, PublishedStudy, Source
from limen.studies.published.szigeti2021_blinding import blinding_tables, guess_curve
from limen.studies.published.szigeti2021_models import fits_and_strata
from limen.studies.published.szigeti2021_outcomes import ARMS, OUTCOME, SEXES
from limen.studies.published.szigeti2021_quirks import findings
from limen.studies.published.szigeti2021_selection import selections
from limen.terms.ports import Tell

ACUTE_FILE = KnownFile(
    name="pacutes.csv",
    sha256="86aa784528ee045c61fadf3eacfd3e1897d16aae9839cee7cb4bfe839a7cc4e3",
    octets=977_449,
    rows=15_623,
    participants=240,
)

MATERIALS = (
    "LSD",
    "1p-LSD",
    "ALD-52",
    "AL-LAD",
    "Psilocybin mushroom",
    "Psilocybin truffle",
    "DOB",
    "DOB HCl",
    "LSA (as A. nervosa)",
)
TIMES = tuple(f"w{week}{visit}" for week in range(1, 5) for visit in ("s1", "s2"))


def read(texts: Mapping[str, str]) -> PublishedStudy:
    """The rows of `pacutes.csv` and everything peculiar in them.

    Raises:
        BadInput: the file is empty, is no such file, lacks a column, or no row is left.
    """
    rows = read_rows(ACUTE_FILE.name, texts[ACUTE_FILE.name], DECLARATION)
    return PublishedStudy(rows, findings(rows))


def analyses(study: PublishedStudy, tell: Tell) -> Analyses:
    """Every outcome under three models with strata, blinding tables and guess curves.

    `tell` hears of each outcome that is done.

    Source: datasets.md sections 2.3 and 2.4.
    """
    selected = selections(study.rows)
    fits: list[Fit] = []
    strata: list[Strata] = []
    for done, selection in enumerate(selected, start=1):
        three, cells = fits_and_strata(selection)
        fits += three
        strata.append(cells)
        tell(done, len(selected))
    return Analyses(
        fits=tuple(fits),
        strata=tuple(strata),
        blinding=blinding_tables(selected),
        guess_curves=tuple(map(guess_curve, selected)),
    )


def _time_and_scale_of_test(test: str, time: str, score: float) -> None:
    """Each test has its visit and its scale."""
    outcome = OUTCOME[test]
    if not time.endswith(outcome.visit):
        raise CellRefused("tp", f"{time} is no time of {test}")
    refuse_outside("value", score, outcome.lowest, outcome.highest)


DECLARATION = Declaration(
    columns=(
        Column("trial_id", Kind.WHOLE, lowest=1),
        Column("test_name", Kind.WORD, words=tuple(OUTCOME)),
        Column("tp", Kind.WORD, words=TIMES),
        Column("condition", Kind.WORD, words=ARMS),
        Column("guess", Kind.WORD, words=ARMS),
        Column("value", Kind.NUMBER, unit="scale of the test"),
        Column("age", Kind.WHOLE, unit="years", lowest=18, highest=73),
        Column("sex", Kind.WORD, words=SEXES),
        Column("psychiatric_past", Kind.WHOLE, unit="diagnoses", lowest=0, highest=8),
        Column("sss", Kind.WHOLE, unit="sum of 21 items", lowest=21, highest=105),
        Column("expectation", Kind.NUMBER, unit="mean of three 0-100", lowest=0, highest=100),
        Column("n_micro_months", Kind.NUMBER, unit="months", lowest=0, highest=24),
        Column("n_macro_exp", Kind.WHOLE, unit="ordered code", lowest=1, highest=6),
        Column("drug", Kind.WORD, words=MATERIALS),
        Column("dose", Kind.NUMBER, unit="microgram", lowest=0),
    ),
    key=("trial_id", "test_name", "tp"),
    key_says="participant {trial_id}, {test_name}, {tp}",
    rules=(RowRule(("test_name", "tp", "value"), _time_and_scale_of_test),),
)

SOURCE = Source(
    id="szigeti2021",
    citation="Szigeti et al. 2021, Self-blinding citizen science to explore psychedelic "
    "microdosing, eLife 10:e62878, doi:10.7554/eLife.62878",
    licence="The data are published under the MIT licence; Limen does not ship them.",
    download="github.com/szb37/mcrds_public, commit 43bb44cc, folder data",
    sign="Differences are MD minus PL, as printed; coefficients are PL minus MD.",
    files=(ACUTE_FILE,),
    printed=printed_table("szigeti2021"),
    read=read,
    analyses=analyses,
)
