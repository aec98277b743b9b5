"""What is left of a slow effect: the published shares, and the two limits."""

from itertools import pairwise

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, independent, laid_out
from limen.studies.plan_power import arms_of
from limen.studies.slow_effects import slow_share, slow_shares
from limen.terms.seeded_dice import SeededDice

# methods.md section 1.5: half-life in days, then periods of 3, 6 and 21 days.
PUBLISHED = {
    1: (0.86, 0.92, 0.98),
    4: (0.36, 0.48, 0.78),
    7: (0.21, 0.31, 0.61),
    10: (0.14, 0.22, 0.49),
    21: (0.06, 0.09, 0.26),
}


@pytest.mark.parametrize(("place", "period"), [(0, 3), (1, 6), (2, 21)])
def test_shares_are_the_published_ones(place: int, period: int) -> None:
    """Twelve periods, each active or placebo by itself, a capsule every third day."""
    capsules = period // 3
    found = laid_out(
        DesignName.PAIRED_WEEKS,
        12 * period,
        period,
        range(0, period, 3),
        independent([b"\1" * capsules, b"\0" * capsules]),
    )
    arms = arms_of([w for w in found.draws(SeededDice(1), 4_000) if 0 < sum(w) < len(w)], found)

    shares = {days: slow_share(found, arms, days) for days in PUBLISHED}

    assert shares == pytest.approx({d: row[place] for d, row in PUBLISHED.items()}, abs=0.01)


@pytest.mark.parametrize("design", DesignName)
def test_the_slower_the_effect_the_less_is_seen(design: DesignName) -> None:
    found = mechanism(design, 12)

    shares = slow_shares(found, arms_of(found.draws(SeededDice(1), 400), found))

    assert [slow.half_life_days for slow in shares] == [1, 4, 7, 10, 21]
    assert all(a.share > b.share for a, b in pairwise(shares))


def test_alternating_weeks_keep_about_a_quarter_of_an_effect_over_a_week() -> None:
    found = mechanism(DesignName.PAIRED_WEEKS, 12)
    arms = arms_of(found.members(), found)

    assert slow_share(found, arms, 7) == pytest.approx(0.25, abs=0.03)


def test_an_effect_that_is_over_at_once_is_seen_whole() -> None:
    found = mechanism(DesignName.SPACED, 12)
    arms = arms_of(found.draws(SeededDice(1), 100), found)

    assert slow_share(found, arms, 0.01) == pytest.approx(1)
