import pytest

PROTOCOL = """\
design = "third_day"
start = 2026-03-02
weeks = 12
run_in_days = 14
capsule_weekdays = [0, 3]
main_measure = "mood"
higher_is_better = true
smallest_change = 0.5
kernel = [1, 0.5, 0.25]
"""


@pytest.fixture
def protocol(tmp_path):
    path = tmp_path / "protocol.toml"
    path.write_text(PROTOCOL)
    return str(path)


@pytest.fixture
def simulate(limen, protocol):
    """Simulate the protocol in a few runs: `simulate("--json")`."""
    return lambda *arguments: limen("simulate", protocol, "--runs", "250", *arguments)


def test_people_get_a_row_for_each_length_and_effect(simulate, protocol):
    ran = simulate("--effect", "0.5,0.8", "--weeks", "12,24", "--seed", "20")

    lines = ran.out.splitlines()
    assert ran.exit_code == 0
    assert lines[0].split() == ["weeks", "effect", "L1+", "L2", "95", "%", "of", "runs", "(L1+)"]
    assert [line.split()[:2] for line in lines[1:]] == [
        *(["12", "0.5"], ["12", "0.8"]),
        *(["24", "0.5"], ["24", "0.8"]),
    ]
    assert f"Next: limen check {protocol}" in ran.err


def test_programs_get_one_object_that_agrees_with_its_schema(simulate, agrees):
    ran = simulate("--cue", "strong", "--kappa", "0.5", "--missing", "0.1", "--json")

    agrees(ran.answer, "simulate")
    assert ran.err == ""
    assert ran.answer["data"]["runs"] == 250
    assert [row["weeks"] for row in ran.answer["data"]["curve"]] == [12, 12]


def test_the_same_seed_gives_the_same_numbers_for_any_number_of_workers(simulate):
    one = simulate("--seed", "7", "--workers", "1", "--json")
    two = simulate("--seed", "7", "--workers", "2", "--json")

    assert one.answer["data"] == two.answer["data"]


def test_an_effect_may_be_a_harm(simulate):
    ran = simulate("--effect", "-1,0", "--json")

    assert [row["effect"] for row in ran.answer["data"]["curve"]] == [-1.0, 0.0]
    assert ran.answer["data"]["curve"][0]["power_l1"] < 0.02


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--effect", "much"], "write numbers between commas"),
        (["--effect", "nan"], "write numbers between commas"),
        (["--effect", ""], "write numbers between commas"),
        (["--effect", "6"], "an effect lies from −5 to 5"),
        (["--weeks", "12,x"], "write whole numbers between commas"),
        (["--weeks", "0"], "a length is 1 to 52 weeks"),
        (["--weeks", "53"], "a length is 1 to 52 weeks"),
        (["--workers", "none"], "write auto, or a whole number from 1 to 256"),
        (["--workers", "0"], "write auto, or a whole number from 1 to 256"),
        (["--cue", "loud"], "very_strong"),
        (["--runs", "1"], "100<=x<=1000000"),
        (["--missing", "0.9"], "0<=x<=0.5"),
        (["--kappa", "nan"], "--kappa"),
    ],
)
def test_wrong_usage_ends_with_2(limen, protocol, arguments, words):
    ran = limen("simulate", protocol, *arguments)

    assert (ran.exit_code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (PROTOCOL.replace("third_day", "open"), "Open use has no placebo"),
        (PROTOCOL.replace("weeks = 12", "weeks = 99"), "protocol.toml line 3: weeks is not"),
        ("", "is missing"),
    ],
)
def test_a_protocol_that_cannot_be_simulated_ends_with_6(limen, tmp_path, text, says):
    path = tmp_path / "protocol.toml"
    path.write_text(text)

    ran = limen("simulate", str(path))

    assert (ran.exit_code, ran.out) == (6, "")
    assert says in ran.err


def test_pairs_of_weeks_of_an_odd_length_end_with_6(limen, tmp_path):
    path = tmp_path / "protocol.toml"
    path.write_text(PROTOCOL.replace("third_day", "paired_weeks"))

    ran = limen("simulate", str(path), "--weeks", "13", "--json")

    assert (ran.exit_code, ran.error["code"]) == (6, "bad-input")


def test_a_file_that_is_not_there_ends_with_6(limen):
    assert limen("simulate", "nowhere.toml").exit_code == 6
