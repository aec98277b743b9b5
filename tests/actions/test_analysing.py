import hashlib
import math

import pytest

from limen.actions.analysing import Model, analysis, read_files
from limen.actions.analysing_trial import answer
from limen.inference.ladder import Headline, Rung
from limen.reports.analysed import PageTable
from limen.studies.plan_file import read_plan
from limen.studies.rows_file import read_rows
from limen.terms.errors import BadInput, ProtocolRefused, SealClosed

HIDDEN = {"effect": 1.2, "belief": 0.3, "missing": 0.05, "unguessed": 0.0}
NOT_STOPPED = ("difference", "range95", "p_up", "p_rob", "draws", "tipping_point")


@pytest.fixture(scope="module")
def program(load, root):
    return load(root / "tests" / "oracles" / "hidden_trial.py")


@pytest.fixture
def written(program, tmp_path):
    """Rows and protocol of an invented trial, as files."""

    def made(design="paired_weeks", weeks=12, seed=1, change=str, protocol=str, **hidden):
        text = change(program.make_trial(design, weeks, seed, {**HIDDEN, **hidden}))
        (tmp_path / "rows.csv").write_text(text)
        (tmp_path / "protocol.toml").write_text(protocol(program.make_protocol(design, weeks)))
        return tmp_path / "rows.csv", tmp_path / "protocol.toml"

    return made


def analysed(files, model=None, seed=None):
    return analysis(read_files(*files, model, seed))


def emptied(column):
    """A change that empties one column of every row."""

    def change(text):
        header, *lines = text.splitlines()
        place = header.split(",").index(column)
        rows = [line.split(",") for line in lines]
        return "\n".join([header, *(",".join([*r[:place], "", *r[place + 1 :]]) for r in rows)])

    return change


def test_the_seed_comes_from_both_files(written):
    rows, protocol = written()

    first, again, asked = (read_files(rows, protocol, None, seed).seed for seed in (None, None, 7))
    rows.write_text(rows.read_text() + "\n")
    other = read_files(rows, protocol, None, None).seed

    assert (first, asked) == (again, 7)
    assert other != first


def test_the_seed_is_a_number_that_every_reader_keeps(written):
    rows, protocol = written()
    digests = b"".join(hashlib.sha256(path.read_bytes()).digest() for path in (rows, protocol))

    seed = read_files(rows, protocol, None, None).seed

    assert seed == int.from_bytes(hashlib.sha256(digests).digest()[:6], "big")
    assert seed < 2**53


@pytest.mark.parametrize(
    ("design", "model", "expected"),
    [
        ("paired_weeks", None, Model.TRIAL),
        ("open", None, Model.OPEN),
        ("paired_weeks", Model.DRIFT, Model.DRIFT),
        ("open", Model.TRIAL, Model.TRIAL),
    ],
)
def test_without_placebo_the_model_is_open_else_trial(written, design, model, expected):
    files = written(protocol=lambda text: text.replace("paired_weeks", design))

    assert read_files(*files, model, None).model is expected


def test_the_same_files_give_the_same_answer(written):
    files = written()

    assert analysed(files) == analysed(files)


def test_a_protocol_that_can_show_nothing_is_refused(written):
    files = written(weeks=6)

    with pytest.raises(ProtocolRefused) as caught:
        analysed(files)

    assert caught.value.says.startswith("With 3 pairs this can never show a difference")
    assert caught.value.at == "protocol.toml:3"


def test_a_trial_without_arms_stays_closed(written):
    with pytest.raises(SealClosed):
        analysed(written(change=emptied("arm")))


def test_open_use_has_no_verdict(written):
    files = written(protocol=lambda text: text.replace("paired_weeks", "open"))

    found = analysed(files)

    assert found.data["headline"] is Headline.S7
    assert found.page[0] == "This was not blinded."
    assert "verdict" not in found.data


def test_open_use_asked_as_a_trial_was_not_blinded(written):
    files = written(protocol=lambda text: text.replace("paired_weeks", "open"))

    found = analysed(files, Model.TRIAL)

    assert (found.data["verdict"], found.data["headline"]) == (Rung.NOT_BLINDED, Headline.S7)
    assert found.data["difference"] is None


def test_what_was_noticed_needs_its_columns(written):
    with pytest.raises(BadInput):
        analysed(written(), Model.THRESHOLD)


def test_drift_needs_what_was_planned(written):
    with pytest.raises(BadInput):
        analysed(written(), Model.DRIFT)


def read(written, **made):
    rows, protocol = written(**made)
    plan = read_plan("protocol.toml", protocol.read_text())
    return read_rows("rows.csv", rows.read_text(), plan.main_measure), plan


def test_a_trial_has_its_verdict_its_page_and_three_effects(written):
    found = answer(*read(written, effect=3.0), seed=1)

    tables = [part for part in found.page if isinstance(part, PageTable)]
    assert found.data["verdict"] is Rung.L2
    assert found.page[0] == "Probably a real extra effect."
    assert [row[0] for row in tables[0].rows] == [
        "same day",
        "next days",
        "over weeks (within one week only)",
    ]
    assert all(found.data["effects"].values())
    assert found.remarks == ()


def test_only_pairs_of_weeks_say_something_over_weeks(written):
    found = answer(*read(written, design="third_day", weeks=8), seed=1)

    assert found.data["effects"]["over_weeks"] is None
    assert found.data["effects"]["same_day"]


def test_a_short_run_in_is_too_few_days(written):
    found = answer(
        *read(written, protocol=lambda text: text.replace("run_in_days = 20", "run_in_days = 9")),
        seed=1,
    )

    assert (found.data["verdict"], found.data["headline"]) == (Rung.TOO_FEW_DAYS, Headline.S6)
    assert found.page[1].startswith("Only ")
    assert [found.data[name] for name in NOT_STOPPED] == [None] * 6


@pytest.mark.parametrize(
    ("frozen", "phi", "day_sd"),
    [
        ("phi = 0.5\nday_sd = 2.0\n", 0.5, 2.0),
        ("phi = 0.5\n", 0.5, None),
        ("day_sd = 2.0\n", None, 2.0),
    ],
)
def test_what_was_frozen_replaces_the_run_in(written, frozen, phi, day_sd):
    usual = answer(*read(written), seed=1).data

    found = answer(*read(written, protocol=lambda text: text + frozen), seed=1).data

    assert found["phi"] == (usual["phi"] if phi is None else phi)
    assert found["day_sd"] == (usual["day_sd"] if day_sd is None else day_sd)


def test_what_was_frozen_needs_no_run_in(written):
    frozen = "phi = 0.3\nday_sd = 1.0\n"

    rows, plan = read(
        written, protocol=lambda text: text.replace("run_in_days = 20", "run_in_days = 0") + frozen
    )

    assert answer(rows, plan, seed=1).data["verdict"] is not Rung.TOO_FEW_DAYS


def test_where_less_is_better_everything_is_turned(written):
    def turned(text):
        header, *lines = text.splitlines()
        rows = [line.rsplit(",", 1) for line in lines]
        return "\n".join([header, *(f"{left},{f'-{y}' if y else ''}" for left, y in rows)])

    usual = answer(*read(written), seed=1).data
    found = answer(
        *read(written, change=turned, protocol=lambda text: text.replace("= true", "= false")),
        seed=1,
    ).data

    same = ("verdict", "p_up", "p_low", "p_rob", "tipping_point", "phi")
    assert [found[name] for name in same] == [usual[name] for name in same]
    assert math.isclose(found["difference"], usual["difference"], rel_tol=1e-9)


def test_a_trial_that_ends_before_its_last_blocks_is_judged_by_its_blocks(written):
    def shortened(text):
        header, *lines = text.splitlines()
        return "\n".join([header, *sorted(lines)[: 20 + 60]])

    found = answer(*read(written, design="one_in_four", effect=6.0, change=shortened), seed=1)

    assert found.data["grey"] == ("early_stop",)
    assert found.data["verdict"] in {Rung.L1, Rung.L2}
    assert found.data["difference"] > 3
    assert [found.data[name] for name in NOT_STOPPED[1:]] == [None] * 5


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (emptied("score"), "You wrote down 0 of 84 days. We need about 51."),
        (
            lambda text: "\n".join(text.splitlines()[:40]),
            "You wrote down",
        ),
    ],
)
def test_a_protocol_that_asks_for_more_than_the_rows_hold_is_too_few_days(written, change, says):
    found = answer(*read(written, change=change), seed=1)

    assert found.data["headline"] is Headline.S6
    assert found.page[1].startswith(says)


def test_scores_that_never_vary_are_too_few_days(written):
    def flat(text):
        header, *lines = text.splitlines()
        return "\n".join([header, *(line.rsplit(",", 1)[0] + ",4" for line in lines)])

    found = answer(*read(written, change=flat), seed=1)

    assert found.data["headline"] is Headline.S6
    assert found.page[1] == (
        "The scores do not vary, or only as the calendar and the capsule days do."
    )


def test_guesses_in_one_arm_alone_never_set_belief_aside(written):
    def one_arm(text):
        return "\n".join(
            line.replace(",placebo,active,", ",placebo,,").replace(
                ",placebo,placebo,", ",placebo,,"
            )
            for line in text.splitlines()
        )

    found = answer(*read(written, effect=4.0, change=one_arm), seed=1)

    assert found.data["verdict"] is Rung.L1
    assert found.data["guesses"]["n"] == 12
    assert found.data["own_switch"] is None


def test_a_block_in_an_order_that_the_design_cannot_produce_is_left_out(written):
    def turned(text):
        first = next(line for line in text.splitlines() if line.startswith("2026-03-04,1,"))
        arms = (",active,", ",placebo,")
        old, new = arms if arms[0] in first[:22] else arms[::-1]
        return text.replace(first, first.replace(old, new, 1))

    found = answer(*read(written, design="third_day", weeks=8, change=turned), seed=1)

    assert [remark.code for remark in found.remarks] == ["allocation_not_possible"]
    assert (found.data["guesses"]["n"], found.data["draws"]) == (12, 6**3 - 1)


def test_arms_that_no_set_can_have_are_too_few_whole_sets(written):
    found = answer(
        *read(
            written, design="third_day", change=lambda text: text.replace(",placebo,", ",active,")
        ),
        seed=1,
    )

    assert found.data["verdict"] == Rung.TOO_FEW_DAYS
    says = (
        "Days 2026-03-04 to 2026-05-26 are left out: "
        "the arms stand in an order that the design cannot produce."
    )
    assert [remark.says for remark in found.remarks] == [says]
    assert found.page[1] == (
        "Too few whole sets of capsules are known: no difference could ever be shown."
    )
