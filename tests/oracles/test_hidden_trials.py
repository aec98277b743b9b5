"""Hidden trials, judged by our code and by a program that shares none of it."""

import math
from pathlib import Path

import pytest

from limen.actions.analysing_trial import answer
from limen.studies.plan_file import read_plan
from limen.studies.rows_file import read_rows

# Rows are read below the check of the protocol, which refuses designs as small as some of these.
SMALL = [("third_day", 6), ("one_in_four", 3), ("paired_weeks", 12)]
KINDS = [
    {"effect": 0.0, "belief": 0.3, "missing": 0.0, "unguessed": 0.0},
    {"effect": 2.5, "belief": 0.0, "missing": 0.1, "unguessed": 0.05},
    {"effect": -2.5, "belief": -0.5, "missing": 0.1, "unguessed": 0.0},
    {"effect": 4.0, "belief": 0.5, "missing": 0.0, "unguessed": 0.4},
    {"effect": 1.2, "belief": 0.9, "missing": 0.2, "unguessed": 0.1},
    {"effect": 0.0, "belief": 0.0, "missing": 0.0, "unguessed": 0.0},
]
LIMITS = [
    {"belief_limit": None, "smallest_change": 0.5},
    {"belief_limit": 0.4, "smallest_change": 0.5},
    {"belief_limit": None, "smallest_change": 0.5},
    {"belief_limit": 1.0, "smallest_change": 0.5},
    {"belief_limit": None, "smallest_change": 0.5},
    {"belief_limit": None, "smallest_change": 3.0},
]
LEFT_OUT = {"effect": 2.0, "belief": 0.3, "missing": 0.05, "unguessed": 0.05, "unknown": 6}
QUICK = [
    *(("one_in_four", 3, kind) for kind in range(6)),
    *(("third_day", 6, kind) for kind in (1, 4)),
    *(("paired_weeks", 12, kind) for kind in (2, 5)),
]
EVERY = [
    pytest.param(*each, kind, marks=() if (*each, kind) in QUICK else pytest.mark.nightly)
    for each in SMALL
    for kind in range(6)
]
NUMBERS = ("difference", "p_up", "p_low", "p_rob", "tipping_point", "phi", "day_sd", "own_switch")


@pytest.fixture(scope="module")
def program(load):
    return load(Path(__file__).with_name("hidden_trial.py"))


@pytest.mark.parametrize(("design", "weeks", "kind"), EVERY)
def test_a_hidden_trial_has_the_same_numbers_and_the_same_verdict(program, design, weeks, kind):
    text = program.make_trial(design, weeks, 20 + kind, KINDS[kind])

    ours = analysed(program, text, design, weeks, kind)

    theirs = program.judge(text, design, weeks, **LIMITS[kind])
    assert ours["verdict"] == theirs["verdict"]
    assert [(name, ours[name]) for name in NUMBERS] == [
        (name, near(theirs[name], 1e-12)) for name in NUMBERS
    ]
    for name in ("range95", "range90"):
        assert list(ours[name]) == [near(limit, 1e-6) for limit in theirs[name]]
    assert guesses(ours) == pytest.approx(theirs["guesses"], abs=1e-12)


@pytest.mark.parametrize(
    ("design", "weeks"),
    [
        ("one_in_four", 4),
        pytest.param("third_day", 8, marks=pytest.mark.nightly),
        pytest.param("paired_weeks", 14, marks=pytest.mark.nightly),
    ],
)
def test_a_block_with_a_lost_arm_is_left_out_alike(program, design, weeks):
    text = program.make_trial(design, weeks, 31, LEFT_OUT)

    ours = analysed(program, text, design, weeks, 0)

    theirs = program.judge(text, design, weeks, **LIMITS[0])
    assert ours["verdict"] == theirs["verdict"]
    assert [ours[name] for name in NUMBERS] == [near(theirs[name], 1e-12) for name in NUMBERS]
    assert guesses(ours) == pytest.approx(theirs["guesses"], abs=1e-12)


@pytest.mark.nightly
@pytest.mark.parametrize(("design", "weeks"), SMALL)
@pytest.mark.parametrize("seed", range(40))
def test_many_hidden_trials_have_the_same_verdict(program, design, weeks, seed):
    kind = seed % len(KINDS)
    text = program.make_trial(design, weeks, 100 + seed, KINDS[kind])

    ours = analysed(program, text, design, weeks, kind)

    theirs = program.judge(text, design, weeks, **LIMITS[kind])
    assert ours["verdict"] == theirs["verdict"]
    assert ours["tipping_point"] == near(theirs.get("tipping_point"), 1e-12)


@pytest.mark.nightly
def test_p_from_drawn_orders_lies_within_chance_of_p_from_all_of_them(program, monkeypatch):
    """1,296 orders, once all of them and once 9,999 draws: within 4 Monte Carlo errors."""
    text = program.make_trial("third_day", 8, 7, KINDS[4])
    whole = analysed(program, text, "third_day", 8, 4)["p_up"]
    monkeypatch.setattr("limen.blinding.designs.design.MOST_ENUMERATED", 1)

    drawn = analysed(program, text, "third_day", 8, 4)

    assert drawn["draws"] == 9_999
    assert abs(drawn["p_up"] - whole) < 4 * math.sqrt(whole * (1 - whole) / 9_999)


def analysed(program, text, design, weeks, kind):
    protocol = program.make_protocol(design, weeks, **LIMITS[kind])
    rows, plan = read_rows("rows.csv", text, "mood"), read_plan("protocol.toml", protocol)
    return answer(rows, plan, seed=1).data


def near(number, distance):
    """What a number may be, relative to its size and never closer than a rounding of 1."""
    return None if number is None else pytest.approx(number, rel=distance, abs=distance)


def guesses(data):
    return tuple(data["guesses"][name] for name in ("right", "n", "by_chance"))
