"""Four days with a capsule and two without: one of the four is active, on any of the four days."""

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


def one_in_four(weeks: int, _options: Options) -> Mechanism:
    """Blocks of 6 days with capsules on days 0 to 3.

    Source: methods.md section 1.0.
    """
    return laid_out(
        DesignName.ONE_IN_FOUR,
        weeks * WEEK,
        6,
        (0, 1, 2, 3),
        independent([bytes(int(slot == active) for slot in range(4)) for active in range(4)]),
    )


DESIGN = Design(
    name=DesignName.ONE_IN_FOUR,
    version=1,
    title="Four and two",
    estimands=(Estimand.ACUTE,),
    packing=ShuffleSet(active=1, placebo=3),
    mechanism=one_in_four,
    fewest_blocks=3,
    block_words=("set", "sets"),
)
