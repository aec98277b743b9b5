import warnings
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.felt_estimates import FeltRate, MoreThanPlacebo, PotencyKnown
from limen.inference.reference import threshold as plain
from limen.inference.threshold import Record, felt_estimate, threshold_posterior
from limen.inference.threshold_lattice import Condition
from limen.inference.threshold_prior import Axis, Sizes

CENTRE = 0.25
AMOUNTS = (0, 0.1, 0.1, 0, 0.15, 0.1, 0, 0.2, 0.1, 0)
FELT = tuple(map(bool, (0, 0, 1, 0, 1, 0, 1, 1, 0, 0)))
ONE_BATCH, NO_GAPS = ("a",) * 10, (None,) * 10
FEW = Sizes(5, 3, 3, 2, 4)


def record(amounts=AMOUNTS, felt=FELT, batches=ONE_BATCH, gaps=NO_GAPS):
    return Record.of(amounts, felt, batches, gaps, CENTRE)


def test_the_published_record_gives_its_published_means():
    posterior = record().posterior({}, Sizes())
    lattice = posterior.lattice

    at_a_tenth = posterior.of_batch(0) * posterior.felt(0, [Condition(log(0.4), 0.0, 0, 0)])

    assert posterior.marginal(Axis.LOCATION) @ lattice.location + log(CENTRE) == pytest.approx(
        -1.7188222721, abs=1e-10
    )
    assert posterior.marginal(Axis.SLOPE) @ np.log(lattice.slope) == pytest.approx(
        -0.9130300598, abs=1e-10
    )
    assert posterior.marginal(Axis.GUESS) @ lattice.guess == pytest.approx(0.2002735708, abs=1e-10)
    assert posterior.marginal(Axis.LAPSE) @ lattice.lapse == pytest.approx(0.0435193874, abs=1e-10)
    assert at_a_tenth.sum() == pytest.approx(0.3705892605, abs=1e-10)


def test_the_published_record_cannot_tell_the_usual_amount_from_placebo():
    estimate = threshold_posterior(AMOUNTS, FELT, ONE_BATCH, NO_GAPS, CENTRE)

    assert estimate.chance == pytest.approx(0.5454538394, abs=1e-10)
    assert estimate.more_than_placebo is MoreThanPlacebo.CANNOT_TELL
    assert (estimate.usual.days, estimate.usual.noticed) == (4, 1)


def test_rows_stand_in_the_order_of_first_use_and_have_ranges_from_four_days_on():
    estimate = threshold_posterior(AMOUNTS, FELT, ONE_BATCH, NO_GAPS, CENTRE)

    assert [row.places for row in estimate.rows] == [(1, 2, 5, 8), (4,), (7,)]
    assert [row.rate is None for row in estimate.rows] == [False, True, True]
    assert estimate.placebo.places == (0, 3, 6, 9)
    assert estimate.placebo.rate is not None


def test_the_plain_form_agrees_on_the_whole_lattice():
    columns = ((0, 0.1) * 4, FELT[1:9], ONE_BATCH[:8], NO_GAPS[:8], CENTRE)

    fast, slow = threshold_posterior(*columns), plain.threshold_posterior(*columns)

    assert len(rates(fast)) == 6
    assert fast.chance == pytest.approx(slow.chance, abs=1e-12)
    assert rates(fast) == pytest.approx(rates(slow), abs=5e-4)


@pytest.mark.parametrize("potency", [{}, {"b": PotencyKnown.TESTED, "c": PotencyKnown.SAME_SOURCE}])
def test_the_plain_form_agrees_with_batches_and_spacing(potency):
    columns = (
        (0, 0.1, 0.1, 0.105, 0.15, 0.1, 0, 0.2, 0.1, 0, 0.1, 0.1, 0.1, 0),
        (False, True, None, False, True, False, None, True, False, False, True, False, True, True),
        ("a", "a", "a", "a", "b", "b", "b", "b", "a", None, "b", "c", "b", None),
        (None, None, 1, 2, 3, 1, None, 5, 2, None, 2, 1, 4, None),
        CENTRE,
    )
    made = Record.of(*columns)

    fast = felt_estimate(made, made.posterior(potency, FEW))
    slow = plain.threshold_posterior(*columns, potency=potency, sizes=(5, 3, 3, 2, 4))

    assert [row.places for row in fast.rows] == [row.places for row in slow.rows]
    assert fast.chance == pytest.approx(slow.chance, abs=1e-12)
    assert [(r.batch, r.noticed, r.unsure) for r in fast.rows] == [
        (r.batch, r.noticed, r.unsure) for r in slow.rows
    ]
    # With so few nodes a quantile jumps from one to the next, so what is compared is a mean.
    assert mean_rate(made, potency) == pytest.approx(plain_mean(columns, potency), abs=1e-12)


def test_the_same_lattice_gives_the_weights_of_questplus():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it says of its own libraries
        from questplus import QuestPlus  # noqa: PLC0415 -- three seconds, for this test alone
    posterior = record().posterior({}, Sizes(9, 4, 5, 2, 1))
    lattice = posterior.lattice
    placebo = -1e6  # an amount whose logarithm lies below everything
    peer = QuestPlus(
        stim_domain={"intensity": [placebo, *map(log, (0.4, 0.6, 0.8))]},
        param_domain={
            "mean": lattice.location,
            "sd": lattice.slope,
            "lower_asymptote": lattice.guess,
            "lapse_rate": lattice.lapse,
        },
        outcome_domain={"response": ["yes", "no"]},
        prior={
            "mean": lattice.location_mass,
            "sd": lattice.slope_mass,
            "lower_asymptote": np.full(5, 1 / 5),
            "lapse_rate": np.full(2, 1 / 2),
        },
        func="norm_cdf",
        stim_scale="linear",
    )

    for amount, felt in zip(AMOUNTS, FELT, strict=True):
        there = log(round(amount / CENTRE, 9)) if amount else placebo
        peer.update(stim={"intensity": there}, outcome={"response": "yes" if felt else "no"})

    ours = posterior.weights.reshape(lattice.prior.shape)[..., 0].transpose(2, 3, 0, 1)
    assert np.abs(ours - peer.posterior.to_numpy()).max() < 1e-12


@pytest.mark.parametrize(
    ("amounts", "felt", "says"),
    [
        (AMOUNTS[:7], FELT[:7], "This is shown after 8 answered days; there are 7."),
        (AMOUNTS[:8], (*FELT[:7], None), "This is shown after 8 answered days; there are 7."),
        ((0,) * 8, FELT[:8], "No answered day has an amount."),
    ],
)
def test_too_few_answers_give_nothing(amounts, felt, says):
    count = len(amounts)

    answer = threshold_posterior(amounts, felt, ("a",) * count, (None,) * count, CENTRE)
    plainly = plain.threshold_posterior(amounts, felt, ("a",) * count, (None,) * count, CENTRE)

    assert answer == NotEstimable(Reason.TOO_FEW_DAYS, says)
    assert plainly.reason is Reason.TOO_FEW_DAYS


@pytest.mark.parametrize(
    ("amounts", "gaps", "centre", "says"),
    [
        ((-0.1, *AMOUNTS[1:]), NO_GAPS, CENTRE, "not below 0"),
        ((float("nan"), *AMOUNTS[1:]), NO_GAPS, CENTRE, "not below 0"),
        (AMOUNTS, (0, *NO_GAPS[1:]), CENTRE, "one day earlier"),
        (AMOUNTS, NO_GAPS, 0.0, "above 0"),
        (AMOUNTS[1:], NO_GAPS, CENTRE, "shorter|longer"),
    ],
)
def test_what_cannot_be_is_refused(amounts, gaps, centre, says):
    with pytest.raises(ValueError, match=says):
        threshold_posterior(amounts, FELT, ONE_BATCH, gaps, centre)


def test_without_placebo_days_nothing_is_said_about_them():
    estimate = threshold_posterior((0.1,) * 9, (True,) * 9, ("a",) * 9, (None,) * 9, CENTRE)

    assert (estimate.placebo.days, estimate.placebo.rate, estimate.chance) == (0, None, None)
    assert estimate.more_than_placebo is MoreThanPlacebo.CANNOT_TELL


@pytest.mark.parametrize(
    ("felt_active", "felt_placebo", "expected"),
    [(True, False, MoreThanPlacebo.YES), (False, True, MoreThanPlacebo.NO)],
)
def test_many_alike_answers_can_tell(*, felt_active, felt_placebo, expected):
    amounts, felt = (0.1, 0) * 12, (felt_active, felt_placebo) * 12

    columns = (amounts, felt, ("a",) * 24, (None,) * 24, CENTRE)
    estimate = threshold_posterior(*columns)
    plainly = plain.threshold_posterior(*columns, sizes=(5, 3, 3, 2, 1))

    assert estimate.more_than_placebo is plainly.more_than_placebo is expected


def test_amounts_within_ten_per_cent_share_a_row_in_one_batch_alone():
    amounts = (0.100, 0.110, 0.104, 0.111, 0.100, 0.120, 0.100, 0.100)
    batches = ("a", "a", "a", "a", "b", "a", "a", "b")

    rows = record(amounts, FELT[:8], batches, NO_GAPS[:8]).rows()

    assert rows == [[0, 1, 2, 6], [3, 5], [4, 7]]


def test_a_further_batch_widens_the_range_of_the_first_amount():
    """What the second batch says about the person comes through a strength that is not known."""
    felt = (True,) * 8 + (False,) * 8
    columns = ((0.1,) * 16, felt, ("a",) * 8 + ("b",) * 8, (None,) * 16, CENTRE)

    tested = threshold_posterior(*columns, potency={"b": PotencyKnown.TESTED})
    unknown = threshold_posterior(*columns)

    assert unknown.rows[0].rate.low > tested.rows[0].rate.low
    assert unknown.rows[1].rate.high < tested.rows[1].rate.high


def test_an_amount_soon_after_another_is_felt_less():
    made = record(gaps=(None, None, 1, None, 3, 1, None, 9, 2, None))
    posterior = made.posterior({}, FEW)
    soon, late = (Condition(log(0.4), carried, 0, 0) for carried in (1.0, 0.0))

    weights = posterior.of_batch(0)

    assert (weights * posterior.felt(0, [soon])).sum() < (weights * posterior.felt(0, [late])).sum()
    assert len(posterior.lattice.spacing) == 5


def test_even_spacing_is_no_parameter():
    posterior = record(gaps=(None, None, 3, None, 3, 3, None, 3, 3, None)).posterior({}, FEW)

    assert len(posterior.lattice.spacing) == 1


@pytest.mark.parametrize("amount", [0.1, 0.15, 0.2])
def test_one_more_yes_lowers_the_amount_that_is_felt_half_of_the_time(amount):
    before = mean_location(record().posterior({}, Sizes()))
    more = record((*AMOUNTS, amount), (*FELT, True), ("a",) * 11, (None,) * 11)

    assert mean_location(more.posterior({}, Sizes())) < before


@given(
    amounts=st.lists(st.sampled_from([0.05, 0.1, 0.2, 0.4]), min_size=8, max_size=12),
    felt=st.lists(st.booleans(), min_size=12, max_size=12),
    more=st.sampled_from([0.05, 0.1, 0.2, 0.4]),
)
@settings(max_examples=25)
def test_whatever_the_other_parameters_are_one_more_yes_never_raises_it(amounts, felt, more):
    """At each node of s, g and l; over all of them a YES to very little may tell of guessing."""
    before, after = (
        locations_by_node([*amounts, *added], [*felt[: len(amounts)], *(True for _ in added)])
        for added in ([], [more])
    )

    assert (after <= before + 1e-12).all()


@given(st.permutations(range(10)))
@settings(max_examples=25)
def test_the_order_of_days_does_not_matter(order):
    shuffled = [tuple(column[place] for place in order) for column in (AMOUNTS, FELT)]

    there, here = (
        record(*columns).posterior({}, FEW).weights for columns in ((AMOUNTS, FELT), shuffled)
    )

    assert here == pytest.approx(there, abs=1e-14)


def test_two_thousand_answers_do_not_vanish():
    amounts, felt = (0.1, 0) * 1000, ((True, False) * 2 + (False, False) * 2) * 250

    estimate = threshold_posterior(amounts, felt, ("a",) * 2000, (None,) * 2000, CENTRE)

    assert estimate.usual.rate.middle == pytest.approx(0.5, abs=0.03)
    assert estimate.more_than_placebo is MoreThanPlacebo.YES


def test_more_batches_than_are_kept_give_the_same():
    batches = tuple("abcdefghijk")
    made = record((0.1,) * 11, (True, False) * 5 + (True,), batches, (None,) * 11)
    posterior = made.posterior({}, FEW)

    assert [posterior.of_batch(place).sum() for place in range(11)] == pytest.approx([1.0] * 11)


def test_a_rate_that_cannot_be_is_refused():
    with pytest.raises(ValueError, match="within its range"):
        FeltRate(0.4, 0.3, 0.5)


def rates(estimate):
    found = [row.rate for row in (*estimate.rows, estimate.placebo) if row.rate]
    return [each for rate in found for each in (rate.low, rate.middle, rate.high)]


def mean_rate(made, potency):
    posterior = made.posterior(potency, FEW)
    days = [made.days[place].condition for place in made.rows()[0]]
    return (posterior.of_batch(0) * posterior.felt(0, days)).sum()


def plain_mean(columns, potency):
    amounts, felt, batches, gaps, centre = columns
    days = plain._days(amounts, felt, batches, gaps)
    said = [answer for amount, answer in zip(amounts, felt, strict=True) if amount == 0]
    nodes = plain._weighted(days, said, log(centre), potency, (5, 3, 3, 2, 4))
    chances = plain._chances(nodes, plain._rows(days)[0])
    return sum(chance * weight for chance, weight in chances) / sum(w for _, w in chances)


def mean_location(posterior):
    return posterior.marginal(Axis.LOCATION) @ posterior.lattice.location


def locations_by_node(amounts, felt):
    count = len(amounts)
    posterior = record(amounts, felt, ("a",) * count, (None,) * count).posterior({}, FEW)
    weights = np.moveaxis(posterior.weights.reshape(posterior.lattice.prior.shape), 2, -1)
    return weights @ posterior.lattice.location / weights.sum(-1)
