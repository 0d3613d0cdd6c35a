"""Charts as SVG text: bars, columns, lines, sparklines.

Each is a pure function of its data, a width and a palette, so that a screen (SCREEN, once narrow and once wide) and a
document (PRINT) show the same picture. Bars and columns stand on zero; a missing value is a gap or a word, never a
zero. Values are in whatever unit the title names; texts come ready written (kernel.numbers) from the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chungtay.design.rules.drawing import (
    MOST_SERIES,
    SCREEN,
    Palette,
    Writer,
    bar,
    line,
    number,
    picture,
    plain,
    text,
    text_width,
    ticks,
    wrapped,
)

Tone = Literal["accent", "grey", "estimate"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its value (None: there is none) and the words that stand at its end, such as "chưa báo cáo"."""

    label: str
    value: float | None
    text: str
    tone: Tone = "accent"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values over the categories of a chart; None is a gap."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Categories and up to five series; the first is the one the chart speaks of."""

    key: str
    title: str
    description: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    write: Writer = plain

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"a chart has one to {MOST_SERIES} series")
        if any(len(row.values) != len(self.categories) for row in self.series):
            raise ValueError("every series has one value for each category")

    def values(self) -> list[float]:
        """All values that there are."""
        return [value for row in self.series for value in row.values if value is not None]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars that compare units or kinds, in the order given."""

    key: str
    title: str
    description: str
    bars: tuple[Bar, ...]


def bars(chart: BarChart, width: float = 640, palette: Palette = SCREEN) -> str:
    """Horizontal bars from zero, each with its words at the end.

    Labels stand at the left where they fit in two fifths of the width, else above their bar.
    """
    highest = max((item.value for item in chart.bars if item.value is not None), default=0) or 1
    widest = max((text_width(item.label, palette) for item in chart.bars), default=0)
    beside = widest <= width * 0.42
    left = widest + 12 if beside else 0.0
    words = max((text_width(item.text, palette) for item in chart.bars if item.value is not None), default=0)
    room = max(width - left - words - 10, width * 0.15)
    parts, y = [], 0.0
    for item in chart.bars:
        lines = [item.label] if beside else wrapped(item.label, width, palette)
        thick = palette.size * (1.3 if beside else 0.9)
        if not beside:
            for row in lines:
                y += palette.size * 1.35
                parts.append(text(0, y, row, palette.ink))
            y += palette.size * 0.45
        base = y + thick / 2 + palette.size * 0.35
        if beside:
            parts.append(text(0, base, item.label, palette.ink))
        parts += _one_bar(item, left, y, room * (item.value or 0) / highest, thick, base, palette)
        y += thick + palette.size * (0.75 if beside else 0.8)
    height = max(y - palette.size * 0.3, palette.size)
    axis = [line(left, 0, left, height, palette.soft)] if beside else []
    return picture(chart.key, chart.title, chart.description, width, height, parts + axis, palette)


def _one_bar(item: Bar, left: float, y: float, length: float, thick: float, base: float, palette: Palette) -> list[str]:
    if item.value is None:
        return [text(left + 8, base, item.text, palette.soft)]
    fill = palette.greys[0] if item.tone == "grey" else palette.accent
    outline = palette.accent if item.tone == "estimate" else ""
    return [
        bar(left, y, max(length, 1.5), thick, fill, outline),
        text(left + max(length, 1.5) + 7, base, item.text, palette.ink, weight=600),
    ]


@dataclass(frozen=True, slots=True)
class _Field:
    """The plotting area: a scale of values above a row of categories."""

    left: float
    right: float
    top: float
    bottom: float
    marks: tuple[float, ...]

    def y(self, value: float) -> float:
        low, high = self.marks[0], self.marks[-1]
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def _scale(chart: Chart, field: _Field, palette: Palette) -> list[str]:
    """Quiet lines across with their numbers above them, as a reader of newspapers knows them."""
    parts = []
    for mark in field.marks:
        y = field.y(mark)
        parts.append(line(field.left, y, field.right, y, palette.soft if mark == 0 else palette.line))
        if mark != 0:
            parts.append(text(field.left, y - 4, chart.write(mark), palette.soft, size=palette.size * 0.86))
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
    """Upright columns over time, standing on zero; a second series (the year before) stands grey at the left."""
    head = palette.size * 1.9 if len(chart.series) > 1 else palette.size * 0.6
    marks = ticks(max(chart.values(), default=0), min(0, *chart.values(), 0))
    field = _Field(0, width, head + palette.size, height - palette.size * 1.7, marks)
    slot = (field.right - field.left) / max(len(chart.categories), 1)
    thick = min(slot * 0.72 / len(chart.series), 34)
    parts = _scale(chart, field, palette)
    places = [field.left + slot * (index + 0.5) for index in range(len(chart.categories))]
    for index, row in reversed(list(enumerate(chart.series))):
        shift = (len(chart.series) / 2 - index - 1) * thick
        for place, value in zip(places, row.values, strict=True):
            if value is not None:
                y, zero = field.y(max(value, 0)), field.y(min(value, 0))
                parts.append(bar(place + shift + 0.5, y, thick - 1, zero - y, palette.series(index)))
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
    names = max(text_width(row.name, palette) for row in chart.series)
    field = _Field(0, max(width - min(names, width * 0.4) - 12, width * 0.4), palette.size * 1.6, 0, marks)
    field = _Field(field.left, field.right, field.top, height - palette.size * 1.7, marks)
    inset = min((field.right - field.left) / max(len(chart.categories), 1) / 2, 20)
    step = (field.right - field.left - 2 * inset) / max(len(chart.categories) - 1, 1)
    places = [field.left + inset + step * index for index in range(len(chart.categories))]
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
        parts.append(f'<circle cx="{number(last[0])}" cy="{number(last[1])}" r="2.8" fill="{palette.accent}"/>')
    return picture(key, title, "", width, height, parts, palette)
