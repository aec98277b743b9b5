"""A `protocol.toml` to begin with: every key with what it means, and nothing about an amount.

Source: experience.md section 4.1.
"""

from datetime import date

from limen.blinding.designs.design import DesignName
from limen.studies.plan import RUN_IN_DAYS
from limen.studies.plan_keys import OPEN

TEMPLATES = (*(name.value for name in DesignName), OPEN)

_TEXT = """\
design = "{design}"
start = {start}           # first day of trial or practice
weeks = 12                   # 1 to 24; paired_weeks: an even number
run_in_days = {run_in}             # days before start without capsules: your usual swing
capsule_weekdays = [0, 3]    # paired_weeks: days of the week, 0 is the weekday of start
main_measure = "mood"        # the column of the rows file that the answer is about
higher_is_better = true
smallest_change = 0.5        # the smallest change that you would care about, in points
kernel = [1, 0.5, 0.25]      # effect on the day, the next day, the day after; or [1]
belief_limit = 1.0           # points that believing alone may move a score by
rest_weeks = 4               # at least 2
acts = "same_day"            # same_day, next_days or over_weeks
"""
_SPAN = "span_days = 6                # 6 or 4: one active capsule in so many days\n"
_PRACTICE = """
# What was planned, to count drift from it: a pattern of dose days and off days, and the highest
# amount as you wrote it down. Write a section [practice] with pattern, highest, unit and form.
"""


def plan_template(design: str, start: date) -> str:
    """The text of a plan that can be checked as it stands, for one of `TEMPLATES`."""
    text = _TEXT.format(design=design, start=start.isoformat(), run_in=RUN_IN_DAYS)
    if design == DesignName.SPACED:
        text += _SPAN
    return text + _PRACTICE if design == OPEN else text
