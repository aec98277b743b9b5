"""What the questionnaires of one family share: question, answers, licence and dates.

PHQ and GAD come from the same authors and ask in the same way. The lowest answer reads "Not at
all"; the wording "Not at all sure", which circulates for GAD-7, is a copying error.
"""

from datetime import date

from limen.instruments.instrument import Choice

STEM = "Over the last 2 weeks, how often have you been bothered by any of the following problems?"

CHOICES = (
    Choice(0, "Not at all"),
    Choice(1, "Several days"),
    Choice(2, "More than half the days"),
    Choice(3, "Nearly every day"),
)

RECALL_DAYS = 14

LICENCE_SAYS = (
    "No permission is needed to reproduce, translate, display or distribute it "
    "(statement of its publisher, 2012)."
)

CHECKED_ON = date(2026, 11, 20)
REVIEW_BY = date(2027, 11, 20)

CAMCOPS = "ucam-department-of-psychiatry/camcops, commit 56a303e1d783"
