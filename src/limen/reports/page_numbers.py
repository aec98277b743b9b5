"""How numbers stand on a page: one decimal, or two where one would say something else.

Source: experience.md section 3.1 (rounding).
"""

from collections.abc import Iterable
from dataclasses import dataclass

FEW, MANY = 1, 2


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The decimals of one page."""

    decimals: int

    def text(self, number: float) -> str:
        """A number with the page's decimals and a true minus sign; never minus nought."""
        written = f"{number:.{self.decimals}f}"
        if not any(digit in written for digit in "123456789"):
            written = written.removeprefix("-")
        return written.replace("-", "−")

    def range_text(self, lower: float | None, upper: float | None) -> str:
        """Both ends of a range, or which of them cannot be given."""
        if lower is not None and upper is not None:
            return f"range {self.text(lower)} to {self.text(upper)}"
        if lower is not None:
            return f"range from {self.text(lower)} upwards; no upper limit can be given"
        if upper is not None:
            return f"range up to {self.text(upper)}; no lower limit can be given"
        return "no range can be given"


def page_numbers(
    printed: Iterable[float | None],
    *,
    landmarks: Iterable[float | None],
    stated: Iterable[float | None] = (),
) -> PageNumbers:
    """The decimals of a page that prints these numbers.

    Args:
        printed: numbers that were computed; None is not printed.
        landmarks: no rounded number may lie on another side of one than the exact number, its
            negative counts as well; None is no landmark.
        stated: numbers that a person stated, which are printed in full.
    """
    sides = {side for mark in landmarks if mark is not None for side in (mark, -mark)}
    numbers = [number for number in printed if number is not None]
    crosses = any(_crosses(number, mark) for number in numbers for mark in sides)
    cuts = any(number is not None and round(number, FEW) != number for number in stated)
    return PageNumbers(MANY if crosses or cuts else FEW)


def _crosses(number: float, mark: float) -> bool:
    rounded = round(number, FEW)
    return number != mark and (rounded - mark) * (number - mark) <= 0
