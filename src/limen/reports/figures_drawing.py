"""Pictures as places on paper: marks, lines and words with their coordinates, and no colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise


class Shape(StrEnum):
    """How a mark looks; shape alone carries the meaning."""

    DISC = "disc"
    RING = "ring"
    HALF = "half"
    DOTTED = "dotted"
    DASH = "dash"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark around its middle; `size` is the distance from there to its edge."""

    x: float
    y: float
    shape: Shape
    size: float = 4.0

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - self.size

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.size

    @property
    def above(self) -> float:
        """Its highest point."""
        return self.y - self.size

    @property
    def below(self) -> float:
        """Its lowest point."""
        return self.y + self.size


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `is_faint` where it only guides the eye."""

    x1: float
    y1: float
    x2: float
    y2: float
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Words, a number or a day that begins, or with `is_end` ends, at a place."""

    x: float
    y: float
    says: object
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of a width and a height in units of its own."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def discs(self) -> tuple[tuple[str, str], ...]:
        """Every disc, as a width and one path of points to be drawn with round ends.

        A path a mark, and curves for what a point can do, would make files twice as large. A point
        without any length is drawn oval by some readers.
        """
        points: dict[float, str] = {}
        for one in self.marks:
            if one.shape in _DISCS:
                size = one.size if one.shape is Shape.DISC else _DOT
                points[size] = f"{points.get(size, '')}M{_written(one.x)} {_written(one.y)}h.01"
        return tuple((_written(2 * size), path) for size, path in points.items())

    @property
    def filled(self) -> str:
        """Everything else that is filled, as one path."""
        return "".join(map(_filled, self.marks))

    @property
    def outlined(self) -> str:
        """Every ring, as one path."""
        return "".join(_ring(one) for one in self.marks if one.shape in _RINGS)

    @property
    def dashes(self) -> str:
        """Every dash, as one path."""
        dashes = (one for one in self.marks if one.shape is Shape.DASH)
        return "".join(_stroke(Line(one.left, one.y, one.right, one.y)) for one in dashes)

    @property
    def axes(self) -> str:
        """Every line, as one path."""
        return "".join(_stroke(one) for one in self.lines if not one.is_faint)

    @property
    def guides(self) -> str:
        """Every faint line, as one path."""
        return "".join(_stroke(one) for one in self.lines if one.is_faint)


_RINGS = {Shape.RING, Shape.HALF, Shape.DOTTED}
_DISCS = {Shape.DISC, Shape.DOTTED}
_DOT = 2.5
_ROUND = 0.5523  # how far the handles of four curves reach that together are as good as a circle


def _filled(mark: Mark) -> str:
    match mark.shape:
        case Shape.HALF:
            x, size = _written(mark.x), _written(mark.size)
            return f"M{x} {_written(mark.above)}A{size} {size} 0 0 0 {x} {_written(mark.below)}z"
        case Shape.TRIANGLE:
            top = f"M{_written(mark.x)} {_written(mark.above)}"
            return f"{top}L{_written(mark.right)} {_written(mark.below)}H{_written(mark.left)}z"
        case _:
            return ""


def _ring(mark: Mark) -> str:
    """Four curves from the left end over the top; see _ROUND."""
    bent = mark.size * _ROUND
    x, y, left, right, above, below = map(
        _written, (mark.x, mark.y, mark.left, mark.right, mark.above, mark.below)
    )
    west, east, north, south = map(
        _written, (mark.x - bent, mark.x + bent, mark.y - bent, mark.y + bent)
    )
    return (
        f"M{left} {y}C{left} {north} {west} {above} {x} {above}"
        f"C{east} {above} {right} {north} {right} {y}"
        f"C{right} {south} {east} {below} {x} {below}"
        f"C{west} {below} {left} {south} {left} {y}z"
    )


def _stroke(line: Line) -> str:
    start = f"M{_written(line.x1)} {_written(line.y1)}"
    return f"{start}L{_written(line.x2)} {_written(line.y2)}"


def _written(place: float) -> str:
    return f"{round(place, 2):g}"


def day_grid(
    days: Mapping[date, Shape],
    weekdays: Sequence[object],
    legend: Sequence[tuple[Shape, object]],
) -> Drawing:
    """One mark a day, a column for each week from the first day on, thirteen weeks side by side.

    Args:
        days: the mark of each day that has one.
        weekdays: the names of the rows, from that of the first day on.
        legend: what the marks mean.
    """
    first = min(days)
    marks: list[Mark] = []
    labels: list[Label] = []
    for day, shape in days.items():
        x, y = _place_of_day((day - first).days)
        marks.append(Mark(x, y, shape, 7.0))
    bands = 1 + (max(days) - first).days // _DAYS_A_BAND
    for band in range(bands):
        top = band * _BAND_HEIGHT + _LABEL_HEIGHT
        labels.append(Label(_GRID_LEFT, top - 5, first + timedelta(days=band * _DAYS_A_BAND)))
        labels += [
            Label(0, top + _CELL * (place + 0.5) + 4, name) for place, name in enumerate(weekdays)
        ]
    bottom = bands * _BAND_HEIGHT + 4
    for number, (shape, words) in enumerate(legend):
        y = bottom + _LABEL_HEIGHT * (number + 0.5)
        marks.append(Mark(_CELL / 2, y, shape, 7.0))
        labels.append(Label(_GRID_LEFT, y + 4, words))
    height = bottom + _LABEL_HEIGHT * len(legend)
    return Drawing(_WIDTH, height, tuple(marks), (), tuple(labels))


def series(points: Mapping[date, int], days: tuple[date, date], ends: tuple[int, int]) -> Drawing:
    """Numbers over time; a line joins two of them only where no day lies between.

    Args:
        points: the number of each day that has one, in order.
        days: the first and the last day of the picture.
        ends: the lowest and the highest number of the scale.
    """
    placed = [(day, _across(day, days), _up(number, ends)) for day, number in points.items()]
    marks = tuple(Mark(x, y, Shape.DISC, 2.5) for _, x, y in placed)
    joined = tuple(
        Line(x1, y1, x2, y2)
        for (day1, x1, y1), (day2, x2, y2) in pairwise(placed)
        if (day2 - day1).days == 1
    )
    guides = tuple(Line(_MARGIN, _up(end, ends), _WIDTH, _up(end, ends), True) for end in ends)
    labels = (
        *(Label(_MARGIN - 6, _up(end, ends) + 4, end, True) for end in ends),
        Label(_MARGIN, _HEIGHT - 2, days[0]),
        Label(_WIDTH, _HEIGHT - 2, days[1], True),
    )
    return Drawing(_WIDTH, _HEIGHT, marks, guides + joined, labels)


def mark_rows(
    rows: Sequence[tuple[object, Sequence[Shape]]], legend: Sequence[tuple[Shape, object]]
) -> Drawing:
    """One row of small marks under each heading, wrapped where it is long, with what they mean."""
    marks: list[Mark] = []
    labels: list[Label] = []
    y = 0.0
    for words, shapes in rows:
        labels.append(Label(0, y + 12, words))
        for number, shape in enumerate(shapes):
            line, column = divmod(number, _MARKS_A_LINE)
            at = y + _LABEL_HEIGHT + 8 + line * _STEP
            marks.append(Mark(_STEP * (column + 0.5), at, shape, 5.0))
        y += _LABEL_HEIGHT + _STEP * (1 + (len(shapes) - 1) // _MARKS_A_LINE) + 6
    for number, (shape, words) in enumerate(legend):
        at = y + _LABEL_HEIGHT * (number + 0.5)
        marks.append(Mark(_STEP / 2, at, shape, 5.0))
        labels.append(Label(_STEP + 4, at + 4, words))
    return Drawing(_WIDTH, y + _LABEL_HEIGHT * len(legend), tuple(marks), (), tuple(labels))


_WIDTH, _HEIGHT, _MARGIN, _PAD = 340.0, 140.0, 24.0, 8.0
_WEEK, _WEEKS_A_BAND, _CELL, _LABEL_HEIGHT, _GRID_LEFT = 7, 13, 24.0, 20.0, 28.0
_DAYS_A_BAND = _WEEK * _WEEKS_A_BAND
_BAND_HEIGHT = _WEEK * _CELL + _LABEL_HEIGHT + 4
_STEP, _MARKS_A_LINE = 17.0, 20


def _place_of_day(number: int) -> tuple[float, float]:
    """Where the mark of a day stands, counted from 0 for the first."""
    week, place = divmod(number, _WEEK)
    band, column = divmod(week, _WEEKS_A_BAND)
    top = band * _BAND_HEIGHT + _LABEL_HEIGHT
    return _GRID_LEFT + _CELL * (column + 0.5), top + _CELL * (place + 0.5)


def _across(day: date, days: tuple[date, date]) -> float:
    length = max(1, (days[1] - days[0]).days)
    return round(_MARGIN + 4 + (_WIDTH - _MARGIN - 8) * (day - days[0]).days / length, 1)


def _up(number: int, ends: tuple[int, int]) -> float:
    share = (number - ends[0]) / (ends[1] - ends[0])
    return round(_HEIGHT - 24 - (_HEIGHT - 24 - _PAD) * share, 1)
