from dataclasses import replace

import pytest

from limen.inference.estimates import NotEstimable, Reason
from limen.inference.ladder import Rung
from limen.inference.trial_estimates import ExactRange, MissingDays
from limen.inference.verdict_estimates import EarlyStop, Verdict
from limen.reports.trial_answer import EffectRange, ThreeEffects, trial_fields
from limen.reports.trial_page import trial_page
from limen.studies.trial_rows import ArmCount, CapsuleCounts

DIFFERENCE = "On days with a microdose capsule your mood was 0.8 points higher (range 0.2 to 1.5)."
RIGHT = "You guessed right on 17 of 28 days; guesses that know nothing would get about 14."
SWITCH = (
    "On days you took placebo but believed it was a microdose, you scored 0.3 points above your "
    "other placebo days."
)
TIPPING = (
    "If believing alone can move your score by more than 1.6 points, the whole difference can be "
    "explained without the capsule. On your own placebo days it moved by 0.3."
)
LIMIT = (
    "We fixed the limit of 1.0 points before the start. If 1 guess in 10 was a slip, it protects "
    "up to 0.8 points."
)
NOTE = "19 times in 20, a range made this way holds the true difference."


def numbers(answer):
    return trial_page(answer).numbers


def test_probably_a_real_extra_effect_has_all_its_sentences(told):
    page = trial_page(told.answer)

    assert page.headline == "Probably a real extra effect."
    assert page.second == (
        "Your microdose days were better than your placebo days. Believing alone would have to "
        "move your score by more than 1.0 points to explain it."
    )
    assert page.numbers == (DIFFERENCE, RIGHT, SWITCH, TIPPING, LIMIT, NOTE)


def test_some_sign_that_may_be_hope_names_no_limit(told):
    page = trial_page(told.judged(Rung.L1))

    assert page.headline == "Some sign of an effect, but it may be hope."
    assert page.numbers == (DIFFERENCE, RIGHT, SWITCH, TIPPING, NOTE)


def test_little_or_no_difference_shows_both_ranges_and_what_was_set_before(told):
    little = told.completed(
        estimate=0.14,
        interval_95=ExactRange(-0.61, 0.42),
        interval_90=ExactRange(-0.33, 0.31),
    )

    page = trial_page(told.judged(Rung.E, evidence=little))

    assert page.headline == "Probably little or no difference."
    assert page.numbers == (
        (
            "On days with a microdose capsule your mood was 0.1 points higher (range −0.6 to 0.4; "
            "90 % range −0.3 to 0.3)."
        ),
        "Before the start you set 0.5 points as the smallest change that matters.",
        RIGHT,
        SWITCH,
        NOTE,
    )


def test_we_cannot_tell_yet_says_what_it_would_take(told):
    answer = replace(told.judged(Rung.L0), smallest_detectable=0.92)

    page = trial_page(answer)

    assert page.headline == "We cannot tell yet."
    assert page.second == "Your days went up and down too much for the number of days you did."
    assert page.numbers == (
        DIFFERENCE,
        "The true difference could lie anywhere from 0.2 to 1.5.",
        "The smallest difference that this protocol finds 8 times in 10 is 0.9 points.",
        (
            "That is about the number of days, not about you. Together with others, your days can "
            "still help to answer it."
        ),
        RIGHT,
        NOTE,
    )


@pytest.mark.parametrize("ends", [(None, 1.46), (0.22, None)])
def test_a_range_without_both_ends_says_nothing_of_anywhere(told, ends):
    open_ended = told.completed(interval_95=ExactRange(*ends))

    said = numbers(told.judged(Rung.L0, evidence=open_ended))

    assert [each for each in said if "anywhere" in each or "8 times in 10" in each] == []
    assert "limit can be given" in said[0]


@pytest.mark.parametrize(
    ("rung", "second", "last"),
    [
        (
            Rung.H1,
            (
                "Your microdose days were harder than your placebo days. Expecting them to be hard "
                "could explain that too."
            ),
            NOTE,
        ),
        (
            Rung.H2,
            (
                "Your microdose days were harder than your placebo days. Worry alone would have to "
                "move your score by more than 1.0 points to explain it."
            ),
            NOTE,
        ),
    ],
)
def test_probably_worse_says_whether_worry_could_explain_it(told, rung, second, last):
    worse = told.completed(
        estimate=-0.84, interval_95=ExactRange(-1.46, -0.22), interval_90=ExactRange(-1.3, -0.3)
    )

    page = trial_page(told.judged(rung, evidence=worse))

    assert (page.headline, page.second, page.numbers[-1]) == ("Probably worse.", second, last)
    assert page.numbers[0] == (
        "On days with a microdose capsule your mood was 0.8 points lower (range −1.5 to −0.2)."
    )
    assert "more than 0.7 points" in page.numbers[3]
    assert (LIMIT in page.numbers) is (rung is Rung.H2)


def test_where_less_is_better_the_words_follow_the_measure(told):
    page = trial_page(replace(told.answer, is_higher_better=False))

    assert page.numbers[0] == (
        "On days with a microdose capsule your mood was 0.8 points lower (range −1.5 to −0.2)."
    )
    assert page.numbers[2].endswith("you scored 0.3 points below your other placebo days.")


def test_where_less_is_better_an_open_end_stands_on_the_other_side(told):
    answer = replace(
        told.judged(Rung.L1, evidence=told.completed(interval_95=ExactRange(0.22, None))),
        is_higher_better=False,
    )

    assert "(range up to −0.2; no lower limit can be given)" in numbers(answer)[0]


def test_pairs_of_weeks_speak_of_weeks(told):
    assert numbers(replace(told.answer, is_paired=True))[0].startswith(
        "In microdose weeks your mood"
    )


def test_after_an_early_stop_there_is_a_difference_without_a_range(told):
    answer = told.judged(Rung.L2, evidence=EarlyStop(0.84, 25.0, 21.0))

    page = trial_page(answer)

    assert page.grey == (
        "You stopped before the planned end, so the rule for early stops decides.",
    )
    assert page.numbers == (
        (
            "On days with a microdose capsule your mood was 0.8 points higher. You stopped before "
            "the planned end, so no range is given."
        ),
        RIGHT,
        SWITCH,
        LIMIT,
    )


def test_an_early_stop_that_cannot_tell_gives_no_range_either(told):
    said = numbers(told.judged(Rung.L0, evidence=EarlyStop(0.84, 2.0, 1.0)))

    assert [each for each in said if "anywhere" in each] == []


@pytest.mark.parametrize(
    ("rung", "says", "headline", "second"),
    [
        (Rung.TOO_FEW_DAYS, "You wrote down 3 of 84 days.", "Too few days to say.", None),
        (
            Rung.NOT_BLINDED,
            "There was no placebo.",
            "This was not blinded.",
            "We can show what changed, but not why.",
        ),
    ],
)
def test_without_a_verdict_there_are_no_numbers(told, rung, says, headline, second):
    verdict = Verdict(rung, told.answer.verdict.fixed, NotEstimable(Reason.TOO_FEW_DAYS, says))

    page = trial_page(replace(told.answer, verdict=verdict))

    assert (page.headline, page.second) == (headline, second or says)
    assert (page.numbers, page.effects, len(page.closing)) == ((), (), 1)


def test_three_effects_are_three_numbers(told):
    answer = replace(
        told.answer,
        effects=ThreeEffects(
            same_day=EffectRange(0.62, ExactRange(0.12, 1.14)),
            next_days=EffectRange(-0.32, ExactRange(-0.84, 0.24)),
            over_weeks=None,
        ),
    )

    assert trial_page(answer).effects == (
        ("same day", "0.6 higher", "0.1 to 1.1"),
        ("next days", "0.3 lower", "−0.8 to 0.2"),
        ("over weeks", "not answered by this protocol", ""),
    )


def test_pairs_of_weeks_answer_over_weeks_within_one_week_only(told):
    over = EffectRange(0.2, ExactRange(None, 0.7))

    answer = replace(told.answer, is_paired=True, effects=ThreeEffects(None, None, over))

    assert trial_page(answer).effects[2] == (
        "over weeks (within one week only)",
        "0.2 higher",
        "up to 0.7; no lower limit can be given",
    )


def test_grey_lines_count_what_was_noticed_and_when_guesses_were_given(told):
    counts = CapsuleCounts(ArmCount(5, 14), ArmCount(3, 14), evening_only=6)

    answer = replace(told.answer, counts=counts, missing=MissingDays(0.05, 0.3, 0.0))

    assert trial_page(answer).grey == (
        (
            "On 6 days you gave your guess only in the evening, after your ratings. Your day may "
            "have coloured those guesses."
        ),
        "You noticed 5 of 14 microdose capsules and 3 of 14 placebo capsules.",
        "Days without a score are not spread alike over microdose and placebo.",
    )
    assert trial_fields(answer)["grey"] == ("evening_only", "noticed", "missing_differs")


def test_the_page_ends_with_what_it_does_not_mean(told):
    assert trial_page(told.answer).closing == (
        "This protocol cannot see effects that build up over weeks.",
        (
            "It does not show what it does for anyone else, or at any other amount. It covers 12 "
            "weeks, your capsules, and what you wrote down. It is not advice to take more, less, "
            "or any."
        ),
    )


def test_two_decimals_stand_everywhere_if_one_number_needs_them(told):
    near = told.completed(estimate=0.54)

    said = numbers(told.judged(Rung.L1, evidence=near))

    assert "0.54 points higher (range 0.22 to 1.46)" in said[0]
    assert "1.60 points" in said[3]


def test_every_number_of_the_page_is_a_field(told):
    """Rounded as the page rounds; what counts on fixed scales (19 in 20, 1 guess in 10) is text."""
    data = trial_fields(replace(told.answer, smallest_detectable=0.92))
    fields = {f"{abs(data[name]):.1f}" for name in ("difference", "tipping_point", "own_switch")}
    fields |= {f"{abs(end):.1f}" for name in ("range95", "range90") for end in data[name]}
    fields |= {f"{data['belief_limit']:.1f}", f"{0.8 * data['belief_limit']:.1f}"}

    found = {
        word.strip("().,;").lstrip("−")
        for sentence in numbers(told.answer)
        for word in sentence.split()
        if "." in word.strip("().,;")
    }

    assert found <= fields
