"""How often the 90 % ranges of the threshold model hold the truth.

Each participant's curve is drawn from the prior of the model; two days in five are placebo, and
amounts lie between 0.5 and 1.6 times a usual one. "ED50" and "ED10" are never shown to a
participant; "at the usual amount" is what a page shows. The fold is e to the SD of ln ED50. Where
the middle is wrong by a factor, participants differ less (SD 0.8 of ln ED50 in place of 1.2).
Promised were 87 to 93 % for the first three lines, where the curve and its prior are the model's;
published are ED50 / ED10 / usual amount, from about 200 participants a line, so that single numbers
count as alike within four errors of both, and ranges within four of ours.

Why some lines fall short: a Gumbel curve reaches a tenth 1.88 slopes below its middle, a normal one
1.28, so that a normal curve puts its ED10 too high however many answers there are. A middle that is
too low by 3 puts 11 % of participants beyond 8 times it, where the lattice ends, so that at most
89 % can be held; one that is too high by 3 leaves the amounts at a tenth of it, where answers are
mostly no and the prior decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import erf, exp, log, sqrt

import numpy as np
import pytest

from limen.inference.felt_estimates import MoreThanPlacebo
from limen.inference.tails import normal_quantile
from limen.inference.threshold import Record, _chance_of_more, _more, _rate
from limen.inference.threshold_internals import felt_curve
from limen.inference.threshold_prior import Axis, Lattice, Sizes

pytestmark = pytest.mark.calibration

CENTRE, USUAL = 1.0, 0.4
AMOUNTS = USUAL * np.array([0.5, 0.75, 1.0, 1.0, 1.25, 1.6])
PLACEBO = 0.4
LEAST, MOST = 0.87, 0.93
SIMULATIONS, BINS = 1000, 20


@dataclass(frozen=True, slots=True)
class Case:
    """How the answers of one participant come about, and how they are read."""

    name: str
    n: tuple[int, ...]
    shape: str = "normal"
    batches: int = 1
    spaced: bool = False
    one_batch_assumed: bool = False
    centre: float = 1.0  # where the model believes the middle to be
    spread: float = 1.2  # of ln ED50 between participants


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the share of ranges that hold the truth."""

    case: str
    n: int
    trials: int
    ed50: float
    ed10: float
    at_the_usual_amount: float
    fold: float
    mc_error: float
    as_published: str
    held: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The curve of one participant."""

    shape: str
    location: float
    slope: float
    guess: float
    lapse: float
    spacing: float

    def felt(self, log_multiple, carried):
        away = (log_multiple - self.location - self.spacing * carried) / self.slope
        return self.guess + (1 - self.guess - self.lapse) * SHAPES[self.shape](away)

    def amount_felt(self, share):
        """Logarithm of the amount at which so much of the curve is reached."""
        return self.location + self.slope * REACHED[self.shape](share)


SHAPES = {
    "normal": lambda z: (1 + erf(z / sqrt(2))) / 2,
    "logistic": lambda z: 1 / (1 + exp(-1.7 * z)),
    "gumbel": lambda z: 1 - exp(-log(2) * exp(min(z, 20.0))),
}
REACHED = {
    "normal": lambda share: float(normal_quantile(share)),
    "logistic": lambda share: log(share / (1 - share)) / 1.7,
    "gumbel": lambda share: log(-log(1 - share) / log(2)),
}
CASES = (
    Case("well specified", (10, 20, 40, 80)),
    Case("three batches", (20, 40), batches=3),
    Case("three batches, taken for one", (20,), batches=3, one_batch_assumed=True),
    Case("logistic curve", (20, 40), shape="logistic"),
    Case("Gumbel curve", (20, 40), shape="gumbel"),
    Case("uneven spacing", (20, 40), spaced=True),
    Case("middle too low by 2", (20,), centre=0.5, spread=0.8),
    Case("middle too high by 2", (20,), centre=2.0, spread=0.8),
    Case("middle too low by 3", (20,), centre=1 / 3, spread=0.8),
    Case("middle too high by 3", (20,), centre=3.0, spread=0.8),
)
PUBLISHED_TRIALS = 200  # as their digits tell, which come in steps of 0.005
# Published coverage of ED50, of ED10 and at the usual amount: a share, or its lowest and highest.
SHAPED = ((0.875, 0.895), (0.877, 0.895), (0.880, 0.890))
MISPLACED = ((0.90, 0.93), None, None)
PRINTED = {
    ("well specified", 10): (0.894, 0.906, 0.905),
    ("well specified", 20): (0.884, 0.916, 0.897),
    ("well specified", 40): (0.877, 0.890, 0.877),
    ("well specified", 80): (0.892, 0.895, 0.865),
    ("three batches", 20): (0.905, 0.935, 0.875),
    ("three batches", 40): (0.890, 0.890, 0.905),
    ("three batches, taken for one", 20): (0.845, 0.890, 0.780),
    ("logistic curve", 20): SHAPED,
    ("logistic curve", 40): SHAPED,
    ("Gumbel curve", 20): SHAPED,
    ("Gumbel curve", 40): SHAPED,
    ("middle too low by 2", 20): MISPLACED,
    ("middle too high by 2", 20): MISPLACED,
    ("middle too low by 3", 20): MISPLACED,
    ("middle too high by 3", 20): MISPLACED,
    ("uneven spacing", 20): (0.917, None, 0.883),
    ("uneven spacing", 40): (0.903, None, 0.860),
}
PROMISED = {("well specified", n) for n in (10, 20, 40)}


def rows(trials: int = 2000, seed: int = 1) -> Iterator[Row]:
    """The full table, one line after the other."""
    for case in CASES:
        for n in case.n:
            yield row(case, n, trials, seed)


def row(case: Case, n: int, trials: int, seed: int = 1) -> Row:
    """One line of the table."""
    chance = np.random.default_rng([seed, n, *case.name.encode()])
    found = np.array([one(case, n, chance) for _ in range(trials)])
    ed50, ed10, usual = found[:, :3].mean(0)
    error = sqrt(0.09 / trials)
    fold = float(np.exp(found[:, 3].mean()))
    printed = [_ends(each) for each in PRINTED[case.name, n]]
    shares = (ed50, ed10, usual)
    held = _held(shares, printed, error, promised=(case.name, n) in PROMISED)
    said = " / ".join(
        "–" if high > 1 else f"{low:.3g}" if low == high else f"{low:.3g} to {high:.3g}"
        for low, high in printed
    )
    return Row(case.name, n, trials, ed50, ed10, usual, fold, error, said, "yes" if held else "no")


def _held(shares, printed, error, *, promised):
    """Inside the promise; or within four errors of a published range, or of both for a share."""
    if promised:
        return all(LEAST <= share <= MOST for share in shares)
    of_both = sqrt(error**2 + 0.09 / PUBLISHED_TRIALS)
    return all(
        low - 4 * (of_both if low == high else error)
        <= share
        <= high + 4 * (of_both if low == high else error)
        for share, (low, high) in zip(shares, printed, strict=True)
    )


def _ends(printed):
    """The lowest and the highest of what was published; anything, where nothing was."""
    match printed:
        case None:
            return -1.0, 2.0
        case (low, high):
            return low, high
        case share:
            return share, share


def one(case: Case, n: int, chance) -> tuple[bool, bool, bool, float]:
    """Whether each of three ranges holds the truth of one participant, and the SD of ln ED50."""
    truth, record = answered(case, n, chance)
    posterior = record.posterior({}, Sizes())
    curve = felt_curve(posterior, case.centre)
    places = record.rows()
    usual = next((row for row in places if _is_usual(record, row, case)), None)
    location, weights = posterior.lattice.location, posterior.marginal(Axis.LOCATION)
    spread = sqrt(max(weights @ location**2 - (weights @ location) ** 2, 0.0))
    return (
        curve.ed50.low_mg <= exp(truth.amount_felt(0.5)) <= curve.ed50.high_mg,
        curve.ed10.low_mg <= exp(truth.amount_felt(0.1)) <= curve.ed10.high_mg,
        usual is None or _holds(record, posterior, usual, truth),
        spread,
    )


def answered(case: Case, n: int, chance):
    """A participant's curve, and the record of n answers; the usual amount is among them."""
    truth = Truth(
        case.shape,
        chance.normal(log(CENTRE), case.spread),
        exp(chance.normal(log(0.4), 0.5)),
        1 - (1 - chance.random()) ** (1 / 6),
        1 - (1 - chance.random()) ** (1 / 20),
        abs(chance.normal(0, 0.3)) if case.spaced else 0.0,
    )
    strengths = [0.0, *chance.normal(0, 0.45, case.batches - 1)]
    amounts = np.where(chance.random(n) < PLACEBO, 0.0, chance.choice(AMOUNTS, n))
    amounts[0] = USUAL
    batches = np.arange(n) * case.batches // n
    gaps = [int(chance.integers(1, 7)) if case.spaced else None for _ in range(n)]
    felt = []
    for amount, batch, gap in zip(amounts, batches, gaps, strict=True):
        carried = 0.0 if gap is None else exp(-(gap - 1) / 3)
        of_amount = truth.felt(log(amount) + strengths[batch], carried) if amount else truth.guess
        felt.append(bool(chance.random() < of_amount))
    names = ["a" if case.one_batch_assumed else "abc"[batch] for batch in batches]
    return truth, Record.of(amounts.tolist(), felt, names, gaps, case.centre)


def _is_usual(record, places, case):
    day = record.days[places[0]]
    return day.batch == "a" and abs(day.condition.log_multiple - log(USUAL / case.centre)) < 0.01


def _holds(record, posterior, places, truth):
    rate = _rate(record, posterior, places)
    days = [record.days[place].condition for place in places]
    true_rate = np.mean([truth.felt(log(USUAL), day.carried) for day in days])
    return bool(rate.low <= true_rate <= rate.high)


def ranks(simulations: int, n: int, seed: int = 1):
    """Where truths that are drawn from the lattice lie in what is thought of m, s and g."""
    chance = np.random.default_rng([seed, n])
    lattice = Lattice.of(Sizes(), has_spacing=False)
    found = [list(_ranks(lattice, n, chance)) for _ in range(simulations)]
    return dict(zip(("m", "s", "g"), np.array(found).T, strict=True))


def _ranks(lattice, n, chance):
    node = np.unravel_index(
        chance.choice(lattice.prior.size, p=lattice.prior.ravel()), lattice.prior.shape
    )
    guess, lapse, location, slope, _ = node
    truth = Truth(
        "normal",
        lattice.location[location],
        lattice.slope[slope],
        lattice.guess[guess],
        lattice.lapse[lapse],
        0.0,
    )
    amounts = np.where(chance.random(n) < PLACEBO, 0.0, chance.choice(AMOUNTS, n))
    amounts[0] = USUAL
    chances = [truth.felt(log(amount), 0.0) if amount else truth.guess for amount in amounts]
    felt = [bool(chance.random() < each) for each in chances]
    record = Record.of(amounts.tolist(), felt, ["a"] * n, [None] * n, CENTRE)
    posterior = record.posterior({}, Sizes())
    for axis, place in ((Axis.LOCATION, location), (Axis.SLOPE, slope), (Axis.GUESS, guess)):
        weights = posterior.marginal(axis)
        yield weights[:place].sum() + chance.random() * weights[place]


def statements(n: int, participants: int, seed: int = 1):
    """For yes, no and cannot tell: how often it is said, and how often it is true."""
    chance = np.random.default_rng([seed, n, 7])
    said = []
    for _ in range(participants):
        truth, record = answered(CASES[0], n, chance)
        places = record.rows()
        usual = max(range(len(places)), key=lambda place: len(places[place]))
        days = [record.days[place].condition for place in places[usual]]
        statement = _more(_chance_of_more(record, record.posterior({}, Sizes()), places[usual]))
        more = np.mean([truth.felt(day.log_multiple, 0.0) for day in days]) - truth.guess > 0.10
        said.append((statement, bool(more)))
    return said


def says(found: Row) -> str:
    return f"{found}: Monte Carlo error {found.mc_error:.4f}"


@pytest.mark.parametrize("n", [10, 20, 40])
def test_ninety_per_cent_of_the_ranges_hold_the_truth(n):
    found = row(CASES[0], n, 250)

    for share in (found.ed50, found.ed10, found.at_the_usual_amount):
        assert share == pytest.approx(0.90, abs=0.03 + 2 * found.mc_error), says(found)


def test_batches_that_are_taken_for_one_show_worse():
    """The control: the same answers, read in the way that the model refuses, lose more truths."""
    modelled, ignored = (
        sum(sum(one(case, 20, np.random.default_rng(seed))[:3]) for seed in range(80))
        for case in CASES[1:3]
    )

    assert ignored < modelled


def test_truths_from_the_lattice_lie_evenly_in_what_is_thought_of_them():
    for name, found in ranks(200, 20).items():
        assert _evenness(found, 10) > 0.01, name


def test_yes_is_mostly_true_and_no_mostly_right():
    said = statements(20, 150)

    yes = [more for statement, more in said if statement is MoreThanPlacebo.YES]
    no = [more for statement, more in said if statement is MoreThanPlacebo.NO]
    assert sum(yes) >= 0.88 * len(yes)
    assert sum(no) <= 0.15 * len(no)


@pytest.mark.nightly
def test_a_thousand_truths_lie_evenly():
    for name, found in ranks(SIMULATIONS, 20).items():
        assert _evenness(found, BINS) > 0.01, name


@pytest.mark.nightly
@pytest.mark.parametrize("n", [10, 20, 40])
def test_between_87_and_93_per_cent_of_the_ranges_hold_the_truth(n):
    found = row(CASES[0], n, 2000)

    assert found.held == "yes", says(found)


def _evenness(found, bins):
    """The p of χ² for equal shares."""
    from scipy.special import chdtrc  # noqa: PLC0415 -- for this table alone

    counts = np.histogram(found, bins, (0, 1))[0]
    expected = len(found) / bins
    return chdtrc(bins - 1, ((counts - expected) ** 2 / expected).sum())
