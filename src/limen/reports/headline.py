"""The seven headlines, and the sentence below each.

S1 probably real · S2 may be hope · S3 little or none · S4 cannot tell yet · S5 probably worse ·
S6 too few days · S7 not blinded. Exactly one is printed, the one of the verdict.

Source: experience.md section 3.2.
"""

from limen.inference.ladder import Headline, Rung
from limen.inference.verdict_estimates import Verdict

RULES_VERSION = 1

HEADLINES = {
    Headline.S1: "Probably a real extra effect.",
    Headline.S2: "Some sign of an effect, but it may be hope.",
    Headline.S3: "Probably little or no difference.",
    Headline.S4: "We cannot tell yet.",
    Headline.S5: "Probably worse.",
    Headline.S6: "Too few days to say.",
    Headline.S7: "This was not blinded.",
}

_WORRY = (
    "Your microdose days were harder than your placebo days. Worry alone would have to move your "
    "score by more than {limit} points to explain it."
)
_SECOND = {
    Rung.NOT_BLINDED: "We can show what changed, but not why.",
    Rung.L0: "Your days went up and down too much for the number of days you did.",
    Rung.L1: "The days were different. Believing alone could explain it, so we cannot split the "
    "two.",
    Rung.L2: "Your microdose days were better than your placebo days. Believing alone would have "
    "to move your score by more than {limit} points to explain it.",
    Rung.L3: "The chances announced on each day let us tell belief and capsule apart. A difference "
    "remains.",
    Rung.E: "Your microdose days and your placebo days came out about the same.",
    Rung.H1: "Your microdose days were harder than your placebo days. Expecting them to be hard "
    "could explain that too.",
    Rung.H2: _WORRY,
    Rung.H3: _WORRY,
}


def headline_text(verdict: Verdict) -> str:
    """The headline of a verdict."""
    return HEADLINES[verdict.headline]


def second_sentence(verdict: Verdict, limit: str) -> str:
    """The sentence below the headline.

    Args:
        verdict: what the trial allows to be said.
        limit: the belief limit as the page writes it; read by the verdicts that name it.
    """
    if verdict.rung is Rung.TOO_FEW_DAYS and verdict.reason is not None:
        return verdict.reason.says
    return _SECOND[verdict.rung].format(limit=limit)
