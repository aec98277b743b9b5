"""A capsule every day, one active in each span, never closer than three days to the last active."""

from limen.blinding.designs.design import (
    WEEK,
    Design,
    DesignName,
    Estimand,
    Mechanism,
    Options,
    laid_out,
)
from limen.blinding.designs.orders import Orders
from limen.terms.errors import BadInput

CLOSEST = 3  # days from one active capsule to the next


def spaced(weeks: int, options: Options) -> Mechanism:
    """Spans of L days; in each, one of the days that keep the distance, each equally likely.

    Draw after draw the spans depend on each other, so the allocations are not equally likely.

    Raises:
        BadInput: a span so short that the distance leaves no day.

    Source: methods.md section 1.0.
    """
    length = options.span_days
    if length < CLOSEST:
        raise BadInput(
            f"A span of {length} days has no room for {CLOSEST} days between active capsules.",
            fix="Choose 6 or 4 days.",
            at="span_days",
        )
    orders = Orders(
        orders=tuple(
            bytes(int(day == active) for day in range(length)) for active in range(length)
        ),
        after=tuple(
            tuple(range(max(0, last + CLOSEST - length), length)) for last in range(length)
        ),
    )
    return laid_out(DesignName.SPACED, weeks * WEEK, length, range(length), orders)


DESIGN = Design(
    name=DesignName.SPACED,
    version=1,
    title="Random spacing",
    estimands=(Estimand.ACUTE,),
    packing=None,
    mechanism=spaced,
    fewest_blocks=6,
    block_words=("span", "spans"),
)
