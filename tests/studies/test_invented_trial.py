from limen.studies.invented_trial import invented_trial
from limen.studies.trial_rows import trial_rows


def test_the_same_seed_makes_the_same_trial():
    assert invented_trial(3) == invented_trial(3)
    assert invented_trial(3) != invented_trial(4)


def test_the_rows_are_those_of_a_whole_trial_under_the_protocol():
    made = invented_trial(1)

    laid = trial_rows(made.plan, made.rows)

    assert (len(laid.trial.slot_days), laid.remarks) == (28, ())
    assert len(made.rows.rows) == 21 + 84
    assert laid.guesses.missing_share == 0


def test_scores_are_whole_numbers_of_a_row_from_1_to_7():
    scores = [score for score in trial_rows(*_parts(2)).trial.scores if score is not None]

    assert set(scores) <= {float(score) for score in range(1, 8)}
    assert len(scores) > 70


def test_microdose_days_are_higher_over_many_trials():
    differences = []
    for seed in range(30):
        trial = trial_rows(*_parts(seed)).trial
        sides = {0: [], 1: []}
        for day, arm in zip(trial.slot_days, trial.arms, strict=True):
            if trial.scores[day] is not None:
                sides[arm].append(trial.scores[day])
        differences.append(sum(sides[1]) / len(sides[1]) - sum(sides[0]) / len(sides[0]))

    assert 0.7 < sum(differences) / 30 < 1.2  # 0.8 and a quarter of 0.5


def _parts(seed):
    made = invented_trial(seed)
    return made.plan, made.rows
