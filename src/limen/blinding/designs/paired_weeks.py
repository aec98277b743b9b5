"""Pairs of weeks: in one week of each pair all capsules are active, in the other all placebo."""

from limen.blinding.designs.design import (
    WEEK,
    Design,
    DesignName,
    Estimand,
    Mechanism,
    Options,
    ShuffleSet,
    independent,
    laid_out,
)
from limen.terms.errors import BadInput


def paired_weeks(weeks: int, options: Options) -> Mechanism:
    """The same capsule days in both weeks of a pair, and one fair coin for each pair.

    Raises:
        BadInput: an odd number of weeks.

    Source: methods.md section 1.0.
    """
    if weeks % 2:
        raise BadInput(
            f"{weeks} weeks cannot be put into pairs.",
            fix="Choose an even number of weeks.",
            at="weeks",
        )
    days = sorted(options.capsule_weekdays)
    active, placebo = bytes([1] * len(days)), bytes(len(days))
    return laid_out(
        DesignName.PAIRED_WEEKS,
        weeks * WEEK,
        2 * WEEK,
        [*days, *(WEEK + day for day in days)],
        independent([active + placebo, placebo + active]),
    )


DESIGN = Design(
    name=DesignName.PAIRED_WEEKS,
    version=1,
    title="Pairs of weeks",
    estimands=(Estimand.ACUTE, Estimand.PERIOD),
    packing=ShuffleSet(active=1, placebo=1),
    mechanism=paired_weeks,
    fewest_blocks=6,
    block_words=("pair", "pairs"),
)
