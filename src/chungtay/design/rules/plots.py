"""Charts over time as SVG text: columns, lines, sparklines (what a chart is: charts)."""

from collections.abc import Sequence
from dataclasses import dataclass

from chungtay.design.rules.charts import Chart
from chungtay.design.rules.drawing import (
    SCREEN,
    Palette,
    bar,
    dot,
    line,
    linked,
    number,
    picture,
    ring,
    text,
    text_width,
    ticks,
    wrapped,
)


@dataclass(frozen=True, slots=True)
class _Field:
    """The plotting area: a scale of values above a row of categories; its numbers stand at the left of `left`."""

    left: float
    right: float
    top: float
    bottom: float
    marks: tuple[float, ...]

    def places(self, count: int, inset: float) -> list[float]:
        """So many places from left to right, the first and last so far from the edges."""
        step = (self.right - self.left - 2 * inset) / max(count - 1, 1)
        return [self.left + inset + step * index for index in range(count)]

    def y(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def _numbers_width(chart: Chart, marks: Sequence[float], palette: Palette) -> float:
    return max(text_width(chart.write(mark), palette, palette.size * 0.86) for mark in marks) + 8


def _scale(chart: Chart, field: _Field, palette: Palette) -> list[str]:
    """Quiet lines across, their numbers at the left."""
    parts = []
    small = palette.size * 0.86
    for mark in field.marks:
        y = field.y(mark)
        parts.append(line(field.left, y, field.right, y, palette.soft if mark == 0 else palette.line))
        parts.append(text(field.left - 8, y + small * 0.35, chart.write(mark), palette.soft, anchor="end", size=small))
    return parts


def _category_words(chart: Chart, places: Sequence[float], y: float, palette: Palette) -> list[str]:
    """Names of the categories under the axis; every second, third ... where they would touch."""
    if len(places) > 1:
        step = places[1] - places[0]
        widest = max(text_width(name, palette, palette.size * 0.86) for name in chart.categories)
        every = max(1, int((widest + 6) // step + (1 if (widest + 6) % step else 0)))
    else:
        every = 1
    last = len(places) - 1
    return [
        text(place, y, chart.categories[index], palette.soft, anchor="middle", size=palette.size * 0.86)
        for index, place in enumerate(places)
        if (last - index) % every == 0
    ]


def columns(chart: Chart, width: float = 640, height: float = 260, palette: Palette = SCREEN) -> str:
    """Upright columns over time, standing on zero; a second series (the year before) stands grey at the left.

    Where there is no value an empty ring stands on the axis, so that it is not taken for a zero.
    """
    head = palette.size * (2.4 if len(chart.series) > 1 else 0.8)
    marks = ticks(max(chart.values(), default=0), min(0, *chart.values(), 0))
    field = _Field(_numbers_width(chart, marks, palette), width, head, height - palette.size * 1.7, marks)
    slot = (field.right - field.left) / max(len(chart.categories), 1)
    thick = min(slot * 0.72 / len(chart.series), 34)
    parts = _scale(chart, field, palette)
    places = field.places(len(chart.categories), slot / 2)
    for index, row in reversed(list(enumerate(chart.series))):
        shift = (len(chart.series) / 2 - index - 1) * thick
        ways = chart.ways if index == 0 and chart.ways else (("", ""),) * len(places)
        for place, value, way in zip(places, row.values, ways, strict=True):
            if value is None:
                drawn = ring(place + shift + thick / 2, field.y(0) - 7, palette.series(index))
            else:
                y, zero = field.y(max(value, 0)), field.y(min(value, 0))
                drawn = bar(place + shift + 0.5, y, thick - 1, zero - y, palette.series(index))
            parts.append(linked(*way, drawn))
    parts += _category_words(chart, places, height - palette.size * 0.5, palette)
    parts += _key(chart, palette) if len(chart.series) > 1 else []
    return picture(chart.key, chart.title, chart.description, width, height, parts, palette)


def _key(chart: Chart, palette: Palette) -> list[str]:
    """The series' names with their colour, in the order in which the columns stand."""
    parts, x = [], 0.0
    for index, row in reversed(list(enumerate(chart.series))):
        parts.append(bar(x, 2, palette.size * 0.8, palette.size * 0.8, palette.series(index)))
        weight = 600 if index == 0 else 400
        parts.append(text(x + palette.size * 1.15, palette.size * 0.86 + 1, row.name, palette.ink, weight=weight))
        x += palette.size * 2.6 + text_width(row.name, palette)
    return parts


def lines(
    chart: Chart, width: float = 640, height: float = 260, palette: Palette = SCREEN, from_zero: bool = True
) -> str:
    """Lines over time, each named at its end; a gap where there is no value, a dot for a value that stands alone."""
    values = chart.values() or [0]
    marks = ticks(max(values), min(0, *values, 0) if from_zero else min(values))
    names = min(max(text_width(row.name, palette) for row in chart.series) * 1.06, width * 0.35) + 8
    left = _numbers_width(chart, marks, palette)
    field = _Field(left, width - names, palette.size, height - palette.size * 1.7, marks)
    places = field.places(len(chart.categories), min((field.right - left) / max(len(chart.categories), 1) / 2, 20))
    parts = _scale(chart, field, palette)
    ends = []
    for index, row in reversed(list(enumerate(chart.series))):
        points = [
            None if value is None else (place, field.y(value)) for place, value in zip(places, row.values, strict=True)
        ]
        parts += _stretches(points, palette.series(index), 2.5 if index == 0 else 1.8)
        if last := next((point for point in reversed(points) if point), None):
            ends.append((last[1], index, row.name))
    for y, index, name in _apart(ends, palette.size * 1.25, field.bottom):
        room = width - field.right - 8
        fill, weight = (palette.accent, 600) if index == 0 else (palette.soft, 400)
        parts.append(
            text(field.right + 8, y + palette.size * 0.35, wrapped(name, room, palette, 1)[0], fill, weight=weight)
        )
    parts += _category_words(chart, places, height - palette.size * 0.5, palette)
    return picture(chart.key, chart.title, chart.description, width, height, parts, palette)


def _stretches(points: Sequence[tuple[float, float] | None], stroke: str, width: float) -> list[str]:
    """The unbroken stretches of a line."""
    parts, run = [], []
    for point in (*points, None):
        if point:
            run.append(point)
        elif len(run) == 1:
            parts.append(
                f'<circle cx="{number(run[0][0])}" cy="{number(run[0][1])}" r="{number(width)}" fill="{stroke}"/>'
            )
            run = []
        elif run:
            path = " ".join(f"{number(x)},{number(y)}" for x, y in run)
            parts.append(
                f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="{number(width)}"'
                ' stroke-linejoin="round" stroke-linecap="round"/>'
            )
            run = []
    return parts


def _apart(ends: list[tuple[float, int, str]], least: float, bottom: float) -> list[tuple[float, int, str]]:
    """The names at the lines' ends, pushed down, then up from the bottom, until none covers another."""
    placed: list[tuple[float, int, str]] = []
    for y, index, name in sorted(ends):
        placed.append((max(y, placed[-1][0] + least) if placed else y, index, name))
    floor = bottom
    for order in range(len(placed) - 1, -1, -1):
        y, index, name = placed[order]
        placed[order] = (min(y, floor), index, name)
        floor = placed[order][0] - least
    return placed


def spark(
    key: str,
    title: str,
    values: tuple[float | None, ...],
    width: float = 120,
    height: float = 32,
    palette: Palette = SCREEN,
) -> str:
    """A line as small as a word: no scale, from zero, the last value dotted. Months without a value are gaps."""
    known = [value for value in values if value is not None]
    low, high = min(0, *known, 0), max(*known, 0, 0)
    span = (high - low) or 1
    step = (width - 8) / max(len(values) - 1, 1)
    points = [
        None if value is None else (4 + step * index, height - 4 - (value - low) / span * (height - 8))
        for index, value in enumerate(values)
    ]
    parts = [line(4, height - 4, width - 4, height - 4, palette.line), *_stretches(points, palette.accent, 1.6)]
    if last := next((point for point in reversed(points) if point), None):
        parts.append(dot(*last, 2.8, palette.accent))
    return picture(key, title, "", width, height, parts, palette)
