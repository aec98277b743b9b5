"""Every design by its name, in the order in which the planner lists them."""

from limen.blinding.designs import one_in_four, paired_weeks, spaced, third_day
from limen.blinding.designs.design import Design, DesignName, Mechanism, Options

DESIGNS = {
    design.name: design
    for design in (one_in_four.DESIGN, third_day.DESIGN, paired_weeks.DESIGN, spaced.DESIGN)
}


def mechanism(design: DesignName, weeks: int, options: Options | None = None) -> Mechanism:
    """The mechanism of a plan of so many weeks.

    Raises:
        BadInput: weeks or options do not fit the design.

    Source: methods.md section 1.0.
    """
    return DESIGNS[design].mechanism(weeks, options or Options())


def design_named(name: DesignName) -> Design:
    """The design of this name."""
    return DESIGNS[name]
