"""Random spacing: one active capsule a span, kept apart, so that orders are not equally likely."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from limen.blinding.designs.catalogue import mechanism
from limen.blinding.designs.design import DesignName, Mechanism, Options
from limen.terms.errors import BadInput
from limen.terms.seeded_dice import SeededDice


def spaced(weeks: int, span_days: int) -> Mechanism:
    return mechanism(DesignName.SPACED, weeks, Options(span_days=span_days))


def test_every_day_of_a_whole_span_has_a_capsule() -> None:
    ten_weeks = spaced(10, 6)

    assert ten_weeks.n_days == 70
    assert ten_weeks.slot_days == tuple(range(66))
    assert ten_weeks.block_of_slot[5:7] == (0, 1)


@pytest.mark.parametrize(
    ("span_days", "bits", "size"), [(6, 33.8, 22_658_542_533), (4, 29.6, 15_690_529_804)]
)
def test_twelve_weeks_leave_this_much_to_chance(span_days: int, bits: float, size: int) -> None:
    found = spaced(12, span_days)

    assert found.allocation_bits == pytest.approx(bits, abs=0.05)
    assert found.size == size


def test_spans_of_three_days_freeze() -> None:
    found = spaced(12, 3)

    assert found.collision_probability == pytest.approx(0.167, abs=5e-4)
    assert found.allocation_bits == pytest.approx(2.6, abs=0.05)


@pytest.mark.parametrize(("span_days", "weeks", "spans"), [(3, 2, 4), (4, 3, 5), (6, 3, 3)])
def test_the_law_is_that_of_days_kept_apart(
    spaced_law: Callable, span_days: int, weeks: int, spans: int
) -> None:
    found, law = spaced(weeks, span_days), spaced_law(span_days, spans)

    assert sum(law.values()) == 1
    assert found.size == len(law)
    assert found.collision_probability == float(sum(chance**2 for chance in law.values()))
    assert found.smallest_p == float(2 * min(law.values()))
    assert found.members() is None


@pytest.mark.parametrize("kept", [(0, 2), (1, 3, 4), (4,), (0, 1, 4)])
def test_the_law_of_some_spans_is_that_among_all(
    spaced_law: Callable, kept: tuple[int, ...]
) -> None:
    law: dict[bytes, object] = {}
    for arms, chance in spaced_law(4, 5).items():
        part = b"".join(arms[4 * span : 4 * span + 4] for span in kept)
        law[part] = law.get(part, 0) + chance

    found = spaced(3, 4).restricted(kept)

    assert found.size == len(law)
    assert found.collision_probability == float(sum(chance**2 for chance in law.values()))
    assert found.smallest_p == float(2 * min(law.values()))
    assert set(found.draws(SeededDice(2), 500)) <= set(law)


@pytest.mark.parametrize("count", [100_000, pytest.param(1_000_000, marks=pytest.mark.nightly)])
@pytest.mark.parametrize(("span_days", "weeks", "spans"), [(4, 2, 3), (6, 2, 2)])
def test_draws_follow_the_law(
    spaced_law: Callable, off_by: Callable, span_days: int, weeks: int, spans: int, count: int
) -> None:
    found = spaced(weeks, span_days)

    assert off_by(found, spaced_law(span_days, spans), count) > 0.001


@pytest.mark.parametrize("span_days", [4, 6])
def test_active_days_are_never_closer_than_three(span_days: int) -> None:
    drawn = spaced(12, span_days).draws(SeededDice(3), 500)

    for arms in drawn:
        active = [day for day, arm in enumerate(arms) if arm]
        assert [day // span_days for day in active] == list(range(84 // span_days))
        assert min(b - a for a, b in pairwise(active)) >= 3


def test_a_span_has_room_for_the_distance() -> None:
    with pytest.raises(BadInput, match="no room for 3 days"):
        spaced(12, 2)
