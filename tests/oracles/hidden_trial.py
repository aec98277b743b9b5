"""A program of its own that makes hidden trials and judges them by brute force.

Plain Python and loops, written from the methods alone: it shares no line with the package. Every
allocation of a small design is listed, every statistic is computed by regression from scratch, the
limits of the interval are found by bisection on the test itself.
"""

import random  # noqa: TID251 -- a program of its own has chance of its own
from datetime import date, timedelta
from itertools import pairwise, product
from math import sqrt

START = date(2026, 3, 4)
KERNEL = (1.0, 0.5, 0.25)
LAYOUTS = {
    "third_day": (12, (0, 3, 6, 9), [w for w in product((0, 1), repeat=4) if sum(w) == 2]),
    "one_in_four": (6, (0, 1, 2, 3), [w for w in product((0, 1), repeat=4) if sum(w) == 1]),
    "paired_weeks": (14, (0, 3, 7, 10), [(1, 1, 0, 0), (0, 0, 1, 1)]),
}


def make_trial(design, weeks, seed, hidden):
    """The text of a rows file, invented: hidden are effect, belief, missing, unguessed, unknown.

    `unknown` is the number of the capsule whose arm was lost, if there is one.
    """
    chance = random.Random(seed)  # noqa: S311 -- invented trials are no secret
    effect, belief = hidden["effect"], hidden["belief"]
    length, days, orders = LAYOUTS[design]
    arms = {
        block * length + day: arm
        for block in range(weeks * 7 // length)
        for day, arm in zip(days, chance.choice(orders), strict=True)
    }
    guesses = {day: int(chance.random() < (0.65 if arm else 0.35)) for day, arm in arms.items()}
    mood, lines = 0.0, []
    for t in range(-20, weeks * 7):
        mood = 0.4 * mood + chance.gauss(0, 0.9)
        score = 4 + mood
        for later, share in enumerate(KERNEL):
            score += share * effect * arms.get(t - later, 0)
            score += share * belief * guesses.get(t - later, 0)
        day = (START + timedelta(days=t)).isoformat()
        cells = [day, "", "", "", "", f"{score:.3f}"]
        if t in arms:
            number = t // 7 + 1 if design == "paired_weeks" else sorted(arms).index(t) + 1
            guess = ("placebo", "active")[guesses[t]]
            cells[1:5] = [str(number), ("placebo", "active")[arms[t]], guess, "2"]
            if chance.random() < hidden["unguessed"]:
                cells[3:5] = ["", ""]
            if sorted(arms).index(t) + 1 == hidden.get("unknown"):
                cells[2] = ""
        if chance.random() < hidden["missing"]:
            cells[5] = ""
        lines.append(",".join(cells))
    chance.shuffle(lines)
    return "\n".join(["day,slot,arm,guess,sure,score", *lines]) + "\n"


def make_protocol(design, weeks, *, belief_limit=None, smallest_change=0.5):
    """The text of the protocol that the invented trial followed."""
    lines = [
        f'design = "{design}"',
        f"start = {START.isoformat()}",
        f"weeks = {weeks}",
        "run_in_days = 20",
        "capsule_weekdays = [0, 3]",
        'main_measure = "mood"',
        "higher_is_better = true",
        f"smallest_change = {smallest_change}",
        "kernel = [1, 0.5, 0.25]",
    ]
    if belief_limit is not None:
        lines.append(f"belief_limit = {belief_limit}")
    return "\n".join(lines) + "\n"


def judge(text, design, weeks, *, belief_limit=None, smallest_change=0.5):
    """p, interval, tipping point and verdict of a rows file, by enumeration."""
    trial = _read(text, design, weeks)
    if _has_too_few(trial, weeks * 7):
        return {"verdict": "too_few_days"}
    n, kept = weeks * 7, [t for t in range(weeks * 7) if trial["score"][t] is not None]
    scores = [trial["score"][t] for t in kept]
    phi, sigma = _run_in(trial["run_in"])
    test = _test_of(trial, design, n, kept, phi)
    filled = [
        arm if guess is None else guess
        for arm, guess in zip(trial["arms"], trial["guesses"], strict=True)
    ]
    believed = _spread(_on(trial["slots"], filled), n)
    believed = [believed[t] for t in kept]
    limit = sigma if belief_limit is None else belief_limit

    def p_up(switch):
        return test.p([y - switch * g for y, g in zip(scores, believed, strict=True)])[0]

    def p_low(switch):
        return test.p([y + switch * g for y, g in zip(scores, believed, strict=True)])[1]

    up, low = test.p(scores)
    robust = max(p_up(share * limit) for share in (0, 0.5, 1))
    robust_harm = max(p_low(share * limit) for share in (0, 0.5, 1))
    unguessed = trial["guesses"].count(None) / len(trial["guesses"])
    range90 = test.interval(scores, 0.10)
    is_little = None not in range90 and max(map(abs, range90)) < smallest_change
    verdict = _ladder((up, low), (robust, robust_harm), unguessed, is_little=is_little)
    curve = p_low if verdict in {"H1", "H2"} else p_up
    grid = (step * 0.05 * sigma for step in range(41))
    return {
        "verdict": verdict,
        "difference": test.estimate(scores),
        "range95": test.interval(scores, 0.05),
        "range90": range90,
        "p_up": up,
        "p_low": low,
        "p_rob": robust_harm if verdict in {"H1", "H2"} else robust,
        "tipping_point": next((switch for switch in grid if curve(switch) > 0.025), None),
        "phi": phi,
        "day_sd": sigma,
        "own_switch": _own_switch(trial),
        "guesses": _right(trial, design),
    }


def _test_of(trial, design, n, kept, phi):
    capsules = _spread(trial["every slot"], n)
    surroundings = [[1.0, t / n, float((START.weekday() + t) % 7 >= 5), capsules[t]] for t in kept]
    orders = _all_orders(design, trial)
    exposures = [_spread(_on(trial["slots"], w), n) for w in orders]
    exposures = [[column[t] for t in kept] for column in exposures]
    return _Test(kept, surroundings, exposures, orders.index(tuple(trial["arms"])), phi)


class _Test:
    """The randomisation test by regression on every allocation in turn."""

    def __init__(self, days, surroundings, exposures, observed, phi):
        self.days, self.phi = days, phi
        self.columns = [self.white(list(column)) for column in zip(*surroundings, strict=True)]
        self.exposures = [self.rest(self.white(column)) for column in exposures]
        self.raw, self.observed = exposures[observed], observed

    def white(self, values):
        phi, out = self.phi, [sqrt(1 - self.phi**2) * values[0]]
        for i in range(1, len(values)):
            gap = self.days[i] - self.days[i - 1]
            scale = sqrt((1 - phi**2) / (1 - phi ** (2 * gap)))
            out.append((values[i] - phi**gap * values[i - 1]) * scale)
        return out

    def rest(self, values):
        """What is left after regression on the surroundings, by the normal equations."""
        matrix = [[_dot(a, b) for b in self.columns] for a in self.columns]
        slopes = _solve(matrix, [_dot(a, values) for a in self.columns])
        return [
            value - sum(b * column[i] for b, column in zip(slopes, self.columns, strict=True))
            for i, value in enumerate(values)
        ]

    def statistics(self, outcome):
        left = self.rest(self.white(outcome))
        return [_dot(x, left) / sqrt(_dot(x, x)) for x in self.exposures]

    def p(self, outcome):
        found = self.statistics(outcome)
        slack = 1e-10 * max(abs(each) for each in found)
        here = found[self.observed]
        up = sum(each >= here - slack for each in found)
        low = sum(each <= here + slack for each in found)
        return up / len(found), low / len(found)

    def estimate(self, outcome):
        x, left = self.exposures[self.observed], self.rest(self.white(outcome))
        return _dot(x, left) / _dot(x, x)

    def interval(self, outcome, alpha):
        """All differences that are not rejected, ends found by bisection."""

        def shifted(difference):
            return self.p([y - difference * x for y, x in zip(outcome, self.raw, strict=True)])

        middle = self.estimate(outcome)
        low = _edge(lambda d: shifted(d)[0] > alpha / 2, middle, -1e4)
        high = _edge(lambda d: shifted(d)[1] > alpha / 2, middle, 1e4)
        return [low, high]


def _edge(holds, inside, outside):
    if holds(outside):
        return None
    for _ in range(80):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


def _has_too_few(trial, n):
    """Too few days of run-in, too few of the trial, or fewer than 3 under one arm."""
    scored = {0: 0, 1: 0}
    for t in range(n):
        before = [
            arm
            for slot, arm in zip(trial["slots"], trial["arms"], strict=True)
            if 0 <= t - slot < len(KERNEL)
        ]
        if before and trial["score"][t] is not None:
            scored[before[-1]] += 1
    in_run_in = len(trial["run_in"]) - trial["run_in"].count(None)
    return in_run_in < 14 or trial["recorded"] < 0.6 * n or min(scored.values()) < 3


def _ladder(plain, robust, unguessed, *, is_little):
    if plain[1] <= 0.025:
        return "H2" if robust[1] <= 0.025 and unguessed <= 0.2 else "H1"
    if plain[0] <= 0.025:
        return "L2" if robust[0] <= 0.025 and unguessed <= 0.2 else "L1"
    return "E" if is_little else "L0"


def _read(text, design, weeks):
    rows = {}
    for line in text.splitlines()[1:]:
        day, _, arm, guess, _, score = line.split(",")
        t = (date.fromisoformat(day) - START).days
        rows[t] = (arm, guess, float(score) if score else None)
    length, days, orders = LAYOUTS[design]
    every, slots, silent = [], [], set()
    for first in range(0, weeks * 7 // length * length, length):
        block = [first + day for day in days]
        every += block
        arms = tuple({"active": 1, "placebo": 0, "": None}[rows[t][0]] for t in block)
        if arms in orders:
            slots += block
        else:
            silent |= set(range(first, first + length))
    return {
        "every slot": every,
        "slots": slots,
        "recorded": sum(rows[t][2] is not None for t in range(weeks * 7)),
        "arms": [int(rows[t][0] == "active") for t in slots],
        "guesses": [{"active": 1, "placebo": 0, "": None}[rows[t][1]] for t in slots],
        "score": [None if t in silent else rows[t][2] for t in range(weeks * 7)],
        "run_in": [rows[t][2] for t in range(-20, 0)],
    }


def _run_in(scores):
    there = [score for score in scores if score is not None]
    n, mean = len(there), sum(there) / len(there)
    squares = sum((score - mean) ** 2 for score in there)
    together = sum(
        (a - mean) * (b - mean) for a, b in pairwise(scores) if a is not None and b is not None
    )
    phi = (n * (together / squares + 1 / n) + 20 * 0.3) / (n + 20)
    sigma = sqrt((n * squares / (n - 1) + 14) / (n + 14))
    return round(min(max(phi, 0.0), 0.8), 1), sigma


def _all_orders(design, trial):
    blocks = len(trial["slots"]) // 4
    return [sum(way, ()) for way in product(LAYOUTS[design][2], repeat=blocks)]


def _on(slots, flags):
    return [slot for slot, flag in zip(slots, flags, strict=True) if flag]


def _spread(days, n):
    out = [0.0] * (n + len(KERNEL))
    for day in days:
        for later, share in enumerate(KERNEL):
            out[day + later] += share
    return out[:n]


def _own_switch(trial):
    sides = {0: [], 1: []}
    for slot, arm, guess in zip(trial["slots"], trial["arms"], trial["guesses"], strict=True):
        score = trial["score"][slot]
        if not arm and guess is not None and score is not None:
            sides[guess].append(score)
    if min(len(side) for side in sides.values()) < 3:
        return None
    return sum(sides[1]) / len(sides[1]) - sum(sides[0]) / len(sides[0])


def _right(trial, design):
    pairs = [(place, guess) for place, guess in enumerate(trial["guesses"]) if guess is not None]
    counts = [sum(w[place] == guess for place, guess in pairs) for w in _all_orders(design, trial)]
    right = sum(trial["arms"][place] == guess for place, guess in pairs)
    return right, len(pairs), sum(counts) / len(counts)


def _dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


def _solve(matrix, right):
    """Gaussian elimination with pivoting."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for j in range(i + 1, size):
            factor = rows[j][i] / rows[i][i]
            rows[j] = [a - factor * b for a, b in zip(rows[j], rows[i], strict=True)]
    out = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][j] * out[j] for j in range(i + 1, size))
        out[i] = (rows[i][size] - known) / rows[i][i]
    return out
