"""What the tests of designs share: an allocation set written down day by day, and dice."""

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest
from scipy.stats import chi2

from limen.blinding.designs.design import Mechanism
from limen.terms.seeded_dice import SeededDice

Law = dict[bytes, Fraction]


@pytest.fixture(scope="session")
def spaced_law() -> Callable[[int, int], Law]:
    """Every allocation of so many spans of so many days, with its chance, by its active days."""

    def law(span: int, spans: int) -> Law:
        days = span * spans
        return {
            bytes(int(day in active) for day in range(days)): chance
            for active, chance in _active_days(span, spans, (), Fraction(1))
        }

    return law


@pytest.fixture(scope="session")
def off_by() -> Callable[[Mechanism, Law, int], float]:
    """The chance that draws differ from a law as much as these do, by chi-squared."""

    def tail(mechanism: Mechanism, law: Law, count: int) -> float:
        drawn = Counter(mechanism.draws(SeededDice(7, mechanism.design), count))
        assert set(drawn) <= set(law)
        expected = {arms: float(chance) * count for arms, chance in law.items()}
        off = sum((drawn[arms] - n) ** 2 / n for arms, n in expected.items())
        return float(chi2.sf(off, len(law) - 1))

    return tail


def _active_days(
    span: int, spans: int, before: tuple[int, ...], chance: Fraction
) -> Iterator[tuple[tuple[int, ...], Fraction]]:
    if len(before) == spans:
        yield before, chance
        return
    days = range(len(before) * span, (len(before) + 1) * span)
    far = [day for day in days if not before or day - before[-1] >= 3]
    for day in far:
        yield from _active_days(span, spans, (*before, day), chance / len(far))
