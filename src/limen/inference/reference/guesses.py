"""The blinding indices the slow way: answers one by one, integrals as sums, slopes as differences.

Dirichlet(½, ½, ½) is the even distribution over one eighth of a sphere: with
    p_c = sin²θ cos²φ,   p_w = sin²θ sin²φ,   p_q = cos²θ
the counts c, w and q give each patch the weight sin θ · p_c^c · p_w^w · p_q^q, and Bang's index is
p_c − p_w. Its interval is read from the patches in the order of their index.

Source: methods.md section 2.3.
"""

import math
from collections.abc import Sequence
from itertools import accumulate
from statistics import NormalDist

from limen.inference.estimates import (
    BangIndex,
    BlindingEstimate,
    DefiniteGuesses,
    DontKnow,
    JamesIndex,
    NotEstimable,
    Reason,
)

ArmCounts = tuple[int, int, int]
Answers = list[str]

STEP = 1e-6


def blinding_index(
    counts: tuple[ArmCounts, ArmCounts], dont_know: DontKnow, *, patches: int = 160
) -> BlindingEstimate | NotEstimable:
    """What `limen.inference.guesses.blinding_index` gives, with coarser limits of the interval.

    Args:
        counts: (correct, wrong, don't know) of the active arm, then of the placebo arm.
        dont_know: whether "don't know" could be chosen.
        patches: into how many parts each angle is cut; 160 give the limits to about 0.003.

    Source: methods.md section 2.3.
    """
    active = _answers("active", "placebo", counts[0])
    placebo = _answers("placebo", "active", counts[1])
    if not active or not placebo:
        return NotEstimable(Reason.TOO_FEW_DAYS, "An arm has no answer.")
    unguessed = None
    if set(active) == {"don't know"} or set(placebo) == {"don't know"}:
        unguessed = NotEstimable(Reason.TOO_FEW_DAYS, "An arm has no guess.")
    return BlindingEstimate(
        active=_bang(active, "active", dont_know, patches),
        placebo=_bang(placebo, "placebo", dont_know, patches),
        james=unguessed or _james(active, placebo),
        definite=unguessed or _definite(active, placebo),
        dont_know=dont_know,
    )


def _answers(right: str, wrong: str, arm: ArmCounts) -> Answers:
    correct, mistaken, dont_know = arm
    return [right] * correct + [wrong] * mistaken + ["don't know"] * dont_know


def _bang(answers: Answers, arm: str, dont_know: DontKnow, patches: int) -> BangIndex:
    marks = [0 if answer == "don't know" else 1 if answer == arm else -1 for answer in answers]
    n = len(marks)
    mean = sum(marks) / n
    variance = sum((mark - mean) ** 2 for mark in marks) / n
    correct, wrong, unsure = marks.count(1), marks.count(-1), marks.count(0)
    if dont_know is DontKnow.OFFERED:
        weighted = _sphere(correct, wrong, unsure, patches)
    else:
        weighted = _arc(correct, wrong, patches**2)
    return BangIndex(
        estimate=mean,
        se=math.sqrt(variance / n),
        lower=_quantile(weighted, 0.025),
        upper=_quantile(weighted, 0.975),
        n=n,
    )


def _sphere(correct: int, wrong: int, unsure: int, patches: int) -> list[tuple[float, float]]:
    """The index and the weight of each patch of the eighth of a sphere."""
    weighted: list[tuple[float, float]] = []
    for theta in _middles(patches):
        for phi in _middles(patches):
            shares = (
                (math.sin(theta) * math.cos(phi)) ** 2,
                (math.sin(theta) * math.sin(phi)) ** 2,
                math.cos(theta) ** 2,
            )
            weight = math.sin(theta) * _likelihood(shares, (correct, wrong, unsure))
            weighted.append((shares[0] - shares[1], weight))
    return weighted


def _arc(correct: int, wrong: int, patches: int) -> list[tuple[float, float]]:
    """The same for two answers: a quarter of a circle."""
    weighted: list[tuple[float, float]] = []
    for phi in _middles(patches):
        shares = (math.cos(phi) ** 2, math.sin(phi) ** 2)
        weighted.append((shares[0] - shares[1], _likelihood(shares, (correct, wrong))))
    return weighted


def _middles(count: int) -> list[float]:
    return [(place + 0.5) / count * math.pi / 2 for place in range(count)]


def _likelihood(shares: Sequence[float], counts: Sequence[int]) -> float:
    """The likelihood beside its largest value, so that it does not vanish with many answers."""
    total = sum(counts)
    logs = [
        count * math.log(share * total / count)
        for share, count in zip(shares, counts, strict=True)
        if count
    ]
    return math.exp(sum(logs))


def _quantile(weighted: list[tuple[float, float]], probability: float) -> float:
    ordered = sorted(weighted)
    total = sum(weight for _, weight in ordered)
    below = accumulate(weight for _, weight in ordered)
    passed = sum(reached < probability * total for reached in below)
    return ordered[passed][0]


def _james(active: Answers, placebo: Answers) -> JamesIndex:
    kinds = ("active", "placebo", "don't know")
    n = len(active) + len(placebo)
    cells = [arm.count(kind) / n for arm in (active, placebo) for kind in kinds]
    slopes: list[float] = []
    for place in range(len(cells)):
        more, less = cells.copy(), cells.copy()
        more[place] += STEP
        less[place] -= STEP
        slopes.append((_james_of_cells(more) - _james_of_cells(less)) / (2 * STEP))
    mean = sum(cell * slope for cell, slope in zip(cells, slopes, strict=True))
    squares = sum(cell * (slope - mean) ** 2 for cell, slope in zip(cells, slopes, strict=True))
    return JamesIndex(estimate=_james_of_cells(cells), se=math.sqrt(squares / n))


def _james_of_cells(cells: Sequence[float]) -> float:
    """The index from six shares (arm × answer), which are first made to add up to 1."""
    total = sum(cells)
    hits, misses, unsure_active, alarms, _, unsure_placebo = (c / total for c in cells)
    dont_know = unsure_active + unsure_placebo
    definite = 1 - dont_know
    wrong = (misses + alarms) / definite
    share_active, share_said = (hits + misses) / definite, (hits + alarms) / definite
    expected = share_active * (1 - share_said) + (1 - share_active) * share_said
    kappa = (wrong - expected) / expected
    return (1 + dont_know + definite * kappa) / 2


def _definite(active: Answers, placebo: Answers) -> DefiniteGuesses:
    pairs = [("active", guess) for guess in active if guess != "don't know"]
    pairs += [("placebo", guess) for guess in placebo if guess != "don't know"]
    said_active = [pair for pair in pairs if pair[1] == "active"]
    of_active = [guess for arm, guess in pairs if arm == "active"]
    of_placebo = [guess for arm, guess in pairs if arm == "placebo"]
    n = len(pairs)
    right = sum(arm == guess for arm, guess in pairs) / n
    shuffled = sum(arm == guess for arm, _ in pairs for _, guess in pairs) / n**2
    hit = NormalDist().inv_cdf((of_active.count("active") + 0.5) / (len(of_active) + 1))
    alarm = NormalDist().inv_cdf((of_placebo.count("active") + 0.5) / (len(of_placebo) + 1))
    return DefiniteGuesses(
        n=n,
        right_rate=right,
        base_rate=len(of_active) / n,
        guessed_active_rate=len(said_active) / n,
        sensitivity=of_active.count("active") / len(of_active),
        specificity=of_placebo.count("placebo") / len(of_placebo),
        predictive_value=said_active.count(("active", "active")) / len(said_active)
        if said_active
        else None,
        kappa=(right - shuffled) / (1 - shuffled),
        d_prime=hit - alarm,
        criterion=0.5 * (-hit - alarm),
    )
