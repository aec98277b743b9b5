import pytest

HIDDEN = {"effect": 3.0, "belief": 0.3, "missing": 0.05, "unguessed": 0.0}


@pytest.fixture(scope="module")
def program(load, root):
    return load(root / "tests" / "oracles" / "hidden_trial.py")


@pytest.fixture
def analyse(program, tmp_path, limen):
    """Run the verb on an invented trial in pairs of weeks, with changes to both files."""

    def ran(*options, rows=str, protocol=str, weeks=12):
        text = program.make_trial("paired_weeks", weeks, 1, HIDDEN)
        (tmp_path / "rows.csv").write_text(rows(text))
        (tmp_path / "protocol.toml").write_text(
            protocol(program.make_protocol("paired_weeks", weeks))
        )
        files = (str(tmp_path / "rows.csv"), "--protocol", str(tmp_path / "protocol.toml"))
        return limen("analyse", *files, *options)

    return ran


def with_line(line):
    """Rows with one more line at the end."""
    return lambda text: text + line + "\n"


def with_score(cell):
    """Rows whose second line has another score; the others stay."""

    def change(text):
        lines = text.splitlines()
        lines[1] = lines[1].rsplit(",", 1)[0] + f",{cell}"
        return "\n".join(lines)

    return change


def test_people_get_headline_numbers_and_what_it_does_not_mean(analyse):
    ran = analyse()

    lines = ran.out.splitlines()
    assert ran.exit_code == 0
    assert lines[0] == "Probably a real extra effect."
    assert lines[1].startswith("Your microdose days were better than your placebo days.")
    assert any(line.startswith("In microdose weeks your score was ") for line in lines)
    assert any(line.startswith("same day") for line in lines)
    assert " ".join(lines[-3:]).endswith("It is not advice to take more, less, or any.")
    assert "Next: limen check " in ran.err


def test_no_p_value_stands_on_the_page(analyse):
    assert "p_" not in analyse().out
    assert "p =" not in analyse().out


def test_every_line_fits_into_eighty_columns(analyse):
    assert max(map(len, analyse().out.splitlines())) <= 80


def test_programs_get_one_object_that_agrees_with_its_schema(analyse, agrees):
    ran = analyse("--json", "--seed", "5")

    agrees(ran.answer, "analyse")
    assert (ran.exit_code, ran.err, ran.answer["warnings"]) == (0, "", [])
    assert (ran.answer["data"]["verdict"], ran.answer["data"]["seed"]) == ("L2", 5)


def test_cannot_tell_is_an_answer_too(analyse, agrees):
    ran = analyse("--json", rows=lambda text: "\n".join(text.splitlines()[:30]))

    agrees(ran.answer, "analyse")
    assert (ran.exit_code, ran.answer["data"]["headline"]) == (0, "S6")


def test_open_use_agrees_with_the_schema_too(analyse, agrees):
    ran = analyse("--json", protocol=lambda text: text.replace("paired_weeks", "open"))

    agrees(ran.answer, "analyse")
    assert (ran.exit_code, ran.answer["data"]["headline"]) == (0, "S7")


PRACTICE = '[practice]\npattern = [1, 0, 0]\nhighest = "0.1"\nunit = "g"\nform = "dried"\n'


def taken(text):
    """A practice on every second day, twice with more than was set down."""
    days = sorted(line.split(",")[0] for line in text.splitlines()[1:])[20:]
    lines = []
    for place, day in enumerate(days[::2]):
        grams, felt = ("0.15", "yes") if place in {2, 4} else ("0.1", "no")
        lines.append(f"{day},{grams},g,dried,spring,{felt},4")
    return "\n".join(["day,amount,unit,form,batch,felt,score", *lines])


@pytest.mark.parametrize("model", ["drift", "threshold"])
def test_a_practice_agrees_with_the_schema_too(analyse, agrees, model):
    ran = analyse(
        "--json",
        "--model",
        model,
        rows=taken,
        protocol=lambda text: text.replace("paired_weeks", "open") + PRACTICE,
    )

    agrees(ran.answer, "analyse")
    assert ran.exit_code == 0


@pytest.mark.parametrize("model", ["drift", "threshold", "open"])
def test_a_practice_is_told_to_people(analyse, model):
    ran = analyse(
        "--model",
        model,
        rows=taken,
        protocol=lambda text: text.replace("paired_weeks", "open") + PRACTICE,
    )

    assert ran.exit_code == 0
    assert ran.out.strip()


def test_a_block_that_is_left_out_is_a_note(analyse):
    ran = analyse(
        rows=lambda text: text.replace("2026-03-04,1,active", "2026-03-04,1,", 1).replace(
            "2026-03-04,1,placebo", "2026-03-04,1,", 1
        )
    )

    assert "Note: Days 2026-03-04 to 2026-03-17 are left out: not all the arms are known." in (
        ran.err
    )
    assert ran.out.startswith("Too few days to say.")


@pytest.mark.parametrize(
    ("rows", "says", "place"),
    [
        (with_line("2026-03-04,1,active,active,1,5"), "2026-03-04 stands twice", True),
        (with_score("NaN"), "NaN in column score is not a number", True),
        (with_score("inf"), "inf in column score is not a number", True),
        (with_score("five"), "five in column score is not a number", True),
        (with_line("2027-13-01,,,,,5"), "2027-13-01 in column day is not a day.", True),
        (with_line("2027-01-01,,both,,,5"), "both in column arm is not one of", True),
        (with_line("2026-02-20,,active,,,5"), "2026-02-20 stands twice", True),
        (lambda _: "", "rows.csv is empty.", False),
        (lambda _: "day,slot,arm\n", "There is no column mood in rows.csv.", False),
        (lambda text: text.replace("arm", "arms", 1), "There is no column arm in", False),
    ],
)
def test_bad_rows_end_with_6_and_their_line(analyse, rows, says, place):
    ran = analyse("--json", rows=rows)

    assert (ran.exit_code, ran.out, ran.error["code"]) == (6, "", "bad-input")
    assert ran.error["say"].startswith(says)
    assert (ran.error["at"] or "").startswith("rows.csv:") is place


def test_an_arm_on_a_free_day_ends_with_6(analyse):
    ran = analyse("--json", rows=lambda text: text.replace("2026-03-05,,,", "2026-03-05,,active,"))

    assert ran.exit_code == 6
    assert ran.error["say"] == (
        "2026-03-05 has an arm, and the protocol has no capsule on that day."
    )


def test_ten_thousand_days_end_with_6(analyse):
    days = (f"{year}-01-{day:02},,,,,4" for year in range(1600, 2000) for day in range(1, 26))

    ran = analyse("--json", rows=lambda text: text + "\n".join(days))

    assert ran.exit_code == 6
    assert ran.error["say"] == "There are more than 2,000 rows."


@pytest.mark.parametrize(
    ("protocol", "says"),
    [
        (lambda text: text.replace("weeks = 12", "weeks = 6"), "With 3 pairs this can never"),
        (lambda text: text.replace("weeks = 12", 'weeks = "12"'), "weeks is not what it can be."),
        (lambda text: text + "extra = 1\n", "There is no key extra."),
    ],
)
def test_a_protocol_that_is_refused_ends_with_6_and_its_line(analyse, protocol, says):
    ran = analyse("--json", protocol=protocol)

    assert ran.exit_code == 6
    assert ran.error["say"].startswith(says)
    assert ran.error["at"].startswith("protocol.toml:")


def test_a_trial_without_arms_ends_with_3(analyse):
    ran = analyse(
        "--json",
        rows=lambda text: text.replace(",active", ",").replace(",placebo", ","),
    )

    assert (ran.exit_code, ran.out, ran.error["code"]) == (3, "", "seal-closed")


def test_only_the_fields_of_the_model_can_be_asked_for(analyse):
    some, other = (
        analyse("--json", "--fields", "verdict,p_up"),
        analyse("--json", "--fields", "rows"),
    )

    assert list(some.answer["data"]) == ["verdict", "p_up"]
    assert (other.exit_code, other.out) == (2, "")
    assert other.error["say"].startswith("There is no field “rows” for trial; there are headline,")


@pytest.mark.parametrize(
    "options", [["--model", "cohort"], ["--seed", "-1"], ["--seed", str(2**63)]]
)
def test_wrong_usage_ends_with_2(analyse, options):
    assert analyse(*options).exit_code == 2


def test_the_protocol_is_required(limen, tmp_path):
    ran = limen("analyse", str(tmp_path / "rows.csv"))

    assert ran.exit_code == 2
    assert "--protocol" in ran.err
