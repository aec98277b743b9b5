"""What missing days mean for a difference: how they are spread, and how bad they could have been.

Source: methods.md section 1.8.
"""

from limen.inference.trial_estimates import MissingDays, WorstFill
from limen.reports.page_numbers import PageNumbers


def spread_sentence(missing: MissingDays) -> str:
    """How many days are missing under each arm."""
    return (
        f"The score is missing on {missing.active_share:.0%} of the days that belong to microdose "
        f"capsules and on {missing.placebo_share:.0%} of those that belong to placebo."
    ).replace("%", " %")


def worst_case_sentence(worst: WorstFill, day_sd: float, page: PageNumbers) -> str:
    """How bad the missing days would have to be to end the claim."""
    if worst.tipping is None:
        most = page.text(worst.steps[-1].worse_by * day_sd)
        return (
            "If the missing days on the better side had been even "
            f"{most} points worse than the other side's average, the difference would still stand."
        )
    if worst.tipping == 0:
        return (
            "If the missing days on the better side had been like the other side's average, the "
            "difference would no longer stand."
        )
    return (
        f"If the missing days on the better side had been {page.text(worst.tipping * day_sd)} "
        "points worse than the other side's average, the difference would no longer stand."
    )
