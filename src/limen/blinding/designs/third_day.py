"""Every third day a capsule: of four in a row two are active, in any of the six orders."""

from itertools import combinations

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


def third_day(weeks: int, _options: Options) -> Mechanism:
    """Blocks of 12 days with capsules on days 0, 3, 6 and 9.

    Source: methods.md section 1.0.
    """
    return laid_out(
        DesignName.THIRD_DAY,
        weeks * WEEK,
        12,
        (0, 3, 6, 9),
        independent(
            [
                bytes(int(slot in active) for slot in range(4))
                for active in combinations(range(4), 2)
            ]
        ),
    )


DESIGN = Design(
    name=DesignName.THIRD_DAY,
    version=1,
    title="Every third day",
    estimands=(Estimand.ACUTE,),
    packing=ShuffleSet(active=2, placebo=2),
    mechanism=third_day,
    fewest_blocks=3,
    block_words=("set", "sets"),
)
